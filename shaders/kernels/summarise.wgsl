// A record: statistics of the interval in integers, then the interval is folded into the phase's totals.
// @import structure float32 settle elementary
// @import run words world measures sums

/// Adds a mean return to a statistic: fixed-point limbs of eight bits, and a histogram over ordered bit patterns.
fn contribute(statistic: u32, mean: f32, scale: f32) {
  let fixed = u32(i32(floor(mul(mean, scale)))) + 0x80000000u;
  let base = STATISTICS + statistic * STATISTIC_WORDS;
  for (var limb = 0u; limb < 4u; limb++) { atomicAdd(&sums[base + limb], (fixed >> (8u * limb)) & 255u); }
  atomicAdd(&sums[base + 4u], 1u);
  let bits = bitcast<u32>(mean);
  let ordered = select(bits | 0x80000000u, ~bits, bits >= 0x80000000u);
  atomicAdd(&sums[HISTOGRAMS + statistic * BINS + (ordered >> 16u)], 1u);
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

  if (episodes > 0u && !diverged) {
    let share = reciprocal(f32(episodes));
    for (var c = 0u; c < CHANNELS; c++) {
      let scale = bitcast<f32>(world[run.units + c]);
      contribute(2u * c, settle(mul(measured(RETURNS + c), share)), scale);
      contribute(2u * c + 1u, settle(mul(measured(DISCOUNTED + c), share)), scale);
    }
    let reached = settle(mul(measured(RETURNS), share)) >= run.criterion;
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
