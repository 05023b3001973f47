// What the host derives from every agent's hyperparameters: [number][agent].
@group(0) @binding(3) var<storage, read> hyperparameters: array<u32>;

const GAMMA = 0u;                // @specialise
const ALPHA = 1u;                // @specialise
const ACTOR_STEP = 2u;           // @specialise: beta / temperature
const GAMMA_LAMBDA = 3u;         // @specialise
const INVERSE_TEMPERATURE = 4u;  // @specialise
const INIT_SCALE = 5u;           // @specialise
const FLOOR_THRESHOLD = 6u;      // @specialise: a u32 probability
const FLOOR_KEEP = 7u;           // @specialise: 1 - floor
const FLOOR_SHARE = 8u;          // @specialise: floor / A
const DEPTH = 9u;                // @specialise
const CANDIDATES = 10u;          // @specialise
const SELF_DEPTH = 11u;          // @specialise
const SELF_CANDIDATES = 12u;     // @specialise
const META_STEP = 13u;           // @specialise
const REFLECTION_COST = 14u;     // @specialise
const THINK_STEP = 15u;          // @specialise: alpha x thinkRate
const REPLAYS = 16u;             // @specialise
const DECAY = 17u;               // @specialise: what weights are multiplied by every 16 steps
const MISS_THRESHOLD = 18u;      // @specialise: u32 probabilities
const MISFIRE_THRESHOLD = 19u;   // @specialise
const FORESIGHT = 20u;           // @specialise
const TRIAL = 21u;               // @specialise: episodes that a candidate policy is judged by
const GAMMA_LAMBDA_ACTOR = 22u;  // @specialise

fn hyperparameterWord(number: u32, agent: u32) -> u32 { return hyperparameters[number * run.agents + agent]; }
fn hyperparameter(number: u32, agent: u32) -> f32 { return bitcast<f32>(hyperparameterWord(number, agent)); }
