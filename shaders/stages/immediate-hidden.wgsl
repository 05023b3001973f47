// The immediate valence: what arrivals felt like. A second head on the trunk, which learns the reward and nothing else.
var<private> rho: array<vec4f, HIDDEN4>; // @registers
var<private> rhoBias: f32;
var<private> feltHidden: array<vec4f, HIDDEN4>; // @registers

fn loadImmediate() {
  for (var q = 0u; q < HIDDEN4; q++) { // @turn
    rho[q] = memory[at(RHO + q)];
  }
  rhoBias = memory[at(B2)].z;
}

fn storeImmediate() {
  for (var q = 0u; q < HIDDEN4; q++) { // @turn
    memory[at(RHO + q)] = rho[q];
  }
  memory[at(B2)].z = rhoBias;
}

/// Keeps the activations of the arrival that was felt.
fn keepFelt() {
  for (var q = 0u; q < HIDDEN4; q++) { // @unroll
    feltHidden[q] = partial[q];
  }
}

/// rho of the activations in `partial`, which it consumes; not yet settled.
fn immediate() -> f32 {
  for (var q = 0u; q < HIDDEN4; q++) { // @unroll
    partial[q] = mul4(rho[q], partial[q]);
  }
  return add(sumPartial(), rhoBias);
}

/// rho += step gradient, for the arrival whose features have been read; step = alpha (reward - rho).
fn learnImmediate(step: f32) {
  for (var q = 0u; q < HIDDEN4; q++) { // @turn if TURNS
    let error = select(vec4f(0.0), settle4(scale4(rho[q], step)), feltHidden[q] > vec4f(0.0));
    rho[q] = settle4(add4(rho[q], scale4(feltHidden[q], step)));
    if (TRUNK_IMMEDIATE) { // @when
      b1[q] = settle4(add4(b1[q], error));
      for (var m = 0u; m < ACTIVE; m++) { // @unroll
        let slot = at(W1 + feature[m] * HIDDEN4 + q);
        memory[slot] = settle4(add4(memory[slot], weigh(error, strength[m])));
      }
    }
  }
  rhoBias = settle(add(rhoBias, step));
}
