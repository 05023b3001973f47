// The network: sparse features -> rectified linear units -> value and preferences. All but the first layer lives in
// registers while an agent steps.
var<private> b1: array<vec4f, HIDDEN4>; // @registers
var<private> w2: array<vec4f, HIDDEN4>; // @registers
var<private> w3: array<vec4f, W3_VECTORS>; // @registers
var<private> b3: array<vec4f, ACTIONS4>; // @registers
var<private> b2: f32;
var<private> hidden: array<vec4f, HIDDEN4>; // @registers
var<private> input: array<vec4f, INPUTS>; // @registers: of the first layer, [ACTIVE][HIDDEN4]
var<private> keptInput: array<vec4f, INPUTS>; // @registers
const INPUTS = ACTIVE * HIDDEN4; // @specialise
const KEEPS_INPUTS = !TURNS && INPUTS <= 32u && !PLAN && !REPLAY; // @specialise: whether they need not be read again to learn from
var<private> partial: array<vec4f, HIDDEN4>; // @registers
var<private> preference: array<vec4f, ACTIONS4>; // @registers

/// The canonical sum of all numbers in `partial`, which it consumes.
fn sumPartial() -> f32 {
  for (var s = HIDDEN4 / 2u; s > 0u; s = s / 2u) { // @unroll
    for (var q = 0u; q < s; q++) { // @unroll
      partial[q] = add4(partial[q], partial[q + s]);
    }
  }
  return sum4(partial[0]);
}

/// partial = relu(W1 x + b1) of the features that have been read.
fn activate() {
  for (var q = 0u; q < HIDDEN4; q++) { // @turn if TURNS
    for (var m = 0u; m < ACTIVE; m++) { // @unroll
      let w = memory[at(W1 + feature[m] * HIDDEN4 + q)];
      term[m] = weigh(w, strength[m]);
      if (KEEPS_INPUTS) { // @when
        input[m * HIDDEN4 + q] = w;
      }
    }
    partial[q] = relu4(add4(sumTerms(), b1[q]));
  }
}

/// The activations of a thought.
fn think(thought: u32) {
  readFeatures(thought);
  activate();
}

/// Keeps the activations of the thought, for its preferences and for learning.
fn keep() {
  for (var q = 0u; q < HIDDEN4; q++) { // @unroll
    hidden[q] = partial[q];
  }
  if (KEEPS_INPUTS) { // @when
    for (var k = 0u; k < INPUTS; k++) { // @unroll
      keptInput[k] = input[k];
    }
  }
}

/// v = w2 h + b2 of the thought, not yet settled.
fn value() -> f32 {
  for (var q = 0u; q < HIDDEN4; q++) { // @unroll
    partial[q] = mul4(w2[q], partial[q]);
  }
  return add(sumPartial(), b2);
}

/// preferences = W3 h + b3 of the thought that was kept.
fn prefer() {
  for (var a = 0u; a < 4u * ACTIONS4; a++) { // @unroll
    for (var q = 0u; q < HIDDEN4; q++) { // @unroll
      partial[q] = mul4(w3[a * HIDDEN4 + q], hidden[q]);
    }
    preference[a / 4u][a % 4u] = add(b3[a / 4u][a % 4u], sumPartial());
  }
}
