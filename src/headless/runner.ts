/** What commands need of an engine. */
import type { CurvePoint, PhaseResult } from '../experiment/results';
import type { Experiment } from '../experiment/types';
import type { Finished } from '../lab/outcome';
import type { Checkpoint } from '../lab/checkpoint';
import type { Shard } from '../lab/program';
import type { Keep } from '../lab/run';
import type { ShardRun } from '../lab/shard';
import type { Progress } from './progress';

/** Those that compute in WebGPU, the native ones first. */
export const deviceEngineNames = ['dawn', 'deno', 'chromium'] as const;
export type DeviceEngineName = (typeof deviceEngineNames)[number];
export const engineNames = [...deviceEngineNames, 'cpu'] as const;
export type EngineName = (typeof engineNames)[number];

export interface RunnerHooks {
  /** before the first step, if the device failed the self-test: the cases that it failed */
  onInexact?(failures: readonly string[]): void;
  onProgress?(progress: Progress): void;
  onRecord?(point: CurvePoint): void;
  onPhase?(result: PhaseResult): void;
  /** aborting ends the run, which then rejects */
  readonly signal?: AbortSignal;
  /** how checkpoints are kept; default: none are */
  readonly keep?: Keep;
  /** where the run is taken up, for the same part of the same population; default: at its beginning */
  readonly from?: Checkpoint;
}

export interface Capacity {
  /** how many agents fit; null where nobody knows before they are loaded, as WebGPU does not tell how much memory a GPU has */
  readonly agents: number | null;
  readonly bytesPerAgent: number;
}

/** An engine that has been opened. */
export interface OpenEngine {
  readonly engine: EngineName;
  /** what it computes on */
  readonly device: string;
  /** whether that is the processor */
  readonly software: boolean;
  capacity(experiment: Experiment): Capacity;
  /** @throws InputError if the population does not fit; DeviceError if the engine fails; the signal's reason if that is aborted */
  run(experiment: Experiment, hooks: RunnerHooks): Promise<Finished>;
  /** runs a part of the population, to be merged with the others */
  runShard(experiment: Experiment, shard: Shard, hooks: RunnerHooks): Promise<ShardRun>;
  close(): Promise<void>;
}

export interface Runner extends OpenEngine {
  /** which engine this is and why it was taken, in one sentence */
  readonly reason: string;
}

/** There is no device that can compute this, or it failed on the way. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError';
}
