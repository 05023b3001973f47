import { catalogue } from '../../lab/tables';
import { catalogueTable } from '../card';
import { exit, jsonLine, type Command } from '../command';
import { parseFlags } from '../flags';

export const list: Command = {
  usage: 'list [--json | --markdown]',
  summary: 'the catalogue: every scenario and the claim that it tests; those with arms run as claims',
  async run(args, context) {
    const { flags } = parseFlags(args, { json: 'switch', markdown: 'switch' }, []);
    if (flags.markdown) {
      context.stdout(catalogueTable(catalogue.values()));
      return exit.done;
    }
    for (const { id, title, claim, arms = [] } of catalogue.values()) {
      if (flags.json) jsonLine(context, { id, title, claim, arms: arms.map(({ name }) => name) });
      else context.stdout(`${id}: ${title}${arms.length > 0 ? ` (claim with ${arms.length} arms)` : ''}\n  ${claim}\n`);
    }
    return exit.done;
  },
};
