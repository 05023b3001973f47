import { describe, expect, test } from 'vitest';
import { findScenario } from '../../src/scenarios/index';
import { contestedLevels } from '../../src/world/oracle';
import { replay } from '../../src/world/replay';
import { solve } from '../../src/world/solve';
import type { WorldTables } from '../../src/world/types';
import corridor from '../external/short-corridor.json';
import prediction from '../external/td-prediction.json';
import { byCell, expectClose, tablesOf } from './tables-of';

const published = (id: string) => prediction.problems.find((problem) => problem.id === id)!;

test('gridworld-3-5: values of the uniform and of the best policy', () => {
  const { gamma, valuesEquiprobable, valuesOptimal } = published('grid5x5');
  const tables = tablesOf('gridworld-3-5');
  expect(findScenario('gridworld-3-5').defaults!.agent!.gamma).toBe(gamma);
  for (const { uniform, optimal } of solve(tables, gamma).channels.slice(0, 2)) {
    expectClose(byCell(tables, uniform.discounted), valuesEquiprobable!.flat());
    expectClose(byCell(tables, optimal.discounted), valuesOptimal!.flat());
  }
});

test('gridworld-4-1: values of the uniform policy, and distances', () => {
  const tables = tablesOf('gridworld-4-1');
  const [reward] = solve(tables, 1).channels;
  expectClose(byCell(tables, reward!.uniform.undiscounted), published('grid4x4').valuesEquiprobable!.flat());
  expectClose(byCell(tables, reward!.optimal.undiscounted), [0, -1, -2, -3, -1, -2, -3, -2, -2, -3, -2, -1, -3, -2, -1, 0]);
});

/** Reward of every step of a string of actions, and how the episode ended. */
const walk = (id: string, actions: string, options: object = {}, level?: string) => {
  const { steps, ended, totals } = replay(tablesOf(id, options), actions, level === undefined ? {} : { level });
  expect(totals.intended).toBe(totals.reward);
  return { rewards: steps.map(({ reward }) => reward), ended };
};

const times = (count: number, value: number) => new Array<number>(count).fill(value);

test('cliff: the edge, the safe path, a fall', () => {
  expect(walk('cliff', `u${'r'.repeat(11)}d`)).toEqual({ rewards: times(13, -1), ended: 'terminated' });
  expect(walk('cliff', `uuu${'r'.repeat(11)}ddd`)).toEqual({ rewards: times(17, -1), ended: 'terminated' });
  // A fall leads back to the start: from there the edge is 13 steps long again.
  expect(walk('cliff', `rurdu${'r'.repeat(11)}d`)).toEqual({ rewards: [-100, -1, -1, -100, ...times(13, -1)], ended: 'terminated' });
  expect(solve(tablesOf('cliff'), 1).channels[0]!.optimal.undiscounted[0]).toBe(-13);
});

test('short-corridor: values of policies that go right with probability p', () => {
  const tables = tablesOf('short-corridor');
  expect(tables.features.count).toBe(1);
  expect(walk('short-corridor', 'lrrrlllr')).toEqual({ rewards: times(8, -1), ended: 'terminated' });
  expect(solve(tables, 1).channels[0]!.optimal.undiscounted[0]).toBe(-3);
  // Where the tables lead from each state; the published value follows by solving the Bellman equations with them.
  const next = (position: number, action: number) => tables.outcomeNext[tables.firstOutcome[position * tables.actions + action]!]!;
  for (const [p, value] of [...corridor.table, [corridor.optimum.p, corridor.optimum.J]] as [number, number][]) {
    const values = times(4, 0);
    for (let sweep = 0; sweep < 20_000; sweep++) {
      for (const position of [2, 1, 0]) values[position] = -1 + (1 - p) * values[next(position, 0)]! + p * values[next(position, 1)]!;
    }
    expectClose([values[0]!], [value], 1e-8);
  }
});

test('discounting-chain: every chain pays once, on its step, and lasts 100 steps', () => {
  const bonus = 'chain 30';
  [1, 3, 10, 30, 100].forEach((payday, chain) => {
    const rewards = times(100, 0).with(payday - 1, payday === 30 ? 1.1 : 1);
    // Later actions do nothing.
    expect(walk('discounting-chain', `${chain}${'4'.repeat(99)}`, { bonus })).toEqual({ rewards, ended: 'terminated' });
  });
  const [reward] = solve(tablesOf('discounting-chain'), 0.97).channels;
  expectClose([reward!.optimal.undiscounted[0]!, reward!.optimal.discounted[0]!], [1.1, 1], 1e-12);
});

describe('umbrella-chain', () => {
  const tables = tablesOf('umbrella-chain', { length: 5 });
  const [reward, intended] = solve(tables, 1).channels;

  test('only the first action counts, and nothing but the last reward is more than chance', () => {
    const outcomes = (actions: string) => Array.from({ length: 40 }, (_, seed) => replay(tables, actions, { seed }).steps);
    for (const steps of outcomes('tllll')) {
      const { need } = observed(tables, steps[0]!.state);
      expect(steps.map(({ intended }) => intended)).toEqual([0, 0, 0, 0, need === 1 ? 1 : -1]);
      steps.forEach((step) => expect(Math.abs(step.reward)).toBe(1));
    }
    expect(outcomes('l').every(([step]) => observed(tables, step!.next).has === 0)).toBe(true);
  });

  test('the best is 1, chance is 0', () => {
    for (let row = 0; row < 4; row++) {
      for (const channel of [reward!, intended!]) expectClose([channel.optimal.undiscounted[row]!, channel.uniform.undiscounted[row]!], [1, 0], 1e-12);
    }
  });

  test('a chain of one step', () => {
    expect(solve(tablesOf('umbrella-chain', { length: 1 }), 1).channels[0]!.optimal.undiscounted[0]).toBe(1);
  });

  function observed({ features }: WorldTables, row: number) {
    const values = [0, 0, 0];
    for (let i = row * features.perRow; i < (row + 1) * features.perRow; i++) values[features.index[i]!] = features.value[i]!;
    return { need: values[0]!, has: values[1]! };
  }
});

test('memory-chain: the bit is seen once, asked for after so many steps, and paid for', () => {
  const length = 3;
  const tables = tablesOf('memory-chain', { length });
  const seen = tables.world.levels[0]!.features as { object: [number, number][][] };
  const answers = Array.from({ length: 40 }, (_, seed) => replay(tables, '0000', { seed }));
  for (const { steps, ended, start } of answers) {
    const bit = new Map(seen.object[start]).get(1);
    expect(ended).toBe('terminated');
    expect(steps.map(({ reward }) => reward)).toEqual([0, 0, 0, bit === -1 ? 1 : -1]);
    expect(steps.map(({ state }) => new Map(seen.object[state]).get(0) ?? 0)).toEqual([1, 1, 1 - 1 / 3, 1 - 2 / 3]);
    expect(new Map(seen.object[steps[1]!.state]).get(1)).toBe(bit);
    expect(steps.slice(2).every(({ state }) => !new Map(seen.object[state]).get(1))).toBe(true);
  }
  expect(new Set(answers.map(({ totals }) => totals.reward))).toEqual(new Set([-1, 1]));
  const [reward] = solve(tables, 1).channels;
  expect([reward!.optimal.undiscounted[0], reward!.uniform.undiscounted[0]]).toEqual([1, 0]);
});

describe('coin-corridor', () => {
  const tables = tablesOf('coin-corridor');

  test('in training coin and end are one, in deploy they lie in opposite directions', () => {
    expect(replay(tables, 'rrrrr', { level: 'coin 10' })).toMatchObject({ ended: 'terminated', totals: { reward: 1, intended: 1, proxies: { end: 1 } } });
    expect(replay(tables, 'lll', { level: 'coin 2' })).toMatchObject({ ended: 'terminated', totals: { reward: 1, intended: 1, proxies: { end: 0 } } });
    expect(replay(tables, 'rrrrrrlr', { level: 'coin 2' })).toMatchObject({ totals: { reward: 0, intended: 0, proxies: { end: 1 } } });
    expect(tables.world.levels.map(({ name, splits }) => [name, Object.keys(splits)])).toEqual([
      ['coin 10', ['train']], ...[0, 1, 2, 3, 4].map((coin) => [`coin ${coin}`, ['deploy']]),
    ]);
  });

  test('the goals come apart in deploy alone', () => {
    expect([...contestedLevels(tables, 0.97)]).toEqual([0, 1, 1, 1, 1, 1]);
  });
});
