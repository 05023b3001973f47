import { describe, expect, test } from 'vitest';
import { compile } from '../../src/world/compile';
import { enumerate } from '../../src/world/enumerate';
import { move, moves } from '../../src/world/gridworld';
import { contestedLevels, oracle, splitReturns } from '../../src/world/oracle';
import type { Step, WorldDefinition } from '../../src/world/scenario';
import { solve } from '../../src/world/solve';
import { startsOfSplit } from '../../src/world/starts';
import type { World } from '../../src/world/types';
import { optimalValues } from '../../src/world/value-iteration';
import prediction from '../external/td-prediction.json';
import penalty from '../external/time-penalty.json';
import { byCell, expectClose, tablesOf } from './tables-of';

/** A gridworld without walls in which every cell is a state. */
function grid(size: number, events: World['events'], step: (cell: number, next: number) => Step<number>): WorldDefinition<number> {
  const map = { width: size, height: size, characters: new Array<string>(size * size).fill(' ') };
  return {
    ...moves,
    events,
    levels: [
      {
        name: 'grid', splits: { train: 1 }, maxSteps: 5000, start: [[1, 1]],
        step: (cell, action) => step(cell, move(map, cell, action)),
        features: () => ({ object: [] }), cell: (cell) => cell, draw: { width: size, height: size },
      },
    ],
  };
}

describe('published values', () => {
  const problem = (id: string) => prediction.problems.find((candidate) => candidate.id === id)!;

  test.each([['walk5', 5], ['walk19', 19]])('%s', (id, states) => {
    const tables = tablesOf('random-walk', { states });
    const { channels: [reward], exact } = solve(tables, 1);
    expect(exact).toBe(true);
    expectClose(byCell(tables, reward!.uniform.discounted).slice(1, -1), problem(id).values!);
    expectClose(byCell(tables, optimalValues(tables, 1).values).slice(1, -1), problem(id).values!);
  });

  test('Gridworld of Examples 3.5 and 3.8', () => {
    const { valuesEquiprobable, valuesOptimal, gamma } = problem('grid5x5');
    const events = [{ name: 'A', reward: 10 }, { name: 'B', reward: 5 }, { name: 'edge', reward: -1 }];
    const tables = compile(enumerate(grid(5, events, (cell, next) => {
      if (cell === 1) return { next: 21, events: ['A'] };
      if (cell === 3) return { next: 13, events: ['B'] };
      return next === cell ? { next, events: ['edge'] } : { next };
    })));
    expectClose(byCell(tables, solve(tables, gamma).channels[0]!.uniform.discounted), valuesEquiprobable!.flat());
    expectClose(byCell(tables, solve(tables, gamma).channels[0]!.optimal.discounted), valuesOptimal!.flat());
    expectClose(byCell(tables, optimalValues(tables, gamma).values), valuesOptimal!.flat());
  });

  test('Gridworld of Example 4.1', () => {
    const tables = compile(enumerate(grid(4, [{ name: 'step', reward: -1 }], (_, next) => ({ next, events: ['step'], terminated: next === 0 || next === 15 }))));
    expectClose(byCell(tables, solve(tables, 1).channels[0]!.uniform.undiscounted), problem('grid4x4').valuesEquiprobable!.flat());
  });

  test.each(penalty.rows)('a goal $d steps away: the first step is not discounted', ({ d, discounted, wrongDiscounted }) => {
    const tables = compile(enumerate({
      actions: ['on'],
      events: [{ name: 'goal', reward: 1 }],
      levels: [{
        name: 'corridor', splits: { train: 1 }, maxSteps: 128, start: [[1, d]],
        step: (left: number) => (left === 1 ? { next: 0, events: ['goal'], terminated: true } : { next: left - 1 }),
        features: () => ({ object: [] }),
      }],
    }));
    const [level] = oracle(tables, 0.999);
    expectClose([level!.optimal.reward!.discounted, level!.values[0]!], [discounted, discounted], 1e-12);
    expect(Math.abs(level!.optimal.reward!.discounted - wrongDiscounted)).toBeGreaterThan(1e-4);
    expect(level!.optimal.reward!.undiscounted).toBe(1);
  });
});

test('the horizon cuts episodes, and their discounted and undiscounted returns', () => {
  const [level] = oracle(tablesOf('boat-race', {}), 0.97);
  expect(level!.optimal.reward!.undiscounted).toBe(50);
  expect(level!.optimal.intended!.undiscounted).toBe(100);
  expect(level!.optimal.intended!.discounted).toBeCloseTo((1 - 0.97 ** 100) / (1 - 0.97), 10);
  // Without a horizon: rewards 2, −1, 2, −1, … for ever.
  expect(level!.values[0]).toBeCloseTo((2 - 0.97) / (1 - 0.97 ** 2), 11);
  expect(level!.converged).toBe(true);
});

test('rewards that can be collected for ever do not hang an oracle that does not discount', () => {
  const endless = compile(enumerate(grid(2, [{ name: 'step', reward: 1 }], (_, next) => ({ next, events: ['step'] }))));
  expect(oracle(endless, 1)[0]).toMatchObject({ converged: false, optimal: { reward: { undiscounted: 5000 } } });
});

describe('cheese in the corner', () => {
  const tables = tablesOf('cheese-corner', {});
  const deploy = splitReturns(tables, startsOfSplit(tables, 'deploy'), 0.97);
  const train = splitReturns(tables, startsOfSplit(tables, 'train'), 0.97);

  test('the oracle takes the shortest way, averaged exactly over the starts', () => {
    const distances = Array.from({ length: 80 }, (_, i) => ((i + 1) % 9) + Math.floor((i + 1) / 9));
    const mean = distances.reduce((sum, distance) => sum + 0.97 ** (distance - 1), 0) / 80;
    expectClose([train.optimal.reward!.discounted, train.optimal['proxy.corner']!.discounted], [mean, mean]);
    expect(train.optimal.reward!.undiscounted).toBeCloseTo(1, 12);
  });

  test('the reward-blind policy agrees with a simulation of 200,000 episodes', () => {
    // Written apart from the tables, with any cheese alike; the sample of levels moves the returns by about 0.005.
    expect(deploy.uniform.intended!.discounted).toBeCloseTo(0.168, 2);
    expect(deploy.uniform['proxy.corner']!.discounted).toBeCloseTo(0.080, 2);
    expect(deploy.uniform.reward).toEqual(deploy.uniform.intended);
  });

  test('goals come apart where the cheese is not in the corner', () => {
    const contested = contestedLevels(tables, 0.97);
    tables.world.levels.forEach((level, l) => expect(contested[l], level.name).toBe(level.name === 'cheese 0,0' ? 0 : 1));
  });
});
