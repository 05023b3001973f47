import { decodeLink } from '../../experiment/link';
import { compareWithLink } from '../../experiment/same-bits';
import { numerics } from '../../numerics/version';
import { InputError } from '../../world/input-error';
import { exit, jsonLine, type Command } from '../command';
import { parseFlags } from '../flags';
import { engineFlag } from '../run-flags';
import { announce, parseEngine, perform, withRunner } from '../perform';

export const verify: Command = {
  usage: `verify <link> ${engineFlag} [--json]`,
  summary: 'runs the experiment of a link again and compares the bits; exit code 1 if they differ',
  async run(args, context) {
    const { flags, positional } = parseFlags(args, { engine: 'value', json: 'switch' }, ['link']);
    const wanted = parseEngine(flags.engine);
    const { experiment, fingerprint } = decodeLink(positional[0]);
    if (fingerprint === null) throw new InputError('link', positional[0], 'a link with a fingerprint (~ and what follows), as a finished run gives');
    if (fingerprint.numerics !== numerics) {
      throw new InputError('link', `version ${fingerprint.numerics} of the arithmetic`, `version ${numerics}, which this program computes with: bits of different versions cannot be compared`);
    }
    return withRunner(wanted, experiment, context, async (runner) => {
      announce(runner, experiment, flags.json, context);
      const { results } = await perform(experiment, runner, flags.json, context);
      const comparison = compareWithLink(fingerprint, results.phases);
      if (flags.json) jsonLine(context, { type: 'verified', ...comparison, fingerprint: results.fingerprint, exact: results.exact });
      else if (comparison.kind === 'same') context.stdout(`same bits: ${results.fingerprint}\n`);
      else {
        const from = comparison.kind === 'different' ? `, from phase “${comparison.from}” on` : '';
        const excuse = results.exact ? '' : '\nThe device did not pass the self-test, so its bits were not expected to agree.';
        context.stdout(`different${from}: ${results.fingerprint} instead of ${fingerprint.end}${excuse}\n`);
      }
      return comparison.kind === 'same' ? exit.done : exit.different;
    });
  },
};
