// Exponential and reciprocal from + - x alone (numerics, rule 4). Constants are bit patterns,
import { add4, sub4, mul4 } from './float32';

// In memory, four times each: V8 would make a constant vector anew, in three instructions, wherever it is used.
const LEAST = memory.data<u32>([0xc1a00000, 0xc1a00000, 0xc1a00000, 0xc1a00000], 16);
const LOG2_E = memory.data<u32>([0x3fb8aa3b, 0x3fb8aa3b, 0x3fb8aa3b, 0x3fb8aa3b], 16);
const SHIFT = memory.data<u32>([0x4b400000, 0x4b400000, 0x4b400000, 0x4b400000], 16);
const LN2_HIGH = memory.data<u32>([0x3f318000, 0x3f318000, 0x3f318000, 0x3f318000], 16);
const LN2_LOW = memory.data<u32>([0xb95e8083, 0xb95e8083, 0xb95e8083, 0xb95e8083], 16);
const Q5 = memory.data<u32>([0x39506967, 0x39506967, 0x39506967, 0x39506967], 16);
const Q4 = memory.data<u32>([0x3ab743ce, 0x3ab743ce, 0x3ab743ce, 0x3ab743ce], 16);
const Q3 = memory.data<u32>([0x3c088908, 0x3c088908, 0x3c088908, 0x3c088908], 16);
const Q2 = memory.data<u32>([0x3d2aa9c1, 0x3d2aa9c1, 0x3d2aa9c1, 0x3d2aa9c1], 16);
const Q1 = memory.data<u32>([0x3e2aaaaa, 0x3e2aaaaa, 0x3e2aaaaa, 0x3e2aaaaa], 16);
const Q0 = memory.data<u32>([0x3f000000, 0x3f000000, 0x3f000000, 0x3f000000], 16);
@inline function step(q: v128, r: v128, coefficient: usize): v128 { return add4(mul4(q, r), v128.load(coefficient)); }

/// e^x for x <= 0; below -20 it is e^-20. Cody and Waite's two-part ln 2, then the polynomial of Cephes' expf (Moshier).
@inline export function exponential4(argument: v128): v128 {
  const x = f32x4.pmax(argument, v128.load(LEAST));
  const shift = v128.load(SHIFT);
  const shifted = add4(mul4(x, v128.load(LOG2_E)), shift);
  const n = sub4(shifted, shift);
  const r = sub4(sub4(x, mul4(n, v128.load(LN2_HIGH))), mul4(n, v128.load(LN2_LOW)));
  const q = step(step(step(step(step(v128.load(Q5), r, Q4), r, Q3), r, Q2), r, Q1), r, Q0);
  const one = f32x4.splat(1);
  const mantissa = add4(add4(mul4(q, mul4(r, r)), r), one);
  // (n + 127) 2^23, and 127 2^23 are the bits of 1: of the shift's bits none is left.
  const power = i32x4.add(i32x4.shl(shifted, 23), one);
  return mul4(mantissa, power);
}

/// 1 / x for 2^-60 <= x <= 2^60 within 2 ulp: a linear guess on the bits, then three Newton steps.
@inline export function reciprocal(x: f32): f32 {
  let y = reinterpret<f32>(0x7ef311c7 - reinterpret<u32>(x));
  y = y * (2 - x * y);
  y = y * (2 - x * y);
  y = y * (2 - x * y);
  return y;
}

/// The same of four.
@inline export function reciprocal4(x: v128): v128 {
  const two = f32x4.splat(2);
  let y = i32x4.sub(i32x4.splat(0x7ef311c7), x);
  y = mul4(y, sub4(two, mul4(x, y)));
  y = mul4(y, sub4(two, mul4(x, y)));
  return mul4(y, sub4(two, mul4(x, y)));
}
