import { expect, it } from 'vitest';
import type { ExperimentCase } from './harness/cases';
import { runOnCpu } from './harness/cpu';
import { runOn, stacks, type Stack } from './harness/run';

/** A ring on which traces grow to hundreds of features: more iterations than llvmpipe allows one invocation. */
const states = 900;
const ring = {
  schema: 1, actions: ['back', 'leap'], events: [{ name: 'good', reward: 1 }],
  levels: [{
    name: 'ring', splits: { train: 1 }, states, start: [[1, 5]], maxSteps: 400,
    transitions: Array.from({ length: states }, (_, state) =>
      [states - 1, 7].map((by, action) => [state, action, [[1, (state + by) % states, state % 11 === 0 ? ['good'] : [], false]]])).flat(),
  }],
};
const experiment = { schema: 1, scenario: { world: ring }, agents: 3, agent: { hidden: 8, lambda: 0.95, gamma: 1, alpha: 0.01 }, phases: [{ name: 'train', split: 'train', steps: 500 }] };
const cases: readonly ExperimentCase[] = [{ name: 'long traces', experiment, options: { sliceSteps: 4096 } }];

it.each(Object.keys(stacks) as Stack[])('a dispatch never loops more than %s allows', async (stack) => {
  expect((await runOn(stack, 'experiments', cases)).results).toEqual(await runOnCpu(cases));
});
