/** The actor: its gradient under an exploration floor and a temperature, and whose gradients reach the hidden units. */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { Session } from '../../src/lab/session';
import { localCpuEngine } from '../gpu/harness/cpu';
import { OneAgent, tinyWorld } from './one-agent';

/** One row; the second action pays. Every step is an episode, so that δ = r − v. */
const bandit = tinyWorld({ actions: ['bad', 'good'], events: [{ name: 'coin', reward: 1 }], transitions: [[0, 0, [[1, 0, [], true]]], [0, 1, [[1, 0, ['coin'], true]]]] });

describe('the policy gradient, by hand', () => {
  // v = ½ and β = ½: δ is ±½. Preferences differ by ln 3, so π = (¾, ¼).
  const W3 = [Math.log(3), 0];
  const change = async (settings: object) => {
    const agent = await OneAgent.in(bandit, { alpha: 0, beta: 0.5, ...settings });
    const changes = new Map<number, number[]>();
    for (let step = 0; changes.size < 2; step++) {
      const { action } = agent.put({ row: 0, w: [0.5], W3 }).at(step).next();
      changes.set(action, agent.numbers('W3').map((x, i) => x - Math.fround(W3[i]!)));
    }
    return [changes.get(0)!, changes.get(1)!];
  };
  const close = (found: readonly (readonly number[])[], expected: readonly (readonly number[])[]) =>
    found.forEach((own, action) => own.forEach((x, i) => expect(x, `after action ${action}`).toBeCloseTo(expected[action]![i]!, 6)));

  it('is β δ (1[i = a] − π_i)', async () => close(await change({}), [[-0.25 * 0.25, 0.25 * 0.25], [-0.25 * 0.75, 0.25 * 0.75]]));

  it('is divided by the temperature, as the preferences are', async () => {
    // At τ = ½ preferences count twice: π = (9, 1) / 10; the gradient doubles.
    close(await change({ temperature: 0.5 }), [[-0.5 * 0.1, 0.5 * 0.1], [-0.5 * 0.9, 0.5 * 0.9]]);
  });

  it('is weighed by min(1, π / b) under an exploration floor', async () => {
    // b = ½ π + ¼ = (⅝, ⅜): the likely action counts whole, the unlikely one ⅔.
    close(await change({ floor: 0.5 }), [[-0.0625, 0.0625], [(-0.1875 * 2) / 3, (0.1875 * 2) / 3]]);
  });
});

describe('preferences under an exploration floor', () => {
  const [beta, floor, steps] = [0.5, 0.5, 20_000];

  /** What preferences do on the average: a bandit whose value is known, with or without the importance ratio. */
  function drift(ratio: boolean): number {
    let difference = 0;
    for (let t = 0; t < steps; t++) {
      const good = 1 / (1 + Math.exp(-difference));
      const b = (1 - floor) * good + floor / 2;
      const weigh = (pi: number, behaviour: number) => (ratio ? Math.min(1, pi / behaviour) : 1);
      // Executed with b and 1 − b; δ is 1 − b and −b; each moves the difference by twice its gradient.
      difference += 2 * beta * b * (1 - b) * (weigh(good, b) * (1 - good) + weigh(1 - good, 1 - b) * good);
    }
    return difference;
  }

  it('stay bounded, in every agent; the obvious gradient, without the ratio, runs away at a constant speed', async () => {
    const agents = 32;
    const experiment = parseExperiment({
      schema: 1, scenario: { world: bandit }, agents, seed: 4, agent: { hidden: 0, initScale: 0, alpha: 0.05, beta, floor }, phases: [{ name: 'train', split: 'train', steps }],
    });
    const session = await Session.open(experiment, localCpuEngine(), true);
    await session.population.advance(steps);
    // The bad action is executed in a quarter of all steps, however unlikely: ¼ · ¾ · 2 β a step.
    expect(drift(false)).toBeGreaterThan(0.18 * steps);
    expect(drift(true)).toBeLessThan(12);
    for (let i = 0; i < agents; i++) {
      const [, bad, good] = (await session.population.agent(i)).weights;
      expect(good! - bad!).toBeGreaterThan(4);
      expect(Math.max(Math.abs(good!), Math.abs(bad!))).toBeLessThan(12);
    }
    session.destroy();
  });
});

describe('the gradients that reach the trunk', () => {
  // A unit of activation 1 in the only row, of which each output knows by one weight alone.
  const places = { W1: [1, 0, 0, 0, 0, 0, 0, 0], critic: { w2: [0.5] }, actor: { W3: [0.5] }, immediate: { rho: [0.5] } };
  const reaches = async (head: 'critic' | 'actor' | 'immediate', trunkGradient: string, lambda: number) => {
    const agent = await OneAgent.in(bandit, { hidden: 8, alpha: 0.25, beta: 0.25, depth: 1, lambda, trunkGradient });
    const from = agent.state;
    // The good action is done in some step, so that all errors are about something.
    for (let step = 0; ; step++) {
      const { action } = agent.put({ row: 0, W1: places.W1, ...places[head] }, from).at(step).next();
      if (action === 1) return agent.numbers('b1')[0] !== 0;
    }
  };

  it.each([
    ['all', [true, true, true]], ['critic', [true, false, false]], ['critic+actor', [true, true, false]], ['critic+immediate', [true, false, true]],
  ] as const)('%s', async (trunkGradient, reached) => {
    for (const lambda of [0, 0.5]) {
      expect(await Promise.all((['critic', 'actor', 'immediate'] as const).map((head) => reaches(head, trunkGradient, lambda)))).toEqual(reached);
    }
  });
});

describe('initial weights', () => {
  const reflecting = { ...bandit, levels: [{ ...(bandit as { levels: object[] }).levels[0]!, features: { object: [[[0, 1]]], self: [[[1, 1]]] } }] };

  it.each([[0, ['w', 'W3', 'rho'], ['m', 'trace']], [8, ['W1', 'w2', 'W3', 'rho'], ['b1', 'b2', 'b3', 'rhoBias', 'm', 'trace']]] as const)(
    'are uniform in (−σ₀, σ₀), and 0 where they are biases, habits or traces: H = %i', async (hidden, drawn, zero) => {
      const agent = await OneAgent.in(reflecting, { hidden, initScale: 0.5, depth: 1, lambda: 0.5 });
      const numbers = drawn.flatMap((name) => agent.numbers(name));
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(numbers.every((x) => Math.abs(x) < 0.5)).toBe(true);
      expect(Math.max(...numbers) - Math.min(...numbers)).toBeGreaterThan(0.5);
      for (const name of zero) expect(agent.numbers(name).every((x) => x === 0), name).toBe(true);
    },
  );
});
