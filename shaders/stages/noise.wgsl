// Reward noise: a reward function that misses what it should pay for, and fires at what it mistakes for that.

/// What the events of a step really pay; a pair of random words decides.
fn misfire(events: u32, random: vec2u, agent: u32) -> f32 {
  var reward = payoff(events, 0u);
  if (random.x < hyperparameterWord(MISS_THRESHOLD, agent)) { reward = paidWhenMissed(events); }
  if (random.y < hyperparameterWord(MISFIRE_THRESHOLD, agent)) { reward = settle(add(reward, paidWrongly(events))); }
  return reward;
}
