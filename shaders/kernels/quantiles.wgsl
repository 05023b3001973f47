// Finds the 5, 25, 50, 75 and 95 % quantiles in the histogram of every statistic: one workgroup each.
// @import run sums

const WIDTH = 256u;
var<workgroup> below: array<u32, WIDTH>;

/// The smallest rank, from 1, that a quantile asks for: ceil(per cent x n / 100).
fn rankOf(percent: u32, n: u32) -> u32 { return max(1u, (n / 100u) * percent + ((n % 100u) * percent + 99u) / 100u); }

@compute @workgroup_size(WIDTH)
fn quantiles(@builtin(workgroup_id) statistic: vec3u, @builtin(local_invocation_index) lane: u32) {
  let base = STATISTICS + statistic.x * STATISTIC_WORDS;
  let first = HISTOGRAMS + statistic.x * BINS + lane * (BINS / WIDTH);
  var own = 0u;
  for (var bin = 0u; bin < BINS / WIDTH; bin++) { own += atomicLoad(&sums[first + bin]); }
  below[lane] = own;
  workgroupBarrier();
  var before = 0u;
  for (var l = 0u; l < lane; l++) { before += below[l]; }

  let n = atomicLoad(&sums[base + 4u]);
  let percents = array<u32, 5>(5u, 25u, 50u, 75u, 95u);
  for (var k = 0u; k < 5u; k++) {
    let rank = rankOf(percents[k], n);
    if (n == 0u || rank <= before || rank > before + own) { continue; }
    var seen = before;
    var bin = 0u;
    loop {
      seen += atomicLoad(&sums[first + bin]);
      if (seen >= rank) { break; }
      bin++;
    }
    atomicStore(&sums[base + 5u + k], lane * (BINS / WIDTH) + bin);
  }
}
