/** Frames: the habit of thinking self-reflectively, what it learns from, and what thoughts pay. */
import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/analysis/statistics';
import { parseExperiment } from '../../src/experiment/parse';
import { runExperiment } from '../../src/lab/run';
import { Session } from '../../src/lab/session';
import { localCpuEngine } from '../gpu/harness/cpu';
import { OneAgent, tinyWorld } from './one-agent';

/**
 * Two rows that lead to each other, whatever is done. Row 0 has a self-reflective frame (feature 2), in which `approval` is
 * felt; row 1 (feature 1) has none. Every arrival in row 0 is a snack.
 */
const mirror = (approval: number) => tinyWorld({
  states: 2, maxSteps: 1000, events: [{ name: 'snack', reward: 1 }, { name: 'approval', reward: approval }],
  transitions: [0, 1].flatMap((action) => [[0, action, [[1, 1, [], false]]], [1, action, [[1, 0, ['snack'], false]]]]),
  features: { object: [[[0, 1]], [[1, 1]]], self: [[[2, 1]], []] }, reflection: [[0, ['approval']]],
});
/** One row that leads to itself. */
const still = (approval: number) => tinyWorld({
  maxSteps: 1000, events: [{ name: 'approval', reward: approval }], transitions: [[0, 0, [[1, 0, [], false]]], [0, 1, [[1, 0, [], false]]]],
  features: { object: [[[0, 1]]], self: [[[1, 1]]] }, reflection: [[0, ['approval']]],
});

describe('one step, by hand', () => {
  // γ = ½, v = 2 in the object-level frame and −4 in the self-reflective one; m = 0, so p = ½ and v̄ = −1.
  const settings = { gamma: 0.5, alpha: 0.25, beta: 0, betaMeta: 1, reflectionCost: 0.25 };
  const states = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((step) => [false, true].map((reflective) => [step, reflective] as const));

  it.each(states)('at step %i, self-reflective %s: m += β_m (r + γ v′ − v̄)(z − p), and the frame of the next step is drawn before', async (step, reflective) => {
    const agent = await OneAgent.in(still(1), settings);
    const seen = agent.put({ row: 0, reflective, w: [2, -4] }).at(step).next();
    const later = seen.nextReflective ? -4 : 2;
    const reward = reflective ? 1 - 0.25 : 0;
    const target = reward + 0.5 * later;
    expect(seen).toMatchObject({ reflective, value: reflective ? -4 : 2, reward, learning: { guess: later, actual: later, delta: target - (reflective ? -4 : 2) } });
    // The critic of this frame learns from its own δ; the habit from a baseline that averages over frames. With the value
    // of this frame for a baseline it would move by δ (z − ½) instead.
    expect(agent.numbers('w')).toEqual(reflective ? [2, -4 + 0.25 * (target + 4)] : [2 + 0.25 * (target - 2), -4]);
    expect(agent.numbers('m')[0]).toBeCloseTo((target + 1) * ((reflective ? 1 : 0) - 0.5), 5);
    expect(agent.numbers('m')[1]).toBe(0);
    const { nextReflective } = seen;
    expect(agent.next().reflective).toBe(nextReflective);
  });

  it('thinks self-reflectively with probability σ(m x), in rows that have such a frame alone', async () => {
    const agent = await OneAgent.in(mirror(0), { ...settings, alpha: 0, betaMeta: 0 });
    for (const [m, p] of [[0, 0.5], [Math.log(3), 0.75], [-Math.log(9), 0.1], [20, 1]] as const) {
      const seen = agent.put({ row: 1, m: [m] }).make(8000);
      expect(seen.filter(({ row, reflective }) => row === 1 && reflective)).toHaveLength(0);
      const own = seen.filter(({ row }) => row === 0);
      const share = own.filter(({ reflective }) => reflective).length / own.length;
      expect(Math.abs(share - p)).toBeLessThanOrEqual(4 * Math.sqrt((p * (1 - p)) / own.length) + 1e-6);
    }
  });

  it('in greedy phases it does so where p > ½', async () => {
    const agent = await OneAgent.in(mirror(0), settings, { greedy: true, learn: false });
    for (const [m, self] of [[0, false], [2 ** -20, true], [-(2 ** -20), false]] as const) {
      const seen = agent.put({ row: 1, m: [m] }).make(9).slice(1);
      for (const { row, reflective } of seen) expect(reflective).toBe(row === 0 && self);
    }
  });

  it('guesses in the frame of the thought, and falls back where a row has no other', async () => {
    const agent = await OneAgent.in(still(0), { ...settings, alpha: 0, depth: 1 });
    // ρ + γ v − v, all in one frame: of approval, feature 2, nobody thinks.
    for (const [reflective, guess] of [[false, 8 + 1 - 2], [true, 16 - 2 + 4]] as const) {
      expect(agent.put({ row: 0, reflective, w: [2, -4], rho: [8, 16, 32] }).next().candidates[0]!.guess).toBe(guess);
    }
    const other = await OneAgent.in(mirror(0), { ...settings, alpha: 0, depth: 1 });
    // From row 0 in its own frame to row 1, which has none: γ v(1) − v(0, self) = ½ · 6 + 4.
    expect(other.put({ row: 0, reflective: true, w: [2, 6, -4] }).next().candidates[0]!.guess).toBe(7);
  });

  it('thinks as long and as deep as its frame says', async () => {
    const counted = async (more: object) => {
      const agent = await OneAgent.in(still(0), { ...settings, alpha: 0, depth: 1, candidates: 2, rule: 'best', ...more });
      return [false, true].map((reflective) => agent.put({ row: 0, reflective }).next().candidates.map(({ plan }) => plan.length));
    };
    expect(await counted({})).toEqual([[1, 1], [1, 1]]);
    expect(await counted({ reflectionDepth: 3, reflectionCandidates: 4 })).toEqual([[1, 1], [3, 3, 3, 3]]);
    expect(await counted({ reflectionDepth: 0 })).toEqual([[1, 1], [0]]);
    expect(await counted({ depth: 0, reflectionDepth: 2 })).toEqual([[0], [2, 2]]);
  });
});

describe('what thoughts pay', () => {
  it('reaches δ, but neither ρ nor the reward that is counted', async () => {
    const { results } = await runExperiment(parseExperiment({
      schema: 1, scenario: { world: mirror(0.5) }, agents: 16, seed: 2, agent: { hidden: 0, initScale: 0, depth: 1, reflectionCost: 0.25, beta: 0, betaMeta: 0 },
      phases: [{ name: 'train', split: 'train', episodes: 1 }],
    }), localCpuEngine());
    const { population } = results.phases[0]!;
    // 500 snacks in 1,000 steps; a quarter for every one of about 250 self-reflective thoughts.
    expect(population['reward']!.mean).toBe(500);
    expect(population['rewardThought']!.mean).toBeCloseTo(0.25 * population['event.approval']!.mean!, 4);
    expect(population['habit']!.mean).toBeCloseTo(population['event.approval']!.mean! / 500, 6);
    // Of the immediate valence, only that of the snack and the rows.
    const agent = await OneAgent.in(mirror(0.5), { depth: 1, alpha: 0.5, beta: 0, reflectionCost: 0.25 });
    agent.put({ row: 0, reflective: true }).next();
    expect(agent.numbers('rho')).toEqual([0, 0, 0, 0, 0]);
    agent.put({ row: 1 }).next();
    // ρ(row 0 with a snack) += ½ (1 − 0); the object-level frame, because row 1 was thought of in it.
    expect(agent.numbers('rho')).toEqual([0.5, 0, 0, 0.5, 0]);
  });
});

describe('the habit', () => {
  /** m of all agents after training from equal values. */
  async function habits(approval: number, more: object = {}): Promise<number[]> {
    const agents = 96;
    const experiment = parseExperiment({
      schema: 1, scenario: { world: mirror(approval) }, agents, seed: 9, agent: { hidden: 0, initScale: 0, gamma: 0.9, alpha: 0.1, beta: 0, betaMeta: 0.1, ...more },
      phases: [{ name: 'train', split: 'train', steps: 4000 }],
    });
    const session = await Session.open(experiment, localCpuEngine(), true);
    await session.population.advance(4000);
    // m is the last parameter; of its three features the first is that of row 0.
    const all = await Promise.all(Array.from({ length: agents }, async (_, i) => (await session.population.agent(i)).weights.at(-3)!));
    session.destroy();
    return all;
  }

  it('grows where self-reflective thoughts are approved of, in every agent', async () => {
    for (const m of await habits(0.5)) expect(m).toBeGreaterThan(2);
  });

  it('fades where they are not, or cost', async () => {
    for (const m of await habits(-0.5)) expect(m).toBeLessThan(-2);
    for (const m of await habits(0, { reflectionCost: 0.5 })) expect(m).toBeLessThan(-2);
  });

  it('stays where it is on the average where nothing differs', async () => {
    const all = await habits(0);
    const { mean, standardError } = summarise(all);
    expect(Math.abs(mean!)).toBeLessThanOrEqual(4 * standardError!);
    expect(Math.max(...all.map(Math.abs))).toBeLessThan(1);
  });
});
