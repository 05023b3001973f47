// Adds every logical word of every agent, mixed with its place, to four sums.
// @import structure layout float32 avalanche
// @import run memory words world regions sums

@compute @workgroup_size(LANES)
fn fingerprint(@builtin(workgroup_id) tile: vec3u, @builtin(local_invocation_index) lane: u32) {
  let agent = tile.x * LANES + lane;
  if (agent >= run.agents) { return; }
  openMemory(tile.x, lane);
  openWords(agent);
  let identity = agentHash(run.firstAgent + agent);
  var sum = vec4u(0u);
  if (run.firstSlot == 0u) {
    for (var w = 0u; w < COUNTERS; w++) { sum += wordHash(identity, w, words[wordAt(w)]); }
  }
  for (var w = run.firstSlot; w < min(EXTRA_WORDS, run.firstSlot + run.slots); w++) {
    sum += wordHash(identity, COUNTERS + VALUES + w, words[wordAt(EXTRA + w)]);
  }
  for (var n = 0u; n < run.regionCount; n++) {
    let r = region(n);
    let part = within(r);
    for (var slot = part.x; slot < part.y; slot++) {
      let bits = bitcast<vec4u>(memory[at(slot)]);
      for (var c = 0u; c < 4u; c++) {
        let index = logicalIndex(r, slot - r.slot, c);
        if (index != NONE) { sum += wordHash(identity, COUNTERS + index, bits[c]); }
      }
    }
  }
  atomicAdd(&sums[STATE_SUM], sum.x);
  atomicAdd(&sums[STATE_SUM + 1u], sum.y);
  atomicAdd(&sums[STATE_SUM + 2u], sum.z);
  atomicAdd(&sums[STATE_SUM + 3u], sum.w);
}
