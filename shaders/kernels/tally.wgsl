// The statistics of a record, in integers: an invocation goes through agents of several tiles for one of them.
// @import structure float32 settle elementary
// @import run words phase measures sums

const TALLY_TILES = 16u; // @specialise

fn counted(slot: u32) -> u32 {
  if (slot == NO_SLOT) { return 0u; }
  // Not every device converts larger integers to binary32 exactly.
  return min(measures[measureAt(slot)], 0xffffffu);
}

@compute @workgroup_size(LANES)
fn tally(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let statistic = group.y;
  let place = statisticAt(statistic);
  let quotient = place.first != NO_SLOT;
  var low = 0u;
  var high = 0u;
  for (var k = 0u; k < TALLY_TILES; k++) {
    let agent = (group.x * TALLY_TILES + k) * LANES + lane;
    if (agent >= run.agents) { break; }
    openWords(agent);
    openMeasures(agent);
    let n = counted(place.first) + counted(place.second);
    if (words[wordAt(DIVERGED_AT)] != 0u || (quotient && n == 0u)) { continue; }
    var x = measured(place.numerator);
    if (quotient) {
      if (!place.float) { x = f32(counted(place.numerator)); }
      x = settle(mul(x, reciprocal(f32(n))));
    }

    // A histogram over ordered bit patterns.
    let bits = bitcast<u32>(x);
    let bin = select(bits | 0x80000000u, ~bits, bits >= 0x80000000u) >> 16u;
    atomicAdd(&sums[HISTOGRAMS + statistic * BINS + bin], 1u);
    atomicAdd(&sums[STRETCHES + statistic * STRETCH + bin / STRETCH], 1u);

    // The sum in fixed point, in two halves.
    let bound = 1073741824.0;
    let scaled = mul(x, place.scale);
    let within = select(select(scaled, bound, scaled > bound), sub(0.0, bound), scaled < sub(0.0, bound));
    let fixed = u32(i32(floor(within))) + 0x80000000u;
    low += fixed & 0xffffu;
    high += fixed >> 16u;
  }
  let part = PARTS + (group.x % PART_COUNT) * PART_WORDS + 2u + 2u * statistic;
  atomicAdd(&sums[part], low);
  atomicAdd(&sums[part + 1u], high);
}
