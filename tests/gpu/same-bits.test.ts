import { beforeAll, describe, expect, it } from 'vitest';
import type { ExperimentCase, ExperimentResult } from './harness/cases';
import { runOnCpu } from './harness/cpu';
import { runOn, stacks, type Stack } from './harness/run';

const phases = [
  { name: 'train', split: 'train', steps: 700 },
  { name: 'deploy', split: 'deploy', steps: 200, learn: false },
];
const worlds = {
  'cheese-corner': { scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 16 }, phases },
  'boat-race': { scenario: 'boat-race', phases: [{ name: 'train', split: 'train', steps: 700 }, { name: 'test', split: 'train', steps: 200, learn: false, greedy: true }] },
  'random-walk': { scenario: 'random-walk', scenarioOptions: { states: 19 }, phases: [{ name: 'train', split: 'train', steps: 700 }, { name: 'test', split: 'train', steps: 200, learn: false }] },
} as const;

/** Not a multiple of anything that a device likes. */
const agents = 41;
const experiment = (world: keyof typeof worlds, agent: object): object => ({
  schema: 1, agents, seed: 7, agent, record: { everySteps: 300, perAgent: true }, ...worlds[world],
});

const networks = [['cheese-corner', 0], ['cheese-corner', 32], ['boat-race', 0], ['boat-race', 32], ['random-walk', 0]] as const;
const learners = networks.flatMap(([world, hidden]) =>
  [0, 0.8].map((lambda): ExperimentCase => ({ name: `${world}, H = ${hidden}, λ = ${lambda}`, experiment: experiment(world, { hidden, lambda }) })),
);

const drawn = experiment('cheese-corner', {
  hidden: 8, gamma: { uniform: [0.9, 1] }, alpha: { logUniform: [0.003, 0.3] }, beta: { choice: [0.01, 0.1] }, lambda: { grid: [0, 0.5, 0.9] },
  temperature: { uniform: [0.5, 2] }, floor: 0.05,
});
const everyKnob: ExperimentCase = { name: 'every knob with a distribution', experiment: drawn };

const executions: readonly ExperimentCase[] = [
  { name: '64 steps a dispatch', experiment: drawn, options: { sliceSteps: 64 } },
  { name: '100 steps a dispatch', experiment: drawn, options: { sliceSteps: 100 } },
  { name: '4,096 steps a dispatch', experiment: drawn, options: { sliceSteps: 4096 } },
  { name: 'seven cohorts', experiment: drawn, options: { cohortAgents: Math.ceil(agents / 7) } },
  { name: 'interrupted, and taken up from a checkpoint', experiment: drawn, interruptAt: 333 },
  { name: 'interrupted in seven cohorts', experiment: drawn, interruptAt: 750, options: { cohortAgents: Math.ceil(agents / 7) } },
  { name: 'loops as written', experiment: drawn, options: { expand: false } },
  ...[true, false].map((uniformTables) => ({ name: `tables as ${uniformTables ? 'uniforms' : 'storage'}`, experiment: drawn, options: { uniformTables } })),
];

/** Agent 17 alone, and the others around it. */
const shards: readonly ExperimentCase[] = [
  { name: 'agents 0 to 16', experiment: drawn, shard: { first: 0, agents: 17 } },
  { name: 'agent 17', experiment: drawn, shard: { first: 17, agents: 1 } },
  { name: 'agents 18 to 40', experiment: drawn, shard: { first: 18, agents: agents - 18 } },
];

const cases = [...learners, everyKnob, ...executions, ...shards];
const named = (results: readonly ExperimentResult[], name: string): ExperimentResult => results.find((result) => result.name === name)!;
const addWords = (sums: readonly (readonly number[])[]): number[] => [0, 1, 2, 3].map((k) => sums.reduce((sum, words) => (sum + words[k]!) >>> 0, 0));

let reference: readonly ExperimentResult[];
beforeAll(async () => {
  reference = await runOnCpu([...learners, everyKnob, ...shards]);
});

describe('the CPU engine', () => {
  it('passes its self-test', () => expect(reference.every(({ exact }) => exact)).toBe(true));

  it('gives every experiment a fingerprint of its own', () => {
    expect(new Set(reference.map(({ stateSum }) => stateSum.join())).size).toBe(reference.length);
  });

  it('does not depend on the number of workers', async () => {
    expect(await runOnCpu([everyKnob], 3)).toEqual([named(reference, everyKnob.name)]);
  });

  it('computes an agent alone as among others', () => {
    expect(addWords(shards.map(({ name }) => named(reference, name).stateSum))).toEqual(named(reference, everyKnob.name).stateSum);
  });
});

describe.each(Object.keys(stacks) as Stack[])('%s', (stack) => {
  let results: readonly ExperimentResult[];
  beforeAll(async () => {
    ({ results } = await runOn(stack, 'experiments', cases));
  });

  it('passes the self-test', () => expect(results.every(({ exact }) => exact)).toBe(true));

  it.each([...learners, everyKnob, ...shards].map(({ name }) => name))('equals the CPU engine: %s', (name) => {
    expect(named(results, name)).toEqual(named(reference, name));
  });

  it.each(executions.map(({ name }) => name))('does not depend on how it is executed: %s', (name) => {
    expect(named(results, name)).toEqual({ ...named(reference, everyKnob.name), name });
  });
});
