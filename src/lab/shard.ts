/** A part of a population that ran by itself, in a form that can be merged with the other parts. */
import { mapColumns, type Column, type Columns } from '../engine/columns';
import type { Tally } from '../engine/live-record';
import type { LiveStatisticPlace } from '../engine/live-statistics';
import { readColumns } from '../engine/read-columns';
import { specialise, type ProgramShape } from '../engine/specialise';
import { planOf, type Plan } from '../experiment/plan';
import type { Experiment } from '../experiment/types';
import { digestOf, type Effort } from './outcome';
import { shapeOf, type Shard } from './program';

/** What is kept of a finished phase, without its columns. */
export interface ShardPhaseHead {
  /** [4] sums over all words of the shard's agents at the end of the phase */
  readonly stateSum: readonly number[];
  /** [record][statistic]; a phase whose agents all rest has no more records */
  readonly tallies: readonly (readonly Tally[])[];
}

export interface ShardPhase extends ShardPhaseHead {
  /** totals of the phase, in the order of `ShardForm.columns` */
  readonly columns: readonly Column[];
}

/** What a shard came to, without its columns. */
export interface ShardHead extends Shard, Effort {
  /** [4] digest of the world's tables and the experiment */
  readonly tableDigest: readonly number[];
  readonly phases: readonly ShardPhaseHead[];
}

export interface ShardRun extends ShardHead {
  readonly phases: readonly ShardPhase[];
}

/** What all shards of an experiment have in common. */
export interface ShardForm {
  readonly experiment: Experiment;
  /** of the whole population */
  readonly shape: ProgramShape;
  readonly plan: Plan;
  /** [4] */
  readonly tableDigest: readonly number[];
  /** of every record */
  readonly statistics: readonly LiveStatisticPlace[];
  /** of every phase, without agents */
  readonly columns: Columns;
}

export function shardForm(experiment: Experiment): ShardForm {
  const shape = shapeOf(experiment);
  return {
    experiment,
    shape,
    plan: planOf(experiment.phases, shape.tables.world),
    tableDigest: [...digestOf(experiment, shape)],
    statistics: specialise(shape).statistics,
    columns: emptyColumns(shape),
  };
}

/** Part k of n of a population, k from 1: parts follow each other in the order of agents, and differ by at most one of them. */
export function shardOf(k: number, n: number, agents: number): Shard {
  const end = (part: number): number => Math.floor((part * agents) / n);
  return { first: end(k - 1), agents: end(k) - end(k - 1) };
}

/** Columns of a phase of a population of this shape, from the list of them that `columnsIn` gives. */
export function columnsOf(shape: ProgramShape, list: readonly Column[]): Columns {
  let next = 0;
  return mapColumns(emptyColumns(shape), shape.agents, () => list[next++]!);
}

/** The columns of a population of this shape, without agents. */
export const emptyColumns = (shape: ProgramShape): Columns => readColumns([], shape, specialise(shape));

/** The columns, one after another. */
export const columnsIn = (columns: Columns): Column[] => namedColumns(columns).map(([, column]) => column);

/** The same with their names, such as `returns[0]`: that of the first channel. */
export function namedColumns(columns: Columns): (readonly [name: string, column: Column])[] {
  const found: (readonly [string, Column])[] = [];
  mapColumns(columns, columns.agents, (column, path) => {
    found.push([path, column]);
    return column;
  });
  return found;
}

/** The absolute step of the k-th record of a phase, k from 0. */
export const recordStep = ({ plan, experiment }: ShardForm, phase: number, k: number): number => {
  const { firstStep, steps } = plan.phases[phase]!;
  return firstStep + Math.min((k + 1) * experiment.record.everySteps, steps);
};
