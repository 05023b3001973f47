// Moves the value of the kept thought along its gradient, outside of the TD error's traces: what a kept plan promised, and
// what a replayed transition says.
var<private> taughtError: array<vec4f, HIDDEN4>; // @registers

/// The error that reaches the first layer, under the present weights.
fn prepareTeaching(step: f32) {
  for (var q = 0u; q < HIDDEN4; q++) { // @unroll
    taughtError[q] = select(vec4f(0.0), settle4(scale4(w2[q], step)), hidden[q] > vec4f(0.0));
  }
}

/// v += step gradient, for the kept thought, whose features have been read.
fn teach(step: f32) {
  for (var q = 0u; q < HIDDEN4; q++) { // @turn if TURNS
    w2[q] = settle4(add4(w2[q], scale4(hidden[q], step)));
    b1[q] = settle4(add4(b1[q], taughtError[q]));
    for (var m = 0u; m < ACTIVE; m++) { // @unroll
      let slot = at(W1 + feature[m] * HIDDEN4 + q);
      memory[slot] = settle4(add4(memory[slot], weigh(taughtError[q], strength[m])));
    }
  }
  b2 = settle(add(b2, step));
}
