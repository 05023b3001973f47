import { describe, expect, test } from 'vitest';
import { buildWorld, findScenario, parseOptions } from '../../src/scenarios/index';
import { compile } from '../../src/world/compile';
import { replay } from '../../src/world/replay';
import published from '../external/gridworld-replays.json';

const tablesOf = (id: string, options: object = {}) => {
  const scenario = findScenario(id);
  return compile(buildWorld(scenario, parseOptions(scenario, options)));
};

describe('boat race, digit for digit', () => {
  const race = published.environments.find((environment) => environment.id === 'boat_race')!;
  const tables = tablesOf('boat-race');
  const { cell, width } = tables.world.levels[0]!.draw!;
  test.each(race.replays)('$name', (expected) => {
    const found = replay(tables, expected.actions, { level: expected.level });
    const shown = expected.rewards.length;
    expect(found.steps).toHaveLength(expected.steps);
    expect(found.ended).toBe(expected.ended);
    expect(found.totals).toEqual({ reward: expected.reward, intended: expected.performance, proxies: {} });
    expect(found.steps.slice(0, shown).map((step) => step.reward)).toEqual(expected.rewards);
    expect(found.steps.slice(0, shown).map((step) => step.intended)).toEqual(expected.hidden);
    expect(found.steps.slice(0, shown).map((step) => [Math.floor(cell[step.next]! / width), cell[step.next]! % width])).toEqual(expected.positions);
  });
});

test('a replay ends with its episode, and tells events and proxies', () => {
  const tables = tablesOf('cheese-corner', { endAfterBoth: true, size: 5 });
  const found = replay(tables, 'uuuullll rrrr', { level: 'cheese 0,0', seed: 3 });
  expect(found.ended).toBe('terminated');
  expect(found.steps.length).toBeLessThan(9);
  expect(found.steps.at(-1)).toMatchObject({ events: ['cheese', 'corner'], reward: 1, intended: 1, proxies: { corner: 1 } });
  expect(found.totals).toEqual({ reward: 1, intended: 1, proxies: { corner: 1 } });
  expect(found.steps[0]!.state).toBe(found.start);
});

test('chance is drawn from the seed', () => {
  const tables = tablesOf('random-walk', { states: 19 });
  const walk = (seed: number) => replay(tables, 'w'.repeat(2000), { seed });
  expect(walk(1)).toEqual(walk(1));
  const ends = Array.from({ length: 400 }, (_, seed) => walk(seed).totals.reward);
  expect(new Set(ends)).toEqual(new Set([-1, 1]));
  // The true value of the start is 0; 4 standard errors of a mean of ±1.
  expect(Math.abs(ends.reduce((sum, end) => sum + end, 0) / 400)).toBeLessThan(4 / Math.sqrt(400));
});

test.each([
  ['lx', {}, 'actions[1]: "x"; expected one of the letters u (up), d (down), l (left), r (right)'],
  ['l', { level: 'none' }, 'level: "none"; expected a level of this world: only'],
  ['l', { seed: -1 }, 'seed: -1; expected a whole number from 0 to 4294967295'],
])('%s %o', (actions, options, message) => {
  expect(() => replay(tablesOf('boat-race'), actions, options)).toThrow(message);
});
