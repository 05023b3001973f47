/** What an agent tends to do in every state of a level. */
import { perAgentNames, type HyperparameterName } from '../agent/hyperparameters';
import { policiesOfRows } from '../agent/policy';
import { specialise } from '../engine/specialise';
import { programOf } from './program';
import type { Session } from './session';

export interface LevelPolicy {
  readonly level: number;
  /** [row of the level × actions] probabilities */
  readonly probabilities: Float32Array;
}

/**
 * The policy of an agent in the object-level frame, level by level; none where actions are looked up in a table.
 * @param agent index within the population
 * @param weights its parameters in logical order
 */
export function policiesOf({ experiment, shape }: Pick<Session, 'experiment' | 'shape'>, agent: number, weights: Float32Array, levels: readonly number[]): readonly LevelPolicy[] {
  const { tables, structure } = shape;
  if (structure.search !== null || tables.actions === 1 || levels.length === 0) return [];
  const { thoughts } = specialise(shape);
  const { hyperparameters } = programOf(experiment, { ...shape, firstAgent: shape.firstAgent + agent, agents: 1 });
  const own = (name: HyperparameterName): number => hyperparameters[perAgentNames.indexOf(name)]!;
  const acting = { temperature: own('temperature'), floor: own('floor') };
  return levels.filter((level) => level < tables.world.levels.length).map((level) => {
    const first = tables.firstRow[level]!;
    const network = { features: thoughts.count, hidden: structure.hidden, actions: tables.actions };
    return { level, probabilities: policiesOfRows(network, thoughts.rows, weights, acting, first, tables.firstRow[level + 1]! - first) };
  });
}
