/** What commands need of an engine. */
import type { AgentTable, CurvePoint, PhaseResult, Results } from '../experiment/results';
import type { Experiment } from '../experiment/types';
import type { Progress } from './progress';

export type EngineName = 'chromium' | 'cpu';

export interface RunnerHooks {
  onProgress?(progress: Progress): void;
  onRecord?(point: CurvePoint): void;
  onPhase?(result: PhaseResult): void;
  /** aborting ends the run, which then rejects */
  readonly signal?: AbortSignal;
}

export interface FinishedRun {
  readonly results: Results;
  readonly agents: AgentTable | null;
}

export interface Runner {
  readonly engine: EngineName;
  /** which engine this is and why it was taken, in one sentence */
  readonly reason: string;
  /** how many agents of this experiment fit, and the bytes that each takes; null where only a run finds out */
  capacity(experiment: Experiment): { readonly agents: number; readonly bytesPerAgent: number } | null;
  run(experiment: Experiment, hooks: RunnerHooks): Promise<FinishedRun>;
  close(): void;
}

/** There is no device that can compute this, or it failed on the way. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError';
}
