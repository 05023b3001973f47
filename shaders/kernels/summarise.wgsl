// A record: statistics of the interval in integers, then the interval is folded into the phase's totals. An invocation adds
// a few agents up before it adds to what all share, since devices do that one after another.
// @import structure float32 settle elementary
// @import run words phase measures sums

const SHARE = 8u;

fn open(agent: u32) {
  openWords(agent);
  openMeasures(agent);
}

fn counted(slot: u32) -> u32 {
  if (slot == NO_SLOT) { return 0u; }
  // Not every device converts larger integers to binary32 exactly.
  return min(measures[measureAt(slot)], 0xffffffu);
}

/// What the agent contributes to a statistic, and whether it has a value at all.
struct Contribution { x: f32, present: bool }
fn contribution(s: Statistic) -> Contribution {
  if (words[wordAt(DIVERGED_AT)] != 0u) { return Contribution(0.0, false); }
  if (s.first == NO_SLOT) { return Contribution(measured(s.numerator), true); }
  let n = counted(s.first) + counted(s.second);
  if (n == 0u) { return Contribution(0.0, false); }
  var x = measured(s.numerator);
  if (!s.float) { x = f32(counted(s.numerator)); }
  return Contribution(settle(mul(x, reciprocal(f32(n)))), true);
}

/// x in fixed point, biased: its four limbs of eight bits.
fn limbs(x: f32, scale: f32) -> vec4u {
  let bound = 1073741824.0;
  let scaled = mul(x, scale);
  let within = select(select(scaled, bound, scaled > bound), sub(0.0, bound), scaled < sub(0.0, bound));
  let fixed = u32(i32(floor(within))) + 0x80000000u;
  return (vec4u(fixed) >> vec4u(0u, 8u, 16u, 24u)) & vec4u(255u);
}

/// The bin of x in a histogram over ordered bit patterns.
fn binOf(x: f32) -> u32 {
  let bits = bitcast<u32>(x);
  return select(bits | 0x80000000u, ~bits, bits >= 0x80000000u) >> 16u;
}

/// Notes the first record at which the criterion was met.
fn judge() {
  let episodes = measures[measureAt(FINISHED)];
  if (episodes == 0u || words[wordAt(DIVERGED_AT)] != 0u) { return; }
  var reached = settle(mul(measured(RETURNS), reciprocal(f32(episodes)))) >= run.criterion;
  if (SEARCH) { // @when
    reached = words[wordAt(BEST)] != 0u && bitcast<f32>(words[wordAt(BEST_SCORE)]) >= run.criterion;
  }
  if (reached && measures[measureAt(CRITERION_RECORD)] == 0u) { measures[measureAt(CRITERION_RECORD)] = run.record; }
}

/// Folds the interval into the phase's totals.
fn fold() {
  for (var slot = RETURNS; slot < FINISHED; slot++) {
    accumulate(slot + TOTALS - RETURNS, measured(slot));
    measures[measureAt(slot)] = 0u;
  }
  for (var slot = FINISHED; slot < TOTALS; slot++) {
    countMany(slot + TOTALS - RETURNS, measures[measureAt(slot)]);
    measures[measureAt(slot)] = 0u;
  }
}

@compute @workgroup_size(LANES)
fn summarise(@builtin(global_invocation_id) id: vec3u) {
  let stride = (run.agents + SHARE - 1u) / SHARE;
  if (id.x >= stride) { return; }
  for (var s = 0u; s < run.statisticCount; s++) {
    let statistic = statisticAt(s);
    var sum = vec4u(0u);
    var n = 0u;
    for (var agent = id.x; agent < run.agents; agent += stride) {
      open(agent);
      let own = contribution(statistic);
      if (own.present) {
        sum += limbs(own.x, statistic.scale);
        n++;
        let bin = binOf(own.x);
        atomicAdd(&sums[HISTOGRAMS + s * BINS + bin], 1u);
        atomicAdd(&sums[COARSE + s * COARSE_BINS + bin / COARSE_WIDTH], 1u);
      }
    }
    let base = STATISTICS + s * STATISTIC_WORDS;
    for (var limb = 0u; limb < 4u; limb++) { atomicAdd(&sums[base + limb], sum[limb]); }
    atomicAdd(&sums[base + 4u], n);
  }
  var diverged = 0u;
  var busy = 0u;
  for (var agent = id.x; agent < run.agents; agent += stride) {
    open(agent);
    let lost = words[wordAt(DIVERGED_AT)] != 0u;
    let resting = run.episodeLimit != 0u && words[wordAt(EPISODES)] >= run.episodeLimit;
    diverged += select(0u, 1u, lost);
    busy += select(0u, 1u, !lost && !resting);
    judge();
    fold();
  }
  atomicAdd(&sums[DIVERGED_COUNT], diverged);
  atomicAdd(&sums[ACTIVE_COUNT], busy);
}
