// The network without hidden units: value and preferences are linear in the features, without a bias.
var<private> preference: array<vec4f, ACTIONS4>; // @registers

fn loadNetwork() {}
fn storeNetwork() {}

fn activate() {}
fn think(thought: u32) { readFeatures(thought); }

/// A linear thought is its features; there is nothing else to keep.
fn keep() {}

/// v = w x of the thought, not yet settled.
fn value() -> f32 {
  for (var m = 0u; m < ACTIVE; m++) { // @unroll
    term[m] = vec4f(weigh1(memory[at(W1 + feature[m])].x, strength[m]), 0.0, 0.0, 0.0);
  }
  return sumTerms().x;
}

/// preferences = W3 x.
fn prefer() {
  for (var b = 0u; b < ACTIONS4; b++) { // @unroll
    for (var m = 0u; m < ACTIVE; m++) { // @unroll
      term[m] = weigh(memory[at(W3 + feature[m] * ACTIONS4 + b)], strength[m]);
    }
    preference[b] = sumTerms();
  }
}
