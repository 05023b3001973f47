/**
 * A measure over bins of one or two hyperparameters in which the agents of a population differ: what a sweep says, cell by
 * cell, with its standard error and its n.
 */
import type { Distribution } from '../experiment/types';
import { summarise } from './statistics';

/** What numbers are of. */
export interface Quantity {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
}

export interface Bin {
  readonly from: number;
  /** equal to `from` where a bin is one value */
  readonly to: number;
}

export interface Axis extends Quantity {
  /** how bins follow each other: equally wide, in equal ratios, or one for every value */
  readonly scale: 'linear' | 'log' | 'values';
  /** from low to high */
  readonly bins: readonly Bin[];
}

/** Numbers are null where no agent has a value; a standard error needs two. */
export interface Cell {
  readonly mean: number | null;
  readonly standardError: number | null;
  /** agents with a value */
  readonly count: number;
}

export interface HeatMap {
  readonly of: Quantity;
  readonly x: Axis;
  /** null for bins of one hyperparameter alone: one row of cells */
  readonly y: Axis | null;
  /** [bin of y][bin of x] */
  readonly cells: readonly (readonly Cell[])[];
}

/** Between the bounds of an axis's bins, most of all. */
export const mostBins = 64;

/**
 * The bins of a hyperparameter: `bins` equally wide ones of a uniform distribution, `bins` ones in equal ratios of a
 * log-uniform one, and one for each value of a choice or a grid.
 * @param bins how many, where values are continuous
 */
export function axisOf(quantity: Quantity, distribution: Distribution, bins: number): Axis {
  if (typeof distribution === 'number') return { ...quantity, scale: 'values', bins: [{ from: distribution, to: distribution }] };
  if ('uniform' in distribution || 'logUniform' in distribution) {
    const scale = 'uniform' in distribution ? 'linear' : 'log';
    const [low, high] = 'uniform' in distribution ? distribution.uniform : distribution.logUniform;
    if (low === high) return axisOf(quantity, low, bins);
    const edge = (k: number): number => (k === 0 ? low : k === bins ? high : scale === 'linear' ? low + (k / bins) * (high - low) : low * (high / low) ** (k / bins));
    return { ...quantity, scale, bins: Array.from({ length: bins }, (_, k) => ({ from: edge(k), to: edge(k + 1) })) };
  }
  const values = [...new Set('choice' in distribution ? distribution.choice : distribution.grid)].sort((a, b) => a - b);
  return { ...quantity, scale: 'values', bins: values.map((value) => ({ from: value, to: value })) };
}

/** The bin that a value is in. Agents have binary32 values, which may lie a rounding outside of their bounds or beside one of several values. */
export function binOf({ scale, bins }: Axis, value: number): number {
  if (scale !== 'values') return bins.findIndex(({ to }, k) => value < to || k === bins.length - 1);
  return bins.reduce((nearest, { from }, k) => (Math.abs(value - from) < Math.abs(value - bins[nearest]!.from) ? k : nearest), 0);
}

/**
 * The map of a measure.
 * @param x the axis, and the hyperparameter of every agent
 * @param y the same of the other one, or null
 * @param values the measure of every agent; NaN where it has none
 */
export function heatMap(of: Quantity, values: ArrayLike<number>, x: readonly [Axis, ArrayLike<number>], y: readonly [Axis, ArrayLike<number>] | null): HeatMap {
  const columns = x[0].bins.length;
  const members: number[][] = Array.from({ length: columns * (y?.[0].bins.length ?? 1) }, () => []);
  for (let agent = 0; agent < values.length; agent++) {
    const row = y ? binOf(y[0], y[1][agent]!) : 0;
    members[row * columns + binOf(x[0], x[1][agent]!)]!.push(values[agent]!);
  }
  const cells = members.map((own): Cell => {
    const { mean, standardError, count } = summarise(own);
    return { mean, standardError, count };
  });
  return { of, x: x[0], y: y?.[0] ?? null, cells: Array.from({ length: cells.length / columns }, (_, row) => cells.slice(row * columns, (row + 1) * columns)) };
}
