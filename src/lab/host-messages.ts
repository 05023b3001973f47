/**
 * What a program that holds a GPU device (a worker in a page without a window, or a process) and the command line that
 * started it say to each other. The host speaks, and every message has an answer; both are a head of JSON with bytes behind
 * it. Large things follow their head as messages of bytes, in order, until one says that they are done.
 */
import type { EngineInfo } from '../engine/engine';
import type { Results } from '../experiment/results';
import type { FromWorker } from './messages';
import type { Shard } from './program';
import type { ShardRun } from './shard';

/** What a host computes. */
export interface HostTask {
  /** in its public JSON form; validated again by the host */
  readonly experiment: unknown;
  /** a part of the population, to be merged with others; null: all of it */
  readonly shard: Shard | null;
  /** whether checkpoints are kept, and how many seconds lie between two of them; null: only when the run is interrupted */
  readonly keep: { readonly seconds: number | null } | null;
  /** the size in bytes of the checkpoint that the run is taken up from; null: it begins anew */
  readonly checkpointBytes: number | null;
}

/** A column of the table of agents: binary64 numbers, or JSON of a list of texts. */
export interface HostColumn {
  readonly name: string;
  readonly kind: 'numbers' | 'texts';
  readonly bytes: number;
}

export type FromHost =
  /** the device that was found; the answer says how much memory its populations may take */
  | { readonly type: 'device'; readonly info: EngineInfo }
  /** nothing to do; the answer may have a task */
  | { readonly type: 'idle' }
  /** the device failed these cases of the self-test */
  | { readonly type: 'inexact'; readonly failures: readonly string[] }
  /** still there */
  | { readonly type: 'alive' }
  | Extract<FromWorker, { readonly type: 'record' | 'phase' | 'failed' }>
  | Omit<Extract<FromWorker, { readonly type: 'progress' }>, 'diverged' | 'dispatchMilliseconds'>
  /** bytes of the checkpoint that the run is taken up from; they are the answer's */
  | { readonly type: 'read'; readonly offset: number; readonly length: number }
  /** a checkpoint follows */
  | { readonly type: 'checkpoint' }
  /** the columns follow, one behind the other; null: the experiment asks for none */
  | { readonly type: 'finished'; readonly results: Results; readonly columns: readonly HostColumn[] | null }
  /** the totals of all phases follow, column by column */
  | { readonly type: 'shardFinished'; readonly run: ShardRun }
  | { readonly type: 'bytes' }
  | { readonly type: 'done' }
  /** the task was given up, as it was asked for */
  | { readonly type: 'stopped' };

export interface Answer {
  /** whether to give up the present task, after a last checkpoint if any are kept */
  readonly stop?: boolean;
  readonly task?: HostTask;
  /** whether to end */
  readonly quit?: boolean;
  /** bytes that a population may take; null: nobody knows */
  readonly memoryBytes?: number | null;
}

const lengthBytes = 4;

/** A head and bytes as one message. */
export function frameOf(head: FromHost | Answer, bytes: Uint8Array = new Uint8Array(0)): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const frame = new Uint8Array(lengthBytes + text.length + bytes.length);
  new DataView(frame.buffer).setUint32(0, text.length, true);
  frame.set(text, lengthBytes);
  frame.set(bytes, lengthBytes + text.length);
  return frame;
}

/** The head and the bytes of a message. */
export function partsOf<Head extends FromHost | Answer>(frame: Uint8Array): { readonly head: Head; readonly bytes: Uint8Array } {
  const end = lengthBytes + new DataView(frame.buffer, frame.byteOffset).getUint32(0, true);
  return { head: JSON.parse(new TextDecoder().decode(frame.subarray(lengthBytes, end))) as Head, bytes: frame.subarray(end) };
}
