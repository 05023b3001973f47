import { join } from 'node:path';
import { shardOf } from '../../lab/shard';
import { InputError } from '../../world/input-error';
import { CheckpointFile } from '../checkpoint-file';
import { exit, type Command } from '../command';
import { parseFlags } from '../flags';
import { readExperiment } from '../input';
import { announce, parseEngine, withRunner } from '../perform';
import { changes, engineFlag, folderOf, keptFlags, readSeconds, settingsOf } from '../run-flags';
import { runShardKept } from '../run-kept';
import { checkShardFolder } from '../shard-files';

export const shard: Command = {
  usage: `shard <k/n> <file.json | link | scenario> ${changes} ${engineFlag} [--checkpoint seconds] [--out folder] [--json]`,
  summary: 'runs the k-th of n parts of an experiment\'s population, k from 1, and writes what merge makes the whole of (to results/<scenario>/shard k of n unless --out says where); keeps checkpoints as run does',
  async run(args, context) {
    const { flags, positional: [part, source] } = parseFlags(args, keptFlags, ['k/n', 'file, link or scenario']);
    const seconds = readSeconds(flags.checkpoint);
    const wanted = parseEngine(flags.engine);
    const [k, n] = parsePart(part);
    const experiment = await readExperiment(source, settingsOf(flags));
    if (n > experiment.agents) throw new InputError('<k/n>', part, `at most as many parts as there are agents, ${experiment.agents}`);
    const own = shardOf(k, n, experiment.agents);
    const folder = flags.out ?? join(folderOf(experiment), `shard ${k} of ${n}`);
    await checkShardFolder(folder);
    return withRunner(wanted, experiment, context, async (runner) => {
      announce(runner, experiment, flags.json, context, own.agents);
      await runShardKept(experiment, own, `shard ${k} of ${n}`, { file: new CheckpointFile(folder), seconds }, runner, flags.json, context);
      return exit.done;
    });
  },
};

function parsePart(text: string): readonly [k: number, n: number] {
  const [k, n] = (/^(\d{1,8})\/(\d{1,8})$/.exec(text) ?? []).slice(1).map(Number);
  if (k === undefined || n === undefined || k < 1 || k > n) throw new InputError('<k/n>', text, 'which of how many parts, such as 1/16 for the first');
  return [k, n];
}
