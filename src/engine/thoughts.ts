/**
 * What thoughts are made of, for one program: the features of every row in every frame, of every event set where an
 * immediate valence is learned, and of every probe; all of them after generalisation.
 *
 * A *thought* is a row in a frame: row + frame × rows. Behind the rows stand the two probes that the order of desire and
 * deception is read from, in worlds that declare them.
 */
import { settle } from '../numerics/float32';
import { generalise, generalisedCount, groupsOf } from '../world/generalise';
import type { Feature, FeatureTable, WorldTables } from '../world/types';
import type { Structure } from './engine';

export interface Thoughts {
  /** feature indices; the padding index is this number */
  readonly count: number;
  /** [rows, then rows in the self-reflective frame, then the probes of deception] */
  readonly rows: FeatureTable;
  /** [event sets, then event sets in the self-reflective frame]; null where no immediate valence is learned */
  readonly eventSets: FeatureTable | null;
  /** [probes, then probes in the self-reflective frame] */
  readonly probes: FeatureTable;
  /** whether every thought of a row that is ever had has exactly `rows.perRow` features, all of value 1 */
  readonly unit: boolean;
}

type Shape = { readonly tables: WorldTables; readonly structure: Structure };

/** Whether an immediate valence is learned. */
export const learnsImmediate = ({ plan }: Structure): boolean => plan?.value === 'critic';

export function thoughtsOf({ tables, structure }: Shape): Thoughts {
  const { frames } = structure;
  const immediate = learnsImmediate(structure);
  const neutral = structure.width === 0 && structure.capacity === 1;
  const { deception } = tables.world;
  if (neutral && !frames && !immediate && !deception) {
    return { count: tables.features.count, rows: tables.features, eventSets: null, probes: tables.probes, unit: isUnit(tables, tables.features, false) };
  }
  let raw = tables.features.count;
  if (immediate) for (const { object, self } of tables.eventFeatures) for (const [index] of [...object, ...self]) raw = Math.max(raw, index + 1);
  // Features of events are a group of their own, which rows do not spread into.
  const ofRows = groupsOf(tables.world, tables.features.count);
  const groups = raw > tables.features.count ? { first: [...ofRows.first, tables.features.count], size: [...ofRows.size, raw - tables.features.count] } : ofRows;
  const count = generalisedCount(groups, structure.capacity);
  const listed = (table: FeatureTable): Feature[][] => listsOf(table).map((features) => generalise(features, groups, structure.width, structure.capacity));

  const probes = listed(tables.probes);
  const probe = (name: string): Feature[] => probes[(tables.world.probes ?? []).findIndex((own) => own.name === name)]!;
  const rows = [...listed(tables.features), ...(frames ? listed(tables.selfFeatures!) : []), ...(deception ? [probe(deception.misdeedProbe), probe(deception.honestProbe)] : [])];
  const ofSet = (frame: 'object' | 'self') => Array.from(tables.eventSetMask, (mask) => {
    const own = tables.eventFeatures.flatMap((features, e) => ((mask >>> e) & 1 ? features[frame] : []));
    return generalise(merged(own), groups, structure.width, structure.capacity);
  });
  const eventSets = immediate ? tableOf([...ofSet('object'), ...(frames ? ofSet('self') : [])], count, 0) : null;
  const table = tableOf(rows, count, 1);
  const unit = !deception && isUnit(tables, table, frames);
  return { count, rows: table, eventSets, probes: tableOf([...probes, ...(frames ? listed(tables.selfProbes) : [])], count, 1), unit };
}

/**
 * Whether every thought that is ever had has exactly `perRow` features, all of value 1. Rows that are only entered by
 * terminating have no outcomes, and nobody asks for their value; but if they have two frames, for what is thought in which.
 */
function isUnit({ firstOutcome, actions, rows }: WorldTables, { count, perRow, index, value }: FeatureTable, frames: boolean): boolean {
  const indicates = (thought: number): boolean => value.subarray(thought * perRow, (thought + 1) * perRow).every((strength) => strength === 1);
  for (let row = 0; row < rows; row++) {
    const self = frames && index[(row + rows) * perRow] !== count;
    const ends = firstOutcome[row * actions] === firstOutcome[row * actions + 1];
    if ((!ends || self) && !indicates(row)) return false;
    if (self && !indicates(row + rows)) return false;
  }
  return true;
}

/** Several events may share a feature: its strength is then the sum. */
function merged(features: readonly Feature[]): Feature[] {
  const sums = new Map<number, number>();
  for (const [index, value] of features) sums.set(index, (sums.get(index) ?? 0) + value);
  return [...sums];
}

/** The lists of a table, without padding. */
function listsOf({ count, perRow, index, value }: FeatureTable): Feature[][] {
  return Array.from({ length: index.length / Math.max(1, perRow) }, (_, row) => {
    const features: Feature[] = [];
    for (let m = row * perRow; m < (row + 1) * perRow; m++) if (index[m] !== count) features.push([index[m]!, value[m]!]);
    return features;
  });
}

/** A table of lists, padded to the longest and to at least so many. */
function tableOf(lists: readonly (readonly Feature[])[], count: number, least: number): FeatureTable {
  const perRow = lists.reduce((most, features) => Math.max(most, features.length), least);
  const index = new Uint32Array(lists.length * perRow).fill(count);
  const value = new Float32Array(lists.length * perRow);
  lists.forEach((features, row) => {
    features.forEach(([feature, amount], m) => {
      index[row * perRow + m] = feature;
      value[row * perRow + m] = settle(amount);
    });
  });
  return { count, perRow, index, value };
}
