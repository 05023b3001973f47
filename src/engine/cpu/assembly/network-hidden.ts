// The network: sparse features -> rectified linear units -> value and preferences.
import { at } from './bindings';
import { feature, readFeatures, sumTerms, weigh } from './features';
import { add4, mul4, sum4, sum4x4 } from './float32';
import { HIDDEN4, TO_B2, TO_W2, TO_W3 } from './generated';
import { hiddenAt, partialAt, preferenceAt, termAt } from './scratch';
import { relu4 } from './settle';
import { ACTIONS4, ACTIVE, B1, B3, UNIT, W1 } from './structure';

@inline export function vector(p: usize, q: u32): v128 { return v128.load(p + ((<usize>q) << 4)); }
@inline export function setVector(p: usize, q: u32, x: v128): void { v128.store(p + ((<usize>q) << 4), x); }

// Canonical sum of products, stride halving over HIDDEN4 vectors: the sum of every s-th product from i on.
@inline function every16(p: usize, h: usize, i: u32): v128 { return mul4(vector(p, i), vector(h, i)); }
@inline function every8(p: usize, h: usize, i: u32): v128 { return HIDDEN4 <= 8 ? every16(p, h, i) : add4(every16(p, h, i), every16(p, h, i + 8)); }
@inline function every4(p: usize, h: usize, i: u32): v128 { return HIDDEN4 <= 4 ? every16(p, h, i) : add4(every8(p, h, i), every8(p, h, i + 4)); }
@inline function every2(p: usize, h: usize, i: u32): v128 { return HIDDEN4 <= 2 ? every16(p, h, i) : add4(every4(p, h, i), every4(p, h, i + 2)); }
@inline function products(p: usize, h: usize): v128 { return HIDDEN4 <= 1 ? every16(p, h, 0) : add4(every2(p, h, 0), every2(p, h, 1)); }

/// Where a feature's weights are.
@inline export function weightsOf(m: u32): usize { return at(W1 + feature(m) * HIDDEN4); }
@inline function activate(q: u32, out: usize, z: v128, b1: usize): void { setVector(out, q, relu4(add4(z, vector(b1, q)))); }

/// out = relu(W1 x + b1) of a row. One to three indicators, the usual case, need no loop over terms.
export function activateInto(row: u32, out: usize, b1: usize): void {
  readFeatures(row);
  const w0 = weightsOf(0);
  if (UNIT && ACTIVE == 1) {
    for (let q: u32 = 0; q < HIDDEN4; q++) activate(q, out, vector(w0, q), b1);
  } else if (UNIT && ACTIVE == 2) {
    const w1 = weightsOf(1);
    for (let q: u32 = 0; q < HIDDEN4; q++) activate(q, out, add4(vector(w0, q), vector(w1, q)), b1);
  } else if (UNIT && ACTIVE == 3) {
    const w1 = weightsOf(1), w2 = weightsOf(2);
    for (let q: u32 = 0; q < HIDDEN4; q++) {
      activate(q, out, add4(add4(vector(w0, q), vector(w2, q)), add4(vector(w1, q), f32x4.splat(0))), b1);
    }
  } else {
    for (let q: u32 = 0; q < HIDDEN4; q++) {
      for (let m: u32 = 0; m < ACTIVE; m++) v128.store(termAt(m), weigh(vector(weightsOf(m), q), m));
      activate(q, out, sumTerms(), b1);
    }
  }
}

@inline function valueInto(row: u32, out: usize): f32 {
  const b1 = at(B1);
  activateInto(row, out, b1);
  return sum4(products(b1 + TO_W2 * 16, out)) + load<f32>(b1 + TO_B2 * 16);
}

/// v = w2 h + b2 of a row whose activations are kept, not yet settled.
export function valueKept(row: u32): f32 { return valueInto(row, hiddenAt(0)); }
/// v = w2 h + b2 of a row in passing, not yet settled.
export function value(row: u32): f32 { return valueInto(row, partialAt(0)); }

/// preferences = W3 h + b3 of the thought that was kept; padding prefers 0.
export function prefer(): void {
  const b3 = at(B3);
  const h = hiddenAt(0);
  let w3 = at(B1) + TO_W3 * 16;
  for (let b: u32 = 0; b < ACTIONS4; b++, w3 += 4 * HIDDEN4 * 16) {
    const sums = sum4x4(products(w3, h), products(w3 + HIDDEN4 * 16, h), products(w3 + 2 * HIDDEN4 * 16, h), products(w3 + 3 * HIDDEN4 * 16, h));
    v128.store(preferenceAt(4 * b), add4(vector(b3, b), sums));
  }
}
