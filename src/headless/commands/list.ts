import { catalogue } from '../../lab/tables';
import { exit, jsonLine, type Command } from '../command';
import { parseFlags } from '../flags';

export const list: Command = {
  usage: 'list [--json]',
  summary: 'the catalogue: every scenario and the claim that it tests',
  async run(args, context) {
    const { flags } = parseFlags(args, { json: 'switch' }, []);
    for (const { id, title, claim } of catalogue.values()) {
      if (flags.json) jsonLine(context, { id, title, claim });
      else context.stdout(`${id}: ${title}\n  ${claim}\n`);
    }
    return exit.done;
  },
};
