/** Knobs of memory and generalisation: half-life, replay, gate, learning from thoughts, traces, coarse coding, capacity. */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { runExperiment } from '../../src/lab/run';
import { localCpuEngine } from '../gpu/harness/cpu';
import { wholeWorld } from '../gpu/harness/whole-world';
import { OneAgent, tinyWorld } from './one-agent';

/** Every step is an episode that pays 1. */
const paying = tinyWorld({ events: [{ name: 'coin', reward: 1 }], transitions: [0, 1].map((action) => [0, action, [[1, 0, ['coin'], true]]]) });
/** 0 → 1 → 2, terminated with a coin, whatever is done. */
const chain = tinyWorld({
  states: 3, events: [{ name: 'coin', reward: 1 }], transitions: [0, 1].flatMap((action) => [[0, action, [[1, 1, [], false]]], [1, action, [[1, 2, ['coin'], true]]]]),
});

describe('half-life', () => {
  const parameters = { w: [1, -2, 0.5, 3], W3: [1, 2, 3, 4, 5, 6, 7, 8], rho: [1, 2, 3, 4] };
  const still = { alpha: 0, beta: 0, depth: 1 };

  it.each([16, 32, 1000])('of %i steps: after twice as many, a quarter of everything is left', async (halfLife) => {
    const agent = (await OneAgent.in(chain, { ...still, halfLife })).put(parameters);
    // Once in 16 steps, at the end of steps 15, 31, …
    agent.make(15);
    expect(agent.numbers('w')).toEqual(parameters.w);
    agent.make(1);
    agent.numbers('w').forEach((x, i) => expect(x / parameters.w[i]!).toBeCloseTo(2 ** (-16 / halfLife), 6));
    agent.make(2 * halfLife - 16);
    for (const name of ['w', 'W3', 'rho'] as const) agent.numbers(name).forEach((x, i) => expect(x / parameters[name][i]!, name).toBeCloseTo(1 / 4, 5));
  });

  it('does not fade habits, nor anything where nothing is learned', async () => {
    const reflecting = tinyWorld({ transitions: [0, 1].map((action) => [0, action, [[1, 0, [], false]]]), features: { object: [[[0, 1]]], self: [[[1, 1]]] } });
    const agent = (await OneAgent.in(reflecting, { alpha: 0, beta: 0, betaMeta: 0, halfLife: 16 })).put({ w: [1, 1], m: [1, 1] });
    agent.make(16);
    expect([agent.numbers('w'), agent.numbers('m')]).toEqual([[0.5, 0.5], [1, 1]]);
    const frozen = (await OneAgent.in(chain, { ...still, halfLife: 16 }, { learn: false })).put(parameters);
    frozen.make(16);
    expect(frozen.numbers('w')).toEqual(parameters.w);
  });

  it('fades all layers of an agent with hidden units, and no trace', async () => {
    const own = { W1: Array(32).fill(0).map((_, i) => 1 + i), b1: [1, 2, 3], w2: [4, 5], b2: [6], W3: Array(16).fill(7) as number[], b3: [8, 9], rho: [10], rhoBias: [11] };
    const agents = await Promise.all([16, 0].map(async (halfLife) => (await OneAgent.in(chain, { ...still, hidden: 8, halfLife, lambda: 0.5, gamma: 0.5 })).put({ row: 0, ...own }).at(15)));
    for (const agent of agents) agent.next();
    for (const [name, numbers] of Object.entries(own)) {
      const before = agents[1]!.numbers(name as keyof typeof own, 0, numbers.length);
      expect(agents[0]!.numbers(name as keyof typeof own, 0, numbers.length), name).toEqual(before.map((x) => x / 2));
    }
    expect(agents[0]!.numbers('trace')).toEqual(agents[1]!.numbers('trace'));
    expect(agents[0]!.numbers('trace').some((e) => e !== 0)).toBe(true);
  });
});

describe('replay', () => {
  it('repeats TD(0) and the immediate valence from stored transitions: by hand where all are the same', async () => {
    const agent = await OneAgent.in(paying, { alpha: 0.5, beta: 0, replay: 2, depth: 1 });
    // v goes half of the way to 1, three times a step: 1 − 2⁻³; ρ = row + coin, both move by ½ (1 − ρ): 1 at once.
    agent.next();
    expect([agent.numbers('w', 0, 1), agent.numbers('rho')]).toEqual([[0.875], [0.5, 0.5]]);
    agent.next();
    expect(agent.numbers('w', 0, 1)).toEqual([1 - 2 ** -6]);
    expect(agent.extra('RING_COUNT')).toBe(2);
  });

  it('keeps the last 256 transitions', async () => {
    const circle = tinyWorld({ states: 3, maxSteps: 1000, transitions: [0, 1, 2].flatMap((s) => [0, 1].map((action) => [s, action, [[1, (s + 1) % 3, [], false]]])) });
    const agent = await OneAgent.in(circle, { alpha: 0.5, beta: 0, replay: 1 });
    agent.make(300);
    expect(agent.extra('RING_COUNT')).toBe(300);
    // The thoughts of steps 256 to 299, then of 44 to 255.
    const thoughts = Array.from({ length: 256 }, (_, place) => agent.extra('RING', 4 * place));
    expect(thoughts).toEqual(Array.from({ length: 256 }, (_, place) => (place < 44 ? place + 256 : place) % 3));
  });

  it('never touches a trace', async () => {
    const traces = await Promise.all([0, 5].map(async (replay) => {
      const agent = (await OneAgent.in(chain, { alpha: 0.25, beta: 0, lambda: 0.5, gamma: 1, replay })).put({ row: 0 });
      agent.next();
      return [agent.numbers('trace'), (agent.next(), agent.numbers('trace')), agent.numbers('w')];
    }));
    expect(traces[0]!.slice(0, 2)).toEqual([[1, 0, 0], [0.5, 1, 0]]);
    expect(traces[1]!.slice(0, 2)).toEqual(traces[0]!.slice(0, 2));
    expect(traces[1]![2]).not.toEqual(traces[0]![2]);
  });

  it('rests while nothing is learned', async () => {
    const agent = await OneAgent.in(paying, { alpha: 0.5, beta: 0, replay: 2 }, { learn: false });
    agent.make(3);
    expect([agent.numbers('w'), agent.extra('RING_COUNT')]).toEqual([[0], 0]);
  });
});

describe('the gate', () => {
  const settings = { hidden: 0, initScale: 0.5, alpha: 0.2, beta: 0.2, betaMeta: 0.2, lambda: 0.8, gamma: 0.9, depth: 2, candidates: 2, model: 'learned', replay: 2, halfLife: 32, thinkRate: 0.5 };

  it.each([0, 8])('is closed in steps with an event that closes it: no weight changes, bit for bit, and traces are cleared; the model learns on: H = %i', async (hidden) => {
    const agent = await OneAgent.in(wholeWorld, { ...settings, hidden, gate: 'events' });
    const bell = wholeWorld.events.findIndex(({ closesGate }) => closesGate);
    const closing = new Set<boolean>();
    let written = 0;
    for (let t = 0; t < 300; t++) {
      const before = agent.state;
      const { row, action, nextRow, events, learning } = agent.next();
      const { weights } = agent.state;
      const rings = agent.eventNames(events).includes(wholeWorld.events[bell]!.name);
      closing.add(rings);
      expect(learning === null).toBe(rings);
      if (!rings) {
        expect(weights).not.toEqual(before.weights);
        continue;
      }
      expect(weights).toEqual(before.weights);
      expect(agent.numbers('trace').every((e) => e === 0)).toBe(true);
      const entry = agent.extra('MODEL', row * wholeWorld.actions.length + action);
      expect(entry & 0xfffff).toBe(nextRow);
      written++;
    }
    expect([...closing].sort()).toEqual([false, true]);
    expect(written).toBeGreaterThan(10);
  });

  it('lets everything through where it is open', async () => {
    const agent = await OneAgent.in(wholeWorld, settings);
    expect(agent.make(300).every(({ learning }) => learning !== null)).toBe(true);
  });
});

describe('learning from thoughts', () => {
  it('moves the value by α · thinkRate · g beside the TD error; a rate of 0 teaches nothing', async () => {
    // In row 0: v(0) = 1, v(1) = 3, ρ of arriving there ½, γ = ½: g = ½ + 1½ − 1 = 1 and δ = 1½ − 1 = ½.
    for (const [thinkRate, w] of [[0, 1.125], [0.5, 1.25], [2, 1.625]] as const) {
      const agent = await OneAgent.in(chain, { alpha: 0.25, beta: 0, gamma: 0.5, depth: 1, thinkRate });
      agent.put({ row: 0, w: [1, 3], rho: [0, 0.5] }).next();
      expect(agent.numbers('w', 0, 2)).toEqual([w, 3]);
    }
  });

  it('reaches the hidden units along the gradient of the value', async () => {
    // Unit 0 is 2 in row 0, v = ½ · 2 = 1; arrivals are worth 0, so g = −1 and δ = −1: with α = ⅛ and rate 1 both steps are −⅛.
    const settings = { hidden: 8, alpha: 0.125, beta: 0, gamma: 0.5, depth: 1 };
    const W1 = [2, ...Array(7).fill(0)] as number[];
    const [without, taught] = await Promise.all([0, 1].map(async (thinkRate) => {
      const agent = (await OneAgent.in(chain, { ...settings, thinkRate })).put({ row: 0, W1, w2: [0.5] });
      agent.next();
      return [agent.numbers('w2', 0, 1), agent.numbers('W1', 0, 1), agent.numbers('b1', 0, 1), agent.numbers('b2')].flat();
    }));
    // w2 += step · 2, W1 and b1 += step · ½ (w2 from before the step), b2 += step.
    expect(without).toEqual([0.5 - 0.25, 2 - 0.0625, -0.0625, -0.125]);
    expect(taught).toEqual([0.5 - 0.5, 2 - 0.125, -0.125, -0.25]);
  });
});

describe('eligibility traces', () => {
  it.each([[0, [0, 0.5, 0]], [0.5, [0.25, 0.5, 0]], [1, [0.5, 0.5, 0]]])('λ = %d: what the end of the chain teaches its beginning', async (lambda, w) => {
    // δ is 0 and then 1, α = ½, γ = 1: the first row gets ½ λ of it.
    const agent = (await OneAgent.in(chain, { alpha: 0.5, beta: 0, gamma: 1, lambda: { grid: [lambda, 1] } })).put({ row: 0 });
    agent.make(2);
    expect(agent.numbers('w')).toEqual(w);
  });
});

describe('generalisation', () => {
  /** Six places in two groups of three and three; only arriving at place 1 is taught anything: the end there pays 1. */
  const places = (more: object) => ({
    schema: 1, agents: 1, seed: 1,
    scenario: {
      world: tinyWorld({
        states: 6, start: [[1, 1]], events: [{ name: 'coin', reward: 1 }], featureGroups: [{ name: 'here', size: 3 }, { name: 'there', size: 3 }],
        transitions: Array.from({ length: 6 }, (_, s) => [0, 1].map((action) => [s, action, [[1, s, ['coin'], true]]])).flat(),
        probes: Array.from({ length: 6 }, (_, s) => ({ name: `${s}`, features: { object: [[s, 1]] } })),
      }),
    },
    agent: { hidden: 0, initScale: 0, alpha: 0.25, beta: 0, ...more }, phases: [{ name: 'train', split: 'train', steps: 1 }],
  });
  const values = async (more: object): Promise<number[]> => {
    const { results } = await runExperiment(parseExperiment(places(more)), localCpuEngine());
    return Array.from({ length: 6 }, (_, s) => results.phases[0]!.population[`probe.${s}`]!.mean!);
  };
  const close = (found: readonly number[], expected: readonly number[]) => found.forEach((v, s) => expect(v, `place ${s}`).toBeCloseTo(expected[s]!, 6));

  it('of width 0 keeps places apart', async () => close(await values({}), [0, 0.25, 0, 0, 0, 0]));

  it('of width 1 teaches the neighbours of the group, and the place itself as much as before', async () => {
    // x of place 1 is (1, 1, 1) / √3, of places 0 and 2 two features of 1/√2: they share two of them, ¼ · 2 / √6.
    const beside = 0.5 / Math.sqrt(6);
    close(await values({ width: 1 }), [beside, 0.25, beside, 0, 0, 0]);
  });

  it('of half the capacity puts places of a group into the same slots', async () => {
    // Two slots for three: 0 and 2 share one. Place 1 has its own.
    close(await values({ capacity: 0.5 }), [0, 0.25, 0, 0, 0, 0]);
    close(await values({ capacity: 0.3 }), [0.25, 0.25, 0.25, 0, 0, 0]);
  });
});
