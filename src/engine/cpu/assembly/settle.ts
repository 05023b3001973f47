// The one range for state: +0, or 2^-40 <= |x| < 2^40 (numerics, rule 2).
/// 2^31 less twice the bits of 2^-40, and where the range then ends; variables, so that nothing folds them.
export let MOVE: i32 = 0x29000000;
export let END: i32 = <i32>0xd0000000;
const SMALLEST = reinterpret<f32>(0x2b800000);

@inline export function settle(x: f32): f32 {
  return (reinterpret<u32>(x) & 0x7fffffff) - 0x2b800000 < 0x28000000 ? x : 0;
}

/// The range test on the bits without the sign, moved so that one signed comparison does.
@inline export function settle4(x: v128): v128 { return settleWithin(x, i32x4.splat(MOVE), i32x4.splat(END)); }

/// The same with the two constants in registers, for loops: V8 would make them anew at every use.
@inline export function settleWithin(x: v128, move: v128, end: v128): v128 {
  return v128.and(x, i32x4.lt_s(i32x4.add(i32x4.shl(x, 1), move), end));
}

/// Rectified linear units: z where z >= 2^-40, else +0.
@inline export function relu4(z: v128): v128 { return v128.and(z, f32x4.ge(z, f32x4.splat(SMALLEST))); }

/// Whether x has left the range upwards, |x| >= 2^40 (rule 3).
@inline export function diverges(x: f32): bool { return (reinterpret<u32>(x) & 0x7fffffff) >= 0x53800000; }
@inline export function diverges4(x: v128): bool {
  return v128.any_true(i32x4.ge_u(v128.and(x, i32x4.splat(0x7fffffff)), i32x4.splat(0x53800000)));
}
