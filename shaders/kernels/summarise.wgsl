// Behind a record's statistics: agents are counted, and the interval is folded into the phase's totals.
// @import structure float32 settle elementary
// @import run words measures sums

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
