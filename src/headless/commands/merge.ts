import { mergeShards, wholePopulation } from '../../lab/merge';
import { shardForm, type ShardForm } from '../../lab/shard';
import { within } from '../../world/input-error';
import { exit, type Command } from '../command';
import { parseFlags } from '../flags';
import { grouped } from '../number-text';
import { readShard, readShardExperiment, type StoredShard } from '../read-shard';
import { folderOf } from '../run-flags';
import { tellResults } from '../run-kept';
import { checkColumns, readPhaseColumns, readShardJson } from '../shard-files';
import { checkFolder, writeResults } from '../write-results';

export const merge: Command = {
  usage: 'merge <folder>… [--out folder] [--json]',
  summary: 'joins the shards of a population: the same results.json and agents.csv, digit for digit, as a run of all of it',
  async run(args, context) {
    const { flags, positional } = parseFlags(args, { out: 'value', json: 'switch' }, ['folder…']);
    const { form, shards } = await readShards(positional);
    const folder = flags.out ?? folderOf(form.experiment);
    await checkFolder(folder);
    for (const shard of shards) await checkColumns(form, shard);
    const { results, agents } = await mergeShards(form, shards, (phase) => {
      context.signal.throwIfAborted();
      return readPhaseColumns(form, shards, phase);
    });
    const files = await writeResults(folder, results, agents);
    tellResults(results, files, `Merged from ${grouped(shards.length)} ${shards.length === 1 ? 'shard' : 'shards'}.`, flags.json, context);
    return exit.done;
  },
};

/** Shards that are together a whole population, in the order of agents. */
async function readShards(folders: readonly string[]): Promise<{ readonly form: ShardForm; readonly shards: readonly StoredShard[] }> {
  const [first, ...others] = folders;
  const { file, value } = await readShardJson(first!);
  const form = shardForm(within(file, () => readShardExperiment(value)));
  const shards = [within(file, () => readShard(value, first!, form, first!))];
  for (const folder of others) {
    const own = await readShardJson(folder);
    shards.push(within(own.file, () => readShard(own.value, folder, form, first!)));
  }
  return { form, shards: wholePopulation(shards, form.experiment.agents) };
}
