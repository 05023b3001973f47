// The shape of a population: one value for all agents, put in by the linker before compilation.
const FEATURES = 64u;      // @specialise: feature indices; index FEATURES is padding, whose weights stay 0
const ACTIVE = 1u;         // @specialise: active features of a row
const ACTIVE_PADDED = 1u;  // @specialise: ACTIVE up to a power of two
const UNIT = true;         // @specialise: every row has exactly ACTIVE features, all of value 1
const HIDDEN4 = 8u;        // @specialise: hidden units / 4; 0 is linear
const ACTIONS = 4u;        // @specialise
const ACTIONS4 = 1u;       // @specialise: vec4 blocks of actions, a power of two; 0 where there is nothing to choose
const CHANNELS = 2u;       // @specialise: reward, intended, proxies
const EVENTS = 2u;         // @specialise
const STOCHASTIC = false;  // @specialise: whether a transition may have several outcomes
const FLOOR = false;       // @specialise: whether an agent may have an exploration floor
const OVERRIDE = false;    // @specialise: whether an event may override the valence
const LANES = 64u;         // @specialise: agents of a tile, one invocation each
