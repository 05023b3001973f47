import { floatOf } from '../numerics/float32';
import type { LiveRecord } from './engine';
import type { LiveStatisticPlace } from './live-statistics';
import { histogramBins, stretchBins } from './words';

/** Integers that the mean returns of some agents were summed into: tallies of the parts of a population add. */
export interface Tally {
  /** agents that have a value */
  readonly count: number;
  /** sum of fixed-point mean returns */
  readonly sum: number;
  /** pairs of a bin and the agents in it, for every bin with agents */
  readonly histogram: ArrayLike<number>;
}

/** Fixed-point values beyond this count as this, on every device. */
export const largestFixed = 2 ** 30;

/** What a curve shows of a tally. */
export interface IntegerStatistic extends Omit<Tally, 'histogram'> {
  /** histogram bins of the five quantiles */
  readonly bins: readonly number[];
}

/** The quantiles of every live and final statistic, in per cent. */
export const quantilePercents = [5, 25, 50, 75, 95] as const;

/** The number that stands for a histogram bin, the top half of numbers' bits in their order: its edge nearer to zero. */
export function valueOfBin(bin: number): number {
  const ordered = (bin << 16) >>> 0;
  return ordered >= 0x80000000 ? floatOf(ordered & 0x7fffffff) : floatOf(~(ordered | 0xffff) >>> 0);
}

/** The smallest rank, from 1, that a quantile of n values asks for: ceil(n percent / 100). */
export const rankOf = (percent: number, n: number): number => Math.max(1, Math.ceil((n * percent) / 100));

/** Agents in every bin; all are 0 between uses. */
const agentsIn = new Uint32Array(histogramBins);

/** The tally of all agents together, with its bins in ascending order. */
export function addTallies(tallies: readonly Tally[]): Tally {
  let count = 0;
  let sum = 0;
  const bins: number[] = [];
  for (const own of tallies) {
    count += own.count;
    sum += own.sum;
    for (let k = 0; k < own.histogram.length; k += 2) {
      const bin = own.histogram[k]!;
      if (agentsIn[bin] === 0) bins.push(bin);
      agentsIn[bin]! += own.histogram[k + 1]!;
    }
  }
  const histogram: number[] = [];
  for (const bin of Uint16Array.from(bins).sort()) {
    histogram.push(bin, agentsIn[bin]!);
    agentsIn[bin] = 0;
  }
  return { count, sum, histogram };
}

/** The pairs of a histogram that has all bins. */
export function sparse(agentsIn: Uint32Array): number[] {
  const pairs: number[] = [];
  for (let bin = 0; bin < agentsIn.length; bin++) if (agentsIn[bin]! > 0) pairs.push(bin, agentsIn[bin]!);
  return pairs;
}

/** Agents in every stretch of bins; all are 0 between uses. */
const agentsInStretch = new Uint32Array(histogramBins / stretchBins);

/** Finds the quantiles of all tallies together, as devices do. */
export function withQuantiles(tallies: readonly Tally[]): IntegerStatistic {
  const count = tallies.reduce((all, own) => all + own.count, 0);
  const sum = tallies.reduce((all, own) => all + own.sum, 0);
  for (const { histogram } of tallies) {
    for (let k = 0; k < histogram.length; k += 2) {
      agentsIn[histogram[k]!]! += histogram[k + 1]!;
      agentsInStretch[Math.floor(histogram[k]! / stretchBins)]! += histogram[k + 1]!;
    }
  }
  const bins = quantilePercents.map((percent) => {
    if (count === 0) return 0;
    let rank = rankOf(percent, count);
    let stretch = 0;
    while (rank > agentsInStretch[stretch]!) rank -= agentsInStretch[stretch++]!;
    let bin = stretch * stretchBins;
    while (rank > agentsIn[bin]!) rank -= agentsIn[bin++]!;
    return bin;
  });
  for (const { histogram } of tallies) for (let k = 0; k < histogram.length; k += 2) agentsIn[histogram[k]!] = 0;
  agentsInStretch.fill(0);
  return { count, sum, bins };
}

/** Statistics by measure names. */
export const liveMeasures = (statistics: readonly IntegerStatistic[], places: readonly LiveStatisticPlace[]): LiveRecord['measures'] =>
  Object.fromEntries(
    statistics.map(({ count, sum, bins }, s) => {
      const { name, scale } = places[s]!;
      const mean = count > 0 ? sum / count / scale : NaN;
      return [name, { count, mean, quantiles: bins.map((bin) => (count > 0 ? valueOfBin(bin) : NaN)) }];
    }),
  );
