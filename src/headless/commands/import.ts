import { importConditioning } from '../../experiment/import-conditioning';
import { importGymnasium } from '../../world/import-gymnasium';
import { InputError } from '../../world/input-error';
import { exit, jsonLine, type Command } from '../command';
import { parseFlags } from '../flags';
import { readJsonFile } from '../input';

export const importWorld: Command = {
  usage: 'import gymnasium <P.json> | conditioning <file.json> [--experiment id] [--group name] [--model RW | TD] [--phase name]',
  summary:
    "as JSON: a world from the transition table of one of Gymnasium's toy-text environments, or an experiment from one group of a conditioning schedule (--phase: responses are read in that phase of it alone)",
  async run(args, context) {
    const { flags, positional } = parseFlags(args, { experiment: 'value', group: 'value', model: 'value', phase: 'value' }, ['format', 'file.json']);
    const [format, file] = positional;
    if (format === 'conditioning') jsonLine(context, importConditioning(await readJsonFile(file), flags));
    else if (format === 'gymnasium') {
      for (const [name, value] of Object.entries(flags)) if (value !== undefined) throw new InputError(`--${name}`, value, 'import conditioning: a transition table has nothing to choose from');
      jsonLine(context, importGymnasium(await readJsonFile(file)));
    } else throw new InputError('<format>', format, 'gymnasium or conditioning');
    return exit.done;
  },
};
