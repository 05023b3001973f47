/** One run with its progress on the terminal: what commands that compute have in common. */
import type { Experiment } from '../experiment/types';
import type { Finished } from '../lab/outcome';
import type { Shard } from '../lab/program';
import type { ShardRun } from '../lab/shard';
import { InputError } from '../world/input-error';
import { jsonLine, type Context } from './command';
import { ProgressLine } from './progress';
import { DeviceError, type EngineName, type Runner, type RunnerHooks } from './runner';

/** @throws InputError for any other text */
export function parseEngine(text: string | undefined): EngineName | null {
  if (text === undefined || text === 'chromium' || text === 'cpu') return text ?? null;
  throw new InputError('--engine', text, 'chromium or cpu');
}

/** Chooses a runner for a task, and closes it afterwards. */
export async function withRunner<T>(wanted: EngineName | null, context: Context, task: (runner: Runner) => Promise<T>): Promise<T> {
  const runner = await context.chooseRunner(wanted);
  try {
    return await task(runner);
  } finally {
    runner.close();
  }
}

/** Says which engine computes, and why. */
export function announce({ engine, reason }: Runner, json: boolean, context: Context): void {
  if (json) jsonLine(context, { type: 'engine', engine, reason });
  else context.stderr(`${reason}\n`);
}

/**
 * Runs an experiment to its end.
 * @param json whether to print JSON lines instead of a progress line
 * @param more checkpoints, which are in the folder
 * @throws Interrupted if a checkpoint was kept; InputError if the population does not fit, DeviceError if the device fails
 */
export async function perform(experiment: Experiment, runner: Runner, json: boolean, context: Context, { keep, from }: Pick<RunnerHooks, 'keep' | 'from'> = {}, folder = ''): Promise<Finished> {
  let kept = from !== undefined;
  const write = async (pieces: AsyncIterable<Uint8Array>): Promise<void> => {
    await keep!.write(pieces);
    kept = true;
  };
  try {
    return await withProgress(experiment.agents, runner, json, context, (hooks) =>
      runner.run(experiment, {
        ...hooks,
        ...(keep && { keep: { ...keep, write } }),
        ...(from && { from }),
        ...(json && {
          onRecord: (point) => jsonLine(context, { type: 'record', point }),
          onPhase: (result) => jsonLine(context, { type: 'phase', result }),
        }),
      }));
  } catch (error) {
    throw context.signal.aborted && kept ? new Interrupted(folder) : error;
  }
}

/** A run was interrupted, and can be gone on with. */
export class Interrupted extends Error {
  constructor(folder: string) {
    super(`interrupted; \`valence-lab resume ${/\s/.test(folder) ? JSON.stringify(folder) : folder}\` goes on from there`);
  }
}

/** The same for a part of the population, whose own curves and phases are nobody's results. */
export const performShard = (experiment: Experiment, shard: Shard, runner: Runner, json: boolean, context: Context): Promise<ShardRun> =>
  withProgress(shard.agents, runner, json, context, (hooks) => runner.runShard(experiment, shard, hooks));

async function withProgress<T>(agents: number, runner: Runner, json: boolean, context: Context, run: (hooks: RunnerHooks) => Promise<T>): Promise<T> {
  const line = new ProgressLine(context.stderr, context.terminal, agents, context.now);
  try {
    return await run({
      signal: context.signal,
      onProgress: (progress) => (json ? jsonLine(context, { type: 'progress', ...progress }) : line.update(progress)),
    });
  } catch (error) {
    if (error instanceof InputError || context.signal.aborted) throw error;
    throw new DeviceError(`the ${runner.engine} engine failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    if (!json) line.clear();
  }
}
