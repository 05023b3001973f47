/** What a sweep is over: the hyperparameters in which the agents of an experiment differ, and what its numbers come from. */
import { hyperparameterNames, hyperparameters, isChoice } from '../agent/hyperparameters';
import { axisOf, type Axis } from '../analysis/heatmap';
import type { Experiment } from '../experiment/types';
import { catalogue } from '../scenarios';

/** What the names of hyperparameters begin with, where they stand beside those of measures. */
export const agentPrefix = 'agent.';

/**
 * An axis for every hyperparameter that the agents draw from a distribution, in the order of the table.
 * @param bins how many, where values are continuous
 */
export const sweepAxes = ({ agent }: Experiment, bins: number): readonly Axis[] =>
  hyperparameterNames.flatMap((name) => {
    const setting = agent[name];
    if (typeof setting !== 'object') return [];
    const table = hyperparameters[name];
    const label = isChoice(table) || table.symbol === '' ? table.label : `${table.label} ${table.symbol}`;
    return [axisOf({ name: agentPrefix + name, label, unit: table.unit }, setting, bins)];
  });

/** What was run: its name, or the scenario and what is not default about its options. */
export function titleOf({ name, scenario, scenarioOptions }: Experiment): string {
  if (name !== '' || typeof scenario !== 'string') return name || 'a world of its own';
  const { options } = catalogue.get(scenario)!;
  const own = Object.entries(scenarioOptions).filter(([option, value]) => options[option]!.default !== value);
  return [scenario, ...own.map(([option, value]) => `${option} ${value}`)].join(', ');
}
