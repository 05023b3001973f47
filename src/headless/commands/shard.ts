import { join } from 'node:path';
import { looksLikeClaim } from '../../experiment/claim';
import { parseExperiment } from '../../experiment/parse';
import { shardForm, shardOf } from '../../lab/shard';
import { InputError } from '../../world/input-error';
import { exit, jsonLine, type Command } from '../command';
import { parseFlags } from '../flags';
import { applySettings, readInputOrClaim } from '../input';
import { duration, grouped, short } from '../number-text';
import { announce, parseEngine, performShard, withRunner } from '../perform';
import { inexact } from '../report';
import { changes, folderOf, runFlags, settingsOf } from '../run-flags';
import { checkShardFolder, writeShard } from '../shard-files';

export const shard: Command = {
  usage: `shard <k/n> <file.json | link | scenario> ${changes} [--engine chromium | cpu] [--out folder] [--json]`,
  summary: 'runs the k-th of n parts of an experiment\'s population, k from 1, and writes what merge makes the whole of (to results/<scenario>/shard k of n unless --out says where)',
  async run(args, context) {
    const { flags, positional: [part, source] } = parseFlags(args, runFlags, ['k/n', 'file, link or scenario']);
    const wanted = parseEngine(flags.engine);
    const [k, n] = parsePart(part);
    const input = await readInputOrClaim(source);
    if (looksLikeClaim(input)) throw new InputError(source, 'a claim', 'one experiment, which shards are parts of: `run` runs a claim, and any of its arms that is written to a file of its own can be sharded');
    const experiment = parseExperiment(applySettings(input, settingsOf(flags)));
    if (n > experiment.agents) throw new InputError('<k/n>', part, `at most as many parts as there are agents, ${experiment.agents}`);
    const own = shardOf(k, n, experiment.agents);
    const folder = flags.out ?? join(folderOf(experiment), `shard ${k} of ${n}`);
    await checkShardFolder(folder);
    return withRunner(wanted, context, async (runner) => {
      announce(runner, flags.json, context);
      const run = await performShard(experiment, own, runner, flags.json, context);
      const files = await writeShard(folder, shardForm(experiment), run);
      const { agentSteps, seconds, exact, device } = run;
      if (flags.json) jsonLine(context, { type: 'finished', firstAgent: own.first, agents: own.agents, exact, files });
      else {
        context.stdout([
          `shard ${k} of ${n}: agents ${grouped(own.first)} to ${grouped(own.first + own.agents - 1)} of ${grouped(experiment.agents)}\n`,
          `${short(agentSteps)} agent-steps in ${duration(seconds)} on ${device}\n`,
          exact ? '' : inexact,
          ...files.map((file) => `written      ${file}\n`),
        ].join(''));
      }
      return exit.done;
    });
  },
};

function parsePart(text: string): readonly [k: number, n: number] {
  const [k, n] = (/^(\d{1,8})\/(\d{1,8})$/.exec(text) ?? []).slice(1).map(Number);
  if (k === undefined || n === undefined || k < 1 || k > n) throw new InputError('<k/n>', text, 'which of how many parts, such as 1/16 for the first');
  return [k, n];
}
