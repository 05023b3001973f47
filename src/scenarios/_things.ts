/** Things that lie about in an open square grid, and how an agent sees where they are. */
import { uniformChoice } from '../numerics/threefry';
import type { Feature } from '../world/types';

/** Distinct cells of a grid of so many cells, drawn one after the other: every ordered choice is equally likely. */
export function scattered(cells: number, things: number, words: () => number): readonly number[] {
  const free = Array.from({ length: cells }, (_, cell) => cell);
  return Array.from({ length: things }, () => free.splice(uniformChoice(words(), free.length), 1)[0]!);
}

/** Columns and rows, positive to the right and downwards. */
export type Offset = readonly [dx: number, dy: number];

/** Columns and rows from one cell to another. */
export const offset = (size: number, from: number, to: number): Offset => [
  (to % size) - (from % size),
  Math.floor(to / size) - Math.floor(from / size),
];

/** How many moves that takes in a grid without walls. */
const movesOf = ([dx, dy]: Offset): number => Math.abs(dx) + Math.abs(dy);

/** Moves from one cell to another in a grid without walls. */
export const distance = (size: number, from: number, to: number): number => movesOf(offset(size, from, to));

/**
 * Columns and rows to the nearest of the things that are left, of equally near ones the first; undefined if there is none.
 * @param things the cell of every thing
 * @param gone bit i is set when thing i is gone
 */
export function toNearest(size: number, from: number, things: readonly number[], gone: number): Offset | undefined {
  let nearest: Offset | undefined;
  for (let i = 0; i < things.length; i++) {
    if (has(gone, i)) continue;
    const there = offset(size, from, things[i]!);
    if (!nearest || movesOf(there) < movesOf(nearest)) nearest = there;
  }
  return nearest;
}

/** How many feature indices `towards` needs for a kind of thing. */
export const sightSize = (size: number): number => 2 * (2 * size - 1);

/**
 * The two features of seeing a thing: how many columns and how many rows away it is, each one-hot.
 * @param first the first of the `sightSize` indices of its kind
 */
export const towards = (size: number, first: number, [dx, dy]: Offset): readonly [Feature, Feature] => [
  [first + dx + size - 1, 1],
  [first + 2 * size - 1 + dy + size - 1, 1],
];

/** Whether the set has thing `i`. */
export const has = (bits: number, i: number): boolean => ((bits >>> i) & 1) === 1;
