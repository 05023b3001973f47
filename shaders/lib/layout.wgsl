// First slot of every parameter of an agent; the host computes them (src/agent/network.ts).
const SLOTS = 587u;      // @specialise: slots of an agent
const W1 = 0u;           // @specialise: [feature][HIDDEN4]; linear: one slot a feature, (weight, trace, 0, 0)
const B1 = 520u;         // @specialise: [HIDDEN4]
const W2 = 528u;         // @specialise: [HIDDEN4]
const B2 = 536u;         // @specialise: one slot, (b2, trace, 0, 0)
const W3 = 537u;         // @specialise: [action][HIDDEN4]; linear: [feature][ACTIONS4]
const B3 = 569u;         // @specialise: [ACTIONS4]
const TRACE_W1 = 570u;   // @specialise: [feature][HIDDEN4]
const TRACE_B1 = 571u;   // @specialise: [HIDDEN4]
const TRACE_W2 = 579u;   // @specialise: [HIDDEN4]
const W3_VECTORS = 32u;  // @specialise: vectors of W3 that live in registers
