import { oracleDiscount } from '../../lab/program';
import { hyperparameters } from '../../lab/tables';
import { compile } from '../../world/compile';
import { readNumber } from '../../world/json';
import { oracle as solveLevels, type LevelOracle } from '../../world/oracle';
import { exit, jsonLine, type Command } from '../command';
import { parseFlags } from '../flags';
import { loadWorld } from '../input';
import { plain } from '../number-text';
import { valueOf } from '../settings';
import { textTable } from '../text-table';

export const oracle: Command = {
  usage: 'oracle <file.json | link | scenario> [--gamma g] [--set path=value]… [--json]',
  summary: 'the best that is possible on every level, and the optimal value of every state',
  async run(args, context) {
    const { flags, positional } = parseFlags(args, { gamma: 'value', set: 'values', json: 'switch' }, ['file, link or scenario']);
    const { world, experiment } = await loadWorld(positional[0], flags.set);
    const { min, max } = hyperparameters.gamma;
    const gamma = flags.gamma === undefined ? oracleDiscount(experiment?.agent.gamma ?? hyperparameters.gamma.default) : readNumber(valueOf(flags.gamma), '--gamma', min, max);
    const levels = solveLevels(compile(world), gamma).map(flat);
    if (flags.json) {
      jsonLine(context, { gamma, levels });
      return exit.done;
    }
    const [first] = levels;
    const measures = Object.keys(first!.uniform);
    context.stdout(`optimal returns per episode, discount ${gamma} (uniform policy in brackets)\n`);
    context.stdout(
      textTable([
        ['level', ...measures],
        ...levels.map((level) => [level.name, ...measures.map((name) => `${plain(level[name] as number)} (${plain(level.uniform[name]!)})`)]),
      ]),
    );
    return exit.done;
  },
};

type FlatLevel = { readonly name: string; readonly uniform: Readonly<Record<string, number>>; readonly values: readonly number[] } & Readonly<Record<string, unknown>>;

/** One level under the names of measures: `reward` undiscounted, `reward.discounted`, and so on. */
function flat({ name, optimal, uniform, values, converged }: LevelOracle): FlatLevel {
  const named = (returns: LevelOracle['optimal']) =>
    Object.fromEntries(Object.entries(returns).flatMap(([channel, { undiscounted, discounted }]) => [[channel, undiscounted], [`${channel}.discounted`, discounted]]));
  return { name, ...named(optimal), uniform: named(uniform), values, converged };
}
