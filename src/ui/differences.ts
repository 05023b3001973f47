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
    const set = (key: string, label: string, setting: Setting): unknown => all.set(`phases[${index}].${key}`, { label, value: setting });
    set(unit, `${phase.name} ${unit}`, value);
    if (phase.split !== undefined) set('split', `${phase.name} levels`, phase.split);
    set('learn', `${phase.name} learns`, phase.learn);
    set('greedy', `${phase.name} greedy`, phase.greedy);
    set('modelLearn', `${phase.name}: model learns`, phase.modelLearn);
  });
  all.set('record.everySteps', { label: 'steps between records', value: experiment.record.everySteps });
  return all;
}

/** What no setting of one phase can make of the phases of another experiment: their number, names, places and units. */
const shapeOf = ({ phases }: Experiment): string =>
  phases.map((phase) => `${phase.name} ${phase.levels?.join(' ') ?? ''} ${phaseLength(phase).unit}`).join('\n');

const phaseText = (phase: Phase): string => `${phase.name} ${phaseLength(phase).value}`;

/** The phases as a whole are one difference, with the path `phases`, where they are others than the recommended ones. */
export function differences(experiment: Experiment, standard: Experiment): readonly Difference[] {
  const found: Difference[] = [];
  const otherPhases = shapeOf(experiment) !== shapeOf(standard);
  if (otherPhases) found.push({ path: 'phases', label: 'phases', value: experiment.phases.map(phaseText).join(', '), standard: standard.phases.map(phaseText).join(', ') });
  const usual = settings(standard);
  for (const [path, { label, value }] of settings(experiment)) {
    if (otherPhases && path.startsWith('phases[')) continue;
    const other = usual.get(path);
    if (other && formatSetting(other.value) !== formatSetting(value)) found.push({ path, label, value, standard: other.value });
  }
  return found;
}

export const formatSetting = (setting: Setting): string =>
  typeof setting === 'boolean' ? (setting ? 'on' : 'off') : typeof setting === 'string' ? setting : formatDistribution(setting);
