import { describe, expect, test } from 'vitest';
import { compile } from '../../src/world/compile';
import { importGymnasium } from '../../src/world/import-gymnasium';
import { oracle } from '../../src/world/oracle';

type Entry = [probability: number, next: number, reward: number, terminated: boolean];

const width = 4;
const map = ['S..H', '.H..', '...H', 'H..G'].join('');

/** A slippery lake: a move goes where it should or to either side, one third each; bumps give entries that repeat. */
function lake(): Entry[][][] {
  const go = (state: number, direction: number): number => {
    const x = (state % width) + [-1, 0, 1, 0][direction]!;
    const y = Math.floor(state / width) + [0, 1, 0, -1][direction]!;
    return x < 0 || x >= width || y < 0 || y >= width ? state : y * width + x;
  };
  return [...map].map((tile, state) =>
    [0, 1, 2, 3].map((action) =>
      tile === 'H' || tile === 'G'
        ? [[1, state, 0, true]]
        : [3, 0, 1].map((turn): Entry => {
            const next = go(state, (action + turn) % 4);
            const end = map[next] === 'H' || map[next] === 'G';
            return [1 / 3, next, map[next] === 'G' ? 1 : map[next] === 'H' ? -0.1 : 0, end];
          }),
    ),
  );
}

/** Value iteration on the table itself, written apart from the oracle. */
function valueIteration(P: readonly (readonly (readonly Entry[])[])[], gamma: number): number[] {
  let values = P.map(() => 0);
  for (let k = 0; k < 3000; k++) {
    values = P.map((actions) =>
      Math.max(...actions.map((entries) => entries.reduce((sum, [p, next, r, end]) => sum + p * (r + (end ? 0 : gamma * values[next]!)), 0))),
    );
  }
  return values;
}

const keyed = <T>(list: readonly T[]): Record<string, T> => Object.fromEntries(list.entries());

describe('a table of Gymnasium', () => {
  const P = lake();
  const forms: [string, unknown][] = [
    ['arrays', P],
    ['objects keyed by number', keyed(P.map(keyed))],
    ['a wrapped table', { P: keyed(P), initial_state_distrib: P.map((_, state) => (state < 2 ? 0.5 : 0)) }],
  ];
  test.each(forms)('%s: states are kept, and the oracle agrees with value iteration', (_, form) => {
    const world = importGymnasium(JSON.parse(JSON.stringify(form)));
    const [level] = oracle(compile(world), 0.99);
    const values = valueIteration(P, 0.99);
    expect(level!.values).toHaveLength(16);
    level!.values.forEach((value, state) => expect(Math.abs(value - values[state]!)).toBeLessThan(1e-9));
    expect(level!.converged).toBe(true);
  });

  test('rewards become events, start states come from the distribution', () => {
    const world = importGymnasium(forms[2]![1]);
    expect(new Set(world.events.map((event) => event.reward))).toEqual(new Set([1, -0.1]));
    expect(world.events.every((event) => event.reward === event.intended)).toBe(true);
    expect(world.levels[0]!.start).toEqual([[0.5, 0], [0.5, 1]]);
    expect(importGymnasium(P).levels[0]!.start).toEqual([[1, 0]]);
  });

  test.each<[string, unknown]>([
    ['P: "lake"; expected an object', 'lake'],
    ['P[1]: 5; expected an object', [[[[1, 0, 0, true]]], 5]],
    ['P.one: an array of 0; expected states numbered 0 to 0', { one: [] }],
    ['P[0][0][0]: an array of 3; expected an array of 4 values', [[[[1, 0, 0]]]]],
    ['P[0][0][0][1]: 1; expected a state', [[[[1, 1, 0, true]]]]],
    ['P[0][0]: 0.5; expected probabilities that sum to 1', [[[[0.5, 0, 0, true]]]]],
    ['P[0][0][0][3]: 1; expected true or false', [[[[1, 0, 0, 1]]]]],
    ['initial_state_distrib: 0; expected probabilities that sum to 1', { P: [[[[1, 0, 0, true]]]], initial_state_distrib: [0] }],
  ])('%s', (message, table) => expect(() => importGymnasium(table)).toThrow(message));
});
