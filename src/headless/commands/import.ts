import { importGymnasium } from '../../world/import-gymnasium';
import { InputError } from '../../world/input-error';
import { exit, jsonLine, type Command } from '../command';
import { parseFlags } from '../flags';
import { readJsonFile } from '../input';

export const importWorld: Command = {
  usage: 'import gymnasium <P.json>',
  summary: "a world as JSON, from the transition table of one of Gymnasium's toy-text environments",
  async run(args, context) {
    const { positional } = parseFlags(args, {}, ['format', 'file.json']);
    const [format, file] = positional;
    if (format !== 'gymnasium') throw new InputError('<format>', format, 'gymnasium');
    jsonLine(context, importGymnasium(await readJsonFile(file)));
    return exit.done;
  },
};
