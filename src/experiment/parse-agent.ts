/** Validation of an experiment's hyperparameters, from their table. */
import { hyperparameterNames, hyperparameters, isChoice, type Hyperparameter, type HyperparameterName, type NumberHyperparameter } from '../agent/hyperparameters';
import { smallest } from '../numerics/float32';
import { InputError } from '../world/input-error';
import { member, readArray, readObject } from '../world/json';
import type { World } from '../world/types';
import { gridPoints, isZero } from './distributions';
import { experimentLimits } from './limits';
import { or } from './or';
import type { AgentSettings, Distribution } from './types';

/**
 * Every hyperparameter, given or from the defaults.
 * @param given what the experiment says, or undefined
 * @throws InputError for an unknown name, or a value that the table does not allow
 */
export function parseAgent(given: unknown, defaults: Readonly<Record<HyperparameterName, unknown>>): AgentSettings {
  const values: Readonly<Record<string, unknown>> = given === undefined ? {} : readObject(given, 'agent', hyperparameterNames);
  const agent = Object.fromEntries(
    hyperparameterNames.map((name) => [name, parseSetting(or(values[name], defaults[name]), member('agent', name), hyperparameters[name])]),
  ) as unknown as AgentSettings;
  if (agent.hidden > 0 && !isZero(agent.lambdaActor)) throw new InputError('agent.lambdaActor', values.lambdaActor, '0, or agent.hidden 0: only linear agents have traces of the actor');
  const points = gridPoints(Object.values(agent));
  if (points > experimentLimits.gridPoints) throw new InputError('agent', points, `at most ${experimentLimits.gridPoints} points in the product of all grids`);
  return agent;
}

/**
 * What takes place in the world needs the world to have it.
 * @throws InputError for a hyperparameter that switches on what the world does not declare
 */
export function checkAgainstWorld(agent: AgentSettings, world: World): void {
  if (agent.oracle !== 'none' && world.nullAction === undefined) {
    throw new InputError('agent.oracle', agent.oracle, 'none: this world has no nullAction, which is done when every action is vetoed');
  }
  if (agent.oracle !== 'none' && world.fading) throw new InputError('agent.oracle', agent.oracle, 'none: what fades in this world is not foreseen');
  if (agent.gate === 'events' && !world.events.some(({ closesGate }) => closesGate)) {
    throw new InputError('agent.gate', agent.gate, 'open: no event of this world has closesGate');
  }
  if (!isZero(agent.fp) && !world.events.some(({ mistakenFor }) => mistakenFor !== undefined)) {
    throw new InputError('agent.fp', agent.fp, '0: no event of this world has mistakenFor');
  }
}

function parseSetting(value: unknown, path: string, table: Hyperparameter): Distribution | string {
  if (isChoice(table)) {
    const choice = table.choices.find((own) => own === value);
    if (choice === undefined) throw new InputError(path, value, `one of ${table.choices.join(', ')}, the same for all agents`);
    return choice;
  }
  if (table.shared) return readValue(value, path, table, ', the same for all agents');
  return parseDistribution(value, path, table);
}

function parseDistribution(value: unknown, path: string, table: NumberHyperparameter): Distribution {
  const kinds = table.integer ? (['choice', 'grid'] as const) : (['uniform', 'logUniform', 'choice', 'grid'] as const);
  if (typeof value !== 'object' || value === null) return readValue(value, path, table, ', or a distribution');
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
  // A range must not reach over the gap between the special case and the rest.
  const least = Math.max(table.above ?? table.min, kind === 'logUniform' ? smallest : table.min);
  if (low < least) throw new InputError(member(at, 0), low, `at least ${least}${kind === 'logUniform' ? ', where a logarithm exists' : ', as the low end of a range'}`);
  return kind === 'uniform' ? { uniform: [low, high] } : { logUniform: [low, high] };
}

/** A number that the table allows; -0 becomes 0, so that equal experiments have equal text. */
function readValue(value: unknown, path: string, { min, max, above = min, integer = false }: NumberHyperparameter, alternative = ''): number {
  const inside = typeof value === 'number' && value <= max && (value === min || value >= above) && (!integer || Number.isInteger(value));
  if (!inside) {
    const special = above > min ? `${min}, or ` : '';
    throw new InputError(path, value, `${special}a ${integer ? 'whole ' : ''}number from ${above} to ${max}${alternative}`);
  }
  return value + 0;
}
