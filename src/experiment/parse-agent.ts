/** Validation of an experiment's hyperparameters, from their table. */
import { hyperparameterNames, hyperparameters, type Hyperparameter, type HyperparameterName } from '../agent/hyperparameters';
import { smallest } from '../numerics/float32';
import { InputError } from '../world/input-error';
import { member, readArray, readObject } from '../world/json';
import { gridPoints } from './distributions';
import { experimentLimits } from './limits';
import { or } from './or';
import type { Distribution, Experiment } from './types';

/**
 * Every hyperparameter, given or from the defaults.
 * @param given what the experiment says, or undefined
 * @throws InputError for an unknown name, or a value out of the table's range
 */
export function parseAgent(given: unknown, defaults: Readonly<Record<HyperparameterName, unknown>>): Experiment['agent'] {
  const values: Readonly<Record<string, unknown>> = given === undefined ? {} : readObject(given, 'agent', hyperparameterNames);
  const agent = Object.fromEntries(
    hyperparameterNames.map((name) => [name, parseDistribution(or(values[name], defaults[name]), member('agent', name), hyperparameters[name])]),
  ) as Record<HyperparameterName, Distribution>;
  const points = gridPoints(Object.values(agent));
  if (points > experimentLimits.gridPoints) throw new InputError('agent', points, `at most ${experimentLimits.gridPoints} points in the product of all grids`);
  return agent;
}

function parseDistribution(value: unknown, path: string, table: Hyperparameter): Distribution {
  if (table.choices) {
    if (!table.choices.includes(value as number)) throw new InputError(path, value, `${table.choices.length > 1 ? 'one of ' : ''}${table.choices.join(', ')}, the same for all agents`);
    return value as number;
  }
  if (typeof value !== 'object' || value === null) return readValue(value, path, table, ', or a distribution');
  const kinds = ['uniform', 'logUniform', 'choice', 'grid'] as const;
  const object = readObject(value, path, kinds);
  const [kind, ...more] = kinds.filter((name) => object[name] !== undefined);
  if (kind === undefined || more.length > 0) throw new InputError(path, value, `a number, or an object with one of the keys ${kinds.join(', ')}`);
  const at = member(path, kind);
  if (kind === 'choice' || kind === 'grid') {
    const values = readArray(object[kind], at, 'numbers', 1, experimentLimits.values).map((entry, i) => readValue(entry, member(at, i), table));
    return kind === 'choice' ? { choice: values } : { grid: values };
  }
  const [low, high] = readArray(object[kind], at, 'numbers: low and high', 2, 2).map((entry, i) => readValue(entry, member(at, i), table)) as [number, number];
  if (low > high) throw new InputError(member(at, 1), high, `at least the low end, ${low}`);
  if (kind === 'logUniform' && low < smallest) throw new InputError(member(at, 0), low, `at least ${smallest}, where a logarithm exists`);
  return kind === 'uniform' ? { uniform: [low, high] } : { logUniform: [low, high] };
}

/** A number in the table's range; -0 becomes 0, so that equal experiments have equal text. */
function readValue(value: unknown, path: string, { min, max, openMin }: Hyperparameter, alternative = ''): number {
  const inside = typeof value === 'number' && value <= max && (openMin ? value > min : value >= min);
  if (!inside) throw new InputError(path, value, `a number ${openMin ? 'above' : 'from'} ${min} ${openMin ? 'up ' : ''}to ${max}${alternative}`);
  return value + 0;
}
