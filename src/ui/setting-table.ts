/** Every control of an experiment, derived from the tables of scenarios and hyperparameters. Knows no element. */
import { gridPoints } from '../experiment/distributions';
import type { Experiment } from '../experiment/types';
import { scenarioOf } from '../experiment/world-of';
import { hyperparameterNames, hyperparameters, InputError, isChoice, type Hyperparameter, type HyperparameterName } from '../lab/tables';
import type { ScenarioOption } from '../world/scenario';
import type { Setting } from './differences';
import { distributionHelp, formatDistribution, listHelp, parseDistribution } from './distribution-text';
import type { DistributionRange } from './distribution-forms';

/** The numbers between which the arrow keys step. */
export interface Steps {
  readonly min: number;
  readonly max: number;
  /** how far a step goes; null: one in the last place that is written */
  readonly by: number | null;
}

export interface Field {
  /** where the setting stands in the experiment */
  readonly path: string;
  readonly label: string;
  readonly symbol?: string;
  readonly unit?: string;
  readonly help: string;
  readonly kind?: 'text' | 'choice' | 'switch';
  readonly choices?: readonly string[];
  /** null for what the arrow keys do not step through */
  readonly steps?: Steps | null;
  /** where every agent may have its own value */
  readonly spread?: { readonly range: DistributionRange; /** points of the grids of all other hyperparameters */ readonly others: number };
  readonly value: Setting;
  /** @throws InputError for a text that is no value */
  readonly read: (text: string) => unknown;
}

/** Hyperparameters that stand under headings of their own, closed until somebody opens them; all others are always in view. */
export const groups: readonly (readonly [title: string, names: readonly HyperparameterName[]])[] = [
  ['Thoughts', ['candidates', 'rule', 'model', 'planValue', 'thinkRate']],
  ['Frames', ['betaMeta', 'reflectionCost', 'reflectionDepth', 'reflectionCandidates']],
  ['Memory', ['replay', 'halfLife', 'width', 'capacity', 'trunkGradient']],
  ['Valence', ['gate', 'fn', 'fp']],
  ['Oracle', ['oracle', 'foresight', 'oracleMargin']],
  ['Policy search', ['learner', 'trial']],
];
const grouped = new Set(groups.flatMap(([, names]) => names));
export const ungrouped: readonly HyperparameterName[] = hyperparameterNames.filter((name) => !grouped.has(name));

/** Whether a control is meant by what was typed into the search: every word of it stands in the control's texts. */
export function matches(field: Pick<Field, 'path' | 'label' | 'help' | 'symbol'>, query: string): boolean {
  const text = [field.label, field.symbol ?? '', field.path, field.help].join(' ').toLowerCase();
  return query.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** @throws InputError if the text is no number */
function readNumber(path: string, text: string): number {
  if (text.trim() === '' || Number.isNaN(Number(text))) throw new InputError(path, text, 'a number');
  return Number(text);
}

/** One whole number. */
export const numberField = (path: string, label: string, help: string, value: number, min = 1, max = 2 ** 32 - 1): Field => ({
  path, label, help, value, steps: { min, max, by: 1 }, read: (text) => readNumber(path, text),
});

export const switchField = (path: string, label: string, help: string, value: boolean): Field => ({
  path, label, help, kind: 'switch', value, read: (text) => text === 'true',
});

export const choiceField = (path: string, label: string, help: string, choices: readonly string[], value: string): Field => ({
  path, label, help, kind: 'choice', choices, value, read: (text) => text,
});

export const populationFields = ({ agents, seed, record }: Experiment): readonly Field[] => [
  numberField('agents', 'agents', 'Independent agents, each with its own weights, randomness and hyperparameters.', agents),
  numberField('seed', 'seed', 'Seed of all randomness; equal seeds give equal bits.', seed, 0),
  numberField('record.everySteps', 'steps per record', 'A point of the curves every so many steps.', record.everySteps),
];

export const worldFields = (experiment: Experiment): readonly Field[] =>
  Object.entries(scenarioOf(experiment)?.options ?? {}).map(([name, option]) => optionField(name, option, experiment.scenarioOptions[name] ?? option.default));

function optionField(name: string, option: ScenarioOption, value: Setting): Field {
  const path = `scenarioOptions.${name}`;
  if ('choices' in option) return choiceField(path, name, option.doc, option.choices, String(value));
  if ('min' in option) return { ...numberField(path, name, `${option.doc} From ${option.min} to ${option.max}.`, Number(value)), steps: { min: option.min, max: option.max, by: option.step ?? 1 } };
  return switchField(path, name, option.doc, value === true);
}

export function hyperparameterField(name: HyperparameterName, { agent }: Experiment): Field {
  const table: Hyperparameter = hyperparameters[name];
  const { label, symbol, doc, unit } = table;
  const path = `agent.${name}`;
  // What is counted by its label needs no unit beside it.
  const common = { path, label, symbol, unit: label.endsWith(unit) ? '' : unit, value: agent[name] };
  if (isChoice(table)) return { ...common, help: `${doc} The same for all agents.`, kind: 'choice', choices: table.choices.map(String), read: (text) => table.choices.find((choice) => String(choice) === text) };
  const { min, max, above = min, integer: whole = false, shared } = table;
  const range = `From ${formatDistribution(min)} to ${max}${unit === '' ? '' : ` (${unit})`}; the arrow keys step.`;
  const forms = shared ? 'The same for all agents: it decides what is computed, so it cannot be a distribution.' : whole ? listHelp : distributionHelp;
  const others = gridPoints(Object.entries(agent).flatMap(([other, setting]) => (other === name ? [] : [setting])));
  return {
    ...common, help: `${doc} ${range} ${forms}`, steps: { min, max, by: whole ? 1 : null },
    ...(!shared && { spread: { range: { min, above, max, whole }, others } }),
    read: (text) => (shared ? readNumber(path, text) : parseDistribution(text, path)),
  };
}
