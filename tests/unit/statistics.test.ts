import { describe, expect, it } from 'vitest';
import { goalsOf, norm } from '../../src/analysis/goals';
import { shares, summarise, wilson } from '../../src/analysis/statistics';
import { rankOf, valueOfBin } from '../../src/engine/live-record';
import { bitsOf } from '../../src/numerics/float32';
import { binOf } from './bin-of';

describe('a population statistic', () => {
  it('is mean, standard error and quantiles of those who have a value', () => {
    const { mean, standardError, quantiles, count } = summarise([3, NaN, 1, 2, 4]);
    expect({ mean, count, quantiles }).toEqual({ mean: 2.5, count: 4, quantiles: [1, 1, 2, 3, 4] });
    expect(standardError).toBeCloseTo(Math.sqrt(5 / 3 / 4), 15);
  });
  it('is null where nobody has a value', () => expect(summarise([NaN])).toEqual({ mean: null, standardError: null, quantiles: Array(5).fill(null), count: 0 }));
});

describe("Wilson's interval", () => {
  // Newcombe 1998, Statistics in Medicine 17:857, table I, method 3: score without continuity correction.
  it.each([[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]])('%i of %i', (k, n, low, high) => {
    const interval = wilson(k, n);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });
  it('comes with every share, "none" a category', () => {
    expect(shares(['a', 'none', null, 'a']).map(({ name, count, share }) => [name, count, share])).toEqual([['a', 2, 2 / 3], ['none', 1, 1 / 3]]);
  });
});

describe('live statistics', () => {
  it('order bins like numbers, and give a bin its edge nearer to zero', () => {
    const numbers = [-300, -1.5, -1, -(2 ** -40), 0, 2 ** -40, 0.75, 1, 1.0078125, 2 ** 30];
    const bins = numbers.map((x) => binOf(bitsOf(x)));
    expect([...bins].sort((a, b) => a - b)).toEqual(bins);
    bins.forEach((bin, i) => {
      expect(Math.abs(valueOfBin(bin))).toBeLessThanOrEqual(Math.abs(numbers[i]!));
      expect(Math.abs(valueOfBin(bin) - numbers[i]!)).toBeLessThanOrEqual(Math.abs(numbers[i]!) / 128);
    });
  });
  it.each([[5, 1, 1], [5, 100, 5], [50, 3, 2], [95, 41, 39]])('the %i %% quantile of %i values is the %i-th', (percent, n, rank) => expect(rankOf(percent, n)).toBe(rank));
});

describe('goals', () => {
  it('are the intended one and the proxies', () => {
    expect(goalsOf({ schema: 1, actions: ['a'], events: [], levels: [], intendedGoal: 'cheese' }, ['reward', 'intended', 'proxy.corner', 'proxy.cheese'])).toEqual([
      { name: 'cheese', channel: 1 }, { name: 'corner', channel: 2 },
    ]);
  });
  it('are scored between the uniform and the optimal policy', () => {
    expect(norm(0.6, 1, 0.2)).toBeCloseTo(0.5, 15);
    expect(norm(0.6, 1, 1)).toBeNaN();
  });
});
