/** Binary32 arithmetic of the specification, written a second time: one rounding per operation, sums of one shape. */
import { bitsOf, floatOf, limit } from '../../../src/numerics/float32';

const f = Math.fround;
export const add = (x: number, y: number): number => f(x + y);
export const sub = (x: number, y: number): number => f(x - y);
export const mul = (x: number, y: number): number => f(x * y);
export const diverges = (x: number): boolean => !(Math.abs(x) < limit);

/** Padded to a power of two with +0, then by halving strides. */
export function canonicalSum(terms: readonly number[]): number {
  const p = [...terms];
  let n = 1;
  while (n < p.length) n *= 2;
  while (p.length < n) p.push(0);
  for (let s = n / 2; s >= 1; s /= 2) for (let j = 0; j < s; j++) p[j] = add(p[j]!, p[j + s]!);
  return p[0] ?? 0;
}

/** eˣ for x ≤ 0: the polynomial of Cephes' expf. */
export function exponential(argument: number): number {
  const x = Math.max(argument, -20);
  const n = sub(add(mul(x, f(1.44269504088896341)), 12582912), 12582912);
  const r = sub(sub(x, mul(n, 0.693359375)), mul(n, f(-2.1219444e-4)));
  const coefficients = [1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 0.5];
  const q = coefficients.reduce((sum, c) => add(mul(sum, r), f(c)), f(1.9875691500e-4));
  return mul(add(add(mul(q, mul(r, r)), r), 1), 2 ** n);
}

/** 1/x: a guess on the bits, then three Newton steps. */
export function reciprocal(x: number): number {
  let y = floatOf(0x7ef311c7 - bitsOf(x));
  for (let i = 0; i < 3; i++) y = mul(y, sub(2, mul(x, y)));
  return y;
}
