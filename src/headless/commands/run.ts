import { basename, join } from 'node:path';
import { looksLikeClaim, parseClaim } from '../../experiment/claim';
import { experimentLimits } from '../../experiment/limits';
import { parseExperiment } from '../../experiment/parse';
import type { Experiment } from '../../experiment/types';
import { InputError } from '../../world/input-error';
import { exit, jsonLine, type Command, type Context } from '../command';
import { parseFlags } from '../flags';
import { applySettings, applyToBase, readInputOrClaim } from '../input';
import { grouped } from '../number-text';
import { announce, parseEngine, perform, withRunner } from '../perform';
import { report } from '../report';
import { runClaim } from '../run-claim';
import { changes, folderOf, resultsFolder, runFlags, settingsOf } from '../run-flags';
import type { EngineName } from '../runner';
import { checkFolder, writeResults } from '../write-results';

export const run: Command = {
  usage: `run <file.json | link | scenario> ${changes} [--engine chromium | cpu] [--out folder] [--json]`,
  summary: `runs an experiment, or the arms of a claim, prints what came out, and writes results.json and agents.csv (to ${resultsFolder}/<scenario> unless --out says where)`,
  async run(args, context) {
    const { flags, positional } = parseFlags(args, runFlags, ['file, link or scenario']);
    const wanted = parseEngine(flags.engine);
    const settings = settingsOf(flags);
    const input = await readInputOrClaim(positional[0]);
    if (looksLikeClaim(input)) {
      const folder = flags.out ?? join(resultsFolder, basename(positional[0], '.json'));
      return runClaim(parseClaim(applyToBase(input, settings)), wanted, folder, flags.json, context);
    }
    const value = applySettings(input, settings);
    await refuseTooMany(value, wanted, context);
    const experiment = parseExperiment(value);
    const folder = flags.out ?? folderOf(experiment);
    await checkFolder(folder);
    return withRunner(wanted, context, async (runner) => {
      announce(runner, flags.json, context);
      const { results, agents } = await perform(experiment, runner, flags.json, context);
      const files = await writeResults(folder, results, agents);
      if (flags.json) jsonLine(context, { type: 'finished', fingerprint: results.fingerprint, exact: results.exact, link: results.link, files });
      else context.stdout(`${report(results, runner.reason)}${files.map((file) => `written      ${file}\n`).join('')}`);
      return exit.done;
    });
  },
};

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
