import { describe, expect, test } from 'vitest';
import { settle } from '../../src/numerics/float32';
import { generalise, generalisedCount, groupsOf, type Groups } from '../../src/world/generalise';
import type { Feature, World } from '../../src/world/types';

const two: Groups = { first: [0, 5], size: [5, 3] };
const third = settle(1 / Math.sqrt(3));
const half = settle(1 / Math.sqrt(2));

describe('groups of features', () => {
  const grouped = (...sizes: number[]) => ({ featureGroups: sizes.map((size, g) => ({ name: `g${g}`, size })) }) as unknown as World;
  const cases: [declared: World, count: number, groups: Groups][] = [
    [{} as World, 4, { first: [0], size: [4] }],
    [grouped(2, 1), 6, { first: [0, 2, 3], size: [2, 1, 3] }],
    [grouped(2, 4), 6, { first: [0, 2], size: [2, 4] }],
    [grouped(2, 9, 3), 6, { first: [0, 2], size: [2, 4] }],
    [{} as World, 0, { first: [], size: [] }],
  ];
  test.each(cases)('%j with %i indices: %j', (world, count, groups) => expect(groupsOf(world, count)).toEqual(groups));
});

describe('generalisation', () => {
  const cases: [what: string, features: Feature[], width: number, capacity: number, expected: Feature[]][] = [
    ['neutral: as it is, in its order', [[7, 0.3], [1, 2]], 0, 1, [[7, 0.3], [1, 2]]],
    ['a neighbour on either side', [[2, 1]], 1, 1, [[1, third], [2, third], [3, third]]],
    ['the edge of a group is not crossed', [[4, 1]], 1, 1, [[3, half], [4, half]]],
    ['from the other side neither', [[5, 1]], 1, 1, [[5, half], [6, half]]],
    ['a group is covered at most once', [[6, 1]], 7, 1, [[5, third], [6, third], [7, third]]],
    ['values that meet are added', [[1, 1], [3, 1]], 1, 1, [[0, third], [1, third], [2, settle(2 * third)], [3, third], [4, third]]],
    ['three slots of five, two of three', [[7, 0.5], [4, 1]], 0, 0.5, [[1, 1], [3, 0.5]]],
    ['equal slots are added', [[1, 1], [4, 1]], 0, 0.5, [[1, 2]]],
    ['every group keeps a slot', [[3, 1], [6, 2]], 0, 2 ** -10, [[0, 1], [1, 2]]],
    ['spread, then folded', [[2, 1]], 1, 0.4, [[0, third], [1, settle(2 * third)]]],
    ['nothing', [], 3, 0.5, []],
  ];
  test.each(cases)('%s', (_, features, width, capacity, expected) => expect(generalise(features, two, width, capacity)).toEqual(expected));

  test.each([[1, 8], [0.999, 8], [0.5, 5], [0.2, 2], [2 ** -10, 2]])('capacity %f keeps %i indices', (capacity, count) => {
    expect(generalisedCount(two, capacity)).toBe(count);
    for (let i = 0; i < 8; i++) for (const [slot] of generalise([[i, 1]], two, 1, capacity)) expect(slot).toBeLessThan(count);
  });

  test('a spread feature keeps its squared length', () => {
    for (let width = 1; width <= 7; width++) {
      for (let i = 0; i < 8; i++) {
        const squares = generalise([[i, 3]], two, width, 1).map(([, value]) => value * value);
        expect(squares.reduce((sum, square) => sum + square, 0)).toBeCloseTo(9, 5);
      }
    }
  });
});
