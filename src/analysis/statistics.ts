/** Statistics of a population of agents, in float64 and in the order of the agents. */
import type { PopulationStatistic, Share } from '../experiment/results';

/** The quantiles of every statistic, in per cent. */
export const percents = [5, 25, 50, 75, 95] as const;

/** Where no agent has a value. */
export const noStatistic: PopulationStatistic = { mean: null, standardError: null, quantiles: percents.map(() => null), count: 0 };

/**
 * Mean, standard error of the mean (n − 1 in the variance) and quantiles.
 * @param values one per agent; NaN where an agent has no value
 */
export function summarise(values: ArrayLike<number>): PopulationStatistic {
  const present = Float64Array.from(values).filter((x) => !Number.isNaN(x));
  const count = present.length;
  if (count === 0) return noStatistic;
  const mean = present.reduce((sum, x) => sum + x, 0) / count;
  const squares = present.reduce((sum, x) => sum + (x - mean) * (x - mean), 0);
  const standardError = count > 1 ? Math.sqrt(squares / (count - 1) / count) : null;
  const sorted = present.sort();
  return { mean, standardError, quantiles: percents.map((percent) => sortedQuantile(sorted, percent)), count };
}

/** The smallest value that at least so many per cent of all do not exceed. @param sorted at least one value, in ascending order */
export const sortedQuantile = (sorted: Float64Array, percent: number): number => sorted[Math.max(1, Math.ceil((sorted.length * percent) / 100)) - 1]!;

/** Two-sided 95 % quantile of the normal distribution. */
const normal95 = 1.959963984540054;

/** Wilson's score interval for k of n (Wilson 1927), 95 %. */
export function wilson(k: number, n: number): { readonly low: number; readonly high: number } {
  const z2 = normal95 * normal95;
  const p = k / n;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (normal95 / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Shares of the categories among all agents that were classified, largest first. */
export function shares(categories: readonly (string | null)[]): Share[] {
  const counts = new Map<string, number>();
  for (const category of categories) if (category !== null) counts.set(category, (counts.get(category) ?? 0) + 1);
  const n = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts]
    .map(([name, count]) => ({ name, count, share: count / n, ...wilson(count, n) }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
