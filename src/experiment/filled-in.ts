/** Experiments that were put away with all defaults of their time written out. */
import { hyperparameterNames, hyperparameters } from '../agent/hyperparameters';
import { phaseDefaults } from './defaults';
import { migrate } from './migrate';
import type { Experiment } from './types';

/** The same experiment as it is written now: what has been added since then stands at what leaves everything as it was. Builds no world. */
export function filledIn(stored: Experiment): Experiment {
  const experiment = migrate({ ...stored }) as unknown as Experiment;
  const table = Object.fromEntries(hyperparameterNames.map((name) => [name, hyperparameters[name].default]));
  return { ...experiment, agent: { ...table, ...experiment.agent }, phases: experiment.phases.map((phase) => ({ ...phaseDefaults, ...phase })) };
}
