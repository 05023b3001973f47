/** What an experiment changes about its scenario's recommended one, path by path. */
import { hyperparameterNames, hyperparameters } from '../lab/tables';
import type { Distribution, Experiment, OptionValue, Phase } from '../experiment/types';
import { formatDistribution } from './distribution-text';

export type Setting = Distribution | OptionValue;

export interface Difference {
  /** JSON path, as in `InputError.path` */
  readonly path: string;
  readonly label: string;
  readonly value: Setting;
  readonly standard: Setting;
}

/** A length of a phase, in whichever of its three units it is given. */
export function phaseLength(phase: Phase): { readonly unit: 'steps' | 'episodes' | 'repeat'; readonly value: number } {
  if (phase.steps !== undefined) return { unit: 'steps', value: phase.steps };
  if (phase.episodes !== undefined) return { unit: 'episodes', value: phase.episodes };
  return { unit: 'repeat', value: phase.repeat ?? 1 };
}

/** Every setting that the page offers, by path, with its label. */
export function settings(experiment: Experiment): Map<string, { readonly label: string; readonly value: Setting }> {
  const all = new Map<string, { label: string; value: Setting }>();
  all.set('agents', { label: 'agents', value: experiment.agents });
  all.set('seed', { label: 'seed', value: experiment.seed });
  for (const [name, value] of Object.entries(experiment.scenarioOptions)) all.set(`scenarioOptions.${name}`, { label: name, value });
  for (const name of hyperparameterNames) all.set(`agent.${name}`, { label: `${hyperparameters[name].label} ${hyperparameters[name].symbol}`.trim(), value: experiment.agent[name] });
  experiment.phases.forEach((phase, index) => {
    const { unit, value } = phaseLength(phase);
    all.set(`phases[${index}].${unit}`, { label: `${phase.name} ${unit}`, value });
    all.set(`phases[${index}].learn`, { label: `${phase.name} learns`, value: phase.learn });
    all.set(`phases[${index}].greedy`, { label: `${phase.name} greedy`, value: phase.greedy });
    all.set(`phases[${index}].modelLearn`, { label: `${phase.name}: model learns`, value: phase.modelLearn });
  });
  all.set('record.everySteps', { label: 'steps between records', value: experiment.record.everySteps });
  return all;
}

export function differences(experiment: Experiment, standard: Experiment): readonly Difference[] {
  const usual = settings(standard);
  const found: Difference[] = [];
  for (const [path, { label, value }] of settings(experiment)) {
    const other = usual.get(path);
    if (other && formatSetting(other.value) !== formatSetting(value)) found.push({ path, label, value, standard: other.value });
  }
  return found;
}

export const formatSetting = (setting: Setting): string =>
  typeof setting === 'boolean' ? (setting ? 'on' : 'off') : typeof setting === 'string' ? setting : formatDistribution(setting);
