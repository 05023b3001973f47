/** What a part of a population has of a statistic, summed up as devices do: see shaders/kernels. */
import { binOf, largestFixed, type Tally } from '../live-record';
import { histogramBins } from '../words';

/** Agents in every bin; all are 0 between tallies. */
const agentsIn = new Uint32Array(histogramBins);

/** Sums up what agents have of a statistic: bits of numbers, NaN for none. */
export function tallyOf(bits: Uint32Array, scale: number): Tally {
  const numbers = new Float32Array(bits.buffer, bits.byteOffset, bits.length);
  const bins: number[] = [];
  let count = 0;
  let sum = 0;
  for (let i = 0; i < bits.length; i++) {
    const mean = numbers[i]!;
    if (Number.isNaN(mean)) continue;
    count++;
    // Scales are powers of two, so the product is exact, here as on the device.
    sum += Math.floor(Math.min(largestFixed, Math.max(-largestFixed, mean * scale)));
    const bin = binOf(bits[i]!);
    if (agentsIn[bin]!++ === 0) bins.push(bin);
  }
  const histogram = new Uint32Array(2 * bins.length);
  bins.forEach((bin, k) => {
    histogram[2 * k] = bin;
    histogram[2 * k + 1] = agentsIn[bin]!;
    agentsIn[bin] = 0;
  });
  return { count, sum, histogram };
}
