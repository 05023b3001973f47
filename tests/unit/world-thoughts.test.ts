import { describe, expect, test } from 'vitest';
import { compile } from '../../src/world/compile';
import { enumerate } from '../../src/world/enumerate';
import { InputError } from '../../src/world/input-error';
import { worldLimits } from '../../src/world/limits';
import type { WorldDefinition } from '../../src/world/scenario';
import type { World } from '../../src/world/types';
import { parseWorld } from '../../src/world/validate';

/** A world with every key that thoughts, oracle and readouts have; a fresh copy for every call. */
const world = () => ({
  schema: 1,
  actions: ['wait', 'take', 'ask'],
  events: [
    { name: 'snack', reward: 1, intended: -1 },
    { name: 'meal', reward: 3, features: { object: [[9, 1]] } as unknown },
    { name: 'picture', features: { object: [[9, 1], [2, 0.5]], self: [[4, 1]] } as unknown, mistakenFor: 'meal' as unknown },
    { name: 'sleep', closesGate: true as unknown, disablesOracle: false as unknown },
    { name: 'pride', reward: 0.5, intended: 7 },
    { name: 'blind', disablesOracle: true, intended: -0.25 },
  ] as Record<string, unknown>[],
  levels: [
    { name: 'plain', splits: { train: 1 }, states: 1, start: [[1, 0]], transitions: [0, 1, 2].map((a) => [0, a, [[1, 0, ['meal'], false]]]) },
    {
      name: 'mirror', splits: { train: 1 }, states: 3, start: [[1, 0]],
      transitions: [0, 1].flatMap((s) => [0, 1, 2].map((a) => [s, a, [[1, a, ['snack', 'blind'], a === 2]]])),
      features: { object: [[[0, 1]], [[1, 1]], []], self: [[[5, 1], [6, 1]], [], [[5, 0.5]]] } as unknown,
      reflection: [[0, ['pride']], [2, ['meal']]] as unknown,
    },
  ] as Record<string, unknown>[],
  probes: [
    { name: 'taken', features: { object: [[2, 1]], self: [[7, 1]] } },
    { name: 'asked', features: { object: [[3, 1]] } },
  ] as Record<string, unknown>[],
  nullAction: 'wait' as unknown,
  featureGroups: [{ name: 'cells', size: 4 }, { name: 'self', size: 4 }] as unknown,
  impulse: { sooner: 'snack', later: 'meal' } as unknown,
  deception: { misdeed: 'take', unwatched: ['mirror', 0], watched: ['mirror', 1], misdeedProbe: 'taken', honestProbe: 'asked' } as Record<string, unknown>,
});

type Mutable = ReturnType<typeof world>;

describe('validation', () => {
  test('accepts every key, also after a round trip through JSON', () => {
    const value: unknown = JSON.parse(JSON.stringify(world()));
    expect(parseWorld(value)).toBe(value);
    expect(value).toEqual(world());
  });

  test.each([
    ['self-reflective features are optional', (w: Mutable) => (w.levels[1] = { ...w.levels[1], features: { object: [[], [], []] }, reflection: [] })],
    ['a state may have a reflection without events', (w: Mutable) => (w.levels[1]!.reflection = [[0, []]])],
  ])('%s', (_, change) => {
    const changed = world();
    change(changed);
    expect(parseWorld(changed)).toBe(changed);
  });

  const bad: [path: string, found: string, expected: string, break_: (w: Mutable) => unknown][] = [
    ['world.events[1].features', '7', 'an object', (w) => (w.events[1]!.features = 7)],
    ['world.events[1].features.object', 'missing', 'an array of at most 16 features', (w) => (w.events[1]!.features = { self: [] })],
    ['world.events[2].features.self[0][0]', String(worldLimits.features), 'a whole number from 0', (w) => (w.events[2]!.features = { object: [], self: [[worldLimits.features, 1]] })],
    ['world.events[2].mistakenFor', '"meat"', 'the name of another event that is rewarded: snack, meal, pride', (w) => (w.events[2]!.mistakenFor = 'meat')],
    ['world.events[2].mistakenFor', '"sleep"', 'the name of another event that is rewarded', (w) => (w.events[2]!.mistakenFor = 'sleep')],
    ['world.events[1].mistakenFor', '"meal"', 'the name of another event that is rewarded: snack, pride', (w) => (w.events[1]!.mistakenFor = 'meal')],
    ['world.events[3].closesGate', '1', 'true or false', (w) => (w.events[3]!.closesGate = 1)],
    ['world.events[3].disablesOracle', '"no"', 'true or false', (w) => (w.events[3]!.disablesOracle = 'no')],
    ['world.events[3].closeGate', 'true', 'one of the keys', (w) => (w.events[3]!.closeGate = true)],
    ['world.levels[1].reflection', 'an object', 'an array of states and their events', (w) => (w.levels[1]!.reflection = { 0: ['pride'] })],
    ['world.levels[1].reflection[0]', 'an array of 1', 'an array of 2 values', (w) => (w.levels[1]!.reflection = [[0]])],
    ['world.levels[1].reflection[0][0]', '3', 'a whole number from 0 to 2', (w) => (w.levels[1]!.reflection = [[3, []]])],
    ['world.levels[1].reflection[0][0]', '1', 'a state with self-reflective features', (w) => (w.levels[1]!.reflection = [[1, ['pride']]])],
    ['world.levels[0].reflection[0][0]', '0', 'a state with self-reflective features', (w) => (w.levels[0]!.reflection = [[0, ['pride']]])],
    ['world.levels[1].reflection[1][0]', '0', 'a state that is not listed twice', (w) => (w.levels[1]!.reflection = [[0, []], [0, []]])],
    ['world.levels[1].reflection[0][1][1]', '"pried"', 'the name of a declared event', (w) => (w.levels[1]!.reflection = [[0, ['pride', 'pried']]])],
    ['world.levels[1].reflection[0][1]', '"pride"', 'an array of names of events', (w) => (w.levels[1]!.reflection = [[0, 'pride']])],
    ['world.nullAction', '"sit"', 'the name of an action: wait, take, ask', (w) => (w.nullAction = 'sit')],
    ['world.nullAction', '0', 'the name of an action', (w) => (w.nullAction = 0)],
    ['world.featureGroups', 'an array of 65', 'an array of 0 to 64 groups', (w) => (w.featureGroups = Array.from({ length: 65 }, (_, g) => ({ name: `g${g}`, size: 1 })))],
    ['world.featureGroups[0].size', '0', 'a whole number from 1', (w) => (w.featureGroups = [{ name: 'none', size: 0 }])],
    ['world.featureGroups[0].colour', '1', 'one of the keys name, size', (w) => (w.featureGroups = [{ name: 'a', size: 1, colour: 1 }])],
    ['world.featureGroups[1].name', '"a"', 'a name that is not used twice', (w) => (w.featureGroups = [{ name: 'a', size: 1 }, { name: 'a', size: 1 }])],
    ['world.featureGroups[1].size', '1', 'at most 16384 features in all groups', (w) => (w.featureGroups = [{ name: 'a', size: worldLimits.features }, { name: 'b', size: 1 }])],
    ['world.impulse.sooner', 'missing', 'the name of an event', (w) => (w.impulse = { later: 'meal' })],
    ['world.impulse.later', '"snack"', 'the name of another event', (w) => (w.impulse = { sooner: 'snack', later: 'snack' })],
    ['world.deception.misdeed', '"steal"', 'the name of an action', (w) => (w.deception.misdeed = 'steal')],
    ['world.deception.unwatched[0]', '"miror"', 'the name of a level: plain, mirror', (w) => (w.deception.unwatched = ['miror', 0])],
    ['world.deception.unwatched[1]', '2', 'a state that has transitions', (w) => (w.deception.unwatched = ['mirror', 2])],
    ['world.deception.watched[1]', '1', 'a whole number from 0 to 0', (w) => (w.deception.watched = ['plain', 1])],
    ['world.deception.watched[1]', '0', 'another state than the unwatched one', (w) => (w.deception.watched = ['mirror', 0])],
    ['world.deception.misdeedProbe', '"take"', 'the name of a probe: taken, asked', (w) => (w.deception.misdeedProbe = 'take')],
    ['world.deception.honestProbe', '"taken"', 'the name of another probe: asked', (w) => (w.deception.honestProbe = 'taken')],
    ['world.deception.honestProbe', '"asked"', 'the name of another probe: there is none', (w) => w.probes.pop()],
  ];
  test.each(bad)('%s: %s; expected %s', (path, found, expected, break_) => {
    const broken = world();
    break_(broken);
    expect(() => parseWorld(broken)).toThrow(InputError);
    expect(() => parseWorld(broken)).toThrow(`${path}: ${found}; expected ${expected}`);
  });
});

describe('compilation', () => {
  const tables = compile(parseWorld(world()));

  test('self-reflective features share the indices of the object-level frame', () => {
    expect(tables.features.count).toBe(8);
    expect(tables.probes.count).toBe(8);
    expect(tables.selfFeatures).toMatchObject({ count: 8, perRow: 2 });
    expect([...tables.selfFeatures!.index]).toEqual([8, 8, 5, 6, 8, 8, 5, 8]);
    expect([...tables.selfFeatures!.value]).toEqual([0, 0, 1, 1, 0, 0, 0.5, 0]);
    expect([...tables.selfProbes.index]).toEqual([7, 8]);
    expect([...tables.selfProbes.value]).toEqual([1, 0]);
  });

  test('events without features have an index of their own behind all others', () => {
    expect(tables.eventFeatures.map(({ object }) => object)).toEqual([[[10, 1]], [[9, 1]], [[9, 1], [2, 0.5]], [[13, 1]], [[14, 1]], [[15, 1]]]);
    expect(tables.eventFeatures.map(({ self }) => self)).toEqual([[[10, 1]], [[9, 1]], [[4, 1]], [[13, 1]], [[14, 1]], [[15, 1]]]);
    const { events } = tables.world;
    expect(compile({ ...tables.world, events: events.map(({ features, ...event }) => event) }).eventFeatures.map(({ self }) => self[0]![0])).toEqual([8, 9, 10, 11, 12, 13]);
  });

  test('sets of reflection events stand behind those of transitions, and reuse them', () => {
    expect([...tables.eventSetMask]).toEqual([0, 0b10, 0b100001, 0b10000]);
    expect([...tables.reflectionEvents]).toEqual([0, 3, 0, 1]);
    expect(tables.eventSetPayoff[3 * tables.channels.length]).toBe(0.5);
  });

  test('properties of events are bits', () => {
    expect(tables).toMatchObject({ closesGate: 0b001000, disablesOracle: 0b100000, harmful: 0b100001 });
    const events = Array.from({ length: 32 }, (_, e) => ({ name: `e${e}`, ...(e === 31 && { closesGate: true, intended: -1 }) }));
    const { levels: [{ name, splits, states, start }] } = tables.world as World & { levels: [World['levels'][0]] };
    const transitions = [0, 1, 2].map((action) => [0, action, [[1, 0, [], false]]] as const);
    expect(compile(parseWorld({ schema: 1, actions: tables.world.actions, events, levels: [{ name, splits, states, start, transitions }] }))).toMatchObject({ closesGate: 2 ** 31, harmful: 2 ** 31 });
  });

  test('a world without any of it has none', () => {
    const { schema, actions, events, levels } = world();
    expect(compile(parseWorld({ schema, actions, events, levels: levels.slice(0, 1) }))).toMatchObject({ selfFeatures: null, reflectionEvents: new Uint32Array(1), selfProbes: { perRow: 1 } });
  });
});

describe('enumeration', () => {
  type State = { at: number; watched: boolean };
  const definition = (watched: State): WorldDefinition<State> => ({
    actions: ['wait', 'take'],
    events: [{ name: 'pride', reward: 1 }, { name: 'shame', reward: -1 }],
    levels: [{
      name: 'shop', splits: { train: 1 }, start: [[0.5, { at: 0, watched: false }], [0.5, { at: 0, watched: true }]],
      step: (state, action) => ({ next: { ...state, at: 1 }, terminated: action === 1 }),
      features: ({ at, watched: seen }) => ({ object: [[at, 1]], ...(seen && { self: [[2, 1]] }) }),
      reflection: ({ at, watched: seen }) => (seen ? [at === 0 ? 'pride' : 'shame'] : []),
    }],
    probes: [{ name: 'taken', features: { object: [[0, 1]] } }, { name: 'honest', features: { object: [[1, 1]] } }],
    nullAction: 'wait',
    featureGroups: [{ name: 'places', size: 2 }],
    impulse: { sooner: 'pride', later: 'shame' },
    deception: { misdeed: 'take', unwatched: ['shop', { at: 0, watched: false }], watched: ['shop', watched], misdeedProbe: 'taken', honestProbe: 'honest' },
  });

  test('passes on what is said about the world, and turns states into their numbers', () => {
    const made = enumerate(definition({ at: 1, watched: true }));
    expect(parseWorld(JSON.parse(JSON.stringify(made)))).toEqual(made);
    expect(made).toMatchObject({
      nullAction: 'wait', featureGroups: [{ name: 'places', size: 2 }], impulse: { sooner: 'pride', later: 'shame' },
      deception: { misdeed: 'take', unwatched: ['shop', 0], watched: ['shop', 3], misdeedProbe: 'taken', honestProbe: 'honest' },
    });
    expect(made.levels[0]!.reflection).toEqual([[1, ['pride']], [3, ['shame']]]);
    expect(made.levels[0]!.features!.self).toEqual([[], [[2, 1]], [], [[2, 1]]]);
  });

  test('a state or a level that is never reached is named', () => {
    expect(() => enumerate(definition({ at: 2, watched: true }))).toThrow('deception.watched[1]: an object; expected a state that can be reached in level shop');
    const elsewhere = { ...definition({ at: 1, watched: true }).deception!, unwatched: ['shp', { at: 0, watched: false }] as const };
    expect(() => enumerate({ ...definition({ at: 1, watched: true }), deception: elsewhere })).toThrow('deception.unwatched[0]: "shp"; expected the name of a level: shop');
  });
});
