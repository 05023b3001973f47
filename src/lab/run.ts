/** Runs an experiment from beginning to end. */
import type { Engine } from '../engine/engine';
import type { Experiment } from '../experiment/types';
import { checkpointOf, type Checkpoint } from './checkpoint';
import type { Finished } from './outcome';
import type { Shard } from './program';
import { Session, type SessionOptions } from './session';
import type { SessionProgress } from './session-state';
import type { ShardRun } from './shard';

export interface RunHooks extends SessionOptions {
  /** before the first step, if the device failed the self-test: the cases that it failed */
  onInexact?(failures: readonly string[]): void;
  /** several times a second */
  onProgress?(progress: SessionProgress): void;
  /** aborting makes the run reject with the signal's reason, after a last checkpoint if any are kept */
  readonly signal?: AbortSignal;
  readonly keep?: Keep;
  /** where the run is taken up; default: at its beginning */
  readonly from?: Checkpoint;
}

/** How checkpoints are kept. */
export interface Keep {
  /** between two of them; null: only when the run is interrupted */
  readonly seconds: number | null;
  write(pieces: AsyncIterable<Uint8Array>): Promise<void>;
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
export const runExperiment = (experiment: Experiment, engine: Engine, hooks: RunHooks = {}): Promise<Finished & { readonly stateSum: Uint32Array }> =>
  runSession(experiment, engine, hooks, (session) => ({ ...session.results(), stateSum: session.stateSum }));

/** Runs a part of an experiment's population, to be merged with the others. Throws as `runExperiment` does. */
export const runShard = (experiment: Experiment, engine: Engine, shard: Shard, hooks: RunHooks = {}): Promise<ShardRun> =>
  runSession(experiment, engine, { ...hooks, shard, mergeable: true }, (session) => session.shardRun());

async function runSession<T>(experiment: Experiment, engine: Engine, hooks: RunHooks, resultOf: (session: Session) => T): Promise<T> {
  const { exact, failures } = await engine.selfTest();
  if (!exact) hooks.onInexact?.(failures);
  const { keep, from, signal } = hooks;
  const options: SessionOptions = { ...hooks, resumable: keep !== undefined };
  const session = from ? await Session.resume(from.saved, from.agents(), engine, exact, options) : await Session.open(experiment, engine, exact, options);
  let over = false;
  const advance = async (): Promise<void> => {
    let keptAt = performance.now();
    const pace = new Pace(advanceMilliseconds);
    while (!session.finished && !over) {
      if (keep && (signal?.aborted || (keep.seconds !== null && performance.now() - keptAt > keep.seconds * 1000))) {
        await keep.write(checkpointOf(session));
        keptAt = performance.now();
      }
      signal?.throwIfAborted();
      const before = session.progress;
      const began = performance.now();
      await session.advance(pace.steps);
      const { step } = session.progress;
      pace.took(step - before.step, performance.now() - began);
      hooks.onProgress?.(session.progress);
    }
  };
  try {
    // Once and not at every advance: what waits for a device that is never lost is never let go.
    await Promise.race([advance(), engine.lost]);
    return resultOf(session);
  } finally {
    over = true;
    session.destroy();
  }
}
