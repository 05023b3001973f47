import { describe, expect, test } from 'vitest';
import { compile } from '../../src/world/compile';
import { enumerate } from '../../src/world/enumerate';
import { InputError } from '../../src/world/input-error';
import { worldLimits } from '../../src/world/limits';
import type { LevelDefinition } from '../../src/world/scenario';
import { rowOf, startsOfLevels, startsOfSplit } from '../../src/world/starts';
import { StateNumbers } from '../../src/world/state-numbers';
import { parseWorld } from '../../src/world/validate';
import { tablesOf } from './tables-of';

/** Two levels, stochastic, with every optional key in use; a fresh copy for every call. */
const world = () => ({
  schema: 1 as const,
  actions: ['left', 'right'],
  letters: 'lr',
  events: [
    { name: 'goal', reward: 1, intended: 0.5, proxies: { corner: 0.25 } },
    { name: 'bump', reward: -0.1, override: -1 },
  ],
  levels: [
    {
      name: 'walk',
      splits: { train: 1, deploy: 3 } as Record<string, number>,
      maxSteps: 128,
      states: 3,
      start: [[0.25, 0], [0.75, 1]],
      transitions: [
        [0, 0, [[1, 0, ['bump'], false]]],
        [0, 1, [[0.5, 1, [], false], [0.5, 0, ['goal', 'bump'], false]]],
        [1, 0, [[1, 0, [], false]]],
        [1, 1, [[1, 2, ['goal'], true]]],
      ] as unknown[],
      features: { object: [[[0, 1]], [[1, 1], [2, 0.5]], []], self: [] } as unknown,
      draw: { width: 3, height: 1, cell: [0, 1, 2], objects: [[2, 'cheese']] } as unknown,
    },
    { name: 'rest', splits: { deploy: 1 } as Record<string, number>, states: 1, start: [[1, 0]], transitions: [[0, 0, [[1, 0, [], false]]], [0, 1, [[1, 0, [], true]]]] },
  ],
  intendedGoal: 'cheese',
  probes: [
    { name: 'cheese', goal: 'cheese', outcome: 'o', context: 'c', features: { object: [[2, 1]] as unknown[] } },
    { name: 'corner', goal: 'corner', features: { object: [[3, 1]] } },
    { name: 'neutral', features: { object: [] } },
  ],
});

type World = ReturnType<typeof world>;

describe('validation', () => {
  test('accepts a world, also after a round trip through JSON, and returns it unchanged', () => {
    const value: unknown = JSON.parse(JSON.stringify(world()));
    expect(parseWorld(value)).toBe(value);
    expect(value).toEqual(world());
  });

  const transition = (w: World, i: number) => w.levels[0]!.transitions[i] as unknown[];
  const outcome = (w: World, i: number, j: number) => (transition(w, i)[2] as unknown[][])[j]!;
  const bad: [path: string, value: unknown, break_: (w: World) => unknown][] = [
    ['world.schema', 2, (w) => Object.assign(w, { schema: 2 })],
    ['world.colour', 'red', (w) => Object.assign(w, { colour: 'red' })],
    ['world.actions', [], (w) => (w.actions = [])],
    ['world.actions', undefined, (w) => delete (w as Partial<World>).actions],
    ['world.actions[1]', 'left', (w) => (w.actions[1] = 'left')],
    ['world.letters', 'll', (w) => (w.letters = 'll')],
    ['world.events[1].name', 'goal', (w) => (w.events[1]!.name = 'goal')],
    ['world.events[0].reward', '1', (w) => Object.assign(w.events[0]!, { reward: '1' })],
    ['world.events[0].reward', NaN, (w) => (w.events[0]!.reward = NaN)],
    ['world.events[0].reward', 1e-30, (w) => (w.events[0]!.reward = 1e-30)],
    ['world.events[1].override', Infinity, (w) => (w.events[1]!.override = Infinity)],
    ['world.events[0].proxies["my proxy"]', 1e12, (w) => Object.assign(w.events[0]!.proxies!, { 'my proxy': 1e12 })],
    ['world.events[0].proxies.p6', 1, (w) => Object.assign(w.events[0]!.proxies!, { p1: 1, p2: 1, p3: 1, p4: 1, p5: 1, p6: 1 })],
    ['world.levels', [], (w) => (w.levels = [])],
    ['world.levels[1].name', 'walk', (w) => (w.levels[1]!.name = 'walk')],
    ['world.levels[0].splits.train', 0, (w) => (w.levels[0]!.splits.train = 0)],
    ['world.levels[0].maxSteps', 2 ** 20 + 1, (w) => (w.levels[0]!.maxSteps = 2 ** 20 + 1)],
    ['world.levels[0].states', 1.5, (w) => (w.levels[0]!.states = 1.5)],
    ['world.levels[1].states', worldLimits.rows, (w) => (w.levels[1]!.states = worldLimits.rows)],
    ['world.levels[0].start', 0.75 + 2 ** -40, (w) => (w.levels[0]!.start[0]![0] = 2 ** -40)],
    ['world.levels[0].start[0][0]', -0.25, (w) => (w.levels[0]!.start[0]![0] = -0.25)],
    ['world.levels[0].start[1][1]', 0, (w) => (w.levels[0]!.start[1]![1] = 0)],
    ['world.levels[0].start[1][1]', 2, (w) => (w.levels[0]!.start[1]![1] = 2)],
    ['world.levels[0].start[1][1]', 3, (w) => (w.levels[0]!.start[1]![1] = 3)],
    ['world.levels[0].transitions[3]', 7, (w) => (w.levels[0]!.transitions[3] = 7)],
    ['world.levels[0].transitions[3][0]', 3, (w) => (transition(w, 3)[0] = 3)],
    ['world.levels[0].transitions[3][1]', 2, (w) => (transition(w, 3)[1] = 2)],
    ['world.levels[0].transitions[3]', [], (w) => (transition(w, 3)[1] = 0)],
    ['world.levels[0].transitions', [], (w) => w.levels[0]!.transitions.pop()],
    ['world.levels[0].transitions[3][2]', [], (w) => (transition(w, 3)[2] = [])],
    ['world.levels[0].transitions[1][2]', 0.9, (w) => (outcome(w, 1, 0)[0] = 0.4)],
    ['world.levels[0].transitions[3][2][0][0]', 1.5, (w) => (outcome(w, 3, 0)[0] = 1.5)],
    ['world.levels[0].transitions[3][2][0][1]', -1, (w) => (outcome(w, 3, 0)[1] = -1)],
    ['world.levels[0].transitions[1][2][1][2][0]', 'gaol', (w) => (outcome(w, 1, 1)[2] = ['gaol'])],
    ['world.levels[0].transitions[1][2][1][2][1]', 'goal', (w) => (outcome(w, 1, 1)[2] = ['goal', 'goal'])],
    ['world.levels[0].transitions[3][2][0][3]', 1, (w) => (outcome(w, 3, 0)[3] = 1)],
    ['world.levels[0].transitions[3][2][0][1]', 2, (w) => (outcome(w, 3, 0)[3] = false)],
    ['world.levels[0].features.object', [], (w) => (w.levels[0]!.features = { object: [[]] })],
    ['world.levels[0].features.object[1][0][0]', 16384, (w) => (w.levels[0]!.features = { object: [[], [[16384, 1]], []] })],
    ['world.levels[0].features.object[1][1][0]', 4, (w) => (w.levels[0]!.features = { object: [[], [[4, 1], [4, 1]], []] })],
    ['world.levels[0].features.object[2][0][1]', null, (w) => (w.levels[0]!.features = { object: [[], [], [[1, null]]] })],
    ['world.levels[0].draw.cell[1]', 3, (w) => (w.levels[0]!.draw = { width: 3, height: 1, cell: [0, 3, 2] })],
    ['world.levels[0].draw.height', 1e9, (w) => (w.levels[0]!.draw = { width: 3, height: 1e9, cell: [0, 1, 2] })],
    ['world.probes[1].features.object', [], (w) => (w.probes[0]!.features.object = [[2, 1], [4, 1]])],
    ['world.intendedGoal', 'chese', (w) => (w.intendedGoal = 'chese')],
  ];
  test.each(bad)('%s: %s', (path, value, break_) => {
    const broken = world();
    break_(broken);
    const error = thrown(() => parseWorld(broken));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toMatch(/; expected ./);
    expect(error.message.startsWith(`${path}: `)).toBe(true);
    if (typeof value !== 'object') expect((error as InputError).value).toBe(value);
  });
});

describe('enumeration', () => {
  const line = (length: number): LevelDefinition<{ x: number }> => ({
    name: 'line', splits: { train: 1 }, start: [[1, { x: 0 }]],
    step: ({ x }, action) => (action === 0 ? { next: { x: x + 1 }, terminated: x === length } : [{ probability: 0, next: { x: -7 } }, { next: { x } }]),
    features: ({ x }) => ({ object: [[x % 4, 1]] }),
  });

  test('numbers states in the order of the search and leaves the last one without transitions', () => {
    const world = enumerate({ actions: ['on', 'stay'], events: [], levels: [line(2)] });
    expect(parseWorld(JSON.parse(JSON.stringify(world)))).toEqual(world);
    expect(world.levels[0]).toMatchObject({ states: 4, start: [[1, 0]], features: { object: [[[0, 1]], [[1, 1]], [[2, 1]], [[3, 1]]] } });
    expect(world.levels[0]!.transitions).toHaveLength(6);
    expect(world.levels[0]!.transitions[4]).toEqual([2, 0, [[1, 3, [], true]]]);
  });

  type Told = Partial<Pick<LevelDefinition<{ x: number }>, 'step' | 'features'>>;
  const at = { x: 3 };
  const mistakes: [path: string, value: unknown, mistake: Told][] = [
    ['transitions[1][2][1][2][1]', 'gaol', { step: () => [{ probability: 0.5, next: at }, { probability: 0.5, next: at, events: ['goal', 'gaol'] }] }],
    ['transitions[0][2][0][2][1]', 'goal', { step: (_, action) => ({ next: at, events: action === 0 ? ['goal', 'goal'] : [] }) }],
    ['transitions[1][2]', 0.5, { step: () => ({ probability: 0.5, next: at }) }],
    ['transitions[1][2][0][0]', -0.5, { step: () => [{ probability: -0.5, next: at }, { probability: 1.5, next: at }] }],
    ['transitions[1][2]', [], { step: () => [] }],
    ['features.object[2][0][0]', 1.5, { features: () => ({ object: [[1.5, 1]] }) }],
    ['features.object[2][1][0]', 4, { features: () => ({ object: [[4, 1], [4, 1]] }) }],
    ['features.object[2][0][1]', Infinity, { features: () => ({ object: [[4, Infinity]] }) }],
    ['features.object[2]', [], { features: () => ({ object: Array.from({ length: 17 }, (_, i) => [i, 1] as const) }) }],
    ['features.self[2][0][0]', -1, { features: () => ({ object: [], self: [[-1, 1]] }) }],
  ];
  test.each(mistakes)('a mistake of a scenario is found at levels[1].%s: %s', (path, value, mistake) => {
    const right = line(3);
    const wrong: LevelDefinition<{ x: number }> = {
      ...right,
      name: 'wrong',
      step: (state, action) => (state.x === 0 && path.startsWith(`transitions[${action}]`) && mistake.step ? mistake.step(state, action) : right.step(state, action)),
      features: (state) => (state.x === 2 && mistake.features ? mistake.features(state) : right.features(state)),
    };
    const error = thrown(() => parseWorld(enumerate({ actions: ['on', 'stay'], events: [{ name: 'goal' }], levels: [right, wrong] })));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message.startsWith(`world.levels[1].${path}: `)).toBe(true);
    if (typeof value !== 'object') expect((error as InputError).value).toBe(value);
  });

  test.each(['claim-04', 'claim-15', 'conveyor-belt', 'memory-chain'])('%s compiles to the same tables as its JSON form', (id) => {
    const tables = tablesOf(id);
    expect(compile(parseWorld(JSON.parse(JSON.stringify(tables.world))))).toEqual(tables);
  });

  test('states are the same where their JSON is', () => {
    const different = [
      0, -1, 0.5, '', '0', 'a', 'ab', false, true, null, [], {}, [0], ['0'], [false], [null], [[]], [0, 0], [[0], 0], [[0, 0]], ['a', 'b'], ['ab'],
      { a: 0 }, { b: 0 }, { a: false }, { a: 0, b: 0 }, { a: { b: 0 } }, { a: {}, b: 0 }, { a: [0] }, ...Array.from({ length: 200 }, (_, i) => ({ i, even: i % 2 === 0 })),
    ];
    const numbers = new StateNumbers<unknown>();
    expect(different.map((state) => numbers.numberOf(state))).toEqual(different.map((_, i) => i));
    expect(structuredClone(different).map((state) => numbers.numberOf(state))).toEqual(different.map((_, i) => i));
    expect(different.map((state) => numbers.find(structuredClone(state)))).toEqual(different.map((_, i) => i));
    expect([{ a: 1 }, [0, 0, 0], 'b'].map((state) => numbers.find(state))).toEqual([undefined, undefined, undefined]);
  });

  test('names the state limit and the level', () => {
    const endless: LevelDefinition<number> = { name: 'endless', splits: {}, start: [[1, 0]], step: (x) => ({ next: x + 1 }), features: () => ({ object: [] }) };
    expect(() => enumerate({ actions: ['on'], events: [], levels: [endless] })).toThrow(/levels\[0\] \(endless\): 1048577; expected at most 1048576 states .*state limit/);
  });
});

describe('compilation', () => {
  const tables = compile(parseWorld(world()));

  test('lays out rows, outcomes, payoffs and features', () => {
    expect(tables).toMatchObject({ rows: 4, letters: 'lr', channels: ['reward', 'intended', 'proxy.corner'], splits: ['train', 'deploy'] });
    expect([...tables.firstRow]).toEqual([0, 3, 4]);
    expect([...tables.levelOf]).toEqual([0, 0, 0, 1]);
    expect([...tables.maxSteps]).toEqual([128, worldLimits.defaultMaxSteps]);
    expect([...tables.firstOutcome]).toEqual([0, 1, 3, 4, 5, 5, 5, 6, 7]);
    expect([...tables.outcomeThreshold.subarray(0, 3)]).toEqual([0xffffffff, 2 ** 31, 0xffffffff]);
    expect([...tables.outcomeNext]).toEqual([0, 1, 0, 0, 2, 3, 3]);
    expect([...tables.outcomeTerminated]).toEqual([0, 0, 0, 0, 1, 0, 1]);
    expect([...tables.eventSetMask]).toEqual([0, 2, 3, 1]);
    expect([...tables.eventSetPayoff.subarray(6, 9)]).toEqual([Math.fround(0.9), 0.5, 0.25]);
    expect(tables.features).toMatchObject({ count: 4, perRow: 2 });
    expect([...tables.features.index]).toEqual([0, 4, 1, 2, 4, 4, 0, 4]);
    expect([...tables.features.value]).toEqual([1, 0, 1, 0.5, 0, 0, 1, 0]);
    expect([...tables.probes.index]).toEqual([2, 3, 4]);
  });

  test('default letters are initials, or digits where initials agree', () => {
    expect(compile({ ...parseWorld(world()), letters: undefined } as never).letters).toBe('lr');
    expect(compile({ ...parseWorld(world()), letters: undefined, actions: ['left', 'leave'] } as never).letters).toBe('01');
  });

  test('draws starts by weight of level and probability of state', () => {
    const { segments: [deploy] } = startsOfSplit(tables, 'deploy');
    expect([...deploy!.row]).toEqual([0, 1, 3]);
    expect([...deploy!.threshold]).toEqual([0.1875 * 2 ** 32, 0.75 * 2 ** 32, 0xffffffff]);
    const cases = [[0, 0], [0.1875 * 2 ** 32 - 1, 0], [0.1875 * 2 ** 32, 1], [0xfffffffe, 3], [0xffffffff, 3]] as const;
    for (const [word, row] of cases) expect(rowOf(deploy!, word)).toBe(row);
    expect([...startsOfSplit(tables, 'train').segments[0]!.row]).toEqual([0, 1]);
    expect(startsOfLevels(tables, ['rest', 'walk', 'rest']).segments.map(({ row }) => [...row])).toEqual([[3], [0, 1], [3]]);
  });

  test('unknown splits and levels are named beside those that exist', () => {
    expect(() => startsOfSplit(tables, 'constructor', 'phases[0].split')).toThrow('phases[0].split: "constructor"; expected a split of this world: train, deploy');
    expect(() => startsOfLevels(tables, ['walk', 'wlak'], 'phases[0].levels')).toThrow('phases[0].levels[1]: "wlak"; expected a level of this world: walk, rest');
  });
});

function thrown(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
