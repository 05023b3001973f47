/** A run that is interrupted on one engine, and taken up from its checkpoint on another. */
import type { Engine } from '../../../src/engine/engine';
import type { Experiment } from '../../../src/experiment/types';
import { checkpointOf, openCheckpoint, type ByteSource } from '../../../src/lab/checkpoint';
import type { Finished } from '../../../src/lab/outcome';
import { Session } from '../../../src/lab/session';

/** Bytes in memory, as a file. */
export const sourceOf = (bytes: Uint8Array): ByteSource => ({ size: bytes.length, read: async (offset, length) => bytes.slice(offset, offset + length) });

/** The bytes of a checkpoint at a step of an experiment. */
export async function checkpointAt(experiment: Experiment, step: number, engine: Engine): Promise<Uint8Array> {
  const { exact } = await engine.selfTest();
  const session = await Session.open(experiment, engine, exact, { resumable: true });
  try {
    while (session.progress.step < step) await session.advance(step - session.progress.step);
    const pieces: Uint8Array[] = [];
    for await (const piece of checkpointOf(session)) pieces.push(piece.slice());
    const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  } finally {
    session.destroy();
  }
}

export async function runInterrupted(experiment: Experiment, step: number, first: Engine, second: Engine): Promise<Finished & { readonly stateSum: Uint32Array }> {
  const { saved, agents } = await openCheckpoint(sourceOf(await checkpointAt(experiment, step, first)), 'checkpoint');
  const { exact } = await second.selfTest();
  const session = await Session.resume(saved, agents(), second, exact);
  try {
    while (!session.finished) await session.advance(64);
    return { ...session.results(), stateSum: session.stateSum };
  } finally {
    session.destroy();
  }
}
