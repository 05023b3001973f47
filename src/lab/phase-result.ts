/** What a finished phase is reported as. */
import type { PhaseContext } from '../analysis/context';
import { goalByBehaviour, goalByDesire } from '../analysis/goals';
import { measuresOf } from '../analysis/measures';
import { shares, summarise } from '../analysis/statistics';
import type { AgentColumn, PhaseResult, PopulationStatistic } from '../experiment/results';
import type { ReturnsByChannel } from '../world/oracle';

type Column = readonly [name: string, values: AgentColumn];

/** Statistics of every measure, and the per-agent columns behind them, named `<phase>.<measure>`. */
export function phaseResult(name: string, steps: number, fingerprint: string, context: PhaseContext): { readonly result: PhaseResult; readonly columns: readonly Column[] } {
  const own: (readonly [measure: string, values: Float64Array])[] = [];
  const population: Record<string, PopulationStatistic> = {};
  for (const measure of measuresOf(context.tables.world, context.tables.channels)) {
    if ('ofPopulation' in measure) {
      population[measure.name] = measure.ofPopulation(context);
      continue;
    }
    const values = measure.perAgent(context);
    if (values === null) continue;
    own.push([measure.name, values]);
    population[measure.name] = summarise(values);
  }
  const classes = [['goal.behaviour', goalByBehaviour(context)] as const, ['goal.desire', goalByDesire(context)] as const].flatMap(
    ([measure, categories]) => (categories?.some((category) => category !== null) ? [[measure, categories] as const] : []),
  );
  return {
    result: {
      name,
      steps,
      fingerprint,
      population,
      shares: Object.fromEntries(classes.map(([measure, categories]) => [measure, shares(categories)])),
      oracle: flat('oracle', context.returns.optimal),
      uniform: flat('uniform', context.returns.uniform),
    },
    columns: [
      ...own.map(([measure, values]): Column => [`${name}.${measure}`, values]),
      ...classes.map(([measure, categories]): Column => [`${name}.${measure}`, categories.map((category) => category ?? '')]),
    ],
  };
}

/** `oracle.reward`, `oracle.reward.discounted`, … */
export const flat = (prefix: string, returns: ReturnsByChannel): Record<string, number> =>
  Object.fromEntries(
    Object.entries(returns).flatMap(([channel, { undiscounted, discounted }]) => [
      [`${prefix}.${channel}`, undiscounted],
      [`${prefix}.${channel}.discounted`, discounted],
    ]),
  );
