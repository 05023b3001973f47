/** Records as the kernels leave them in a population's sums. */
import type { LiveRecord } from '../engine';
import { liveMeasures, sparse, statisticsOf } from '../live-record';
import type { Specialisation } from '../specialise';
import { readBuffer } from './device';

/** Reads a record. @param encoder the commands that make it, which the reading joins in one submission */
export async function readRecord(device: GPUDevice, sums: GPUBuffer, shape: Specialisation, tallied: boolean, encoder: GPUCommandEncoder): Promise<LiveRecord> {
  const { STRETCHES, HISTOGRAMS, BINS, WORDS, DIVERGED_COUNT, ACTIVE_COUNT } = shape.sums;
  const words = await readBuffer(device, sums, 0, (tallied ? WORDS : STRETCHES) * 4, encoder);
  const own = statisticsOf(words, shape.sums);
  const histogram = (s: number): Uint32Array => words.subarray(HISTOGRAMS + s * BINS, HISTOGRAMS + (s + 1) * BINS);
  return {
    measures: liveMeasures(own, shape.statistics),
    diverged: words[DIVERGED_COUNT]!, active: words[ACTIVE_COUNT]!,
    ...(tallied && { tallies: own.map(({ count, sum }, s) => ({ count, sum, histogram: sparse(histogram(s)) })) }),
  };
}
