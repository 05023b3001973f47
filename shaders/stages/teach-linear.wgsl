// Moves the value of the kept thought along its gradient, outside of the TD error's traces: what a kept plan promised, and
// what a replayed transition says.
fn prepareTeaching(_step: f32) {}

/// v += step gradient, for the thought whose features have been read.
fn teach(step: f32) {
  for (var m = 0u; m < ACTIVE; m++) { // @unroll
    let slot = at(W1 + feature[m]);
    memory[slot].x = settle(add(memory[slot].x, weigh1(step, strength[m])));
  }
}
