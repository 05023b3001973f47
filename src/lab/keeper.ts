/** Keeps checkpoints of a long run while it goes on, and finds the one that a run can be taken up from. */
import type { Engine } from '../engine/engine';
import type { Experiment } from '../experiment/types';
import { checkpointOf, openCheckpoint } from './checkpoint';
import type { CheckpointStore } from './checkpoint-store';
import { Session, type SessionOptions } from './session';

/** How long a run is worth less than its checkpoint, in milliseconds. */
export const leastMilliseconds = 5000;
/** A checkpoint may take this share of the time. */
const mostShare = 0.02;

export class Keeper {
  private keptAt = performance.now();
  private interval = leastMilliseconds;
  /** whether the browser has refused; it is not asked again for this experiment */
  private refused = false;

  constructor(private readonly store: CheckpointStore) {}

  /** Opens the session of an experiment where it was last kept; null if it was not, or cannot be used. */
  async resume(experiment: Experiment, engine: Engine, exact: boolean, options: SessionOptions): Promise<Session | null> {
    for (const source of await this.store.read(experiment)) {
      try {
        const { saved, agents } = await openCheckpoint(source, 'checkpoint');
        return await Session.resume({ ...saved, experiment }, agents(), engine, exact, options);
      } catch {
        // Damaged, or written by another version: the one before may be whole, and else the run begins anew.
      }
    }
    return null;
  }

  /** To be told when a session begins or is taken up. */
  begin(): void {
    this.keptAt = performance.now();
    this.interval = leastMilliseconds;
    this.refused = false;
  }

  /** Whether it is time for a checkpoint. */
  get due(): boolean {
    return !this.refused && performance.now() - this.keptAt > this.interval;
  }

  /** Keeps a session between two advances. @returns the step that it was kept at, or null if the browser refused */
  async keep(session: Session, bytesPerAgent: number): Promise<number | null> {
    const began = performance.now();
    try {
      if (!(await this.store.hasRoom(session.shape.agents * bytesPerAgent))) throw new Error('no room');
      await this.store.write(session.experiment, checkpointOf(session));
    } catch {
      this.refused = true;
      return null;
    }
    this.keptAt = performance.now();
    this.interval = Math.max(leastMilliseconds, (this.keptAt - began) / mostShare);
    return session.progress.step;
  }

  /** Forgets an experiment that has finished, or is begun anew. */
  forget(experiment: Experiment): Promise<void> {
    return this.store.delete(experiment);
  }
}
