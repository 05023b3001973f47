/** What a command is, and the world outside that it may touch. */
import type { Experiment } from '../experiment/types';
import type { EngineName, Runner } from './runner';

/** Exit codes. */
export const exit = { done: 0, different: 1, badInput: 2, noDevice: 3, interrupted: 4 } as const;
export type ExitCode = (typeof exit)[keyof typeof exit];

export interface Context {
  stdout(text: string): void;
  stderr(text: string): void;
  /** whether standard error is a terminal, on which a line can be written over */
  readonly terminal: boolean;
  /** aborted when the user interrupts */
  readonly signal: AbortSignal;
  /** how this program was started: the interpreter and the script */
  readonly program: readonly string[];
  /** seconds, from any beginning */
  now(): number;
  /** @param wanted null chooses automatically, by how fast engines are at a sample of what is to run */
  chooseRunner(wanted: EngineName | null, sample: Experiment): Promise<Runner>;
}

export interface Command {
  /** the command line without the program's name */
  readonly usage: string;
  /** what it does, in a few words */
  readonly summary: string;
  /** @throws InputError for bad input, DeviceError without a usable device */
  run(args: readonly string[], context: Context): Promise<ExitCode>;
}

/** One line of JSON on standard output. */
export const jsonLine = (context: Context, value: unknown): void => context.stdout(`${JSON.stringify(value)}\n`);
