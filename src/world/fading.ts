/**
 * Things that are fresh or faded, compiled: a state stands for 2ⁿ rows, one for every set of fresh things. Tables of a
 * world are compiled without them first, and then spread over these rows.
 */
import { bitCount } from '../numerics/bits';
import { threshold } from '../numerics/float32';
import type { FadingTables, FeatureTable, World, WorldTables } from './types';

/** Numbers a combination of events. */
type NumberOf = (names: readonly string[]) => number;

/**
 * What there is to know about the things of a world.
 * @param eventSets [event sets of outcomes] names of their events
 * @param numberOf numbers the combinations of these with the events that count
 */
export function fadingTables({ fading, levels }: World, eventSets: readonly (readonly string[])[], numberOf: NumberOf): FadingTables | null {
  if (!fading) return null;
  const things = fading.names.length;
  const binary = (names: readonly string[], count: number): string[] => names.filter((_, digit) => (count >>> digit) & 1);
  return {
    things,
    probability: fading.probability,
    threshold: threshold(fading.probability),
    start: fading.start.reduce((mask, thing) => mask | (1 << thing), 0),
    masked: Uint8Array.from(levels.flatMap(({ states, masked = [] }) => {
      const own = new Set(masked);
      return Array.from({ length: states }, (_, state) => (own.has(state) ? 1 : 0));
    })),
    eventSets: Uint32Array.from(eventSets.flatMap((own) =>
      [fading.counted, fading.masked].flatMap((digits) => Array.from({ length: things + 1 }, (_, count) => numberOf([...new Set([...own, ...binary(digits, count)])]))),
    )),
  };
}

type Table = Uint32Array | Uint8Array | Float32Array | Float64Array;

/** Tables of states become tables of rows. What is fresh decides nothing but features, and what it becomes after a step. */
export function spread(tables: WorldTables): WorldTables {
  const { fading, world, actions } = tables;
  if (!fading) return tables;
  const { things } = fading;
  const sets = 1 << things;
  const repeated = <T extends Table>(table: T, width: number): T => {
    const all = new (table.constructor as new (length: number) => T)(table.length * sets);
    const rows = table.length / width;
    for (let row = 0; row < rows; row++) {
      const own = table.subarray(row * width, (row + 1) * width);
      if (width === 1) all.fill(own[0]!, row * sets, (row + 1) * sets);
      else for (let set = 0; set < sets; set++) all.set(own, (row * sets + set) * width);
    }
    return all;
  };
  const renewal = new Uint32Array(tables.rows);
  world.levels.forEach(({ renews = [] }, l) => renews.forEach(([state, thing]) => (renewal[tables.firstRow[l]! + state] = 1 << thing)));

  const outcomes = tables.outcomeNext.length * sets;
  const firstOutcome = new Uint32Array(tables.rows * sets * actions + 1);
  const from = new Uint32Array(outcomes);
  const outcomeNext = new Uint32Array(outcomes);
  for (let row = 0, o = 0, pair = 0; row < tables.rows; row++) {
    for (let set = 0; set < sets; set++) {
      for (let action = 0; action < actions; action++) {
        const own = row * actions + action;
        for (let k = tables.firstOutcome[own]!; k < tables.firstOutcome[own + 1]!; k++, o++) {
          from[o] = k;
          outcomeNext[o] = tables.outcomeNext[k]! * sets + (set | renewal[tables.outcomeNext[k]!]!);
        }
        firstOutcome[++pair] = o;
      }
    }
  }
  const picked = <T extends Table>(table: T): T => {
    const all = new (table.constructor as new (length: number) => T)(outcomes);
    for (let o = 0; o < outcomes; o++) all[o] = table[from[o]!]!;
    return all;
  };
  return {
    ...tables,
    rows: tables.rows * sets,
    firstRow: tables.firstRow.map((row) => row * sets),
    levelOf: repeated(tables.levelOf, 1),
    firstOutcome,
    outcomeThreshold: picked(tables.outcomeThreshold),
    outcomeProbability: picked(tables.outcomeProbability),
    outcomeNext,
    outcomeEvents: picked(tables.outcomeEvents),
    outcomeTerminated: picked(tables.outcomeTerminated),
    features: spreadFeatures(tables.features, world, fading),
    selfFeatures: tables.selfFeatures && { ...tables.selfFeatures, index: repeated(tables.selfFeatures.index, tables.selfFeatures.perRow), value: repeated(tables.selfFeatures.value, tables.selfFeatures.perRow) },
    reflectionEvents: repeated(tables.reflectionEvents, 1),
    response: tables.response && repeated(tables.response, 1),
  };
}

/** What is fresh, or looks so, is part of a thought. */
function spreadFeatures({ count, perRow, index, value }: FeatureTable, { fading }: World, { things, masked }: FadingTables): FeatureTable {
  const sets = 1 << things;
  const states = masked.length;
  const width = perRow + things;
  const spreadIndex = new Uint32Array(states * sets * width).fill(count);
  const spreadValue = new Float32Array(states * sets * width);
  const strengths = Float32Array.from(fading!.features, ([, strength]) => strength);
  for (let state = 0, at = 0; state < states; state++) {
    for (let set = 0; set < sets; set++, at += width) {
      const looks = masked[state] ? sets - 1 : set;
      for (let m = 0; m < perRow; m++) {
        spreadIndex[at + m] = index[state * perRow + m]!;
        spreadValue[at + m] = value[state * perRow + m]!;
      }
      for (let thing = 0, place = at + perRow; thing < things; thing++) {
        if (!((looks >>> thing) & 1)) continue;
        spreadIndex[place] = fading!.features[thing]![0];
        spreadValue[place++] = strengths[thing]!;
      }
    }
  }
  return { count, perRow: width, index: spreadIndex, value: spreadValue };
}

/** The event set of an outcome whose own is `events` when a row has been arrived at and what fades has faded. */
export const countedEvents = ({ things, masked, eventSets }: FadingTables, events: number, row: number): number =>
  eventSets[(events * 2 + masked[row >>> things]!) * (things + 1) + bitCount(row & ((1 << things) - 1))]!;

/**
 * [rows] of expected values before the fading, from values of rows after it: every fresh thing fades independently, so
 * that one thing at a time is taken into account; two of them at once, which reads and writes half as often.
 */
export function beforeFading({ things, probability }: FadingTables, after: Float64Array): Float64Array {
  const before = after.slice();
  const kept = 1 - probability;
  const sets = 1 << things;
  for (let state = 0; state < before.length; state += sets) {
    let bit = 1;
    for (; 4 * bit <= sets; bit *= 4) {
      for (let block = state; block < state + sets; block += 4 * bit) {
        for (let row = block; row < block + bit; row++) {
          const neither = before[row]!;
          const first = kept * before[row + bit]! + probability * neither;
          const second = before[row + 2 * bit]!;
          const both = kept * before[row + 3 * bit]! + probability * second;
          before[row + bit] = first;
          before[row + 2 * bit] = kept * second + probability * neither;
          before[row + 3 * bit] = kept * both + probability * first;
        }
      }
    }
    if (bit === sets) continue;
    for (let row = state + bit; row < state + sets; row++) before[row] = kept * before[row]! + probability * before[row - bit]!;
  }
  return before;
}
