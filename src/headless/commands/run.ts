import { basename, join } from 'node:path';
import { looksLikeClaim, parseClaim } from '../../experiment/claim';
import { experimentLimits } from '../../experiment/limits';
import { parseExperiment } from '../../experiment/parse';
import type { Experiment } from '../../experiment/types';
import { CheckpointFile } from '../checkpoint-file';
import { exit, type Command, type Context } from '../command';
import { parseFlags } from '../flags';
import { applySettings, applyToBase, readInputOrClaim } from '../input';
import { checkMemory } from '../memory';
import { announce, parseEngine, withRunner } from '../perform';
import { runClaim } from '../run-claim';
import { changes, engineFlag, folderOf, keptFlags, readSeconds, resultsFolder, settingsOf } from '../run-flags';
import { runKept, tellResults } from '../run-kept';
import { runSweep } from '../run-sweep';
import type { EngineName } from '../runner';
import { checkFolder } from '../write-results';

export const run: Command = {
  usage: `run <file.json | link | scenario | --sweep file.json> ${changes} ${engineFlag} [--checkpoint seconds] [--out folder] [--json]`,
  summary: `runs an experiment, or the arms of a claim, prints what came out, and writes results.json, curves.jsonl, agents.csv and agents.parquet (to ${resultsFolder}/<scenario> unless --out says where); an interrupted run keeps a checkpoint there, which \`resume\` goes on from, and --checkpoint keeps one every so many seconds. A sweep, {"base": experiment, "grid": {path: [value, …], …}} or with "arms" as in a claim, runs what has not been run yet, and writes sweep.csv`,
  async run(args, context) {
    const sweep = args.some((argument) => /^--sweep(=|$)/.test(argument));
    const { flags, positional } = parseFlags(args, { ...keptFlags, sweep: 'value' }, sweep ? [] : ['file, link or scenario']);
    const seconds = readSeconds(flags.checkpoint);
    const wanted = parseEngine(flags.engine);
    const settings = settingsOf(flags);
    if (flags.sweep !== undefined) return runSweep(flags.sweep, settings, wanted, seconds, flags, context);
    const [source] = positional as readonly [string];
    const input = await readInputOrClaim(source);
    if (looksLikeClaim(input)) {
      const folder = flags.out ?? join(resultsFolder, basename(source, '.json'));
      return runClaim(parseClaim(applyToBase(input, settings)), wanted, folder, seconds, flags.json, context);
    }
    const value = applySettings(input, settings);
    await refuseTooMany(value, wanted, context);
    const experiment = parseExperiment(value);
    const folder = flags.out ?? folderOf(experiment);
    await checkFolder(folder);
    return withRunner(wanted, experiment, context, async (runner) => {
      announce(runner, experiment, flags.json, context);
      const { results, files } = await runKept(experiment, { file: new CheckpointFile(folder), seconds }, runner, flags.json, context);
      tellResults(results, files, runner.reason, flags.json, context);
      return exit.done;
    });
  },
};

/** A population beyond every bound is refused with the number that fits here, which the parser cannot know. */
async function refuseTooMany(value: unknown, wanted: EngineName | null, context: Context): Promise<void> {
  const agents = (value as Partial<Experiment> | null)?.agents;
  const most = experimentLimits.agents;
  if (typeof agents !== 'number' || !Number.isInteger(agents) || agents <= most) return;
  const largest = parseExperiment({ ...(value as object), agents: most });
  await withRunner(wanted, largest, context, async (runner) => {
    const fits = runner.capacity(largest);
    checkMemory('agents', agents, { ...fits, agents: Math.min(fits.agents ?? most, most) });
  });
}
