// A record: statistics of the interval in integers, then the interval is folded into the phase's totals.
// @import structure float32 settle elementary
// @import run words phase measures sums

/// Adds an agent's value to a statistic: fixed-point limbs of eight bits, and a histogram over ordered bit patterns.
fn contribute(statistic: u32, x: f32, scale: f32) {
  let bound = 1073741824.0;
  let scaled = mul(x, scale);
  let within = select(select(scaled, bound, scaled > bound), sub(0.0, bound), scaled < sub(0.0, bound));
  let fixed = u32(i32(floor(within))) + 0x80000000u;
  let base = STATISTICS + statistic * STATISTIC_WORDS;
  for (var limb = 0u; limb < 4u; limb++) { atomicAdd(&sums[base + limb], (fixed >> (8u * limb)) & 255u); }
  atomicAdd(&sums[base + 4u], 1u);
  let bits = bitcast<u32>(x);
  let ordered = select(bits | 0x80000000u, ~bits, bits >= 0x80000000u);
  atomicAdd(&sums[HISTOGRAMS + statistic * BINS + (ordered >> 16u)], 1u);
}

fn counted(slot: u32) -> u32 {
  if (slot == NO_SLOT) { return 0u; }
  // Not every device converts larger integers to binary32 exactly.
  return min(measures[measureAt(slot)], 0xffffffu);
}

@compute @workgroup_size(LANES)
fn summarise(@builtin(global_invocation_id) id: vec3u) {
  let agent = id.x;
  if (agent >= run.agents) { return; }
  openWords(agent);
  openMeasures(agent);
  let episodes = measures[measureAt(FINISHED)];
  let diverged = words[wordAt(DIVERGED_AT)] != 0u;
  let resting = run.episodeLimit != 0u && words[wordAt(EPISODES)] >= run.episodeLimit;
  if (diverged) { atomicAdd(&sums[DIVERGED_COUNT], 1u); }
  if (!diverged && !resting) { atomicAdd(&sums[ACTIVE_COUNT], 1u); }

  for (var s = 0u; s < run.statisticCount && !diverged; s++) {
    let place = statisticAt(s);
    var x = measured(place.numerator);
    if (place.first != NO_SLOT) {
      let n = counted(place.first) + counted(place.second);
      if (n == 0u) { continue; }
      if (!place.float) { x = f32(counted(place.numerator)); }
      x = settle(mul(x, reciprocal(f32(n))));
    }
    contribute(s, x, place.scale);
  }
  if (episodes > 0u && !diverged) {
    var reached = settle(mul(measured(RETURNS), reciprocal(f32(episodes)))) >= run.criterion;
    if (SEARCH) { // @when
      reached = words[wordAt(BEST)] != 0u && bitcast<f32>(words[wordAt(BEST_SCORE)]) >= run.criterion;
    }
    if (reached && measures[measureAt(CRITERION_RECORD)] == 0u) { measures[measureAt(CRITERION_RECORD)] = run.record; }
  }

  for (var slot = RETURNS; slot < FINISHED; slot++) {
    let total = slot + TOTALS - RETURNS;
    setMeasure(total, settle(add(measured(total), measured(slot))));
    measures[measureAt(slot)] = 0u;
  }
  for (var slot = FINISHED; slot < TOTALS; slot++) {
    measures[measureAt(slot + TOTALS - RETURNS)] += measures[measureAt(slot)];
    measures[measureAt(slot)] = 0u;
  }
}
