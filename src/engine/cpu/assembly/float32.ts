// Binary32 with one rounding per operation: WebAssembly's arithmetic is IEEE-754 by specification, so nothing needs a guard.

@inline export function add4(x: v128, y: v128): v128 { return f32x4.add(x, y); }
@inline export function sub4(x: v128, y: v128): v128 { return f32x4.sub(x, y); }
@inline export function mul4(x: v128, y: v128): v128 { return f32x4.mul(x, y); }
@inline export function scale4(x: v128, s: f32): v128 { return f32x4.mul(x, f32x4.splat(s)); }

/// Canonical sum of four: strides 2 and 1 (numerics, rule 5).
@inline export function sum4(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 2)) + (f32x4.extract_lane(x, 1) + f32x4.extract_lane(x, 3));
}
