// Moves the small layers between memory and registers, once a dispatch.
fn loadNetwork() {
  for (var q = 0u; q < HIDDEN4; q++) { // @turn
    b1[q] = memory[at(B1 + q)];
    w2[q] = memory[at(W2 + q)];
  }
  for (var k = 0u; k < W3_VECTORS; k++) { // @turn
    w3[k] = memory[at(W3 + k)];
  }
  for (var b = 0u; b < ACTIONS4; b++) { // @unroll
    b3[b] = memory[at(B3 + b)];
  }
  b2 = memory[at(B2)].x;
}

fn storeNetwork() {
  for (var q = 0u; q < HIDDEN4; q++) { // @turn
    memory[at(B1 + q)] = b1[q];
    memory[at(W2 + q)] = w2[q];
  }
  for (var k = 0u; k < W3_VECTORS; k++) { // @turn
    memory[at(W3 + k)] = w3[k];
  }
  for (var b = 0u; b < ACTIONS4; b++) { // @unroll
    memory[at(B3 + b)] = b3[b];
  }
  memory[at(B2)].x = b2;
}
