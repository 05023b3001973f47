/** Runs an experiment from beginning to end. */
import type { Engine } from '../engine/engine';
import type { AgentTable, Results } from '../experiment/results';
import type { Experiment } from '../experiment/types';
import { Session, type SessionOptions, type SessionProgress } from './session';

export interface RunHooks extends SessionOptions {
  /** several times a second */
  onProgress?(progress: SessionProgress): void;
  /** aborting makes the run reject with the signal's reason */
  readonly signal?: AbortSignal;
}

/** How long one advance should take, in milliseconds: what an interrupt waits for. */
export const advanceMilliseconds = 100;
const leastSteps = 64;

/** Chooses how many steps to ask for at a time, so that an advance takes about as long as wanted. */
export class Pace {
  steps = leastSteps;

  constructor(private readonly milliseconds: number) {}

  /** Takes one advance of so many steps into account. */
  took(steps: number, milliseconds: number): void {
    const wanted = (steps * this.milliseconds) / Math.max(milliseconds, 1);
    this.steps = Math.max(leastSteps, Math.min(Math.floor(wanted), this.steps * 4));
  }
}

/**
 * Runs an experiment.
 * @throws InputError if the population does not fit; Error if the device is lost or was made unusable
 */
export async function runExperiment(experiment: Experiment, engine: Engine, hooks: RunHooks = {}): Promise<{ readonly results: Results; readonly agents: AgentTable | null; readonly stateSum: Uint32Array }> {
  const { exact } = await engine.selfTest();
  const session = await Session.open(experiment, engine, exact, hooks);
  try {
    const pace = new Pace(advanceMilliseconds);
    while (!session.finished) {
      hooks.signal?.throwIfAborted();
      const before = session.progress;
      const began = performance.now();
      await Promise.race([session.advance(pace.steps), engine.lost]);
      const { step } = session.progress;
      pace.took(step - before.step, performance.now() - began);
      hooks.onProgress?.(session.progress);
    }
    return { ...session.results(), stateSum: session.stateSum };
  } finally {
    session.destroy();
  }
}
