import { exit, jsonLine, type Command } from '../command';
import { CheckpointFile } from '../checkpoint-file';
import { parseFlags } from '../flags';
import { announce, perform, withRunner } from '../perform';
import { report } from '../report';
import { readSeconds } from '../run-flags';
import { writeResults } from '../write-results';

export const resume: Command = {
  usage: 'resume <folder> [--checkpoint seconds] [--json]',
  summary: 'goes on with an interrupted run from the checkpoint in its folder, on the CPU engine, and ends in the same fingerprint',
  async run(args, context) {
    const { flags, positional: [folder] } = parseFlags(args, { checkpoint: 'value', json: 'switch' }, ['folder']);
    const file = new CheckpointFile(folder);
    const seconds = readSeconds(flags.checkpoint);
    return file.read((from) => withRunner('cpu', context, async (runner) => {
      announce(runner, flags.json, context);
      const { results, agents } = await perform(from.saved.experiment, runner, flags.json, context, { from, keep: { seconds, write: (pieces) => file.write(pieces) } }, folder);
      const files = await writeResults(folder, results, agents);
      await file.remove();
      if (flags.json) jsonLine(context, { type: 'finished', fingerprint: results.fingerprint, exact: results.exact, link: results.link, files });
      else context.stdout(`${report(results, runner.reason)}${files.map((path) => `written      ${path}\n`).join('')}`);
      return exit.done;
    }));
  },
};
