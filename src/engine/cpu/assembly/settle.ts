// The one range for state: +0, or 2^-40 <= |x| < 2^40 (numerics, rule 2).
const SMALLEST = reinterpret<f32>(0x2b800000);

@inline export function settle(x: f32): f32 {
  return (reinterpret<u32>(x) & 0x7fffffff) - 0x2b800000 < 0x28000000 ? x : 0;
}

/// The range test on the bits, with both sides moved by 2^31, since vectors compare signed numbers faster.
@inline export function settle4(x: v128): v128 {
  const moved = i32x4.add(v128.and(x, i32x4.splat(0x7fffffff)), i32x4.splat(<i32>(0x80000000 - 0x2b800000)));
  return v128.and(x, i32x4.lt_s(moved, i32x4.splat(<i32>(0x80000000 + 0x28000000))));
}

/// Rectified linear units: z where z >= 2^-40, else +0.
@inline export function relu4(z: v128): v128 { return v128.and(z, f32x4.ge(z, f32x4.splat(SMALLEST))); }

/// Whether x has left the range upwards, |x| >= 2^40 (rule 3).
@inline export function diverges(x: f32): bool { return (reinterpret<u32>(x) & 0x7fffffff) >= 0x53800000; }
@inline export function diverges4(x: v128): bool {
  return v128.any_true(i32x4.ge_u(v128.and(x, i32x4.splat(0x7fffffff)), i32x4.splat(0x53800000)));
}
