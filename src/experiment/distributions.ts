/** Hyperparameters of every agent, from the experiment's distributions. */
import { hyperparameterNames, perAgentNames, type HyperparameterName } from '../agent/hyperparameters';
import { exp, log } from '../numerics/elementary';
import { settle } from '../numerics/float32';
import { purpose, threefry, uniform24, uniformChoice } from '../numerics/threefry';
import type { Distribution, Experiment } from './types';

/**
 * The hyperparameters of consecutive agents. An agent's values depend on the experiment's seed, its distributions and the
 * agent's global index alone, not on how many agents there are or which of them are asked for.
 *
 * Draws use the random word of key (seed, agent) and counter (0, purpose.hyperparameter << 16 | the hyperparameter's place
 * in its table). Grids form their product in the order of the table, the last one running fastest; agent i takes point
 * i mod the number of points.
 * @param firstAgent global index of the first agent
 * @param agents how many
 * @returns [hyperparameter in the order of `perAgentNames`][agent], settled binary32
 */
export function drawHyperparameters(experiment: Pick<Experiment, 'seed' | 'agent'>, firstAgent: number, agents: number): Float32Array {
  const values = new Float32Array(perAgentNames.length * agents);
  perAgentNames.forEach((name, place) => {
    const valueOf = sampler(experiment, name);
    for (let i = 0; i < agents; i++) values[place * agents + i] = settle(valueOf(firstAgent + i));
  });
  return values;
}

/** One hyperparameter as a function of the agent's global index. */
function sampler({ seed, agent: distributions }: Pick<Experiment, 'seed' | 'agent'>, name: HyperparameterName): (agent: number) => number {
  const distribution = distributions[name] as Distribution;
  const counter = [0, ((purpose.hyperparameter << 16) | hyperparameterNames.indexOf(name)) >>> 0] as const;
  const word = (agent: number) => threefry([seed, agent], counter)[0];
  if (typeof distribution === 'number') return () => distribution;
  if ('uniform' in distribution) {
    const [low, high] = distribution.uniform;
    return (agent) => low + uniform24(word(agent)) * (high - low);
  }
  if ('logUniform' in distribution) {
    const [low, high] = distribution.logUniform;
    const [logLow, logHigh] = [log(low), log(high)];
    // The last bits of exp and log must not carry a value over the bounds that were asked for.
    return (agent) => Math.min(high, Math.max(low, exp(logLow + uniform24(word(agent)) * (logHigh - logLow))));
  }
  if ('choice' in distribution) return (agent) => distribution.choice[uniformChoice(word(agent), distribution.choice.length)]!;
  const { grid } = distribution;
  const faster = gridPoints(hyperparameterNames.slice(hyperparameterNames.indexOf(name) + 1).map((later) => distributions[later]));
  return (agent) => grid[Math.floor(agent / faster) % grid.length]!;
}

/** How many points the product of all grids among these settings has. */
export const gridPoints = (settings: readonly (Distribution | string)[]): number =>
  settings.reduce<number>((points, d) => (typeof d === 'object' && 'grid' in d ? points * d.grid.length : points), 1);

/** The largest value that an agent may get. */
export function maximum(distribution: Distribution): number {
  if (typeof distribution === 'number') return distribution;
  if ('uniform' in distribution) return distribution.uniform[1];
  if ('logUniform' in distribution) return distribution.logUniform[1];
  return ('choice' in distribution ? distribution.choice : distribution.grid).reduce((largest, value) => Math.max(largest, value));
}

/** Whether every agent gets 0 once values are settled, so that what this hyperparameter switches on need not be computed. */
export const isZero = (distribution: Distribution): boolean => settle(maximum(distribution)) === 0;
