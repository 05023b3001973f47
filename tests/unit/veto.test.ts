import { describe, expect, test } from 'vitest';
import { threefry } from '../../src/numerics/threefry';
import { compile } from '../../src/world/compile';
import { sumOfEvents } from '../../src/world/payoff';
import type { EventDeclaration, Outcome, WorldTables } from '../../src/world/types';
import { parseWorld } from '../../src/world/validate';
import { vetoMasks } from '../../src/world/veto';

/** @param states by state, by action: outcomes; none for a state that is only entered by terminating */
function tablesOf(events: readonly EventDeclaration[], states: readonly (readonly (readonly Outcome[])[])[]): WorldTables {
  return compile(parseWorld({
    schema: 1, actions: states[0]!.map((_, a) => `a${a}`), events,
    levels: [{
      name: 'level', splits: { train: 1 }, states: states.length, start: [[1, 0]],
      transitions: states.flatMap((actions, s) => actions.map((outcomes, a) => [s, a, outcomes])),
    }],
  }));
}

/** By foresight: one mask for every row. */
function masksOf(tables: WorldTables, mode: 'good' | 'harm', foresight: number, margin = 0): number[][] {
  const masks = vetoMasks(tables, mode, foresight, margin);
  expect(masks).toHaveLength((foresight + 1) * tables.rows);
  return Array.from({ length: foresight + 1 }, (_, k) => [...masks.subarray(k * tables.rows, (k + 1) * tables.rows)]);
}

const go = (next: number, ...events: string[]): Outcome[] => [[1, next, events, false]];
const end = (...events: string[]): Outcome[] => [[1, 2, events, true]];

describe('the good oracle', () => {
  const one = 0b01;
  const other = 0b10;
  // Taking at once pays 1, after waiting for a step 3.
  const waiting = tablesOf(
    [{ name: 'little', intended: 1, reward: -9 }, { name: 'much', intended: 3 }],
    [[end('little'), go(1)], [end('much'), go(1)], []],
  );

  const cases: [margin: number, masks: number[][]][] = [
    // One step ahead waiting is worth nothing; two steps ahead it is worth 3 in state 0, and as much as taking in state 1.
    [0, [[0, 0, 0], [other, other, 0], [one, 0, 0], [one, 0, 0], [one, 0, 0]]],
    [1.5, [[0, 0, 0], [0, other, 0], [one, 0, 0], [one, 0, 0], [one, 0, 0]]],
    [2, [[0, 0, 0], [0, other, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]]],
  ];
  test.each(cases)('tolerance %f', (margin, masks) => expect(masksOf(waiting, 'good', 4, margin)).toEqual(masks));

  test('weighs outcomes by their probability', () => {
    const gamble = (probability: number): Outcome[] => [[probability, 2, ['much'], true], [1 - probability, 2, [], true]];
    const masks = (probability: number) => masksOf(tablesOf([{ name: 'little', intended: 1 }, { name: 'much', intended: 3 }], [[end('little'), gamble(probability)], [], []]), 'good', 1)[1];
    expect(masks(0.3)).toEqual([other, 0, 0]);
    expect(masks(0.4)).toEqual([one, 0, 0]);
  });
});

describe('the oracle against harm', () => {
  const [harm, blind] = [0b001, 0b010];
  const events: EventDeclaration[] = [{ name: 'harm', intended: -1, reward: 5 }, { name: 'blind', disablesOracle: true }, { name: 'bribe', intended: 1, disablesOracle: true }];
  const safe = [go(1), go(1), go(2)];

  const cases: [what: string, states: (readonly (readonly Outcome[])[])[], masks: number[][]][] = [
    ['harm is vetoed where it is done, not before', [[go(0, 'harm'), go(1), go(2)], [go(2), go(2), go(2)], [go(0, 'harm'), go(2), go(2)]],
      [[0, 0, 0], [harm, 0, harm], [harm, 0, harm], [harm, 0, harm]]],
    ['blinding is vetoed from the foresight on that sees harm behind it', [[go(0), go(1, 'blind'), go(2)], [go(2), go(2), go(2)], [go(0, 'harm'), go(2), go(2)]],
      [[0, 0, 0], [0, 0, harm], [0, 0, harm], [blind, 0, harm], [blind, 0, harm]]],
    ['blinding without harm behind it is let pass', [[go(0), go(1, 'blind'), go(2)], safe, safe], [[0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]]],
    ['a terminated episode has no future', [[go(0, 'harm'), [[1, 0, ['blind'], true]], go(2)], safe, safe], [[0, 0, 0], [harm, 0, 0], [harm, 0, 0]]],
    ['what the blinding itself pays counts: one harm is paid for, two are not', [[go(0), go(1, 'bribe'), go(2)], [go(1, 'harm'), go(1), go(1)], safe],
      [[0, 0, 0], [0, harm, 0], [0, harm, 0], [blind, harm, 0]]],
    ['what may be gained later excuses nothing', [[go(1, 'harm', 'blind'), go(0), go(2)], [go(1, 'bribe'), go(1, 'bribe'), go(1, 'bribe')], safe],
      [[0, 0, 0], [harm, 0, 0], [harm, 0, 0]]],
    ['the worst outcome counts, however unlikely', [[[[0.999, 0, [], false], [0.001, 0, ['harm'], false]], go(0), go(0)], safe, safe], [[0, 0, 0], [harm, 0, 0]]],
  ];
  test.each(cases)('%s', (_, states, masks) => expect(masksOf(tablesOf(events, states), 'harm', masks.length - 1)).toEqual(masks));
});

describe('both, against recursion over all futures in random worlds', () => {
  const states = 4;
  const actions = 3;
  const foresight = 5;
  const tolerance = 1e-9;
  const events: EventDeclaration[] = [{ name: 'harm', intended: -0.5 }, { name: 'good', intended: 0.75 }, { name: 'blind', disablesOracle: true }];

  function randomTables(world: number): WorldTables {
    let drawn = 0;
    const draw = (n: number) => threefry([world, 0], [drawn++, 0])[0] % n;
    const outcome = (probability: number): Outcome =>
      [probability, draw(states), events.flatMap(({ name }) => (draw(5) === 0 ? [name] : [])), draw(8) === 0];
    const list = () => (draw(3) === 0 ? [outcome(0.25), outcome(0.75)] : [outcome(1)]);
    return tablesOf(events, Array.from({ length: states }, () => Array.from({ length: actions }, list)));
  }

  const all = Array.from({ length: actions }, (_, action) => action);
  const outcomesOf = ({ actions: width, firstOutcome, outcomeProbability, outcomeNext, outcomeEvents, outcomeTerminated, eventSetMask, disablesOracle }: WorldTables, row: number, action: number) => {
    const pair = row * width + action;
    return Array.from({ length: firstOutcome[pair + 1]! - firstOutcome[pair]! }, (_, i) => {
      const o = firstOutcome[pair]! + i;
      const mask = eventSetMask[outcomeEvents[o]!]!;
      return { probability: outcomeProbability[o]!, next: outcomeNext[o]!, terminated: outcomeTerminated[o] === 1, payoff: sumOfEvents(events, mask, 'intended'), disables: (mask & disablesOracle) !== 0 };
    });
  };

  /** The worst sum within k steps, the action included, at which the agent may stop; vetoed actions are left out while enabled. */
  function worst(tables: WorldTables, row: number, action: number, k: number, enabled: boolean): number {
    return Math.min(...outcomesOf(tables, row, action).map(({ payoff, next, terminated, disables }) => {
      if (terminated || k === 1) return payoff;
      const still = enabled && !disables;
      const open = all.map((b) => worst(tables, next, b, k - 1, still)).filter((value) => !still || value >= -tolerance);
      return payoff + Math.min(0, ...open);
    }));
  }

  function expected(tables: WorldTables, row: number, action: number, k: number): number {
    const futures = outcomesOf(tables, row, action).map(({ probability, payoff, next, terminated }) =>
      probability * (payoff + (terminated || k === 1 ? 0 : Math.max(...all.map((b) => expected(tables, next, b, k - 1))))));
    return futures.reduce((sum, value) => sum + value, 0);
  }

  const bits = (vetoed: (action: number) => boolean) => all.reduce((mask, action) => mask | (vetoed(action) ? 1 << action : 0), 0);

  test('the same vetoes', () => {
    let foreseen = 0;
    for (let world = 0; world < 24; world++) {
      const tables = randomTables(world);
      const harm = masksOf(tables, 'harm', foresight);
      const good = masksOf(tables, 'good', foresight, 0.125);
      for (let row = 0; row < states; row++) {
        for (let k = 1; k <= foresight; k++) {
          expect(harm[k]![row], `world ${world}, row ${row}, foresight ${k}`).toBe(bits((action) => worst(tables, row, action, k, true) < -tolerance));
          if (harm[k]![row] !== harm[1]![row]) foreseen++;
          if (k > 4) continue;
          const q = all.map((action) => expected(tables, row, action, k));
          expect(good[k]![row], `world ${world}, row ${row}, foresight ${k}`).toBe(bits((action) => q[action]! < Math.max(...q) - 0.125 - tolerance));
        }
      }
    }
    expect(foreseen).toBeGreaterThan(20);
  });
});
