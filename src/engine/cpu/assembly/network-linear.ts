// The network without hidden units: value and preferences are linear in the features, without a bias.
import { at } from './bindings';
import { readFeatures, sumFeatures } from './features';
import { preferenceAt } from './scratch';
import { ACTIONS4, W1, W3 } from './structure';

/// v = w x of a row, not yet settled.
@inline export function value(row: u32): f32 {
  readFeatures(row);
  return f32x4.extract_lane(sumFeatures(at(W1), 16), 0);
}
/// A linear thought is its features; there is nothing else to keep.
@inline export function valueKept(row: u32): f32 { return value(row); }

/// rho of an arrival whose features have been read, not yet settled.
@inline export function immediate(): f32 {
  return f32x4.extract_lane(sumFeatures(at(W1), 16, true), 2);
}

/// preferences = W3 x.
@inline export function prefer(): void {
  preferFour(0);
  if (ACTIONS4 > 1) for (let b: u32 = 1; b < ACTIONS4; b++) preferFour(b);
}
@inline function preferFour(b: u32): void { v128.store(preferenceAt(4 * b), sumFeatures(at(W3 + b), (<usize>ACTIONS4) << 4)); }
