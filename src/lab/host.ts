/**
 * Holds a GPU device for the command line, in whatever program offers WebGPU: a page of a browser, Node with Dawn, Deno.
 * It is given an address to send its messages to, and does what the answers say.
 */
import type { Engine } from '../engine/engine';
import { parseExperiment } from '../experiment/parse';
import type { AgentColumn, AgentTable } from '../experiment/results';
import { InputError } from '../world/input-error';
import { findAdapter, webgpuEngineOf } from './adapter';
import { openCheckpoint, type ByteSource } from './checkpoint';
import { frameOf, partsOf, type Answer, type FromHost, type HostColumn, type HostTask } from './host-messages';
import { runExperiment, runShard, type RunHooks } from './run';

/** How often a host without a task asks for one, and one with a task says that it is there. */
const idleMilliseconds = 50;
const aliveMilliseconds = 1000;
/** How long one dispatch should take where no page has to stay smooth. */
const dispatchMilliseconds = 100;
/** Of larger things, so much is sent at a time. */
const pieceBytes = 2 ** 23;

/** The way to the command line. */
class Owner {
  /** aborted when the present task is to be given up */
  interruption = new AbortController();

  constructor(private readonly url: string) {}

  /** @throws Error if the command line is gone */
  async say(message: FromHost, bytes?: Uint8Array): Promise<Answer & { readonly bytes: Uint8Array }> {
    const response = await fetch(this.url, { method: 'POST', body: frameOf(message, bytes) });
    if (!response.ok) throw new Error(`the command line answers ${response.status}`);
    const answer = partsOf<Answer>(new Uint8Array(await response.arrayBuffer()));
    if (answer.head.stop) this.interruption.abort(new Error('interrupted'));
    return { ...answer.head, bytes: answer.bytes };
  }

  /** Sends what belongs to the message before. */
  async send(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    for await (const piece of pieces) {
      for (let at = 0; at < piece.length; at += pieceBytes) await this.say({ type: 'bytes' }, piece.subarray(at, at + pieceBytes));
    }
    await this.say({ type: 'done' });
  }
}

/**
 * Serves until it is told to end.
 * @param url where the command line listens
 * @param gpu undefined where the program offers no WebGPU
 * @throws Error if the command line is gone
 */
export async function serveDevice(url: string, gpu: GPU | undefined): Promise<void> {
  const owner = new Owner(url);
  let engine: Engine | null = null;
  try {
    const found = gpu ? await findAdapter(gpu) : null;
    if (!found) throw new Error('it offers no WebGPU adapter');
    const { memoryBytes } = await owner.say({ type: 'device', info: found.info });
    engine = await webgpuEngineOf(found, { dispatchMilliseconds, memoryBytes: memoryBytes ?? Infinity });
    for (;;) {
      const { task, quit } = await owner.say({ type: 'idle' });
      if (quit) return;
      if (task) await perform(task, engine, owner);
      else await new Promise((resolve) => setTimeout(resolve, idleMilliseconds));
    }
  } catch (reason) {
    await owner.say(failure(reason));
  } finally {
    engine?.destroy();
  }
}

const failure = (reason: unknown): FromHost =>
  ({ type: 'failed', message: reason instanceof Error ? reason.message : String(reason), path: reason instanceof InputError ? reason.path : null });

async function perform(task: HostTask, engine: Engine, owner: Owner): Promise<void> {
  owner.interruption = new AbortController();
  const { signal } = owner.interruption;
  let gone: (reason: unknown) => void = () => {};
  const ownerGone = new Promise<never>((_resolve, reject) => (gone = reject));
  const alive = setInterval(() => owner.say({ type: 'alive' }).catch(gone), aliveMilliseconds);
  try {
    await Promise.race([compute(task, engine, owner, signal), ownerGone]);
  } catch (reason) {
    await owner.say(signal.aborted && reason === signal.reason ? { type: 'stopped' } : failure(reason));
  } finally {
    clearInterval(alive);
  }
}

async function compute({ experiment: json, shard, keep, checkpointBytes }: HostTask, engine: Engine, owner: Owner, signal: AbortSignal): Promise<void> {
  const experiment = parseExperiment(json);
  // Messages keep their order, and nothing large overtakes them; of progress only what is new matters.
  let last: Promise<unknown> = Promise.resolve();
  const tell = (message: FromHost): void => void (last = last.then(() => owner.say(message)));
  let telling = false;
  const write = async (pieces: AsyncIterable<Uint8Array>): Promise<void> => {
    await last;
    await owner.say({ type: 'checkpoint' });
    await owner.send(pieces);
  };
  const source: ByteSource | null = checkpointBytes === null ? null : { size: checkpointBytes, read: async (offset, length) => (await owner.say({ type: 'read', offset, length })).bytes };
  const hooks: RunHooks = {
    signal,
    onInexact: (failures) => tell({ type: 'inexact', failures }),
    onRecord: (point) => tell({ type: 'record', point }),
    onPhase: (result) => tell({ type: 'phase', result }),
    onProgress: ({ phase, step, totalSteps, agentSteps, seconds, compileMilliseconds }) => {
      if (telling) return;
      telling = true;
      tell({ type: 'progress', phase, step, totalSteps, agentStepsPerSecond: seconds > 0 ? agentSteps / seconds : 0, compileMilliseconds });
      last = last.then(() => (telling = false));
    },
    ...(keep && { keep: { ...keep, write } }),
    ...(source && { from: await openCheckpoint(source, 'checkpoint') }),
  };
  if (shard) {
    const run = await runShard(experiment, engine, shard, hooks);
    await last;
    await owner.say({ type: 'shardFinished', run: { ...run, phases: run.phases.map((phase) => ({ ...phase, columns: [] })) } });
    return owner.send(run.phases.flatMap(({ columns }) => columns.map(bytesOf)));
  }
  const { results, agents } = await runExperiment(experiment, engine, hooks);
  await last;
  await owner.say({ type: 'finished', results, columns: agents && headsOf(agents) });
  return owner.send(agents ? encoded(agents) : []);
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array => new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
const isTexts = (column: AgentColumn): column is readonly string[] => typeof column[0] === 'string';

const headsOf = ({ names, columns }: AgentTable): readonly HostColumn[] =>
  columns.map((column, i) => ({ name: names[i]!, ...(isTexts(column) ? { kind: 'texts', bytes: textsOf(column).length } : { kind: 'numbers', bytes: column.length * Float64Array.BYTES_PER_ELEMENT }) }));

function* encoded({ columns }: AgentTable): Generator<Uint8Array> {
  for (const column of columns) yield isTexts(column) ? textsOf(column) : bytesOf(Float64Array.from(column as ArrayLike<number>));
}

const textsOf = (column: readonly string[]): Uint8Array => new TextEncoder().encode(JSON.stringify(column));
