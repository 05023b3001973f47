import { looksLikeClaim, parseClaim } from '../../experiment/claim';
import { parseExperiment } from '../../experiment/parse';
import { worldOf } from '../../experiment/world-of';
import { exit, type Command } from '../command';
import { parseFlags } from '../flags';
import { applySettings, applyToBase, readInputOrClaim } from '../input';

export const show: Command = {
  usage: 'show <file.json | link | scenario> [--set path=value]… [--world]',
  summary: 'an experiment, or a claim, as JSON with all defaults written out; or its world',
  async run(args, context) {
    const { flags, positional } = parseFlags(args, { set: 'values', world: 'switch' }, ['file, link or scenario']);
    const input = await readInputOrClaim(positional[0]);
    const claim = looksLikeClaim(input) ? applyToBase(input, flags.set) : null;
    const experiment = claim ? parseClaim(claim).base : parseExperiment(applySettings(input, flags.set));
    context.stdout(`${flags.world ? JSON.stringify(worldOf(experiment)) : JSON.stringify(claim ? { ...claim, base: experiment } : experiment, null, 2)}\n`);
    return exit.done;
  },
};
