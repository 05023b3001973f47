// The brainstem overrides a valence guess: beside the TD error, the guess itself is corrected towards what was declared.
var<private> arrivalHidden: array<vec4f, HIDDEN4>; // @registers
var<private> arrivalError: array<vec4f, HIDDEN4>; // @registers

/// Keeps the activations of the thought about the arrival.
fn keepArrival() {
  for (var q = 0u; q < HIDDEN4; q++) { // @unroll
    arrivalHidden[q] = partial[q];
  }
}

/// The error that the correction sends to the first layer, under the weights from before the step.
fn prepareCorrection(correction: f32) {
  for (var q = 0u; q < HIDDEN4; q++) { // @unroll
    arrivalError[q] = select(vec4f(0.0), settle4(scale4(w2[q], correction)), arrivalHidden[q] > vec4f(0.0));
  }
}

/// Moves the value of the arrival by correction = alpha (declared - guess) along its gradient.
fn correct(arrival: u32, correction: f32) {
  readFeatures(arrival);
  for (var q = 0u; q < HIDDEN4; q++) { // @turn if TURNS
    w2[q] = settle4(add4(w2[q], scale4(arrivalHidden[q], correction)));
    b1[q] = settle4(add4(b1[q], arrivalError[q]));
    for (var m = 0u; m < ACTIVE; m++) { // @unroll
      let slot = at(W1 + feature[m] * HIDDEN4 + q);
      memory[slot] = settle4(add4(memory[slot], weigh(arrivalError[q], strength[m])));
    }
  }
  b2 = settle(add(b2, correction));
}
