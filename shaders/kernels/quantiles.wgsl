// Finds the 5, 25, 50, 75 and 95 % quantiles in the histogram of every statistic, an invocation each: first the stretch of
// bins that a quantile lies in, then the bin.
// @import run sums

const QUANTILES = 5u;

/// The smallest rank, from 1, that a quantile asks for: ceil(per cent x n / 100).
fn rankOf(percent: u32, n: u32) -> u32 { return max(1u, (n / 100u) * percent + ((n % 100u) * percent + 99u) / 100u); }

/// Which count of a stretch's worth of them a rank falls into, and the rank there.
fn find(first: u32, wanted: u32) -> vec2u {
  var rank = wanted;
  var k = 0u;
  for (; k < STRETCH - 1u; k++) {
    let agents = atomicLoad(&sums[first + k]);
    if (rank <= agents) { break; }
    rank -= agents;
  }
  return vec2u(k, rank);
}

@compute @workgroup_size(QUANTILES)
fn quantiles(@builtin(workgroup_id) statistic: vec3u, @builtin(local_invocation_index) q: u32) {
  let base = STATISTICS + statistic.x * STATISTIC_WORDS;
  let stretches = STRETCHES + statistic.x * STRETCH;
  var n = 0u;
  for (var k = 0u; k < STRETCH; k++) { n += atomicLoad(&sums[stretches + k]); }
  let percents = array<u32, QUANTILES>(5u, 25u, 50u, 75u, 95u);
  let stretch = find(stretches, rankOf(percents[q], n));
  let bin = find(HISTOGRAMS + statistic.x * BINS + stretch.x * STRETCH, stretch.y);
  atomicStore(&sums[base], n);
  atomicStore(&sums[base + 1u + q], stretch.x * STRETCH + bin.x);
}
