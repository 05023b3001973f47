import { describe, expect, it } from 'vitest';
import { goalByBehaviour, goalByDesire } from '../../src/analysis/goals';
import { measuresOf } from '../../src/analysis/measures';
import type { Columns } from '../../src/engine/columns';
import type { Structure } from '../../src/engine/engine';
import { phaseResult } from '../../src/lab/phase-result';
import { threefry, uniform24 } from '../../src/numerics/threefry';
import type { Probe, World } from '../../src/world/types';
import { fakePhase, reflectiveLevel, smallWorld, statisticOf, valuesOf } from './fake-phase';

const u32 = (...values: number[]): Uint32Array => Uint32Array.from(values);
const f32 = (...values: number[]): Float32Array => Float32Array.from(values);
const plainWorld: World = { ...smallWorld, levels: [{ ...reflectiveLevel, features: { object: reflectiveLevel.features.object } }] };

/** Uniform numbers in [−1, 1). */
const noise = (stream: number, count: number): number[] => Array.from({ length: count }, (_, i) => 2 * uniform24(threefry([stream, 0], [i, 0])[0]) - 1);

describe('measures that are totals divided by totals', () => {
  const eventful: World = { ...smallWorld, events: [{ name: 'treat', reward: 1 }, { name: 'wait', reward: 2 }, { name: 'harm', intended: -1 }], impulse: { sooner: 'treat', later: 'wait' } };
  // The last agent has nothing to divide by.
  const episodes = u32(4, 2, 0);
  it.each<readonly [name: string, world: World, columns: Partial<Columns>, expected: readonly number[]]>([
    ['rewardThought', smallWorld, { episodes, thoughtReward: f32(2, -1, 0) }, [0.5, -0.5, NaN]],
    ['habit', smallWorld, { reflectable: u32(8, 2, 0), reflected: u32(2, 2, 0) }, [0.25, 1, NaN]],
    ['kept', smallWorld, { thoughts: u32(8, 3, 0), planned: u32(2, 3, 0) }, [0.25, 1, NaN]],
    ['modelError', smallWorld, { steps: u32(10, 10, 0), surprises: u32(1, 10, 0) }, [0.1, 1, NaN]],
    ['vetoes', smallWorld, { episodes, vetoes: u32(6, 0, 5) }, [1.5, 0, NaN]],
    ['disabled', smallWorld, { episodes, disabled: u32(1, 2, 0) }, [0.25, 1, NaN]],
    ['harm', eventful, { episodes, harm: u32(3, 0, 0) }, [0.75, 0, NaN]],
    ['impulsive', eventful, { events: [u32(3, 0, 0), u32(1, 5, 0), u32(9, 9, 9)] }, [0.75, 0, NaN]],
    ['event.wait', eventful, { episodes, events: [u32(3, 0, 0), u32(1, 5, 0), u32(9, 9, 9)] }, [0.25, 2.5, NaN]],
    ['rewardPerStep', smallWorld, { steps: u32(10, 5, 0), paid: [new Float64Array([1, 5, 0]), new Float64Array(3)] }, [0.1, 1, NaN]],
  ])('%s', (name, world, columns, expected) => expect(valuesOf(name, fakePhase(world, 3, columns))).toEqual(expected));

  it('have no value for agents that diverged', () => {
    expect(valuesOf('habit', fakePhase(smallWorld, 2, { divergedAt: u32(0, 7), reflectable: u32(8, 8), reflected: u32(4, 4) }))).toEqual([0.5, NaN]);
  });

  it.each(['rewardThought', 'habit', 'kept', 'modelError', 'vetoes', 'disabled'])('%s does not exist where it is not counted', (name) => {
    expect(valuesOf(name, fakePhase(smallWorld, 2))).toBeNull();
  });
});

describe('the list of measures', () => {
  const names = (world: World, structure?: Structure): string[] => measuresOf(world, ['reward', 'intended'], structure).map(({ name }) => name);
  const without: Structure = {
    hidden: 0, traces: false, actorTraces: false, floor: false, plan: null, trunk: { actor: true, immediate: true }, frames: true, think: false, replay: false,
    decay: false, gate: false, noise: false, oracle: null, width: 0, capacity: 1, search: null,
  };
  const dependent = ['kept', 'modelError', 'vetoes', 'disabled'];
  it.each<readonly [what: string, structure: Partial<Structure>, expected: readonly string[]]>([
    ['an agent without plans and oracle', {}, []],
    ['a planner', { plan: { rule: 'best', model: 'true', value: 'critic' } }, ['kept']],
    ['a planner that learns its model', { plan: { rule: 'best', model: 'learned', value: 'critic' } }, ['kept', 'modelError']],
    ['an agent with an oracle', { oracle: { mode: 'harm', foresight: 2, margin: 0 } }, ['vetoes', 'disabled']],
  ])('for %s', (_, structure, expected) => {
    expect(names(smallWorld, { ...without, ...structure }).filter((name) => dependent.includes(name))).toEqual(expected);
  });

  it('has those of every agent where agents are not known', () => expect(names(smallWorld)).toEqual(expect.arrayContaining(dependent)));

  it('has no measures of what the world does not have', () => {
    expect(names(plainWorld).filter((name) => /^(?:habit|rewardThought|impulsive|harm|first|goal|quadrant|coherence|probe|align\.reason)/.test(name))).toEqual([]);
  });

  it('names nothing twice', () => {
    const world: World = {
      ...smallWorld, intendedGoal: 'x', events: [{ name: 'e', intended: -1, proxies: { x: 1, none: 1 } }],
      probes: [{ name: 'p', goal: 'x', outcome: 'o', context: 'c', features: { object: [[0, 1]], self: [[1, 1]] } }, { name: 'q', goal: 'none', features: { object: [[0, 1]], self: [[1, 1]] } }],
      deception: { misdeed: 'a', unwatched: ['level', 0], watched: ['level', 1], misdeedProbe: 'p', honestProbe: 'q' },
    };
    const all = names(world);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('probes in two frames', () => {
  const probe = (name: string, self?: Probe['features']['self']): Probe => ({ name, features: { object: [[0, 1]], ...(self ? { self } : {}) } });
  const world: World = { ...smallWorld, probes: [probe('a', [[0, 1]]), probe('b', [[1, 1]]), probe('object only'), probe('no self features', [])] };
  // Rows: a, b, two without a self frame, the empty thought.
  const valences = (object: readonly number[], self: readonly number[]): Partial<Columns> => ({ probes: object.map((v) => f32(v)), selfProbes: self.map((v) => f32(v)) });

  it('have a valence in the self frame where they have features there, the neutral one always', () => {
    const names = measuresOf(fakePhase(world, 1).tables.world, ['reward', 'intended']).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('probe.'))).toEqual(['probe.a', 'probe.a.self', 'probe.b', 'probe.b.self', 'probe.object only', 'probe.no self features', 'probe.neutral', 'probe.neutral.self']);
    const context = fakePhase(world, 1, valences([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]));
    expect([valuesOf('probe.b', context), valuesOf('probe.b.self', context), valuesOf('probe.neutral.self', context)]).toEqual([[2], [7], [10]]);
  });

  it('have none where no row has such a frame', () => {
    expect(measuresOf({ ...world, levels: plainWorld.levels }, ['reward', 'intended']).filter(({ name }) => /\.self$|^quadrant/.test(name))).toEqual([]);
  });

  const quadrants = ['++', '+-', '-+', '--'];
  const sharesOf = (columns: Partial<Columns>) => quadrants.map((quadrant) => valuesOf(`quadrant.${quadrant}`, fakePhase(world, 1, columns))![0]);
  it.each<readonly [what: string, object: readonly number[], self: readonly number[], expected: readonly number[]]>([
    ['one in each of two', [1, 1, -9, -9, 0], [1, -1, -9, -9, 0], [0.5, 0.5, 0, 0]],
    ['over the neutral probe of each frame', [1, 3, 0, 0, 2], [-2, 0, 0, 0, -1], [0.5, 0, 0, 0.5]],
    ['without those that have no lead in one frame', [1, -1, 0, 0, 0], [5e-7, 1, 0, 0, 0], [0, 0, 1, 0]],
    ['none', [1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [NaN, NaN, NaN, NaN]],
  ])('fall into quadrants: %s', (_, object, self, expected) => expect(sharesOf(valences(object, self))).toEqual(expected));

  it('fall into quadrants whose shares sum to 1', () => {
    const columns = { probes: [1, 2, 3, 4, 5].map((s) => f32(...noise(s, 50))), selfProbes: [6, 7, 8, 9, 10].map((s) => f32(...noise(s, 50))) };
    const shares = quadrants.map((quadrant) => valuesOf(`quadrant.${quadrant}`, fakePhase(world, 50, columns))!);
    for (let i = 0; i < 50; i++) expect(shares.reduce((sum, own) => sum + own[i]!, 0)).toBe(1);
  });
});

describe('coherence', () => {
  const cell = (outcome: string, context: string, self = true): Probe =>
    ({ name: `${outcome} ${context}`, outcome, context, features: { object: [[0, 1]], ...(self ? { self: [[0, 1]] } : {}) } });
  const full: World = { ...smallWorld, probes: [cell('x', 'p'), cell('x', 'q'), cell('y', 'p'), cell('y', 'q'), { name: 'other', features: { object: [] } }] };
  const inObjectFrame = (...v: number[]) => valuesOf('coherence.object', fakePhase(full, 1, { probes: [...v, 99, 99].map((x) => f32(x)) }))![0]!;

  it.each<readonly [what: string, valences: readonly number[], expected: number]>([
    ['the outcome alone matters', [1, 1, -1, -1], 1],
    ['the context alone matters', [1, -1, 1, -1], 0],
    // Means 2 and 6: B = 4. Variances over contexts 1 and 4: W = 2.5.
    ['both do', [1, 3, 4, 8], 4 / 6.5],
  ])('where %s', (_, valences, expected) => expect(inObjectFrame(...valences)).toBeCloseTo(expected, 15));

  it.each([[[1, 1, 1, 1]], [[2 ** -16, -(2 ** -16), 0, 0]]])('has no value where almost nothing differs: %j', (valences) => expect(inObjectFrame(...valences)).toBeNaN());

  it('lies between 0 and 1, and does not depend on shift, scale and the order of contexts', () => {
    for (let stream = 20; stream < 60; stream++) {
      const [a, b, c, d] = noise(stream, 4) as [number, number, number, number];
      const value = inObjectFrame(a, b, c, d);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
      expect(inObjectFrame(b, a, d, c)).toBeCloseTo(value, 12);
      for (const [scale, shift] of [[4, 0], [-1, 0], [1, 1]] as const) expect(inObjectFrame(...[a, b, c, d].map((v) => scale * v + shift))).toBeCloseTo(value, 5);
    }
  });

  it('in the self frame reads the valences there', () => {
    const context = fakePhase(full, 1, { probes: [1, 1, -1, -1, 0, 0].map((v) => f32(v)), selfProbes: [1, -1, 1, -1, 0, 0].map((v) => f32(v)) });
    expect(['object', 'self', 'difference'].map((name) => valuesOf(`coherence.${name}`, context))).toEqual([[1], [0], [-1]]);
  });

  it.each<readonly [what: string, probes: readonly Probe[], frames: readonly string[]]>([
    ['every outcome has every context', full.probes!, ['object', 'self']],
    ['one has no self frame', [...full.probes!.slice(0, 3), cell('y', 'q', false)], ['object']],
    ['a cell is empty', full.probes!.slice(0, 3), []],
    ['there is one context', [cell('x', 'p'), cell('y', 'p')], []],
    ['there is one outcome', [cell('x', 'p'), cell('x', 'q')], []],
  ])('where %s', (_, probes, frames) => {
    const names = measuresOf({ ...smallWorld, probes }, ['reward', 'intended']).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('coherence.'))).toEqual([...frames, ...(frames.length > 1 ? ['difference'] : [])].map((frame) => `coherence.${frame}`));
  });
});

describe('the order of desire and deception', () => {
  const probes = [{ name: 'misdeed', features: { object: [] } }, { name: 'honest', features: { object: [] } }];
  const world: World = { ...smallWorld, probes, deception: { misdeed: 'a', unwatched: ['level', 0], watched: ['level', 1], misdeedProbe: 'misdeed', honestProbe: 'honest' } };
  // Registers: 0 is never, 1 is step 0. Agents: desire first, deceive first, tie, neither, desire only, deceive only, either at step 0 (twice), diverged.
  const context = fakePhase(world, 9, { firstDesire: u32(5, 9, 7, 0, 4, 0, 1, 3, 5), firstDeceive: u32(9, 5, 7, 0, 0, 4, 6, 1, 9), divergedAt: u32(0, 0, 0, 0, 0, 0, 0, 0, 1) });

  it.each([
    ['first.desire', [4, 8, 6, NaN, 3, NaN, 0, 2, NaN]],
    ['first.deceive', [8, 4, 6, NaN, NaN, 3, 5, 0, NaN]],
    ['first.desireFirst', [1, 0, NaN, NaN, 1, 0, NaN, NaN, NaN]],
    ['first.atStepZero', [0, 0, 0, 0, 0, 0, 1, 1, NaN]],
    // With the readiness of agent i + 4 mod 9: never, 4, 6, step 0, diverged, 9, 5, 7, diverged itself.
    ['first.desireFirst.shuffled', [1, 0, 0, NaN, NaN, 0, NaN, 1, NaN]],
    // Pairs 0 and 4, 1 and 5, 2 and 6, 3 and 7: of the first, own 1 and 1, exchanged 1 (5 before never) and 1 (4 before 9); of the second, 0 and 0, exchanged 0 and 0.
    ['first.desireFirst.excess', [0, 0, NaN, NaN, NaN, NaN, NaN, NaN, NaN]],
  ])('%s', (name, expected) => expect(valuesOf(name, context)).toEqual(expected));

  it('exceeds chance where desire and readiness go together', () => {
    const paired = fakePhase(world, 4, { firstDesire: u32(2, 2, 8, 20), firstDeceive: u32(4, 4, 10, 3) });
    // Agents 0 and 2: 1 and 1, exchanged 1 and 0. Agents 1 and 3: 1 and 0, exchanged 1 and 0.
    expect(valuesOf('first.desireFirst.excess', paired)).toEqual([0.5, 0, NaN, NaN]);
  });

  it('is not asked for in worlds without deception', () => expect(valuesOf('first.desire', fakePhase(smallWorld, 1))).toBeUndefined());
});

describe('value against return, pooled', () => {
  interface Episodes { readonly value: number; readonly returns: readonly number[] }
  /** What engines add up of such episodes. */
  const columnsOf = (agents: readonly Episodes[]): Partial<Columns> => {
    const total = (of: (g: number, value: number, first: number) => number) => f32(...agents.map(({ value, returns }) => returns.reduce((sum, g) => sum + of(g, value, returns[0]!), 0)));
    return {
      episodes: u32(...agents.map(({ returns }) => returns.length)), discounted: [total((g) => g), f32(...agents.map(() => 0))],
      valueErrorSquared: total((g, v) => (v - g) ** 2), returnShifted: total((g, _, first) => g - first), returnShiftedSquared: total((g, _, first) => (g - first) ** 2),
    };
  };
  const pooled = (agents: readonly Episodes[], changes: Partial<Columns> = {}) => statisticOf('valueR2.pooled', fakePhase(plainWorld, agents.length, { ...columnsOf(agents), ...changes }));
  const repeat = (times: number, ...returns: number[]) => Array.from({ length: times }, () => returns).flat();

  it('compares all episodes with one mean', () => {
    // Each agent predicts the mean of its own returns: Σ(G − v)² = 8 · .25 each. Ḡ = 1.5: Σ(G − Ḡ)² = 4 · (2.25 + .25) each.
    const agents = [{ value: 0.5, returns: repeat(4, 0, 1) }, { value: 2.5, returns: repeat(4, 2, 3) }];
    const context = fakePhase(plainWorld, 2, columnsOf(agents));
    expect(valuesOf('valueR2', context)).toEqual([0, 0]);
    const { mean, standardError, quantiles, count } = pooled(agents);
    expect({ mean, count, quantiles }).toEqual({ mean: 1 - 4 / 20, count: 2, quantiles: Array(5).fill(null) });
    expect(standardError).toBeCloseTo(0, 12);
  });

  it('has no value below 8 episodes in all, and where all returns are equal', () => {
    expect(pooled([{ value: 0, returns: repeat(3, 0, 1) }]).mean).toBeNull();
    expect(pooled([{ value: 0, returns: repeat(4, 0, 1) }]).mean).not.toBeNull();
    expect(pooled([{ value: 0, returns: repeat(500, 0.1) }, { value: 1, returns: repeat(300, 0.1) }])).toEqual({ mean: null, standardError: null, quantiles: Array(5).fill(null), count: 0 });
  });

  it('leaves out agents that diverged, and those without episodes', () => {
    const agents = [{ value: 0, returns: repeat(4, 0, 1) }, { value: 99, returns: repeat(4, 7, 8) }, { value: 99, returns: [] }];
    expect(pooled(agents, { divergedAt: u32(0, 1, 0) })).toEqual(pooled(agents.slice(0, 1)));
  });

  it('has the standard error of leaving out one agent after another, and depends on no order of agents', () => {
    const agents = noise(70, 200).map((base, i) => ({ value: base + 0.3 * noise(71, 200)[i]!, returns: noise(1000 + i, 5 + (i % 7)).map((g) => g + base) }));
    const { mean, standardError } = pooled(agents);
    const without = agents.map((_, left) => pooled(agents.filter((__, i) => i !== left)).mean!);
    const centre = without.reduce((sum, x) => sum + x, 0) / 200;
    const jackknife = Math.sqrt((199 / 200) * without.reduce((sum, x) => sum + (x - centre) ** 2, 0));
    expect(standardError! / jackknife).toBeCloseTo(1, 1);
    expect(pooled([...agents].reverse()).mean).toBeCloseTo(mean!, 12);
  });
});

describe('goals as numbers', () => {
  const events = [{ name: 'cheese', intended: 1 }, { name: 'corner', proxies: { corner: 1 } }];
  const probes = ['cheese', 'corner'].map((goal) => ({ name: goal, goal, features: { object: [[0, 1]] } } as const));
  const world: World = { ...smallWorld, events, probes, intendedGoal: 'cheese' };
  const pays = (most: number) => Object.fromEntries(['reward', 'intended', 'proxy.corner'].map((channel) => [channel, { discounted: most, undiscounted: most }]));
  // By behaviour: cheese, corner, none, without an episode, diverged. By desire: corner, cheese, none, none, diverged.
  const context = fakePhase(world, 5, {
    divergedAt: u32(0, 0, 0, 0, 3), contestedEpisodes: u32(2, 2, 2, 0, 2),
    contestedReturns: [f32(0, 0, 0, 0, 0), f32(2, 0, 1, 0, 2), f32(0, 1, 1, 0, 0)],
    probes: [f32(0, 1, 0.5, 0, 1), f32(1, 0, 0.5, 0, 0), f32(0, 0, 0, 0, 0)],
  }, { contested: { optimal: pays(1), uniform: pays(0) } });

  it.each([
    ['goal.behaviour.cheese', [1, 0, 0, NaN, NaN]],
    ['goal.behaviour.corner', [0, 1, 0, NaN, NaN]],
    ['goal.behaviour.none', [0, 0, 1, NaN, NaN]],
    ['goal.desire.cheese', [0, 1, 0, 0, NaN]],
    ['goal.desire.corner', [1, 0, 0, 0, NaN]],
    ['goal.desire.none', [0, 0, 1, 1, NaN]],
    ['align.reason', [0, 1, 0, 0, NaN]],
  ])('%s', (name, expected) => expect(valuesOf(name, context)).toEqual(expected));

  it('agree with the classes', () => {
    for (const [classification, classes] of [['goal.behaviour', goalByBehaviour(context)], ['goal.desire', goalByDesire(context)]] as const) {
      classes!.forEach((own, i) => expect(valuesOf(`${classification}.${own ?? 'none'}`, context)![i]).toBe(own === null ? NaN : 1));
    }
  });

  it('do not exist by behaviour where goals do not differ', () => expect(valuesOf('goal.behaviour.corner', { ...context, contested: null })).toBeNull());

  it('stand in the results of a phase beside the shares, and in a column each', () => {
    const { result, columns } = phaseResult('deploy', 100, 'f', context);
    expect(result.population['goal.desire.none']).toMatchObject({ mean: 0.5, count: 4 });
    expect(result.shares['goal.desire']!.find(({ name }) => name === 'none')!.share).toBe(0.5);
    expect(Object.keys(result.population)).toContain('valueR2.pooled');
    const names = columns.map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(['deploy.goal.desire', 'deploy.goal.desire.none']));
    expect(names).not.toContain('deploy.valueR2.pooled');
    expect(names).not.toContain('deploy.habit');
  });
});

describe('a shuffled population', () => {
  it('has the same values in the new order, apart from the pairs of first.desireFirst.shuffled', () => {
    const probes: Probe[] = ['x', 'y'].flatMap((outcome) => ['p', 'q'].map((context) => ({ name: outcome + context, goal: outcome, outcome, context, features: { object: [[0, 1]], self: [[1, 1]] } } as const)));
    const world: World = { ...smallWorld, events: [{ name: 'e', intended: -1 }], intendedGoal: 'x', probes, deception: { misdeed: 'a', unwatched: ['level', 0], watched: ['level', 1], misdeedProbe: 'xp', honestProbe: 'yp' } };
    const agents = 12;
    const order = [7, 3, 11, 0, 5, 9, 1, 10, 2, 6, 4, 8];
    const whole = (stream: number): number[] => noise(stream, agents).map((x) => Math.floor(4 * (x + 1)));
    const columns = (at: readonly number[]): Partial<Columns> => {
      const count = (stream: number) => u32(...at.map((i) => whole(stream)[i]!));
      const real = (stream: number) => f32(...at.map((i) => noise(stream, agents)[i]!));
      return {
        steps: count(1), episodes: count(2), probes: [3, 4, 5, 6, 7].map(real), selfProbes: [8, 9, 10, 11, 12].map(real), thoughtReward: real(13), reflectable: count(14), reflected: count(15),
        thoughts: count(16), planned: count(17), surprises: count(18), vetoes: count(19), disabled: count(20), harm: count(21), firstDesire: count(22), firstDeceive: count(23), divergedAt: u32(...at.map((i) => (i === 4 ? 1 : 0))),
      };
    };
    const straight = fakePhase(world, agents, columns(order.map((_, i) => i)));
    const shuffled = fakePhase(world, agents, columns(order));
    const names = measuresOf(straight.tables.world, straight.tables.channels).flatMap((measure) => ('perAgent' in measure && !/^first\.desireFirst\.(?:shuffled|excess)$/.test(measure.name) ? [measure.name] : []));
    for (const name of names) {
      const values = valuesOf(name, straight);
      expect(valuesOf(name, shuffled), name).toEqual(values && order.map((i) => values![i]));
    }
  });
});
