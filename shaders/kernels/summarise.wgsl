// A record: statistics of the interval in integers, then the interval is folded into the phase's totals.
// @import structure float32 settle elementary
// @import run words phase measures sums

fn counted(slot: u32) -> u32 {
  if (slot == NO_SLOT) { return 0u; }
  // Not every device converts larger integers to binary32 exactly.
  return min(measures[measureAt(slot)], 0xffffffu);
}

/// Adds an agent's value to a statistic: in fixed point to a part of the sum, and to a histogram over ordered bit patterns.
fn contribute(statistic: u32, part: u32) {
  let place = statisticAt(statistic);
  var x = measured(place.numerator);
  if (place.first != NO_SLOT) {
    let n = counted(place.first) + counted(place.second);
    if (n == 0u) { return; }
    if (!place.float) { x = f32(counted(place.numerator)); }
    x = settle(mul(x, reciprocal(f32(n))));
  }
  let bits = bitcast<u32>(x);
  let bin = select(bits | 0x80000000u, ~bits, bits >= 0x80000000u) >> 16u;
  atomicAdd(&sums[HISTOGRAMS + statistic * BINS + bin], 1u);
  atomicAdd(&sums[STRETCHES + statistic * STRETCH + bin / STRETCH], 1u);
  let bound = 1073741824.0;
  let scaled = mul(x, place.scale);
  let within = select(select(scaled, bound, scaled > bound), sub(0.0, bound), scaled < sub(0.0, bound));
  let fixed = u32(i32(floor(within))) + 0x80000000u;
  atomicAdd(&sums[part + 2u + 2u * statistic], fixed & 0xffffu);
  atomicAdd(&sums[part + 3u + 2u * statistic], fixed >> 16u);
}

@compute @workgroup_size(LANES)
fn summarise(@builtin(workgroup_id) tile: vec3u, @builtin(local_invocation_index) lane: u32) {
  let agent = tile.x * LANES + lane;
  if (agent >= run.agents) { return; }
  openWords(agent);
  openMeasures(agent);
  let part = PARTS + (tile.x % PART_COUNT) * PART_WORDS;
  let episodes = measures[measureAt(FINISHED)];
  let diverged = words[wordAt(DIVERGED_AT)] != 0u;
  let resting = run.episodeLimit != 0u && words[wordAt(EPISODES)] >= run.episodeLimit;
  if (diverged) { atomicAdd(&sums[part], 1u); }
  if (!diverged && !resting) { atomicAdd(&sums[part + 1u], 1u); }

  for (var s = 0u; s < STATISTIC_COUNT && !diverged; s++) { contribute(s, part); }
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
