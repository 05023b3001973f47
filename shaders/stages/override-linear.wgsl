// The brainstem overrides a valence guess: beside the TD error, the guess itself is corrected towards what was declared.
fn keepArrival() {}
fn prepareCorrection(_correction: f32) {}

/// Moves the value of the arrival by correction = alpha (declared - guess) along its gradient.
fn correct(arrival: u32, correction: f32) {
  readFeatures(arrival);
  for (var m = 0u; m < ACTIVE; m++) { // @unroll
    let slot = at(W1 + feature[m]);
    memory[slot].x = settle(add(memory[slot].x, weigh1(correction, strength[m])));
  }
}
