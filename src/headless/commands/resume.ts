import { CheckpointFile } from '../checkpoint-file';
import { exit, type Command } from '../command';
import { parseFlags } from '../flags';
import { announce, parseEngine, withRunner } from '../perform';
import { engineFlag, readSeconds } from '../run-flags';
import { runKept, runShardKept, tellResults } from '../run-kept';

export const resume: Command = {
  usage: `resume <folder> ${engineFlag} [--checkpoint seconds] [--json]`,
  summary: 'goes on with an interrupted run or shard from the checkpoint in its folder, on whatever engine, and ends in the same fingerprint',
  async run(args, context) {
    const { flags, positional: [folder] } = parseFlags(args, { engine: 'value', checkpoint: 'value', json: 'switch' }, ['folder']);
    const wanted = parseEngine(flags.engine);
    const seconds = readSeconds(flags.checkpoint);
    const file = new CheckpointFile(folder);
    return file.read((from) => {
      const { experiment, shard, mergeable } = from.saved;
      return withRunner(wanted, experiment, context, async (runner) => {
        announce(runner, experiment, flags.json, context, shard.agents);
        const keeping = { file, seconds, from };
        if (mergeable) await runShardKept(experiment, shard, 'shard', keeping, runner, flags.json, context);
        else {
          const { results, files } = await runKept(experiment, keeping, runner, flags.json, context);
          tellResults(results, files, runner.reason, flags.json, context);
        }
        return exit.done;
      });
    });
  },
};
