// Memory: weights that nothing refreshes fade away. Those of the metacognitive policy, a habit, do not.
fn decay(factor: f32) {
  for (var q = 0u; q < HIDDEN4; q++) { // @unroll
    b1[q] = settle4(scale4(b1[q], factor));
    w2[q] = settle4(scale4(w2[q], factor));
    if (IMMEDIATE) { // @when
      rho[q] = settle4(scale4(rho[q], factor));
    }
  }
  for (var k = 0u; k < W3_VECTORS; k++) { // @turn
    w3[k] = settle4(scale4(w3[k], factor));
  }
  for (var b = 0u; b < ACTIONS4; b++) { // @unroll
    b3[b] = settle4(scale4(b3[b], factor));
  }
  b2 = settle(mul(b2, factor));
  if (IMMEDIATE) { // @when
    rhoBias = settle(mul(rhoBias, factor));
  }
  for (var k = 0u; k < FEATURES * HIDDEN4; k++) {
    memory[at(W1 + k)] = settle4(scale4(memory[at(W1 + k)], factor));
  }
}
