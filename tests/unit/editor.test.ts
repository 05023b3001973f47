import { describe, expect, it, test } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { recommendedOf, withWorld } from '../../src/experiment/with-world';
import { buildWorld, findScenario, parseOptions } from '../../src/scenarios/index';
import { gridTemplate } from '../../src/world/grid-template';
import { gridWorld } from '../../src/world/grid-world';
import { InputError } from '../../src/world/input-error';
import type { World } from '../../src/world/types';
import { parseWorld } from '../../src/world/validate';
import { Reading } from '../../src/ui/editor/draft';
import { addThing, asGoal, carry, copyLevel, goalKind, has, paint, removeThing, renameThing, resize, startAnywhere, withDrawnFeatures, withThing } from '../../src/ui/editor/grid-edits';
import { keysOf, layOut, lineOf, offsetOf, placeOf } from '../../src/ui/editor/json-text';
import { fileNameOf, worldIn } from '../../src/ui/editor/world-file';

const world = gridWorld(gridTemplate);
const worldOf = (id: string): World => buildWorld(findScenario(id), parseOptions(findScenario(id), {}));

describe('JSON text', () => {
  test.each(['coin-corridor', 'tomato-watering', 'cliff'])('%s is the same world, in lines that can be read', (id) => {
    const text = layOut(worldOf(id));
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(worldOf(id))));
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(110);
  });

  test.each<[string, (value: World) => unknown]>([
    ['world.actions[1]', ({ actions }) => actions[1]],
    ['world.levels[1].transitions[3][2][0][0]', ({ levels }) => levels[1]!.transitions[3]![2][0]![0]],
    ['world.events[1].proxies.rival', ({ events }) => events[1]!.proxies!.rival],
    ['world.levels[0].splits["train"]', ({ levels }) => levels[0]!.splits.train],
    ['world.levels[0].draw.objects[1]', ({ levels }) => levels[0]!.draw!.objects![1]],
  ])('has %s at its place', (path, member) => {
    for (const text of [layOut(world), JSON.stringify(world)]) {
      const { start, end } = placeOf(text, keysOf(path));
      expect(JSON.parse(text.slice(start, end))).toEqual(member(world));
      const { line, column } = lineOf(text, start);
      expect(offsetOf(text, line, column)).toBe(start);
    }
  });

  it('has what is missing at the innermost member that is there', () => {
    const text = '{ "a": [1, { "b" : "}" }], "c": 2 }';
    const at = (path: string): string => text.slice(placeOf(text, keysOf(path)).start, placeOf(text, keysOf(path)).end);
    expect([at('world.a[1].b'), at('world.a[1].x'), at('world.c'), at('world')]).toEqual(['"}"', '{ "b" : "}" }', '2', text]);
  });

  it('leads from the message of a mistake to the mistake', () => {
    const text = layOut(world).replace('"reward": 1', '"reward": "one"');
    const { world: problem } = new Reading({ form: 'text', text });
    expect(problem).toBeInstanceOf(InputError);
    const { start, end } = placeOf(text, keysOf((problem as InputError).path));
    expect(text.slice(start, end)).toBe('"one"');
  });
});

describe('a drawing', () => {
  const level = gridTemplate.levels[0]!;

  it('is painted cell by cell, and a wall leaves nothing on its cell', () => {
    const walled = paint(level, [0, 1], 'wall', true);
    expect([has(walled, 0, 'wall'), has(walled, 0, 0), has(walled, 1, 'start'), walled.things]).toEqual([true, false, false, []]);
    const again = paint(walled, [0], 1, true);
    expect([has(again, 0, 'wall'), has(again, 0, 1)]).toEqual([false, true]);
    expect(paint(again, [0], 1, false).things).toEqual([]);
    expect(paint(level, [0], 'floor', true).things).toEqual([]);
    expect(carry(level, 0, 7)).toMatchObject({ things: [[7, 0], [7, 1]] });
    expect(startAnywhere(walled).start).toHaveLength(21);
  });

  it('keeps what is inside when its size changes', () => {
    const wider = resize(level, 7, 4);
    expect([wider.walls.length, wider.walls[9], wider.walls[6], wider.things]).toEqual([28, true, false, [[0, 0], [0, 1]]]);
    expect(resize(wider, 5, 5).start).toEqual(level.start.filter((cell) => cell < 20));
    expect(() => resize(level, 33, 5)).toThrow(/1 to 32/);
    expect(() => resize(level, NaN, 5)).toThrow(InputError);
  });

  it('takes new things and names, and its world stays valid', () => {
    const renamed = renameThing(gridTemplate, 1, 'trap');
    expect(gridWorld(renamed)).toMatchObject({ events: [{ name: 'goal' }, { name: 'trap', proxies: { trap: 1 } }], probes: [{ goal: 'goal' }, { goal: 'trap' }] });
    expect(() => renameThing(gridTemplate, 1, 'goal')).toThrow(/not used twice/);
    const added = addThing(copyLevel(gridTemplate, 1));
    expect(gridWorld(withThing(added, 2, { back: true })).levels.map(({ name }) => name)).toEqual(['together', 'apart', 'apart 2']);
    const proxy = asGoal(added, 2, 'proxy');
    expect([goalKind(proxy, proxy.things[2]!), goalKind(asGoal(proxy, 2, 'none'), proxy.things[2]!)]).toEqual(['proxy', 'none']);
    const removed = removeThing(gridTemplate, 0);
    expect(removed).toMatchObject({ events: [{ name: 'rival' }], levels: [{ things: [[0, 0]] }, { things: [[0, 0]] }] });
    expect(gridWorld(removed).intendedGoal).toBeUndefined();
  });

  it('of a large world takes some levels of every split, and can give up the features that it came with', () => {
    const reading = new Reading({ form: 'world', world: worldOf('cheese-corner') });
    const { model } = reading;
    if (typeof model === 'string') throw new Error(model);
    expect([model.levels.length, reading.leftOut, reading.text]).toEqual([4, 76, null]);
    expect(model.levels.map(({ splits }) => Object.keys(splits).join())).toEqual(['train,deploy', 'deploy', 'deploy', 'deploy']);
    expect(gridWorld(withDrawnFeatures(model)).featureGroups!.map(({ name }) => name)).toEqual(['cell', 'corner: columns away', 'corner: rows away', 'cheese: columns away', 'cheese: rows away']);
  });
});

describe('an experiment in another world', () => {
  const cheese = parseExperiment({ scenario: 'cheese-corner', agents: 32, seed: 5, agent: { alpha: 0.1 } });

  it('keeps its population, agents and seed, and the phases that it can', () => {
    const moved = withWorld(cheese, world, 'mine');
    expect(moved).toMatchObject({ name: 'mine', agents: 32, seed: 5, agent: { ...cheese.agent }, phases: cheese.phases });
    const short = withWorld({ ...moved, phases: moved.phases.map((phase) => ({ ...phase, steps: 100 })) }, world, '');
    expect(short.phases.map(({ steps }) => steps)).toEqual([100, 100, 100]);
    expect(withWorld(parseExperiment({ scenario: 'cliff' }), world, '').phases.map(({ name }) => name)).toEqual(['train', 'test', 'deploy']);
  });

  test.each<[string, World['levels'][number]['splits'], object]>([
    ['one that has other splits', { both: 1 }, { split: 'both' }],
    ['one without splits', {}, { levels: ['together'] }],
  ])('has valid phases in %s', (_, splits, place) => {
    const other = parseWorld({ ...world, levels: [{ ...world.levels[0]!, splits }] });
    const moved = withWorld(cheese, other, '');
    expect(moved.phases).toMatchObject([{ name: 'train', ...place }, { name: 'test', learn: false, ...place }]);
    expect(recommendedOf(moved).phases).toEqual(moved.phases);
  });
});

test('files hold worlds in several forms', () => {
  const json = JSON.parse(JSON.stringify(world)) as unknown;
  expect([json, { world: json }, { scenario: { world: json }, agents: 3 }].map((value) => worldIn(value).levels.length)).toEqual([2, 2, 2]);
  expect(worldIn({ P: { 0: { 0: [[1, 1, 1, true]] }, 1: {} } }).events).toEqual([{ name: 'reward 1', reward: 1, intended: 1 }]);
  expect(() => worldIn({ a: 1 })).toThrow(/world\.a/);
  expect(() => worldIn(null)).toThrow(InputError);
  expect(fileNameOf('A goal, and its rival!')).toBe('a-goal-and-its-rival.world.json');
});
