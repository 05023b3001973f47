import { looksLikeClaim, parseClaim } from '../../experiment/claim';
import { parseExperiment } from '../../experiment/parse';
import type { Experiment } from '../../experiment/types';
import { scenarioOf, worldOf } from '../../experiment/world-of';
import { InputError } from '../../world/input-error';
import { cardText } from '../card';
import { exit, type Command } from '../command';
import { parseFlags } from '../flags';
import { applySettings, applyToBase, readInputOrClaim } from '../input';

export const show: Command = {
  usage: 'show <file.json | link | scenario> [--set path=value]… [--world | --about]',
  summary: 'an experiment, or a claim, as JSON with all defaults written out; its world; or the card of its scenario: specification, caveats, source, predictions',
  async run(args, context) {
    const { flags, positional } = parseFlags(args, { set: 'values', world: 'switch', about: 'switch' }, ['file, link or scenario']);
    const input = await readInputOrClaim(positional[0]);
    const claim = looksLikeClaim(input) ? applyToBase(input, flags.set) : null;
    const experiment = claim ? parseClaim(claim).base : parseExperiment(applySettings(input, flags.set));
    const json = flags.world ? JSON.stringify(worldOf(experiment)) : JSON.stringify(claim ? { ...claim, base: experiment } : experiment, null, 2);
    context.stdout(flags.about ? about(experiment) : `${json}\n`);
    return exit.done;
  },
};

function about(experiment: Experiment): string {
  const scenario = scenarioOf(experiment);
  if (!scenario) throw new InputError('scenario', 'a world of its own', 'an entry of the catalogue, which has a card');
  return cardText(scenario);
}
