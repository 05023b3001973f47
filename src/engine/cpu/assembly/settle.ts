// The one range for state: +0, or 2^-40 <= |x| < 2^40 (numerics, rule 2).
import { some } from './masks';

// 2^31 less twice the bits of 2^-40, and where the range then ends. In memory, because V8 makes a constant vector anew, in
// three instructions, wherever it is used.
const MOVE = memory.data<u32>([0x29000000, 0x29000000, 0x29000000, 0x29000000], 16);
const END = memory.data<u32>([0xd0000000, 0xd0000000, 0xd0000000, 0xd0000000], 16);
@inline export function move4(): v128 { return v128.load(MOVE); }
@inline export function end4(): v128 { return v128.load(END); }
const SMALLEST = reinterpret<f32>(0x2b800000);

@inline export function settle(x: f32): f32 {
  return (reinterpret<u32>(x) & 0x7fffffff) - 0x2b800000 < 0x28000000 ? x : 0;
}

/// The range test on the bits without the sign, moved so that one signed comparison does.
@inline export function settle4(x: v128): v128 { return settleWithin(x, move4(), end4()); }

/// The same with the two constants in registers, for loops.
@inline export function settleWithin(x: v128, move: v128, end: v128): v128 {
  return v128.and(x, i32x4.lt_s(i32x4.add(i32x4.shl(x, 1), move), end));
}

/// Rectified linear units: z where z >= 2^-40, else +0.
@inline export function relu4(z: v128): v128 { return v128.and(z, f32x4.ge(z, f32x4.splat(SMALLEST))); }

// The bits of the sign left out, and the last number within the range.
const SIGNLESS = memory.data<u32>([0x7fffffff, 0x7fffffff, 0x7fffffff, 0x7fffffff], 16);
const LARGEST = memory.data<u32>([0x537fffff, 0x537fffff, 0x537fffff, 0x537fffff], 16);
/// |x|, as whole numbers whose order is that of the numbers.
@inline export function size4(x: v128): v128 { return v128.and(x, v128.load(SIGNLESS)); }
@inline export function larger4(size: v128, other: v128): v128 { return i32x4.max_s(size, other); }
/// Whether a size has left the range, |x| >= 2^40 (rule 3).
@inline export function leaves4(size: v128): bool { return some(i32x4.gt_s(size, v128.load(LARGEST))); }

/// The same of numbers.
@inline export function diverges(x: f32): bool { return (reinterpret<u32>(x) & 0x7fffffff) >= 0x53800000; }
@inline export function diverges4(x: v128): bool { return leaves4(size4(x)); }
/// Where numbers have left it.
@inline export function beyond4(x: v128): v128 { return i32x4.gt_s(size4(x), v128.load(LARGEST)); }
