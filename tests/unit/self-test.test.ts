/** An independent mirror of the self-test's cases, with one Math.fround per operation: the constants are what IEEE says. */
import { describe, expect, it } from 'vitest';
import { avalanche } from '../../src/engine/fingerprint';
import { selfTestCases } from '../../src/engine/self-test';
import { bitsOf, floatOf, settle } from '../../src/numerics/float32';
import { threefry } from '../../src/numerics/threefry';
import { localCpuEngine } from '../gpu/harness/cpu';

const f = Math.fround;
const add = (x: number, y: number): number => f(x + y);
const sub = (x: number, y: number): number => f(x - y);
const mul = (x: number, y: number): number => f(x * y);
const chain = (hash: number, bits: number): number => avalanche(hash ^ bits);

/** e^x, x ≤ 0, step by step in binary32. */
function exponential(argument: number): number {
  const x = argument < -20 ? -20 : argument;
  const shifted = add(mul(x, f(1.44269504)), 12582912);
  const n = sub(shifted, 12582912);
  const r = sub(sub(x, mul(n, f(0.693359375))), mul(n, f(-2.1219444e-4)));
  const q = [1.39819995e-3, 8.33345205e-3, 4.16657962e-2, 1.66666655e-1, 0.5].reduce((sum, c) => add(mul(sum, r), f(c)), f(1.98756912e-4));
  return mul(add(add(mul(q, mul(r, r)), r), 1), 2 ** n);
}

function reciprocal(x: number): number {
  let y = floatOf((0x7ef311c7 - bitsOf(x)) >>> 0);
  for (let i = 0; i < 3; i++) y = mul(y, sub(2, mul(x, y)));
  return y;
}

const mirror: Readonly<Record<string, () => number>> = {
  rounding() {
    let x = f(0.4);
    for (let k = 0; k < 1000; k++) x = sub(mul(mul(x, 3.875), 1), mul(mul(3.875, x), x));
    return bitsOf(x);
  },
  contraction: () => bitsOf(add(mul(f(1.1), f(1.3)), sub(0, mul(f(1.1), f(1.3))))),
  reassociation: () => bitsOf(sub(add(16777216, 0.75), 16777216)),
  settle() {
    const patterns = [0, 0x80000000, 1, 0x2b7fffff, 0x2b800000, 0xab800000, 0x537fffff, 0x53800000, 0x7f800000, 0xffc00000];
    const fours = patterns.flatMap((_, k) => [0, 1, 2, 3].map((lane) => patterns[(k + lane) % patterns.length]!));
    return [...patterns, ...fours].reduce((hash, bits) => chain(hash, bitsOf(settle(floatOf(bits)))), 0);
  },
  exponential() {
    let hash = 0;
    for (let k = 0; k < 1024; k++) {
      const x = mul(k, -0.02197265625);
      for (const argument of [x, mul(x, 0.5), mul(x, 0.25), mul(x, f(0.001))]) hash = chain(hash, bitsOf(exponential(argument)));
    }
    return hash;
  },
  reciprocal() {
    let hash = 0;
    for (let k = 0; k < 4096; k++) hash = chain(hash, bitsOf(reciprocal(floatOf(0x21800000 + k * 251231))));
    return hash;
  },
  'random numbers'() {
    let [x, y] = [0, 0];
    for (let k = 0; k < 64; k++) [x, y] = threefry([0x13198a2e + x, 0x03707344 + y], [k, x]);
    return (x ^ y) >>> 0;
  },
};

describe('the self-test', () => {
  it.each(selfTestCases)('%s: the constant is what the mirror computes', (name, bits) => {
    expect(mirror[name]!()).toBe(bits);
  });

  it('passes on the CPU engine', async () => {
    expect(await localCpuEngine().selfTest()).toEqual({ exact: true, failures: [] });
  });

  it('approximates: exponential within 1 ulp, reciprocal within 2', () => {
    for (let k = 0; k < 1000; k++) {
      const x = f(-k / 50);
      expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(2 ** -23);
      const y = f(2 ** (k / 10 - 50));
      expect(Math.abs(reciprocal(y) * y - 1)).toBeLessThan(2 ** -22);
    }
  });
});
