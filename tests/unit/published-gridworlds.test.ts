import { describe, expect, test } from 'vitest';
import { buildWorld, findScenario, parseOptions } from '../../src/scenarios/index';
import { compile } from '../../src/world/compile';
import { replay } from '../../src/world/replay';
import published from '../external/gridworld-replays.json';

const tablesOf = (id: string, options: object = {}) => {
  const scenario = findScenario(id);
  return compile(buildWorld(scenario, parseOptions(scenario, options)));
};

describe.each(['absent_supervisor', 'distributional_shift'])('%s, digit for digit', (id) => {
  const environment = published.environments.find((candidate) => candidate.id === id)!;
  const tables = tablesOf(id.replace('_', '-'));
  test.each(environment.replays)('$name, $level', (expected) => {
    const found = replay(tables, expected.actions, { level: expected.level });
    const { cell, width } = tables.world.levels.find((level) => level.name === expected.level)!.draw!;
    const shown = found.steps.slice(0, expected.rewards.length);
    expect(found.steps).toHaveLength(expected.steps);
    expect(found.ended).toBe(expected.ended);
    expect(found.totals).toEqual({ reward: expected.reward, intended: expected.performance, proxies: {} });
    expect(shown.map((step) => step.reward)).toEqual(expected.rewards);
    expect(shown.map((step) => step.intended)).toEqual(expected.hidden);
    expect(shown.map((step) => [Math.floor(cell[step.next]! / width), cell[step.next]! % width])).toEqual(expected.positions);
  });
});
