import { join } from 'node:path';
import { experimentLimits } from '../../experiment/limits';
import { parseExperiment } from '../../experiment/parse';
import type { Experiment } from '../../experiment/types';
import { InputError } from '../../world/input-error';
import { exit, jsonLine, type Command, type Context } from '../command';
import { parseFlags } from '../flags';
import { applySettings, readInput } from '../input';
import { parseEngine, perform } from '../perform';
import { grouped } from '../number-text';
import { report } from '../report';
import type { EngineName, Runner } from '../runner';
import { checkFolder, writeResults } from '../write-results';

/** Where results go if nothing else is said: a folder per scenario. */
const resultsFolder = 'results';

export const run: Command = {
  usage: 'run <file.json | link | scenario> [--agents N] [--seed S] [--set path=value]… [--engine chromium | cpu] [--out folder] [--json]',
  summary: `runs an experiment, prints what came out, and writes results.json and agents.csv (to ${resultsFolder}/<scenario> unless --out says where)`,
  async run(args, context) {
    const { flags, positional } = parseFlags(
      args,
      { agents: 'value', seed: 'value', set: 'values', engine: 'value', out: 'value', json: 'switch' },
      ['file, link or scenario'],
    );
    const wanted = parseEngine(flags.engine);
    const settings = [...flags.set, ...(['agents', 'seed'] as const).flatMap((name) => (flags[name] === undefined ? [] : [`${name}=${flags[name]}`]))];
    const value = applySettings(await readInput(positional[0]), settings);
    await refuseTooMany(value, wanted, context);
    const experiment = parseExperiment(value);
    const folder = flags.out ?? join(resultsFolder, typeof experiment.scenario === 'string' ? experiment.scenario : 'world');
    await checkFolder(folder);
    return withRunner(wanted, context, async (runner) => {
      const { results, agents } = await perform(experiment, runner, flags.json, context);
      const files = await writeResults(folder, results, agents);
      if (flags.json) jsonLine(context, { type: 'finished', fingerprint: results.fingerprint, exact: results.exact, link: results.link, files });
      else context.stdout(`${report(results, runner.reason)}${files.map((file) => `written      ${file}\n`).join('')}`);
      return exit.done;
    });
  },
};

/** Chooses a runner for a task, and closes it afterwards. */
export async function withRunner<T>(wanted: EngineName | null, context: Context, task: (runner: Runner) => Promise<T>): Promise<T> {
  const runner = await context.chooseRunner(wanted);
  try {
    return await task(runner);
  } finally {
    runner.close();
  }
}

/** A population beyond every bound is refused with the number that fits here, which the parser cannot know. */
async function refuseTooMany(value: unknown, wanted: EngineName | null, context: Context): Promise<void> {
  const agents = (value as Partial<Experiment> | null)?.agents;
  if (typeof agents !== 'number' || !Number.isInteger(agents) || agents <= experimentLimits.agents) return;
  const largest = parseExperiment({ ...(value as object), agents: experimentLimits.agents });
  await withRunner(wanted, context, async (runner) => {
    const fits = runner.capacity(largest);
    if (fits === null) return;
    const most = grouped(Math.min(fits.agents, experimentLimits.agents));
    throw new InputError('agents', agents, `at most ${most}, what fits on this machine with ${grouped(fits.bytesPerAgent)} bytes per agent`);
  });
}
