/** One run with its progress on the terminal: what commands that compute have in common. */
import type { Experiment } from '../experiment/types';
import type { Checkpoint } from '../lab/checkpoint';
import type { Finished } from '../lab/outcome';
import type { Shard } from '../lab/program';
import type { ShardRun } from '../lab/shard';
import { InputError } from '../world/input-error';
import type { CheckpointFile } from './checkpoint-file';
import { jsonLine, type Context } from './command';
import { checkMemory, memoryLine } from './memory';
import { ProgressLine } from './progress';
import { DeviceError, engineNames, type EngineName, type Runner, type RunnerHooks } from './runner';

/** @throws InputError for any other text */
export function parseEngine(text: string | undefined): EngineName | null {
  const name = engineNames.find((known) => known === text) ?? null;
  if (text !== undefined && name === null) throw new InputError('--engine', text, `one of ${engineNames.join(', ')}`);
  return name;
}

/** Chooses a runner for a task, and closes it afterwards. @param sample what is to run, or the first of it */
export async function withRunner<T>(wanted: EngineName | null, sample: Experiment, context: Context, task: (runner: Runner) => Promise<T>): Promise<T> {
  const runner = await context.chooseRunner(wanted, sample);
  try {
    return await task(runner);
  } finally {
    await runner.close();
  }
}

/**
 * Says which engine computes, and why, and what a population of this experiment takes.
 * @param agents of the part of the population that runs; default all of it
 * @throws InputError if they do not fit
 */
export function announce(runner: Runner, experiment: Experiment, json: boolean, context: Context, agents = experiment.agents): void {
  const { engine, reason } = runner;
  const capacity = runner.capacity(experiment);
  checkMemory('agents', agents, capacity);
  if (json) jsonLine(context, { type: 'engine', engine, reason, agents, bytesPerAgent: capacity.bytesPerAgent, mostAgents: capacity.agents });
  else context.stderr(`${reason}\n${memoryLine(agents, capacity)}\n`);
}

/** Where a run keeps its checkpoints, how often, and the one that it is taken up from. */
export interface Keeping {
  readonly file: CheckpointFile;
  readonly seconds: number | null;
  readonly from?: Checkpoint;
}

/** How often a run goes on after its device failed. */
const mostFailures = 3;

/**
 * Runs an experiment to its end. If its device fails, the run goes on from its last checkpoint, or begins again, on a fresh
 * one; several times, but not for ever.
 * @param json whether to print JSON lines instead of a progress line
 * @param kept null: no checkpoints
 * @throws Interrupted if a checkpoint was kept; InputError if the population does not fit, DeviceError if the device fails
 */
export const perform = (experiment: Experiment, runner: Runner, json: boolean, context: Context, kept: Keeping | null = null): Promise<Finished> =>
  withProgress(experiment.agents, runner, json, context, kept, (hooks) =>
    runner.run(experiment, {
      ...hooks,
      ...(json && {
        onRecord: (point) => jsonLine(context, { type: 'record', point }),
        onPhase: (result) => jsonLine(context, { type: 'phase', result }),
      }),
    }));

/** The same for a part of the population, whose own curves and phases are nobody's results. */
export const performShard = (experiment: Experiment, shard: Shard, runner: Runner, json: boolean, context: Context, kept: Keeping): Promise<ShardRun> =>
  withProgress(shard.agents, runner, json, context, kept, (hooks) => runner.runShard(experiment, shard, hooks));

/** A run was interrupted, and can be gone on with. */
export class Interrupted extends Error {
  constructor(folder: string) {
    super(`interrupted; ${goesOn(folder)}`);
  }
}

const goesOn = (folder: string): string => `\`valence-lab resume ${/\s/.test(folder) ? JSON.stringify(folder) : folder}\` goes on from its last checkpoint`;

async function withProgress<T>(agents: number, runner: Runner, json: boolean, context: Context, kept: Keeping | null, run: (hooks: RunnerHooks) => Promise<T>): Promise<T> {
  const line = new ProgressLine(context.stderr, context.terminal, agents, context.now);
  /** whether this run has kept a checkpoint itself */
  let written = false;
  const keep = kept?.file.keep(kept.seconds);
  const hooksFrom = (from: Checkpoint | undefined): RunnerHooks => ({
    signal: context.signal,
    onInexact: (failures) => {
      if (json) jsonLine(context, { type: 'inexact', failures });
      else context.stderr(`The device failed the self-test (${failures.join(', ')}): numbers are statistical only.\n`);
    },
    onProgress: ({ phase, step, totalSteps, agentStepsPerSecond, compileMilliseconds }) => {
      const progress = { phase, step, totalSteps, agentStepsPerSecond, compileMilliseconds };
      if (json) jsonLine(context, { type: 'progress', ...progress });
      else line.update(progress);
    },
    ...(keep && {
      keep: {
        ...keep,
        write: async (pieces) => {
          await keep.write(pieces);
          written = true;
        },
      },
    }),
    ...(from && { from }),
  });
  try {
    for (let failures = 1; ; failures++) {
      try {
        return await (written ? kept!.file.read((from) => run(hooksFrom(from))) : run(hooksFrom(kept?.from)));
      } catch (error) {
        const goesOnHere = written || kept?.from !== undefined;
        if (context.signal.aborted && goesOnHere) throw new Interrupted(kept!.file.folder);
        if (error instanceof InputError || context.signal.aborted) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        if (!(error instanceof DeviceError) || failures > mostFailures) {
          throw new DeviceError(`the ${runner.engine} engine failed: ${reason}${goesOnHere ? `; ${goesOn(kept!.file.folder)}` : ''}`, { cause: error });
        }
        if (json) jsonLine(context, { type: 'deviceFailed', reason, failures, fromCheckpoint: goesOnHere });
        else {
          line.clear();
          context.stderr(`The ${runner.engine} engine failed: ${reason}. It is opened again, and the run ${goesOnHere ? 'goes on from its last checkpoint' : 'begins again'}.\n`);
        }
      }
    }
  } finally {
    if (!json) line.clear();
  }
}
