// The immediate valence: what arrivals felt like. Linear in the features, in the third component of the critic's slots.
fn loadImmediate() {}
fn storeImmediate() {}
fn keepFelt() {}

/// rho of the features that have been read, not yet settled.
fn immediate() -> f32 {
  for (var m = 0u; m < ACTIVE; m++) { // @unroll
    term[m] = vec4f(weigh1(memory[at(W1 + feature[m])].z, strength[m]), 0.0, 0.0, 0.0);
  }
  return sumTerms().x;
}

/// rho += step gradient, for the arrival whose features have been read; step = alpha (reward - rho).
fn learnImmediate(step: f32) {
  for (var m = 0u; m < ACTIVE; m++) { // @unroll
    let slot = at(W1 + feature[m]);
    memory[slot].z = settle(add(memory[slot].z, weigh1(step, strength[m])));
  }
}
