/** What commands need of an engine. */
import type { CurvePoint, PhaseResult } from '../experiment/results';
import type { Experiment } from '../experiment/types';
import type { Finished } from '../lab/outcome';
import type { Checkpoint } from '../lab/checkpoint';
import type { Shard } from '../lab/program';
import type { Keep } from '../lab/run';
import type { ShardRun } from '../lab/shard';
import type { Progress } from './progress';

export type EngineName = 'chromium' | 'cpu';

export interface RunnerHooks {
  onProgress?(progress: Progress): void;
  onRecord?(point: CurvePoint): void;
  onPhase?(result: PhaseResult): void;
  /** aborting ends the run, which then rejects */
  readonly signal?: AbortSignal;
  /** checkpoints, which only the CPU engine keeps, and takes up */
  readonly keep?: Keep;
  readonly from?: Checkpoint;
}

export interface Runner {
  readonly engine: EngineName;
  /** which engine this is and why it was taken, in one sentence */
  readonly reason: string;
  /** how many agents of this experiment fit, and the bytes that each takes; null where only a run finds out */
  capacity(experiment: Experiment): { readonly agents: number; readonly bytesPerAgent: number } | null;
  run(experiment: Experiment, hooks: RunnerHooks): Promise<Finished>;
  /** runs a part of the population, to be merged with the others */
  runShard(experiment: Experiment, shard: Shard, hooks: RunnerHooks): Promise<ShardRun>;
  close(): void;
}

/** There is no device that can compute this, or it failed on the way. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError';
}
