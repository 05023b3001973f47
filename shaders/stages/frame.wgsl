// Frames: a thought about a row is object-level or self-reflective, and which of them comes up is a habit: a Bernoulli
// policy, linear in the object-level features, that is learned like any other (metacognition).

/// Whether the row can be thought about self-reflectively.
fn hasSelf(row: u32) -> bool { return worldWord(run.featureIndex + (row + ROWS) * ROW_ACTIVE) != FEATURES; }

/// The row in a frame, or in the object-level frame where it has no other.
fn inFrame(row: u32, reflective: bool) -> u32 { return select(row, row + ROWS, reflective && hasSelf(row)); }

/// u = m x of a row's object-level features, settled.
fn urge(row: u32) -> f32 {
  readFeatures(row);
  for (var m = 0u; m < ACTIVE; m++) { // @unroll
    term[m] = vec4f(weigh1(memory[at(META + feature[m])][META_LANE], strength[m]), 0.0, 0.0, 0.0);
  }
  return settle(sumTerms().x);
}

/// p = 1 / (1 + exp(-u)): the probability of thinking self-reflectively.
fn habit(u: f32) -> f32 {
  let e = exponential4(vec4f(sub(0.0, abs(u)))).x;
  let most = reciprocal(add(1.0, e));
  return select(mul(e, most), most, u >= 0.0);
}

/// The thought that comes up in a row.
fn comeUp(row: u32, word: u32) -> u32 {
  if (!hasSelf(row)) { return row; }
  let u = urge(row);
  let reflects = select(uniform24(word) < habit(u), u > 0.0, run.greedy != 0u);
  return select(row, row + ROWS, reflects);
}

/// What having the thought pays: approval or shame, less the cost of reflection.
fn thoughtPay(thought: u32, cost: f32) -> f32 {
  if (thought < ROWS) { return 0.0; }
  return settle(sub(payoff(reflectionOf(thought - ROWS), 0u), cost));
}

/// m += metaDelta (z - p) x, for metaDelta = beta_m (target - baseline). The baseline averages over frames: with the value
/// of the chosen frame the habit would not be learned.
fn learnHabit(row: u32, z: f32, p: f32, metaDelta: f32) {
  readFeatures(row);
  let step = settle(mul(metaDelta, sub(z, p)));
  for (var m = 0u; m < ACTIVE; m++) { // @unroll
    let slot = at(META + feature[m]);
    memory[slot][META_LANE] = settle(add(memory[slot][META_LANE], weigh1(step, strength[m])));
  }
}
