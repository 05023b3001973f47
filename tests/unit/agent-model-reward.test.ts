/** What is paid and what is felt: reward noise, the immediate valence, overrides. */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import type { PopulationStatistic } from '../../src/experiment/results';
import { runExperiment } from '../../src/lab/run';
import { localCpuEngine } from '../gpu/harness/cpu';
import { OneAgent, tinyWorld } from './one-agent';

async function measured(world: object, agent: object, steps = 1000, agents = 16): Promise<Readonly<Record<string, PopulationStatistic>>> {
  const { results } = await runExperiment(parseExperiment({
    schema: 1, scenario: { world }, agents, seed: 3, agent: { hidden: 0, initScale: 0, ...agent }, phases: [{ name: 'train', split: 'train', steps }],
  }), localCpuEngine());
  return results.phases[0]!.population;
}

describe('reward noise', () => {
  const always = (...events: readonly string[]) => tinyWorld({
    maxSteps: 10, transitions: [0, 1].map((action) => [0, action, [[1, 0, events, false]]]),
    events: [
      { name: 'meal', reward: 2, intended: 1 }, { name: 'sweet', reward: 1 }, { name: 'sting', reward: -0.5 },
      { name: 'picture', mistakenFor: 'meal' }, { name: 'smell', reward: -0.25, mistakenFor: 'sweet' },
    ],
  });

  it.each([
    // Misses leave what is no reward as it is; nothing fires that is not marked.
    [['meal', 'sweet', 'sting'], {}, 2.5], [['meal', 'sweet', 'sting'], { fn: 1 }, -0.5], [['sting'], { fn: 1 }, -0.5],
    // What is mistaken pays on top of its own; the noise of misses is not asked.
    [['picture'], {}, 0], [['picture'], { fp: 1 }, 2], [['picture', 'smell'], { fp: 1 }, 2 + 1 - 0.25], [['picture', 'meal'], { fn: 1, fp: 1 }, 2], [['meal'], { fp: 1 }, 2],
  ] as const)('%j with %j pays %d in every step', async (events, noise, paid) => {
    // The picture stands in every world: fp needs one.
    const population = await measured(always(...events), noise, 200, 4);
    expect(population['rewardPerStep']!.mean).toBeCloseTo(paid, 6);
    // What the designer wanted is not the business of a reward function.
    expect(population['intendedPerStep']!.mean).toBe((events as readonly string[]).includes('meal') ? 1 : 0);
    expect(population['reward']!.mean).toBeCloseTo(10 * paid, 4);
  });

  it.each([0.1, 0.5, 0.9])('misses all rewarding events of a step together, with probability %d', async (fn) => {
    const agent = await OneAgent.in(always('meal', 'sweet'), { fn });
    const rewards = agent.make(4000).map(({ reward }) => reward);
    expect(new Set(rewards)).toEqual(new Set([0, 3]));
    const missed = rewards.filter((reward) => reward === 0).length / rewards.length;
    expect(Math.abs(missed - fn)).toBeLessThanOrEqual(4 * Math.sqrt((fn * (1 - fn)) / rewards.length));
  });

  it('misses and fires wrongly independently', async () => {
    const agent = await OneAgent.in(always('sweet', 'picture'), { fn: 0.5, fp: 0.5 });
    const rewards = agent.make(4000).map(({ reward }) => reward);
    for (const reward of [0, 1, 2, 3]) expect(Math.abs(rewards.filter((own) => own === reward).length / 4000 - 0.25)).toBeLessThanOrEqual(4 * Math.sqrt(0.25 * 0.75 / 4000));
  });

  it('is what the agent learns from: v and ρ of one step pay 2 where a picture is taken for a meal', async () => {
    const agent = await OneAgent.in(always('picture'), { fp: 1, alpha: 0.5, beta: 0, depth: 1 });
    agent.next();
    // Row 0, then one index for each of five events: ρ of the row and of the picture move by ½ · 2.
    expect([agent.numbers('w', 0, 1), agent.numbers('rho')]).toEqual([[1], [1, 0, 0, 0, 1, 0]]);
  });
});

describe('the immediate valence', () => {
  /** Both actions lead to row 1, one of them with a meal. */
  const table = tinyWorld({
    states: 2, events: [{ name: 'meal', reward: 1 }],
    transitions: [[0, 0, [[1, 1, [], false]]], [0, 1, [[1, 1, ['meal'], false]]], [1, 0, [[1, 0, [], false]]], [1, 1, [[1, 0, [], false]]]],
  });

  it('moves by α (r − ρ) over the features of the row and of the events, and asks for no value', async () => {
    const agent = await OneAgent.in(table, { depth: 1, alpha: 0.25, beta: 0, gamma: 1, candidates: 64, rule: 'best' });
    // Plans end in row 1: with the meal, 1 + ½ + ½ is better than 1 + ½. ρ(row 1) = ½, ρ(meal) = ¼: ¼ (1 − ¾) = 1/16.
    const { action } = agent.put({ row: 0, w: [0, 1, 0], rho: [0.125, 0.5, 0.25] }).next();
    expect([action, agent.numbers('rho')]).toEqual([1, [0.125, 0.5625, 0.3125]]);
  });

  it('tells events apart on the way to the same row', async () => {
    const agent = await OneAgent.in(table, { depth: 1, alpha: 0.2, beta: 0, gamma: 0.5, floor: 1, candidates: 64, rule: 'best' });
    agent.make(2000);
    const { candidates } = agent.put({ row: 0 }).next();
    const guessOf = (action: number) => candidates.find((own) => own.action === action)!.guess!;
    expect(guessOf(1) - guessOf(0)).toBeCloseTo(1, 2);
  });

  it('cannot tell them apart where their features are equal', async () => {
    const blurred = { ...table, events: [{ name: 'meal', reward: 1, features: { object: [] } }] };
    const agent = await OneAgent.in(blurred, { depth: 1, alpha: 0.2, beta: 0, gamma: 0.5, floor: 1, candidates: 64, rule: 'best' });
    agent.make(500);
    const guesses = agent.put({ row: 0 }).next().candidates.map(({ guess }) => guess);
    expect(new Set(guesses).size).toBe(1);
  });

  it('moves along its gradient through hidden units, those of the arrival and its events', async () => {
    const agent = await OneAgent.in(table, { hidden: 8, depth: 1, alpha: 0.25, beta: 0, gamma: 0.5 });
    const from = agent.state;
    // Unit 0 is 2 in row 1 and 1 with the meal, off in row 0: h = 3, ρ = ¼ · 3 + 1 = 1¾; ¼ (1 − 1¾) = −3/16.
    const W1 = Array.from({ length: 24 }, (_, i) => (i === 8 ? 2 : i === 16 ? 1 : 0));
    for (let step = 0; agent.put({ row: 0, W1, rho: [0.25], rhoBias: [1] }, from).at(step).next().action !== 1; step++);
    const all = (['rho', 'rhoBias', 'b1'] as const).map((name) => agent.numbers(name)[0]);
    // wρ += step h, bρ += step; b1 and both features += step wρ.
    expect(all).toEqual([0.25 - 9 / 16, 1 - 3 / 16, -3 / 64]);
    expect([0, 8, 16].map((place) => agent.numbers('W1')[place])).toEqual([0, 2 - 3 / 64, 1 - 3 / 64]);
  });

  it('is learned with hidden units: ρ of what is paid, 0 of what is not', async () => {
    const agent = await OneAgent.in(table, { hidden: 16, initScale: 0.5, depth: 1, alpha: 0.05, beta: 0, gamma: 0.5, floor: 1, candidates: 64, rule: 'best' });
    agent.make(4000);
    const felt = new Map(agent.put({ row: 0 }).next().candidates.map(({ action, plan }) => [action, plan[0]!.felt]));
    expect(felt.get(1)).toBeCloseTo(1, 2);
    expect(felt.get(0)).toBeCloseTo(0, 2);
  });
});

describe('an override', () => {
  const declaring = (events: readonly string[], terminated = false) => tinyWorld({
    states: 2, events: [{ name: 'late', reward: 1 }, { name: 'pain', reward: 1, override: -1 }, { name: 'relief', override: 3 }],
    transitions: [0, 1].flatMap((action) => [[0, action, [[1, 1, events, terminated]]], [1, action, [[1, 0, [], false]]]]),
  });

  it.each([
    // v = 2 and 4, γ = ½, α = ¼. The guess of the arrival counts: δ = r + ½ · 4 − 2.
    [['late'], false, 1, 4, 0],
    // −1 is declared: δ = 1 − ½ − 2, and the guess moves by ¼ (−1 − 4).
    [['pain'], false, -1.5, -1, -1.25],
    // The first that is declared wins, however the transition lists them.
    [['relief', 'pain'], false, -1.5, -1, -1.25], [['relief'], false, -0.5, 3, -0.25],
    // What is terminated has no valence to declare.
    [['pain'], true, -1, 0, 0],
  ] as const)('%j, terminated %s: δ = %d', async (events, terminated, delta, actual, correction) => {
    const agent = await OneAgent.in(declaring(events, terminated), { alpha: 0.25, beta: 0, gamma: 0.5 });
    const { learning } = agent.put({ row: 0, w: [2, 4] }).next();
    expect(learning).toMatchObject({ overridden: correction !== 0, actual, delta });
    expect(agent.numbers('w')).toEqual([2 + 0.25 * delta, 4 + correction]);
  });

  it('corrects the guess of the arrival along its gradient through hidden units, under the weights from before the step', async () => {
    const agent = await OneAgent.in(declaring(['pain']), { hidden: 8, alpha: 0.25, beta: 0, gamma: 0.5 });
    // Unit 0 is 2 in row 1, off in row 0: v′ = ½ · 2 = 1. δ = 1 − ½ − 0 reaches the bias alone; the correction is ¼ (−1 − 1) = −½.
    const W1 = Array.from({ length: 16 }, (_, i) => (i === 8 ? 2 : 0));
    agent.put({ row: 0, W1, w2: [0.5] }).next();
    const all = (['w2', 'b1', 'b2'] as const).map((name) => agent.numbers(name)[0]);
    expect(all).toEqual([0.5 - 1, -0.25, 0.125 - 0.5]);
    expect([0, 8].map((place) => agent.numbers('W1')[place])).toEqual([0, 2 - 0.25]);
  });
});
