/** A run, or a shard of one, that keeps checkpoints in its folder, from wherever it begins to its files there. */
import type { Results } from '../experiment/results';
import type { Experiment } from '../experiment/types';
import type { Shard } from '../lab/program';
import { shardForm } from '../lab/shard';
import { jsonLine, type Context } from './command';
import { duration, grouped, short } from './number-text';
import { perform, performShard, type Keeping } from './perform';
import { inexact, report } from './report';
import type { Runner } from './runner';
import { writeShard } from './shard-files';
import { writeResults } from './write-results';

/** Runs an experiment to its end, writes its results, and removes its checkpoint. @returns the results, and the paths of the files */
export async function runKept(experiment: Experiment, keeping: Keeping, runner: Runner, json: boolean, context: Context): Promise<{ readonly results: Results; readonly files: readonly string[] }> {
  const { results, agents } = await perform(experiment, runner, json, context, keeping);
  const files = await writeResults(keeping.file.folder, results, agents);
  await keeping.file.remove();
  return { results, files };
}

/** The same for a part of the population, and says so. */
export async function runShardKept(experiment: Experiment, shard: Shard, title: string, keeping: Keeping, runner: Runner, json: boolean, context: Context): Promise<void> {
  const run = await performShard(experiment, shard, runner, json, context, keeping);
  const files = await writeShard(keeping.file.folder, shardForm(experiment), run);
  await keeping.file.remove();
  const { agentSteps, seconds, exact, device } = run;
  if (json) return jsonLine(context, { type: 'finished', firstAgent: shard.first, agents: shard.agents, exact, files });
  context.stdout([
    `${title}: agents ${grouped(shard.first)} to ${grouped(shard.first + shard.agents - 1)} of ${grouped(experiment.agents)}\n`,
    `${short(agentSteps)} agent-steps in ${duration(seconds)} on ${device}\n`,
    exact ? '' : inexact,
    written(files),
  ].join(''));
}

/** Says what a run came to. @param reason which engine computed and why, as a sentence */
export function tellResults(results: Results, files: readonly string[], reason: string, json: boolean, context: Context): void {
  const { fingerprint, exact, link } = results;
  if (json) jsonLine(context, { type: 'finished', fingerprint, exact, link, files });
  else context.stdout(`${report(results, reason)}${written(files)}`);
}

/** A line per file. */
export const written = (files: readonly string[]): string => files.map((file) => `written      ${file}\n`).join('');
