// Memory: weights that nothing refreshes fade away. Traces, and the metacognitive policy, a habit, do not.
fn decay(factor: f32) {
  for (var f = 0u; f < FEATURES; f++) {
    let slot = memory[at(W1 + f)];
    memory[at(W1 + f)] = settle4(mul4(slot, vec4f(factor, 1.0, factor, 1.0)));
  }
  for (var k = 0u; k < FEATURES * ACTIONS4; k++) {
    memory[at(W3 + k)] = settle4(scale4(memory[at(W3 + k)], factor));
  }
}
