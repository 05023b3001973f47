/** The whole agent model, bit for bit: every hyperparameter and every choice at least once, on every stack. */
import { beforeAll, describe, expect, it } from 'vitest';
import { hyperparameterNames, hyperparameters, isChoice, type Hyperparameter } from '../../src/agent/hyperparameters';
import type { ExperimentCase, ExperimentResult } from './harness/cases';
import { runOnCpu } from './harness/cpu';
import { runOn, stacks, type Stack } from './harness/run';
import { fadingWorld, wholeWorld } from './harness/whole-world';

/** Not a multiple of anything that a device likes. */
const agents = 37;
const phases = [
  { name: 'train', split: 'train', steps: 170 },
  { name: 'keep', split: 'deploy', steps: 50, learn: false, modelLearn: false },
  { name: 'best', split: 'train', steps: 60, greedy: true },
  { name: 'trials', levels: ['glade', 'town', 'glade'], repeat: 2, learn: false, greedy: true },
];
const experiment = (place: object, agent: object) => ({ schema: 1, agents, seed: 11, agent, record: { everySteps: 60, perAgent: true }, ...place });
const inWholeWorld = (agent: object) => experiment({ scenario: { world: wholeWorld }, phases }, { initScale: 0.5, ...agent });

/** All parts at once; agents of one population differ in what they make use of. */
const everything = {
  hidden: 0, gamma: { uniform: [0.8, 1] }, alpha: { logUniform: [0.01, 0.3] }, beta: { choice: [0, 0.2, 0.5] }, lambda: { choice: [0, 0.5, 0.9] }, lambdaActor: { choice: [0, 0.5, 1] },
  temperature: { uniform: [0.5, 2] }, floor: { choice: [0, 0.2] }, depth: { choice: [0, 1, 3] }, candidates: { choice: [1, 2, 5] }, betaMeta: { choice: [0, 0.25, 0.5] },
  rule: 'satisfice', model: 'true', planValue: 'critic', trunkGradient: 'all', reflectionCost: { uniform: [0, 0.25] }, reflectionDepth: { choice: [-1, 0, 2] },
  reflectionCandidates: { choice: [0, 3] }, thinkRate: { uniform: [0, 0.5] }, replay: { choice: [0, 2] }, halfLife: { choice: [0, 100] }, gate: 'events',
  fn: { uniform: [0, 0.5] }, fp: { uniform: [0, 0.5] }, oracle: 'good', foresight: { choice: [0, 1, 3] }, oracleMargin: 0.125, learner: 'td',
};
const together = inWholeWorld(everything);
const togetherHidden = inWholeWorld({ ...everything, hidden: 8, lambdaActor: 0, rule: 'best', model: 'learned', oracle: 'harm' });

const parts: Readonly<Record<string, ReturnType<typeof experiment>>> = {
  'everything, with hidden units': togetherHidden,
  'frames without plans, coarse coding': inWholeWorld({ hidden: 0, model: 'none', betaMeta: 0.5, width: 1, capacity: 0.75, gate: 'open', oracle: 'none' }),
  'plans judged by the critic alone, of agents some of which diverge': inWholeWorld({ hidden: 0, gamma: 1, alpha: { choice: [0.1, 4] }, depth: 2, candidates: 3, rule: 'best', model: 'learned', planValue: 'critic-only', replay: 2 }),
  'plans judged with the true reward, hidden units': inWholeWorld({ hidden: 8, depth: 3, candidates: 2, planValue: 'critic+reward', trunkGradient: 'critic', halfLife: 64 }),
  'plans and traces, hidden units': inWholeWorld({ hidden: 8, depth: 1, lambda: 0.75, trunkGradient: 'critic+immediate', floor: 0.125, thinkRate: 0.25 }),
  'plans in a plain world': experiment(
    { scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 16 }, phases: [{ name: 'train', split: 'train', steps: 240 }, { name: 'deploy', split: 'deploy', steps: 60, greedy: true }] },
    { hidden: 8, depth: 2, candidates: 2, floor: 0.1, trunkGradient: 'critic+actor' },
  ),
  'random search': inWholeWorld({ learner: 'random-search', trial: 3, fn: 0.25, fp: 0.25 }),
  'hill climbing': inWholeWorld({ learner: 'hill-climbing', trial: { choice: [1, 4] } }),
  'things that fade': experiment(
    { scenario: { world: fadingWorld }, phases: [{ name: 'train', split: 'train', steps: 240 }, { name: 'best', split: 'train', steps: 60, greedy: true }] },
    { hidden: 8, depth: { choice: [0, 2] }, candidates: 3, replay: 1, floor: 0.1 },
  ),
  'things that fade, searched': experiment({ scenario: { world: fadingWorld }, phases: [{ name: 'train', split: 'train', steps: 240 }] }, { learner: 'random-search', trial: 2 }),
  'one action': experiment({ scenario: 'random-walk', phases: [{ name: 'train', split: 'train', steps: 240 }] }, { hidden: 0, lambda: 0.5, depth: 1, thinkRate: 0.5, replay: 1, halfLife: 100 }),
};

const whole: ExperimentCase = { name: 'everything, linear', experiment: together };
const cases: readonly ExperimentCase[] = [
  { ...whole, options: { sliceSteps: 64, cohortAgents: 13 } },
  { ...whole, name: `${whole.name}, interrupted`, interruptAt: 150 },
  ...Object.entries(parts).map(([name, own]) => ({ name, experiment: own })),
];
const few: ExperimentCase = { name: 'everything, agents 17 to 21, loops as written', experiment: together, shard: { first: 17, agents: 5 }, options: { expand: false } };
const rest: readonly ExperimentCase[] = [
  { name: 'agents 0 to 16', experiment: together, shard: { first: 0, agents: 17 } },
  { name: 'agents 22 to 36', experiment: together, shard: { first: 22, agents: 15 } },
];

/** llvmpipe takes half a minute to compile so many loops as written. */
const casesOf = (stack: Stack): readonly ExperimentCase[] => (stack === 'deno' ? cases : [...cases, few]);

let reference: readonly ExperimentResult[];
const referenceOf = (name: string): ExperimentResult => reference.find((result) => result.name === name)!;
let results: Readonly<Record<string, readonly ExperimentResult[]>>;
beforeAll(async () => {
  reference = await runOnCpu([...cases, few]);
  const run = async (stack: Stack) => [stack, (await runOn(stack, 'experiments', casesOf(stack))).results] as const;
  results = Object.fromEntries(await Promise.all((Object.keys(stacks) as Stack[]).map(run)));
});

it('covers every hyperparameter and every choice', () => {
  const used = [together, ...Object.values(parts)].map(({ agent }) => agent as Readonly<Record<string, unknown>>);
  const missing = hyperparameterNames.flatMap((name) => {
    const table: Hyperparameter = hyperparameters[name];
    const values = new Set(used.map((agent) => agent[name]));
    // Sizes of hidden layers differ in the number of loops alone.
    if (isChoice(table)) return name === 'hidden' ? [] : table.choices.filter((choice) => !values.has(choice)).map((choice) => `${name}: ${choice}`);
    return [...values].every((value) => value === undefined || value === table.default) ? [name] : [];
  });
  expect(missing).toEqual([]);
});

describe('the CPU engine', () => {
  it('does everything in the world with everything', () => {
    const { population } = referenceOf('everything, with hidden units').phases.at(-1)!;
    const happens = ['kept', 'modelError', 'habit', 'vetoes', 'disabled', 'harm', 'impulsive', 'first.desire', 'first.deceive', 'event.shame', 'event.shock'];
    expect(happens.filter((name) => !(population[name]!.mean! > 0))).toEqual([]);
    expect(population['rewardThought']!.mean).not.toBe(0);
    expect(referenceOf('plans judged by the critic alone, of agents some of which diverge').phases.at(-1)!.population['diverged']!.mean).toBeGreaterThan(0);
  });

  it('gives every experiment a fingerprint of its own, however it is interrupted', () => {
    const sums = new Map(reference.map(({ name, stateSum }) => [name, stateSum.join()]));
    expect(sums.get(`${whole.name}, interrupted`)).toBe(sums.get(whole.name));
    expect(new Set(sums.values()).size).toBe(reference.length - 1);
  });

  it('does not depend on the number of workers', async () => {
    expect(await runOnCpu([whole], 3)).toEqual([reference[0]]);
  });

  it('computes agents alone as among others', async () => {
    const shards = [...(await runOnCpu(rest)), reference.at(-1)!];
    const sums = [0, 1, 2, 3].map((k) => shards.reduce((sum, { stateSum }) => (sum + stateSum[k]!) >>> 0, 0));
    expect(sums).toEqual(reference[0]!.stateSum);
  });
});

describe.each(Object.keys(stacks) as Stack[])('%s', (stack) => {
  it.each(casesOf(stack).map(({ name }, i) => [name, i] as const))('equals the CPU engine: %s', (_name, i) => {
    expect(results[stack]![i]).toEqual(reference[i]);
  });
});
