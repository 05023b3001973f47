// Exponential and reciprocal from + - x alone (numerics, rule 4). Constants are bit patterns.
import { add4, sub4, mul4, scale4 } from './float32';

@inline function constant(bits: u32): f32 { return reinterpret<f32>(bits); }
@inline function step(q: v128, r: v128, bits: u32): v128 { return add4(mul4(q, r), f32x4.splat(constant(bits))); }

/// e^x for x <= 0; below -20 it is e^-20. Cody and Waite's two-part ln 2, then the polynomial of Cephes' expf (Moshier).
@inline export function exponential4(argument: v128): v128 {
  const x = f32x4.pmax(argument, f32x4.splat(-20));
  const shift = f32x4.splat(12582912);
  const shifted = add4(scale4(x, constant(0x3fb8aa3b)), shift);
  const n = sub4(shifted, shift);
  let r = sub4(x, scale4(n, constant(0x3f318000)));
  r = sub4(r, scale4(n, constant(0xb95e8083)));
  let q = f32x4.splat(constant(0x39506967));
  q = step(q, r, 0x3ab743ce);
  q = step(q, r, 0x3c088908);
  q = step(q, r, 0x3d2aa9c1);
  q = step(q, r, 0x3e2aaaaa);
  q = step(q, r, 0x3f000000);
  const mantissa = add4(add4(mul4(q, mul4(r, r)), r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.sub(shifted, i32x4.splat(0x4b400000)), i32x4.splat(127)), 23);
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
