// Chooses the action: a sample of the policy or its best, and what the exploration floor makes of it.
const DIVERGED = 0xffffffffu;

/// The executed action, or DIVERGED when a preference has left the range.
fn act(agent: u32, key: vec2u, t: u32) -> u32 {
  prefer();
  for (var b = 0u; b < ACTIONS4; b++) { // @unroll
    if (diverges4(preference[b])) { return DIVERGED; }
  }
  softmax(hyperparameter(INVERSE_TEMPERATURE, agent));
  if (run.greedy != 0u) { return greedy(); }
  let random = threefry(key, vec2u(t, ACTION << 16u));
  if (FLOOR && random.y < hyperparameterWord(FLOOR_THRESHOLD, agent)) {
    return ((threefry(key, vec2u(t, EXPLORE << 16u)).x >> 16u) * ACTIONS) >> 16u;
  }
  return sample(random.x);
}

/// The policy gradient, scaled by (beta / temperature) delta and the floor's importance ratio.
fn reinforce(delta_t: f32, action: u32, agent: u32) {
  var actorDelta = settle(mul(hyperparameter(ACTOR_STEP, agent), delta_t));
  if (FLOOR) {
    let ratio = floorRatio(action, hyperparameter(FLOOR_KEEP, agent), hyperparameter(FLOOR_SHARE, agent));
    actorDelta = settle(mul(actorDelta, ratio));
  }
  policyGradient(actorDelta, action);
}
