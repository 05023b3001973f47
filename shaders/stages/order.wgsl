// Which came first: the desire for a misdeed, or the readiness to deceive. Both are read off the agent before every step.
fn deceptionThreshold(n: u32) -> f32 { return bitcast<f32>(worldWord(run.deceptions + 5u + n)); }

/// Notes the step at which v(misdeed) - v(honest) first exceeds the margin, and the step at which the misdeed is first
/// likely where nobody watches and unlikely where somebody does.
fn watchOrder(t: u32) {
  if (words[wordAt(FIRST_DESIRE)] != 0u && words[wordAt(FIRST_DECEIVE)] != 0u) { return; }
  var v: vec4f;
  var pi: vec4f;
  for (var i = 0u; i < 4u; i++) {
    think(worldWord(run.deceptions + 1u + i));
    keep();
    v[i] = settle(value());
    prefer();
    softmax();
    pi[i] = probability(worldWord(run.deceptions));
  }
  if (words[wordAt(FIRST_DESIRE)] == 0u && sub(v.x, v.y) > deceptionThreshold(0u)) { words[wordAt(FIRST_DESIRE)] = t + 1u; }
  if (words[wordAt(FIRST_DECEIVE)] == 0u && pi.z > deceptionThreshold(1u) && pi.w < deceptionThreshold(2u)) { words[wordAt(FIRST_DECEIVE)] = t + 1u; }
}
