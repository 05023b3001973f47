/** Histograms of one quantity in several groups of agents, on bins that they share. */
import type { Bin } from './heatmap';
import { roundUp } from './round';
import { sortedQuantile } from './statistics';

export interface Histogram {
  /** whether each bin is one value; else they are equally wide, and the one above has the value between two */
  readonly scale: 'values' | 'linear';
  readonly bins: readonly Bin[];
  /** [group][bin] agents */
  readonly counts: readonly (readonly number[])[];
  /** [group] agents without a value */
  readonly without: readonly number[];
  /** whether the first bin also holds what is below it, and the last one what is above */
  readonly below: boolean;
  readonly above: boolean;
}

/** Up to so many different values each have a bin of their own. */
const mostValues = 16;
/** About so many bins where values are continuous. */
const wishedBins = 30;
/** So many interquartile ranges away from the quartiles a value no longer stretches the axis. */
const far = 10;

/** @param groups the quantity of every agent of a group; NaN where an agent has no value */
export function histogramOf(groups: readonly ArrayLike<number>[]): Histogram {
  const present = groups.map((values) => Float64Array.from(values).filter((value) => !Number.isNaN(value)));
  const without = groups.map((values, group) => values.length - present[group]!.length);
  const sorted = Float64Array.from(present.flatMap((values) => [...values])).sort();
  const distinct = distinctValues(sorted);
  if (distinct) {
    const bins = distinct.map((value) => ({ from: value, to: value }));
    return { scale: 'values', bins, counts: present.map((values) => count(values, bins.length, (value) => distinct.indexOf(value))), without, below: false, above: false };
  }
  const [low, high] = reachOf(sorted);
  const width = roundUp((high - low) / wishedBins);
  const first = Math.floor(low / width);
  const number = Math.max(1, Math.floor(high / width) - first + 1);
  const bins = Array.from({ length: number }, (_, k) => ({ from: (first + k) * width, to: (first + k + 1) * width }));
  const place = (value: number): number => Math.min(number - 1, Math.max(0, Math.floor(value / width) - first));
  return { scale: 'linear', bins, counts: present.map((values) => count(values, number, place)), without, below: sorted[0]! < bins[0]!.from, above: sorted.at(-1)! >= bins.at(-1)!.to };
}

function count(values: Float64Array, bins: number, place: (value: number) => number): readonly number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) counts[place(value)]!++;
  return counts;
}

/** All values in ascending order, if they are few. */
function distinctValues(sorted: Float64Array): readonly number[] | null {
  const found: number[] = [];
  for (const value of sorted) {
    // −0 and 0 are one value.
    if (found.length === 0 || found.at(-1)! !== value) found.push(value + 0);
    if (found.length > mostValues) return null;
  }
  return found;
}

/** From the lowest to the highest value that is not far from the others. @param sorted finite and infinite values in ascending order, one at least */
export function reachOf(sorted: Float64Array): readonly [low: number, high: number] {
  const [lower, upper] = [sortedQuantile(sorted, 25), sortedQuantile(sorted, 75)];
  const reach = upper > lower ? far * (upper - lower) : Infinity;
  const near = sorted.filter((value) => Number.isFinite(value) && value >= lower - reach && value <= upper + reach);
  return [near[0]!, near.at(-1)!];
}
