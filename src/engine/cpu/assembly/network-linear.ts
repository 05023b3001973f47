// The network without hidden units: value and preferences are linear in the features, without a bias.
import { at } from './bindings';
import { active, feature, readFeatures, sumTerms, weigh } from './features';
import { preferenceAt, termAt } from './scratch';
import { ACTIONS4, W1, W3 } from './structure';

/// v = w x of a row, not yet settled.
export function value(row: u32): f32 {
  readFeatures(row);
  for (let m: u32 = 0; m < active(); m++) v128.store(termAt(m), weigh(v128.load(at(W1 + feature(m))), m));
  return f32x4.extract_lane(sumTerms(), 0);
}
/// A linear thought is its features; there is nothing else to keep.
export function valueKept(row: u32): f32 { return value(row); }

/// rho of an arrival whose features have been read, not yet settled.
export function immediate(): f32 {
  for (let m: u32 = 0; m < active(); m++) v128.store(termAt(m), weigh(v128.load(at(W1 + feature(m))), m));
  return f32x4.extract_lane(sumTerms(), 2);
}

/// preferences = W3 x.
export function prefer(): void {
  for (let b: u32 = 0; b < ACTIONS4; b++) {
    for (let m: u32 = 0; m < active(); m++) v128.store(termAt(m), weigh(v128.load(at(W3 + feature(m) * ACTIONS4 + b)), m));
    v128.store(preferenceAt(4 * b), sumTerms());
  }
}
