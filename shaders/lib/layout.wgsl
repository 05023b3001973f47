// First slot of every parameter of an agent; the host computes them (src/agent/network.ts).
const SLOTS = 587u;      // @specialise: slots of an agent
const W1 = 0u;           // @specialise: [feature][HIDDEN4]; linear: one slot a feature, (weight, trace, 0, 0)
const B1 = 520u;         // @specialise: [HIDDEN4]
const W2 = 528u;         // @specialise: [HIDDEN4]
const B2 = 536u;         // @specialise: one slot, (b2, trace, 0, 0)
const W3 = 537u;         // @specialise: [action][HIDDEN4]; linear: [feature][ACTIONS4]
const B3 = 569u;         // @specialise: [ACTIONS4]
const RHO = 0u;          // @specialise: [HIDDEN4] of the immediate valence; its bias is component 2 of B2; linear: component 2 of W1
const META = 0u;         // @specialise: one slot a feature, of the metacognitive policy; linear: W1's
const META_LANE = 0u;    // @specialise: the component of META's slots
const TRACE_W1 = 570u;   // @specialise: [feature][HIDDEN4]
const TRACE_B1 = 571u;   // @specialise: [HIDDEN4]
const TRACE_W2 = 579u;   // @specialise: [HIDDEN4]
const TRACE_W3 = 579u;   // @specialise: [feature][ACTIONS4] of the actor, linear
const VALUES = 0u;       // @specialise: parameters and traces
const W3_VECTORS = 32u;  // @specialise: vectors of W3 that live in registers
