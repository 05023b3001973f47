import { describe, expect, it } from 'vitest';
import { hyperparameterNames, hyperparameters, perAgentNames, type HyperparameterName } from '../../src/agent/hyperparameters';
import { drawHyperparameters, isZero, maximum } from '../../src/experiment/distributions';
import type { AgentSettings, Distribution } from '../../src/experiment/types';
import { purpose, threefry } from '../../src/numerics/threefry';

const defaults = Object.fromEntries(hyperparameterNames.map((name) => [name, hyperparameters[name].default])) as unknown as AgentSettings;
const experiment = (agent: Partial<AgentSettings>, seed = 7) => ({ seed, agent: { ...defaults, ...agent } });

/** The values of one hyperparameter. */
function draw(agent: Partial<AgentSettings>, name: HyperparameterName, agents: number, firstAgent = 0): number[] {
  const place = perAgentNames.indexOf(name);
  return [...drawHyperparameters(experiment(agent), firstAgent, agents).subarray(place * agents, (place + 1) * agents)];
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('drawHyperparameters', () => {
  it('gives every agent the same number, rounded to binary32', () => {
    expect(draw({ alpha: 0.03 }, 'alpha', 3)).toEqual([0.03, 0.03, 0.03].map(Math.fround));
    expect(draw({}, 'gamma', 1)).toEqual([Math.fround(hyperparameters.gamma.default)]);
  });

  it('draws uniformly', () => {
    const values = draw({ alpha: { uniform: [0.1, 0.5] } }, 'alpha', 10_000);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(Math.fround(0.1));
    expect(Math.max(...values)).toBeLessThanOrEqual(Math.fround(0.5));
    expect(mean(values)).toBeCloseTo(0.3, 2);
    expect(mean(values.map((value) => (value - 0.3) * (value - 0.3)))).toBeCloseTo(0.16 / 12, 3);
  });

  it('draws log-uniformly: every decade has the same share', () => {
    const values = draw({ alpha: { logUniform: [0.001, 1] } }, 'alpha', 10_000);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(Math.fround(0.001));
    expect(Math.max(...values)).toBeLessThanOrEqual(1);
    for (const low of [0.001, 0.01, 0.1]) expect(values.filter((value) => value >= low && value < 10 * low).length / 10_000).toBeCloseTo(1 / 3, 1);
    expect(draw({ alpha: { logUniform: [0.1, 0.1] } }, 'alpha', 1)).toEqual([Math.fround(0.1)]);
  });

  it('chooses evenly among values', () => {
    const values = draw({ lambda: { choice: [0, 0.5, 1] } }, 'lambda', 9000);
    for (const choice of [0, 0.5, 1]) expect(values.filter((value) => value === choice).length / 9000).toBeCloseTo(1 / 3, 1);
  });

  it('uses the word of the documented key and counter', () => {
    const word = threefry([7, 12], [0, (purpose.hyperparameter << 16) | hyperparameterNames.indexOf('beta')])[0];
    expect(draw({ beta: { uniform: [0, 1] } }, 'beta', 1, 12)).toEqual([(word >>> 8) * 2 ** -24]);
  });

  it('deals agents over the product of grids, the last one of the table running fastest', () => {
    const agent = { lambda: { grid: [0, 0.5] }, gamma: { grid: [0.25, 0.5, 1] } };
    expect(draw(agent, 'lambda', 8)).toEqual([0, 0.5, 0, 0.5, 0, 0.5, 0, 0.5]);
    expect(draw(agent, 'gamma', 8)).toEqual([0.25, 0.25, 0.5, 0.5, 1, 1, 0.25, 0.25]);
  });

  it('settles what is too small for a state to 0', () => {
    expect(draw({ lambda: { choice: [2 ** -41] } }, 'lambda', 1)).toEqual([0]);
  });

  it('gives an agent the same values alone and in any population', () => {
    const agent: Partial<AgentSettings> = {
      gamma: { uniform: [0.5, 1] }, alpha: { logUniform: [0.001, 1] }, beta: { grid: [0.1, 0.2] }, lambda: { choice: [0, 0.8] }, floor: { grid: [0, 0.1, 0.2] },
    };
    const all = drawHyperparameters(experiment(agent), 0, 40);
    for (const [first, count] of [[0, 1], [17, 1], [11, 29], [39, 1]] as const) {
      const some = drawHyperparameters(experiment(agent), first, count);
      perAgentNames.forEach((_, place) => expect(some.slice(place * count, (place + 1) * count)).toEqual(all.slice(place * 40 + first, place * 40 + first + count)));
    }
    expect(drawHyperparameters(experiment(agent, 8), 0, 40)).not.toEqual(all);
  });
});

it.each<[Distribution, number, boolean]>([
  [0, 0, true],
  [2 ** -41, 2 ** -41, true],
  [0.5, 0.5, false],
  [{ uniform: [0, 0.25] }, 0.25, false],
  [{ logUniform: [0.1, 0.2] }, 0.2, false],
  [{ choice: [0, 0.5, 0.25] }, 0.5, false],
  [{ grid: [0, 0] }, 0, true],
])('maximum and isZero of %j', (distribution, largest, zero) => {
  expect([maximum(distribution), isZero(distribution)]).toEqual([largest, zero]);
});
