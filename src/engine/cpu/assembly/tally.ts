// What a part of a population has of a statistic, summed up as devices do: see shaders/kernels/tally.wgsl.
import { columnOf, phaseWord } from './bindings';
import { agents, bins, statisticCount, statisticTable, statistics, stride, tallied } from './structure';

/// Fixed-point values beyond this count as this, on every device: 2^30.
const LARGEST: f32 = 1073741824;

/// The histogram bin of a number: the top half of its bits, ordered like the numbers.
@inline function binOf(bits: u32): u32 { return (bits >> 31 ? ~bits : bits | 0x80000000) >> 16; }

/// Sums up a column of `statistics`, whose NaN are of agents without a value. At `tallied` it leaves the number of agents with one,
/// that of bins with agents, the sum of fixed-point values as a binary64, and pairs of a bin and the agents in it. All of `bins`
/// are 0 between tallies.
export function tally(column: u32): void {
  const scale = reinterpret<f32>(phaseWord(statisticTable + (column % statisticCount) * 5 + 4));
  const first = statistics + ((<usize>(column * stride)) << 2);
  const pairs = tallied + 16;
  let count: u32 = 0;
  let sum: i64 = 0;
  let end = pairs;
  for (let at = first, last = first + columnOf(agents); at < last; at += 4) {
    const x = load<f32>(at);
    if (x != x) continue;
    count++;
    // Scales are powers of two, so the product is exact.
    const scaled = x * scale;
    sum += <i64>floor<f32>(scaled > LARGEST ? LARGEST : scaled < -LARGEST ? -LARGEST : scaled);
    const bin = binOf(load<u32>(at));
    const counter = bins + ((<usize>bin) << 2);
    const before = load<u32>(counter);
    if (before == 0) {
      store<u32>(end, bin);
      end += 8;
    }
    store<u32>(counter, before + 1);
  }
  for (let pair = pairs; pair < end; pair += 8) {
    const counter = bins + ((<usize>load<u32>(pair)) << 2);
    store<u32>(pair, load<u32>(counter), 4);
    store<u32>(counter, 0);
  }
  store<u32>(tallied, count);
  store<u32>(tallied, <u32>(end - pairs) >> 3, 4);
  store<f64>(tallied, <f64>sum, 8);
}
