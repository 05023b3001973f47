import { worldOf } from '../../experiment/world-of';
import { exit, type Command } from '../command';
import { parseFlags } from '../flags';
import { loadExperiment } from '../input';

export const show: Command = {
  usage: 'show <file.json | link | scenario> [--set path=value]… [--world]',
  summary: 'an experiment as JSON with all defaults written out, or its world',
  async run(args, context) {
    const { flags, positional } = parseFlags(args, { set: 'values', world: 'switch' }, ['file, link or scenario']);
    const experiment = await loadExperiment(positional[0], flags.set);
    context.stdout(`${flags.world ? JSON.stringify(worldOf(experiment)) : JSON.stringify(experiment, null, 2)}\n`);
    return exit.done;
  },
};
