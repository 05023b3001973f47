import { describe, expect, test } from 'vitest';
import { exp, log } from '../../src/numerics/elementary';
import { bitsOf, floatOf, limit, settle, smallest, threshold } from '../../src/numerics/float32';
import { threefry, uniform24, uniformChoice } from '../../src/numerics/threefry';
import published from '../external/threefry2x32-20.json';

describe('threefry', () => {
  const words = (hexadecimal: string[]) => hexadecimal.map((word) => parseInt(word, 16)) as [number, number];
  test.each(published.vectors)('key $key, counter $counter', ({ key, counter, output }) => {
    expect(threefry(words(key), words(counter))).toEqual(words(output));
  });

  test('uniform numbers stay inside their range', () => {
    expect(uniform24(0)).toBe(0);
    expect(uniform24(0xffffffff)).toBe(1 - 2 ** -24);
    expect([0, 0x55555555, 0x55560000, 0xffffffff].map((word) => uniformChoice(word, 3))).toEqual([0, 0, 1, 2]);
    expect(uniformChoice(0xffffffff, 65536)).toBe(65535);
  });
});

describe('settle', () => {
  test.each([
    [0, 0], [1, 1], [-1.5, -1.5], [0.1, Math.fround(0.1)],
    [smallest, smallest], [-smallest, -smallest], [floatOf(bitsOf(smallest) - 1), 0], [1e-45, 0], [-1e-39, 0],
    [floatOf(bitsOf(limit) - 1), floatOf(bitsOf(limit) - 1)], [limit, 0], [-limit, 0], [Infinity, 0], [-Infinity, 0], [NaN, 0],
  ])('%d becomes %d', (x, settled) => expect(settle(x)).toBe(settled));

  test('negative zero becomes positive zero', () => expect(Object.is(settle(-0), 0)).toBe(true));
});

test.each([[0, 0], [0.25, 2 ** 30], [1 / 3, 0x55555555], [1, 0xffffffff], [1 + 1e-10, 0xffffffff]])('threshold of %d', (probability, word) => {
  expect(threshold(probability)).toBe(word);
});

describe('exponential and logarithm in binary64', () => {
  const relativeError = (a: number, b: number) => (a === b ? 0 : Math.abs(a - b) / Math.abs(b));
  const grid = Array.from({ length: 20001 }, (_, i) => (i - 10000) / 10000);

  test('exp is within 1e-15', () => {
    expect(exp(0)).toBe(1);
    expect(Math.max(...grid.map((x) => relativeError(exp(x), Math.exp(x))))).toBeLessThan(1e-15);
    expect(Math.max(...grid.map((x) => relativeError(exp(700 * x), Math.exp(700 * x))))).toBeLessThan(1e-15);
  });

  test('log is within 1e-15', () => {
    expect(log(1)).toBe(0);
    for (const scale of [1e-9, 0.3, 40, 700]) {
      const points = grid.map((x) => Math.exp(scale * x));
      expect(Math.max(...points.map((x) => relativeError(log(x), Math.log(x))))).toBeLessThan(1e-15);
    }
  });
});
