/** Knocks at every door with edited input: it must be accepted, or refused with an InputError that names its path, soon and in little memory. */
import fc from 'fast-check';
import { InputError } from '../../src/world/input-error';
import type { Door } from './doors';
import { byteEdits, editBytes, editValue, valueEdits } from './edits';

/** What one case may take of the processor, in milliseconds. */
const longestMilliseconds = 1000;

export interface Knocks {
  readonly door: string;
  readonly cases: number;
  readonly accepted: number;
  readonly slowestMilliseconds: number;
}

/**
 * Opens a door once.
 * @returns whether it was opened, and what that took of the processor
 * @throws Error for anything but a clear refusal in time
 */
export async function knock(door: Door, input: unknown, longest = longestMilliseconds): Promise<{ readonly accepted: boolean; readonly milliseconds: number }> {
  const began = process.cpuUsage();
  let accepted = true;
  try {
    await door.open(input);
  } catch (error) {
    if (!(error instanceof InputError)) throw new Error(`${door.name}: ${String(error)}`, { cause: error });
    if (error.path === '' || error.message.length > 4000 || /[\n\r]/.test(error.message)) throw new Error(`${door.name}: not one clear line that names its path: ${error.message}`, { cause: error });
    accepted = false;
  }
  const { user, system } = process.cpuUsage(began);
  const milliseconds = (user + system) / 1000;
  if (milliseconds > longest) throw new Error(`${door.name}: took ${milliseconds} ms`);
  return { accepted, milliseconds };
}

/** So many seeded cases at one door. @throws Error with the smallest case that fast-check finds */
export async function knockAt(door: Door, cases: number, seed: number): Promise<Knocks> {
  let accepted = 0;
  let slowestMilliseconds = 0;
  const example = fc.nat(door.examples.length - 1);
  const bytes = door.examples[0] instanceof Uint8Array;
  const input = bytes
    ? fc.tuple(example, byteEdits).map(([i, edits]): unknown => editBytes(door.examples[i] as Uint8Array, edits))
    : fc.tuple(example, valueEdits).map(([i, edits]) => editValue(door.examples[i], edits));
  await fc.assert(
    fc.asyncProperty(input, async (value) => {
      const outcome = await knock(door, value);
      if (outcome.accepted) accepted++;
      slowestMilliseconds = Math.max(slowestMilliseconds, outcome.milliseconds);
    }),
    { numRuns: cases, seed, endOnFailure: false },
  );
  return { door: door.name, cases, accepted, slowestMilliseconds };
}
