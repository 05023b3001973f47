/** Which rows the episodes of a phase start from. */
import { threshold } from '../numerics/float32';
import { InputError } from './input-error';
import { listed, member } from './json';
import type { StartSegment, StartTable, WorldTables } from './types';

/**
 * The start rows of a split: level by its weight, then start state by its probability.
 * @param path where the name of the split stands in its file
 * @throws InputError for an unknown split
 */
export function startsOfSplit(tables: WorldTables, split: string, path = 'split'): StartTable {
  if (!tables.splits.includes(split)) {
    throw new InputError(path, split, tables.splits.length > 0 ? `a split of this world: ${tables.splits.join(', ')}` : 'levels instead: this world has no splits');
  }
  const weights = tables.world.levels.map((level) => (Object.hasOwn(level.splits, split) ? level.splits[split]! : 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight, l): LevelShare => [l, weight / total]).filter(([, share]) => share > 0);
  return { segments: [segment(tables, shares)] };
}

/**
 * The start rows of conditioning trials: one segment per name, visited in order.
 * @param path where the array of names stands in its file
 * @throws InputError for an unknown level
 */
export function startsOfLevels(tables: WorldTables, names: readonly string[], path = 'levels'): StartTable {
  const segments = new Map<string, StartSegment>();
  names.forEach((name, i) => {
    if (!segments.has(name)) segments.set(name, segment(tables, [[findLevel(tables, name, member(path, i)), 1]]));
  });
  return { segments: names.map((name) => segments.get(name)!) };
}

/**
 * The number of a level.
 * @throws InputError for an unknown name
 */
export function findLevel(tables: WorldTables, name: string, path: string): number {
  const { levels } = tables.world;
  const found = levels.findIndex((level) => level.name === name);
  if (found >= 0) return found;
  throw new InputError(path, name, `a level of this world: ${listed(levels.map((level) => level.name))}`);
}

type LevelShare = readonly [level: number, share: number];

/** The distribution over rows when levels are drawn with these probabilities. */
function segment(tables: WorldTables, levels: readonly LevelShare[]): StartSegment {
  const thresholds: number[] = [];
  const rows: number[] = [];
  let sum = 0;
  for (const [l, share] of levels) {
    for (const [probability, state] of tables.world.levels[l]!.start) {
      sum += share * probability;
      thresholds.push(threshold(sum));
      rows.push(startRow(tables, l, state));
    }
  }
  // The last row takes what rounding left over.
  thresholds[thresholds.length - 1] = 0xffffffff;
  return { threshold: Uint32Array.from(thresholds), row: Uint32Array.from(rows) };
}

/** The row in which an episode starts in a state: things that fade are as they are at the start. */
export const startRow = ({ firstRow, fading }: WorldTables, level: number, state: number): number =>
  firstRow[level]! + (fading ? state * (1 << fading.things) + fading.start : state);

/** The row that a random word selects. */
export function rowOf({ threshold, row }: StartSegment, word: number): number {
  let low = 0;
  for (let high = row.length - 1; low < high; ) {
    const middle = (low + high) >> 1;
    if (word < threshold[middle]!) high = middle;
    else low = middle + 1;
  }
  return row[low]!;
}
