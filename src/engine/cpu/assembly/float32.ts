// Binary32 with one rounding per operation: WebAssembly's arithmetic is IEEE-754 by specification, so nothing needs a guard.

@inline export function add4(x: v128, y: v128): v128 { return f32x4.add(x, y); }
@inline export function sub4(x: v128, y: v128): v128 { return f32x4.sub(x, y); }
@inline export function mul4(x: v128, y: v128): v128 { return f32x4.mul(x, y); }
@inline export function scale4(x: v128, s: f32): v128 { return f32x4.mul(x, f32x4.splat(s)); }

/// Canonical sum of four: strides 2 and 1 (numerics, rule 5).
@inline export function sum4(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 2)) + (f32x4.extract_lane(x, 1) + f32x4.extract_lane(x, 3));
}

/// Canonical sums of four vectors, side by side: the same additions as sum4, transposed.
@inline export function sum4x4(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 1, 4, 5), v128.shuffle<f32>(a, b, 2, 3, 6, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 1, 4, 5), v128.shuffle<f32>(c, d, 2, 3, 6, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 2, 4, 6), v128.shuffle<f32>(ab, cd, 1, 3, 5, 7));
}

/// Stores the first columns of four rows at a place, a vector each.
@inline export function storeColumns(place: usize, columns: u32, a: v128, b: v128, c: v128, d: v128): void {
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  v128.store(place, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
  if (columns > 1) v128.store(place, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7), 16);
  if (columns < 3) return;
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7), cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(place, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5), 32);
  if (columns > 3) v128.store(place, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7), 48);
}
