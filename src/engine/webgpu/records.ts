/** Records as the kernels leave them in a population's sums. */
import type { LiveRecord } from '../engine';
import { liveMeasures, quantilePercents, sparse, type IntegerStatistic } from '../live-record';
import type { Specialisation } from '../specialise';
import type { SumLayout } from '../words';
import { readBuffer } from './device';

/** Reads a record. @param encoder the commands that make it, which the reading joins in one submission */
export async function readRecord(device: GPUDevice, sums: GPUBuffer, shape: Specialisation, tallied: boolean, encoder: GPUCommandEncoder): Promise<LiveRecord> {
  const { STRETCHES, HISTOGRAMS, BINS, WORDS } = shape.sums;
  const words = await readBuffer(device, sums, 0, (tallied ? WORDS : STRETCHES) * 4, encoder);
  const statistics = statisticsOf(words, shape);
  const histogram = (s: number): Uint32Array => words.subarray(HISTOGRAMS + s * BINS, HISTOGRAMS + (s + 1) * BINS);
  return {
    measures: liveMeasures(statistics, shape.statistics),
    diverged: overParts(words, shape.sums, 0), active: overParts(words, shape.sums, 1),
    ...(tallied && { tallies: statistics.map(({ count, sum }, s) => ({ count, sum, histogram: sparse(histogram(s)) })) }),
  };
}

function statisticsOf(words: Uint32Array, { statistics, sums }: Specialisation): IntegerStatistic[] {
  return statistics.map((_, s) => {
    const base = sums.STATISTICS + s * sums.STATISTIC_WORDS;
    const count = words[base]!;
    const biased = overParts(words, sums, 2 + 2 * s) + overParts(words, sums, 3 + 2 * s) * 2 ** 16;
    return { count, sum: biased - count * 2 ** 31, bins: [...words.subarray(base + 1, base + 1 + quantilePercents.length)] };
  });
}

/** The sum of a word over all parts. */
function overParts(words: Uint32Array, { PARTS, PART_COUNT, PART_WORDS }: SumLayout, word: number): number {
  let sum = 0;
  for (let part = 0; part < PART_COUNT; part++) sum += words[PARTS + part * PART_WORDS + word]!;
  return sum;
}
