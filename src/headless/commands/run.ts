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
import { CheckpointFile } from '../checkpoint-file';
import { changes, folderOf, readSeconds, resultsFolder, runFlags, settingsOf } from '../run-flags';
import type { EngineName } from '../runner';
import { checkFolder, writeResults } from '../write-results';

export const run: Command = {
  usage: `run <file.json | link | scenario> ${changes} [--engine chromium | cpu] [--checkpoint seconds] [--out folder] [--json]`,
  summary: `runs an experiment, or the arms of a claim, prints what came out, and writes results.json and agents.csv (to ${resultsFolder}/<scenario> unless --out says where)`,
  async run(args, context) {
    const { flags, positional } = parseFlags(args, { ...runFlags, checkpoint: 'value' }, ['file, link or scenario']);
    const seconds = readSeconds(flags.checkpoint);
    const wanted = engineFor(parseEngine(flags.engine), seconds);
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
      const checkpoint = new CheckpointFile(folder);
      const keep = { seconds, write: (pieces: AsyncIterable<Uint8Array>) => checkpoint.write(pieces) };
      const { results, agents } = await perform(experiment, runner, flags.json, context, { keep }, folder);
      const files = await writeResults(folder, results, agents);
      await checkpoint.remove();
      if (flags.json) jsonLine(context, { type: 'finished', fingerprint: results.fingerprint, exact: results.exact, link: results.link, files });
      else context.stdout(`${report(results, runner.reason)}${files.map((file) => `written      ${file}\n`).join('')}`);
      return exit.done;
    });
  },
};

/** Only the CPU engine keeps checkpoints. @throws InputError if another one was asked for */
function engineFor(wanted: EngineName | null, seconds: number | null): EngineName | null {
  if (seconds === null) return wanted;
  if (wanted === 'chromium') throw new InputError('--checkpoint', seconds, 'the CPU engine, which alone keeps checkpoints');
  return 'cpu';
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
