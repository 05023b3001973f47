/** Plans of whole populations: what thinking more is good for, what a planner finds, and what a learned model knows. */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import type { PhaseResult } from '../../src/experiment/results';
import { runExperiment } from '../../src/lab/run';
import { Session } from '../../src/lab/session';
import { localCpuEngine } from '../gpu/harness/cpu';
import { wholeWorld } from '../gpu/harness/whole-world';
import { Surroundings } from './mirror/surroundings';
import { OneAgent, tinyWorld } from './one-agent';

async function phasesOf(experiment: object): Promise<readonly PhaseResult[]> {
  return (await runExperiment(parseExperiment({ schema: 1, ...experiment }), localCpuEngine())).results.phases;
}

/** The states of some agents after a while. */
async function statesAfter(steps: number, experiment: object, agents: number) {
  const session = await Session.open(parseExperiment({ schema: 1, agents, phases: [{ name: 'train', split: 'train', steps }], ...experiment }), localCpuEngine(), true);
  await session.population.advance(steps);
  const states = await Promise.all(Array.from({ length: agents }, (_, i) => session.population.agent(i)));
  session.destroy();
  return { states, tables: session.shape.tables };
}

describe('more candidates', () => {
  it.each([0, 8])('never lower the guess of the kept thought: H = %i', async (hidden) => {
    const settings = { hidden, depth: 2, rule: 'best', gamma: 0.9, alpha: 0.1, initScale: 0.5 };
    const { states } = await statesAfter(60, { scenario: { world: wholeWorld }, agent: { ...settings, candidates: 1 }, seed: 4 }, 12);
    const kept: number[][] = [];
    for (const candidates of [1, 2, 4, 8, 16, 32]) {
      const agent = await OneAgent.in(wholeWorld, { ...settings, candidates });
      // In the middle of episodes, where all of them think of the same: the random words of step 60.
      kept.push(states.map((state) => agent.put({ row: state.row, reflective: state.reflective }, state).at(60).next().candidates.find((own) => own.kept)!.guess!));
    }
    for (let n = 1; n < kept.length; n++) for (let i = 0; i < states.length; i++) expect(kept[n]![i]).toBeGreaterThanOrEqual(kept[n - 1]![i]!);
    const gained = kept.at(-1)!.filter((guess, i) => guess > kept[0]![i]!);
    expect(gained.length).toBeGreaterThan(states.length / 2);
  });
});

describe('one candidate of depth 1', () => {
  it('is one-step lookahead: ρ(o) + γ v(row₁) − v(row₀), worked out from the weights', async () => {
    const settings = { hidden: 0, depth: 1, gamma: 0.9, alpha: 0.1, initScale: 0.5 };
    const { states, tables } = await statesAfter(60, { scenario: { world: wholeWorld }, agent: settings, seed: 5 }, 12);
    const around = new Surroundings(tables);
    const agent = await OneAgent.in(wholeWorld, settings);
    states.forEach((state, i) => {
      const seen = agent.put({ row: state.row, reflective: state.reflective }, state).at(60 + i).next();
      expect(seen.candidates).toHaveLength(1);
      const [{ guess, plan: [step] }] = seen.candidates as [(typeof seen.candidates)[0]];
      const count = agent.numbers('w').length;
      const [w, rho] = [state.weights.subarray(0, count), state.weights.subarray(count * (1 + tables.actions), count * (2 + tables.actions))];
      const dot = (weights: Float32Array, features: ReturnType<Surroundings['arrivalFeatures']>) => features.reduce((sum, own) => sum + (own ? weights[own[0]]! * own[1] : 0), 0);
      const there = around.inFrame(step!.row, state.reflective);
      const later = step!.terminated ? 0 : 0.9 * dot(w, around.features(there));
      expect(guess).toBeCloseTo(dot(rho, around.arrivalFeatures(there, step!.events)) + later - dot(w, around.features({ row: state.row, self: state.reflective })), 5);
    });
  });
});

describe('a planner whose actor never learns', () => {
  const cells = 9;
  /** From the middle of a corridor, to food at one end; the other end is a wall. */
  const corridor = tinyWorld({
    actions: ['left', 'right'], states: cells, start: [[1, 4]], maxSteps: 30, events: [{ name: 'food', reward: 1 }],
    transitions: Array.from({ length: cells - 1 }, (_, s) => [[s, 0, [[1, Math.max(0, s - 1), [], false]]], [s, 1, [[1, s + 1, s === cells - 2 ? ['food'] : [], s === cells - 2]]]]).flat(),
  });
  const walks = (settings: object) => phasesOf({
    scenario: { world: corridor }, agents: 24, seed: 6, agent: { hidden: 0, initScale: 0, beta: 0, floor: 0.2, gamma: 0.9, alpha: 0.2, candidates: 8, rule: 'best', ...settings },
    phases: [{ name: 'train', split: 'train', steps: 4000 }, { name: 'test', split: 'train', steps: 600, learn: false, greedy: true }],
  });
  const perStep = async (settings: object) => (await walks(settings))[1]!.population['rewardPerStep']!.mean!;

  // Four cells: food in every fourth step. Plans of three steps end at random, and the best of four may be unlucky.
  it.each([[1, 0.25], [3, 0.2]])('walks to the goal at depth %i', async (depth, food) => expect(await perStep({ depth })).toBeGreaterThanOrEqual(food));

  it('walks to the goal in a model of its own', async () => expect(await perStep({ depth: 3, model: 'learned' })).toBeGreaterThanOrEqual(0.2));

  // What terminates has no value, and the step into it looks like a loss of all that was expected.
  it.each([1, 3])('flees the goal where the critic alone judges, at depth %i', async (depth) => {
    expect(await perStep({ depth, planValue: 'critic-only' })).toBeLessThan(0.02);
  });

  it('does not move without a plan: all preferences are equal', async () => expect(await perStep({ depth: 0 })).toBe(0));
});

describe('a learned model', () => {
  /** Without chance, three places and four events; thoughts without a frame of their own. */
  const ring = tinyWorld({
    actions: ['back', 'stay', 'on'], states: 5, events: [{ name: 'a', reward: 1 }, { name: 'b', reward: -0.5 }, { name: 'end', reward: 2 }],
    transitions: [0, 1, 2, 3].flatMap((s) => [
      [s, 0, [[1, (s + 3) % 4, s === 2 ? ['b'] : [], false]]], [s, 1, [[1, s, s === 1 ? ['a', 'b'] : [], false]]], [s, 2, [[1, s === 3 ? 4 : s + 1, s === 3 ? ['end'] : ['a'], s === 3]]],
    ]),
  });
  const settings = { hidden: 0, initScale: 0.5, alpha: 0.1, gamma: 0.9, depth: 3, candidates: 6, rule: 'best', floor: 1 };

  it('guesses as the world itself does, bit for bit, once everything has been tried', async () => {
    const { states } = await statesAfter(400, { scenario: { world: ring }, agent: { ...settings, model: 'learned' }, seed: 7 }, 12);
    const [learned, real] = [await OneAgent.in(ring, { ...settings, model: 'learned' }), await OneAgent.in(ring, settings)];
    for (const state of states) {
      const [mine, truth] = [learned, real].map((agent) => agent.put({ row: state.row }, state).at(400).next().candidates);
      expect(mine).toEqual(truth);
    }
  });

  it('expects that what was never tried changes nothing', async () => {
    const agent = await OneAgent.in(ring, { ...settings, model: 'learned', depth: 1, gamma: 0.5 });
    const { candidates } = agent.put({ row: 2, w: [0, 0, 2], rho: [0, 0, 0.5, 0, 0, 4, 4, 4] }).next();
    // ρ(row) + γ v(row) − v(row) = ½ + 1 − 2, and no event.
    for (const { guess, plan } of candidates) expect([guess, plan]).toEqual([-0.5, [expect.objectContaining({ row: 2, events: 0, terminated: false })]]);
  });

  it('remembers what it last saw, in every phase but those without model learning', async () => {
    for (const [phase, knows] of [[{}, true], [{ learn: false }, true], [{ modelLearn: false }, false]] as const) {
      const agent = await OneAgent.in(ring, { ...settings, model: 'learned' }, phase);
      const { row, action, nextRow, events } = agent.put({ row: 1 }).next();
      expect(agent.extra('MODEL', row * 3 + action)).toBe(knows ? nextRow | ((events + 1) << 20) : 0);
    }
  });

  it('counts its surprises: everything once, and what changes by chance', async () => {
    const coin = tinyWorld({ states: 1, events: [{ name: 'heads' }], transitions: [[0, 0, [[0.5, 0, ['heads'], false], [0.5, 0, [], false]]], [0, 1, [[1, 0, ['heads'], false]]]] });
    const errors = async (world: object) => (await phasesOf({
      scenario: { world }, agents: 40, seed: 8, agent: { ...settings, model: 'learned' }, phases: [{ name: 'train', split: 'train', steps: 2000 }],
    }))[0]!.population['modelError']!.mean!;
    // Twelve pairs of a place and an action, three of which change nothing, as was expected: 9 / 2,000.
    expect(await errors(ring)).toBeCloseTo(9 / 2000, 8);
    // Half of the tries are of the coin, and half of those come out otherwise than the last: ¼.
    expect(await errors(coin)).toBeCloseTo(0.25, 2);
  });
});
