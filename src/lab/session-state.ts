/** What is said of a session from outside: where it is, and all but its agents that it is taken up from. */
import type { Tally } from '../engine/live-record';
import type { CurvePoint } from '../experiment/results';
import type { Experiment } from '../experiment/types';
import type { Shard } from './program';
import type { ShardPhase } from './shard';

/** Where a session is. */
export interface SessionProgress {
  readonly phase: string;
  /** absolute step, of `totalSteps` */
  readonly step: number;
  readonly totalSteps: number;
  /** steps that all agents together have made */
  readonly agentSteps: number;
  /** seconds spent on them */
  readonly seconds: number;
  readonly diverged: number;
  /** what a GPU took for the last dispatch, in milliseconds; null on other devices */
  readonly dispatchMilliseconds: number | null;
  /** what a GPU's compiler took for the kernels, in milliseconds; null on other devices */
  readonly compileMilliseconds: number | null;
}

/** Where a session stands, without its agents. */
export interface SavedSession {
  readonly experiment: Experiment;
  readonly shard: Shard;
  /** whether it keeps what a merge with the other parts needs */
  readonly mergeable: boolean;
  /** [4] digest of the world's tables and the experiment */
  readonly tableDigest: readonly number[];
  readonly phaseSteps: number;
  /** whether any agent still has steps to make in this phase */
  readonly active: boolean;
  readonly agentSteps: number;
  readonly seconds: number;
  readonly diverged: number;
  readonly curves: readonly CurvePoint[];
  /** of the records of the present phase, where they are kept to be merged */
  readonly tallies: readonly (readonly Tally[])[];
  /** finished phases */
  readonly phases: readonly ShardPhase[];
}
