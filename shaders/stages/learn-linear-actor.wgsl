// Preferences move along the policy gradient: W3 += gradient x.
fn learnPreferences(f: u32, x: f32) {
  for (var b = 0u; b < ACTIONS4; b++) { // @unroll
    let slot = at(W3 + f * ACTIONS4 + b);
    memory[slot] = settle4(add4(memory[slot], weigh(gradient[b], x)));
  }
}
