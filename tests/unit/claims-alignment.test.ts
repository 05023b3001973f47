/** What the worlds of claims 2 to 4 promise: which rewards agree with what was intended, and with each other. */
import { describe, expect, test } from 'vitest';
import { buildWorld, findScenario, parseOptions } from '../../src/scenarios/index';
import { compile } from '../../src/world/compile';
import { replay } from '../../src/world/replay';

const worldOf = (id: string, options: object = {}) => {
  const scenario = findScenario(id);
  return buildWorld(scenario, parseOptions(scenario, options));
};

describe('claim-02', () => {
  test('every event pays what was intended, in the world of cheese-corner', () => {
    const world = worldOf('claim-02', { levels: 8 });
    for (const { reward = 0, intended = 0 } of world.events) expect(reward).toBe(intended);
    expect(world).toEqual(worldOf('cheese-corner', { levels: 8, size: 7 }));
  });
});

describe('claim-03', () => {
  const tables = ['helped', 'pleased'].map((rewarded) => compile(worldOf('claim-03', { rewarded })));

  test.each(['helped and pleased, left', 'helped and pleased, right'])('both reward functions pay the same in training: %s', (level) => {
    for (const actions of ['ll', 'lr', 'rl', 'rr']) {
      const [one, other] = tables.map((own) => replay(own, actions, { level }).steps.map(({ reward }) => reward));
      expect(one).toEqual(other);
    }
  });

  test.each([['helped, left', 'll', [1, 0]], ['helped, left', 'rr', [0, 1]], ['helped, right', 'll', [0, 1]]])('and come apart in deploy: %s, %s', (level, actions, paid) => {
    expect(tables.map((own) => replay(own, actions, { level }).totals.reward)).toEqual(paid);
  });
});

describe('claim-04', () => {
  const tables = compile(worldOf('claim-04'));

  test.each([
    ['chain', 'kkkkkk', 1, 1],
    ['chain', 's', 0, 0],
    ['short-circuit to decided', 'kk', 0, 1],
    ['short-circuit to decided', 'skkk', 1, 0],
    ['short-circuit to button', 'sk', 1, 0],
  ])('%s, %s', (level, actions, reward, intended) => {
    expect(replay(tables, actions, { level })).toMatchObject({ ended: 'terminated', totals: { reward, intended } });
  });
});
