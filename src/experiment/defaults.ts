/** What an experiment takes where it says nothing: the scenario's recommendation, and else these. */
import { hyperparameterNames, hyperparameters, type HyperparameterName } from '../agent/hyperparameters';
import type { ExperimentDefaults, OptionValues, Scenario } from '../world/scenario';
import type { World } from '../world/types';
import { experimentLimits } from './limits';
import type { Experiment } from './types';

/** The general defaults. Those of `agent` stand in the table of hyperparameters. */
const general = {
  name: '',
  agents: 4096,
  seed: 1,
  // What was learned is read off `test` and `deploy`: a phase's measures cover that phase alone. A world without one of
  // the splits does without its phases.
  phases: [
    { name: 'train', split: 'train', steps: 40_000 },
    { name: 'test', split: 'train', steps: 4000, learn: false },
    { name: 'deploy', split: 'deploy', steps: 4000, learn: false },
  ],
  everySteps: 500,
  perAgent: true,
} as const;

/** What a phase takes where it says nothing. */
export const phaseDefaults = { learn: true, greedy: false, modelLearn: true } as const;

/** Defaults in the public JSON form; the parser validates what comes from scenarios. */
export interface Defaults {
  readonly name: string;
  readonly agents: unknown;
  readonly seed: number;
  readonly agent: Readonly<Record<HyperparameterName, unknown>>;
  readonly everySteps: unknown;
  readonly perAgent: unknown;
}

/** What a scenario recommends under these options, in the public JSON form; `null` is a world of one's own. */
function recommended(scenario: Scenario | null, options: Experiment['scenarioOptions']): ExperimentDefaults {
  const { defaults, defaultsUnder } = scenario ?? {};
  const under = defaultsUnder?.(options as OptionValues<Scenario['options']>);
  return { ...defaults, ...under, agent: { ...defaults?.agent, ...under?.agent } };
}

/** The defaults of a scenario under these options; `null` is a world of one's own. */
export function defaultsOf(scenario: Scenario | null, options: Experiment['scenarioOptions']): Defaults {
  const own = recommended(scenario, options);
  const table = Object.fromEntries(hyperparameterNames.map((name) => [name, hyperparameters[name].default]));
  return {
    name: general.name,
    agents: own.agents ?? general.agents,
    seed: general.seed,
    agent: { ...table, ...own.agent } as Record<HyperparameterName, unknown>,
    everySteps: own.record?.everySteps ?? general.everySteps,
    perAgent: own.record?.perAgent ?? general.perAgent,
  };
}

/** The phases of a scenario in its world, in the public JSON form. */
export const defaultPhases = (scenario: Scenario | null, options: Experiment['scenarioOptions'], world: World): readonly Readonly<Record<string, unknown>>[] =>
  recommended(scenario, options).phases ?? general.phases.filter(({ split }) => world.levels.some(({ splits }) => Object.hasOwn(splits, split)));

/** How many points the curves get: every so many steps, and at the end of every phase. */
export const curvePoints = (phaseSteps: readonly number[], everySteps: number): number =>
  phaseSteps.reduce((points, steps) => points + Math.ceil(steps / everySteps), 0);

/** The default distance between points of the curves, doubled until a long experiment stays within the limit. */
export function fittingEverySteps(phaseSteps: readonly number[], everySteps: number): number {
  return curvePoints(phaseSteps, everySteps) <= experimentLimits.curvePoints ? everySteps : fittingEverySteps(phaseSteps, 2 * everySteps);
}
