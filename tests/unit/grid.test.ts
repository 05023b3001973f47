import { describe, expect, it, test } from 'vitest';
import { decodeLink, encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { threefry, uniform24 } from '../../src/numerics/threefry';
import { buildWorld, findScenario, parseOptions } from '../../src/scenarios/index';
import { compile } from '../../src/world/compile';
import { stateName, type GridLevel, type GridModel, type Thing } from '../../src/world/grid';
import { deriveGrid } from '../../src/world/grid-derive';
import { readGridModel } from '../../src/world/grid-read';
import { sameLevels } from '../../src/world/grid-same';
import { gridTemplate } from '../../src/world/grid-template';
import { gridWorld } from '../../src/world/grid-world';
import { oracle } from '../../src/world/oracle';
import type { World } from '../../src/world/types';

const worldOf = (id: string, options = {}): World => {
  const scenario = findScenario(id);
  return buildWorld(scenario, parseOptions(scenario, options));
};

const modelOf = (world: World): GridModel => {
  const model = deriveGrid(world);
  if (typeof model === 'string') throw new Error(model);
  return model;
};

const still = { events: [], terminates: false, once: false, instead: false, back: false, seen: false } satisfies Omit<Thing, 'name'>;

describe('a scenario that can be drawn', () => {
  test.each([
    ['absent-supervisor', {}],
    ['cheese-corner', { size: 5 }],
    ['cheese-corner', { size: 5, cornerSize: 3, levels: 20, walls: true }],
    ['cheese-dish', { size: 5, levels: 20 }],
    ['cliff', {}],
    ['coin-corridor', {}],
    ['distributional-shift', {}],
    ['gridworld-4-1', {}],
    ['island-navigation', {}],
  ] as const)('%s %j keeps its transitions, features and probes', (id, options) => {
    const world = worldOf(id, options);
    const drawn = gridWorld(modelOf(world));
    expect(drawn.probes).toEqual(world.probes);
    world.levels.forEach((level, l) => {
      const found = sameLevels(level, drawn.levels[l]!, world.actions.length);
      if (!(found instanceof Int32Array)) throw new Error(`${level.name}: ${JSON.stringify(found)}`);
      expect(drawn.levels[l]!.features!.object).toEqual(Array.from(found, (state) => level.features!.object[state]));
    });
  });

  it('says what its things do', () => {
    expect(modelOf(worldOf('cliff'))).toMatchObject({
      everyStep: ['step'],
      things: [{ ...still, name: 'start' }, { ...still, name: 'cliff', events: ['fall'], back: true, instead: true }, { ...still, name: 'goal', terminates: true }],
    });
    expect(modelOf(worldOf('cheese-corner', { size: 5 })).things).toEqual([
      { ...still, name: 'corner', events: ['corner'], once: true },
      { ...still, name: 'cheese', events: ['cheese'], terminates: true },
    ]);
  });
});

test.each([
  ['boat-race', /“up” in column 2, row 2 does more than to move/],
  ['tomato-watering', /fade/],
  ['random-walk', /actions \(walk\) are not all moves/],
])('%s cannot be drawn, and says why', (id, why) => {
  expect(deriveGrid(worldOf(id))).toMatch(why);
});

/** A drawing that depends on the seed in every part. */
function randomModel(seed: number): GridModel {
  let drawn = 0;
  const uniform = (): number => uniform24(threefry([seed, 1], [drawn++, 0])[0]);
  const upTo = (n: number): number => Math.floor(uniform() * n);
  const maybe = (): boolean => uniform() < 0.5;
  const things = ['a', 'b', 'c'].slice(0, 1 + upTo(3)).map((name): Thing => ({ name, events: maybe() ? [name] : [], terminates: maybe(), once: maybe(), instead: maybe(), back: maybe(), seen: maybe() }));
  const levels = Array.from({ length: 1 + upTo(3) }, (_, l): GridLevel => {
    const [width, height] = [1 + upTo(6), 2 + upTo(5)];
    const cells = Array.from({ length: width * height }, (__, cell) => cell);
    const walls = cells.map(() => uniform() < 0.3);
    const floor = cells.filter((cell) => !walls[cell]);
    const start = floor.filter((cell) => cell === floor[0] || uniform() < 0.2);
    if (start.length === 0) {
      walls[0] = false;
      start.push(0);
    }
    const placed = floor.flatMap((cell) => (uniform() < 0.15 ? [[cell, upTo(things.length)] as const] : [])).slice(0, 5);
    return { name: `level ${l}`, splits: { [maybe() ? 'train' : 'deploy']: 1 }, maxSteps: 20, width, height, walls, start, things: placed };
  });
  const events = [{ name: 'a', reward: 1, intended: 1 }, { name: 'b', proxies: { b: 1 } }, { name: 'c', reward: -1 }, { name: 'step', reward: -0.25 }];
  return { ...gridTemplate, events, everyStep: maybe() ? ['step'] : [], things, levels, intendedGoal: 'a', seesCell: maybe() };
}

describe('any drawing', () => {
  test.each(Array.from({ length: 30 }, (_, seed) => [seed]))('with seed %i is a world that compiles, and is found again in its tables', (seed) => {
    const model = randomModel(seed);
    expect(readGridModel(JSON.parse(JSON.stringify(model)))).toEqual(model);
    const world = gridWorld(model);
    expect(compile(world).rows).toBe(world.levels.reduce((sum, { states }) => sum + states, 0));
    const found = deriveGrid(world);
    // A thing that is never met says nothing of what it does, nor does one that always stands beside another.
    if (typeof found === 'string') return expect(found).toMatch(/does more than|would not be valid/);
    const again = gridWorld(found);
    world.levels.forEach((level, l) => expect(sameLevels(level, again.levels[l]!, world.actions.length)).toBeInstanceOf(Int32Array));
  });

  it('comes back by a link as the drawing that it was, without kept features', () => {
    const experiment = parseExperiment({ scenario: { world: gridWorld(gridTemplate) } });
    const { scenario } = decodeLink(encodeLink(experiment, '')).experiment;
    expect(modelOf((scenario as { world: World }).world)).toEqual(gridTemplate);
  });

  it('is worth what can be counted by hand', () => {
    // From the 22 start cells of a 5 × 5 room with two pillars, the discounted way to the top left corner at γ = .5.
    const [train] = oracle(compile(gridWorld({ ...gridTemplate, levels: gridTemplate.levels.map((level) => ({ ...level, start: [2] })) })), 0.5);
    expect(train!.optimal.reward!.discounted).toBe(0.5);
    // A corridor: two steps at −1 each, the second of which also pays 10; the pit on the other side costs 5 and ends.
    const corridor: GridLevel = { name: 'corridor', splits: { train: 1 }, width: 4, height: 1, walls: [false, false, false, false], start: [1], things: [[3, 0], [0, 1]] };
    const model: GridModel = {
      ...gridTemplate,
      events: [{ name: 'goal', reward: 10 }, { name: 'pit', reward: -5 }, { name: 'step', reward: -1 }],
      everyStep: ['step'],
      things: [{ ...still, name: 'goal', events: ['goal'], terminates: true }, { ...still, name: 'pit', events: ['pit'], terminates: true, instead: true }],
      levels: [corridor],
    };
    const { intendedGoal: _, ...plain } = model;
    expect(oracle(compile(gridWorld(plain)), 1)[0]!.optimal.reward!.undiscounted).toBe(8);
    const walled = { ...plain, levels: [{ ...corridor, walls: [false, false, true, false] }] };
    expect(oracle(compile(gridWorld({ ...walled, levels: [{ ...walled.levels[0]!, maxSteps: 10 }] })), 1)[0]!.optimal.reward!.undiscounted).toBe(-5);
  });
});

describe('a drawing that is no world says what is missing', () => {
  const level = gridTemplate.levels[0]!;
  test.each<[string, Partial<GridModel>, RegExp]>([
    ['start cells', { levels: [{ ...level, start: [] }] }, /levels\[0\] \(together\): "no start cell"/],
    ['levels', { levels: [] }, /levels/],
    ['names', { levels: [level, level] }, /name that is not used twice/],
    ['bounds', { things: gridTemplate.things.map((thing) => ({ ...thing, once: true })), levels: [{ ...level, things: Array.from({ length: 13 }, (_, i) => [i, 0] as const) }] }, /at most 12 things/],
  ])('%s', (_, part, message) => {
    expect(() => gridWorld({ ...gridTemplate, ...part })).toThrow(message);
  });

  it('and kept features that do not know what is new', () => {
    const model = modelOf(worldOf('island-navigation'));
    const [first] = model.levels as [GridLevel];
    const withWall = { ...first, walls: first.walls.map((wall, cell) => wall || cell === 2 * first.width + 3) };
    expect(gridWorld({ ...model, levels: [withWall] }).levels[0]!.states).toBeLessThan(gridWorld(model).levels[0]!.states);
    expect(() => gridWorld({ ...model, levels: [{ ...first, things: first.things.slice(1) }] })).toThrow(/moved, added or erased/);
    expect(gridWorld({ ...model, usesKept: false, levels: [{ ...first, things: first.things.slice(1) }] }).levels).toHaveLength(1);
  });
});

test('a state is named by its cell and what was taken, in any order', () => {
  expect(stateName(4, [9, 3])).toBe(stateName(4, [3, 9]));
});
