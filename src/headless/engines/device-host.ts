/** A program that holds a device, as the command line sees it: it is given tasks, and answers for what it says. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Column } from '../../engine/columns';
import type { EngineInfo } from '../../engine/engine';
import type { AgentTable } from '../../experiment/results';
import type { Experiment } from '../../experiment/types';
import { frameOf, partsOf, type Answer, type FromHost, type HostTask } from '../../lab/host-messages';
import type { Finished } from '../../lab/outcome';
import type { Shard } from '../../lab/program';
import { columnsIn, shardForm, type ShardRun } from '../../lab/shard';
import { InputError } from '../../world/input-error';
import { DeviceError, type RunnerHooks } from '../runner';
import { serveFolder, type FolderServer } from '../serve';
import { CheckpointSink, ShardSink, TableSink, type Sink } from './sinks';

/** A program that was started. */
export interface HostProgram {
  /** resolves when it ends by itself: how, as the end of the sentence "it …" */
  readonly ended: Promise<string>;
  /** ends it in any case */
  end(): Promise<void>;
}

/** Starts a program that reaches the command line under an address. @param secret the last part of the address */
export type StartHost = (url: string, secret: string) => Promise<HostProgram>;

/** The build of the command line puts the page's host and a blank page beside its own modules. */
const pageFolder = fileURLToPath(new URL('./page/', import.meta.url));

/** How long a program may think about whether there is an adapter: a broken driver hangs instead of answering. */
const adapterMilliseconds = 30_000;
/** How long it may be silent while it compiles or computes: it says that it is there every second that its driver leaves it. */
const silentMilliseconds = 180_000;
const watchMilliseconds = 500;
/** How long it may take to end by itself. */
const endMilliseconds = 2000;

interface Job {
  /** null once it has been handed over */
  task: HostTask | null;
  readonly hooks: RunnerHooks;
  /** kinds of the columns of a shard */
  readonly columns?: readonly Column[];
  sink: Sink | null;
  resolve(result: unknown): void;
  reject(reason: unknown): void;
}

export class DeviceHost {
  private found: EngineInfo | null = null;
  private job: Job | null = null;
  private quit = false;
  private server: FolderServer | null = null;
  private program: HostProgram | null = null;
  private heard = Date.now();
  private failure: Error | null = null;
  private readonly watch = setInterval(() => this.listen(), watchMilliseconds);

  /** @param memoryBytes what a population may take of this machine's memory */
  private constructor(private readonly memoryBytes: number) {}

  /** @throws DeviceError if the program finds no device, ends, or hangs */
  static async open(start: StartHost, memoryBytes: number): Promise<DeviceHost> {
    const host = new DeviceHost(memoryBytes);
    try {
      const secret = randomBytes(16).toString('hex');
      await host.perform({ task: null, hooks: {} }, async () => {
        host.server = await serveFolder(pageFolder, { path: `/${secret}`, answer: (message) => host.receive(message) });
        host.program = await start(`${host.server.url}${secret}`, secret);
        void host.program.ended.then((how) => host.fail(new DeviceError(`it ${how}`)));
      });
      return host;
    } catch (error) {
      await host.close();
      throw error;
    }
  }

  get info(): EngineInfo {
    return this.found!;
  }

  /** Whether it can be given no task any more. */
  get broken(): boolean {
    return this.failure !== null;
  }

  /** Runs an experiment to its end. Throws as `Runner.run` does. */
  run(experiment: Experiment, hooks: RunnerHooks): Promise<Finished> {
    return this.perform({ task: taskOf(experiment, null, hooks), hooks });
  }

  /** The same for a part of the population. */
  runShard(experiment: Experiment, shard: Shard, hooks: RunnerHooks): Promise<ShardRun> {
    return this.perform({ task: taskOf(experiment, shard, hooks), hooks, columns: columnsIn(shardForm(experiment).columns) });
  }

  private async perform<T>(job: Omit<Job, 'sink' | 'resolve' | 'reject'>, begin: () => Promise<void> = async () => {}): Promise<T> {
    if (this.failure) throw this.failure;
    job.hooks.signal?.throwIfAborted();
    this.heard = Date.now();
    try {
      return await new Promise<T>((resolve, reject) => {
        this.job = { ...job, sink: null, resolve: resolve as (result: unknown) => void, reject };
        begin().catch(reject);
      });
    } finally {
      this.job = null;
    }
  }

  /** Notices what says nothing any more. */
  private listen(): void {
    const limit = this.found ? silentMilliseconds : adapterMilliseconds;
    if (this.job && Date.now() - this.heard > limit) this.fail(new DeviceError(`it has not answered for ${limit / 1000} s`));
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.job?.reject(error);
  }

  private async receive(frame: Uint8Array): Promise<Uint8Array> {
    const { head, bytes } = partsOf<FromHost>(frame);
    this.heard = Date.now();
    try {
      const [answer, own] = await this.answer(head, bytes);
      return frameOf({ ...answer, ...(this.job?.hooks.signal?.aborted && { stop: true }) }, own);
    } catch (error) {
      // What cannot be taken, such as a checkpoint on a full disk, ends the run.
      this.fail(error as Error);
      throw error;
    } finally {
      this.heard = Date.now();
    }
  }

  private async answer(message: FromHost, bytes: Uint8Array): Promise<readonly [Answer, Uint8Array?]> {
    const { job } = this;
    switch (message.type) {
      case 'device':
        this.found = message.info;
        job?.resolve(undefined);
        return [{ memoryBytes: message.info.software ? this.memoryBytes : null }];
      case 'idle': {
        const task = job?.task ?? null;
        if (job) job.task = null;
        return [{ quit: this.quit, ...(task && { task }) }];
      }
      case 'inexact':
        job?.hooks.onInexact?.(message.failures);
        break;
      case 'progress':
        job?.hooks.onProgress?.(message);
        break;
      case 'record':
        job?.hooks.onRecord?.(message.point);
        break;
      case 'phase':
        job?.hooks.onPhase?.(message.result);
        break;
      case 'read':
        return [{}, await job!.hooks.from!.source.read(message.offset, message.length)];
      case 'checkpoint':
        job!.sink = new CheckpointSink((pieces) => job!.hooks.keep!.write(pieces));
        break;
      case 'finished':
        job!.sink = new TableSink(message.columns, (agents: AgentTable | null) => job!.resolve({ results: message.results, agents }));
        break;
      case 'shardFinished':
        job!.sink = new ShardSink(message.run, job!.columns!, (run) => job!.resolve(run));
        break;
      case 'bytes':
        await job!.sink!.take(bytes);
        break;
      case 'done':
        await job!.sink!.end();
        break;
      case 'stopped':
        job?.reject(job.hooks.signal?.reason);
        break;
      case 'failed':
        if (message.path === null) this.fail(new DeviceError(message.message));
        else job?.reject(inputError(message.path, message.message));
    }
    return [{}];
  }

  async close(): Promise<void> {
    this.quit = true;
    clearInterval(this.watch);
    if (this.program) {
      let timer: NodeJS.Timeout | undefined;
      if (!this.failure) await Promise.race([this.program.ended, new Promise((resolve) => (timer = setTimeout(resolve, endMilliseconds)))]);
      clearTimeout(timer);
      await this.program.end();
    }
    await this.server?.close();
  }
}

const taskOf = (experiment: Experiment, shard: Shard | null, { keep, from }: RunnerHooks): HostTask =>
  ({ experiment, shard, keep: keep ? { seconds: keep.seconds } : null, checkpointBytes: from ? from.source.size : null });

/** The host's own refusal, whose message is complete already. */
function inputError(path: string, message: string): InputError {
  const error = new InputError(path, undefined, '');
  error.message = message;
  return error;
}
