import { beforeAll, describe, expect, it } from 'vitest';
import type { ExperimentCase, ExperimentResult } from './harness/cases';
import { runOnCpu } from './harness/cpu';
import { runOn, stacks, type Stack } from './harness/run';

/** A slippery corridor with two overriding events, one of them terminal, features of any strength, and a bare last row. */
const world = {
  schema: 1,
  actions: ['left', 'right'],
  events: [{ name: 'shock', reward: -0.5, override: -1 }, { name: 'food', reward: 1, override: 0.75 }],
  levels: [{
    name: 'corridor', splits: { train: 1 }, states: 5, start: [[1, 2]], maxSteps: 12,
    transitions: [0, 1, 2, 3].flatMap((state) => [
      [state, 0, [[0.75, Math.max(0, state - 1), state === 1 ? ['shock'] : [], false], [0.25, state, [], false]]],
      [state, 1, [[1, state + 1, state === 2 ? ['food'] : state === 3 ? ['food', 'shock'] : [], state === 3]]],
    ]),
    features: { object: [[[0, 1], [5, 0.5]], [[1, 1]], [[2, 1], [5, -0.25]], [[3, 1]], []] },
  }],
};

const cases = [0, 16].flatMap((hidden) =>
  [0, 0.7].map((lambda): ExperimentCase => ({
    name: `H = ${hidden}, λ = ${lambda}`,
    experiment: {
      schema: 1, scenario: { world }, agents: 37, seed: 9, agent: { hidden, lambda, alpha: 0.1, initScale: 0.5, floor: 0.1 },
      phases: [{ name: 'train', split: 'train', steps: 300 }],
    },
  })),
);

let reference: readonly ExperimentResult[];
beforeAll(async () => {
  reference = await runOnCpu(cases);
});

describe.each(Object.keys(stacks) as Stack[])('overridden valences on %s', (stack) => {
  it('equal those of the CPU engine', async () => {
    expect((await runOn(stack, 'experiments', cases)).results).toEqual(reference);
  });
});
