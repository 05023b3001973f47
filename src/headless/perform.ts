/** One run with its progress on the terminal: what commands that compute have in common. */
import type { Experiment } from '../experiment/types';
import { InputError } from '../world/input-error';
import { jsonLine, type Context } from './command';
import { ProgressLine } from './progress';
import { DeviceError, type EngineName, type FinishedRun, type Runner } from './runner';

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
 * @throws InputError if the population does not fit, DeviceError if the device fails
 */
export async function perform(experiment: Experiment, runner: Runner, json: boolean, context: Context): Promise<FinishedRun> {
  const line = new ProgressLine(context.stderr, context.terminal, experiment.agents, context.now);
  try {
    return await runner.run(experiment, {
      signal: context.signal,
      onProgress: (progress) => (json ? jsonLine(context, { type: 'progress', ...progress }) : line.update(progress)),
      ...(json && {
        onRecord: (point) => jsonLine(context, { type: 'record', point }),
        onPhase: (result) => jsonLine(context, { type: 'phase', result }),
      }),
    });
  } catch (error) {
    if (error instanceof InputError || context.signal.aborted) throw error;
    throw new DeviceError(`the ${runner.engine} engine failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    if (!json) line.clear();
  }
}
