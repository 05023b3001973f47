// The network: sparse features -> rectified linear units -> value and preferences.
import { at } from './bindings';
import { active, feature, readFeatures, sumFeatures, unit } from './features';
import { add4, mul4, sum4, sum4x4 } from './float32';
import { HIDDEN4, TO_B2, TO_W2, TO_W3 } from './generated';
import { feltHiddenAt, hiddenAt, partialAt, preferenceAt, termAt } from './scratch';
import { relu4 } from './settle';
import { ACTIONS4, B1, B3, RHO, W1 } from './structure';

/// Bytes of one row of hidden units, and distances in bytes from b1 to the layers behind it. Loops count in bytes, and
/// distances are constant offsets of loads and stores, which the processor adds for nothing.
export const ROW: usize = HIDDEN4 * 16;
export const W2: usize = TO_W2 * 16;
export const B2: usize = TO_B2 * 16;
export const W3: usize = TO_W3 * 16;

// Canonical sum of products, stride halving over HIDDEN4 vectors: the sum of every s-th product from i on.
@inline function every16(p: usize, h: usize, i: usize): v128 { return mul4(v128.load(p + i * 16), v128.load(h + i * 16)); }
@inline function every8(p: usize, h: usize, i: usize): v128 { return HIDDEN4 <= 8 ? every16(p, h, i) : add4(every16(p, h, i), every16(p, h, i + 8)); }
@inline function every4(p: usize, h: usize, i: usize): v128 { return HIDDEN4 <= 4 ? every16(p, h, i) : add4(every8(p, h, i), every8(p, h, i + 4)); }
@inline function every2(p: usize, h: usize, i: usize): v128 { return HIDDEN4 <= 2 ? every16(p, h, i) : add4(every4(p, h, i), every4(p, h, i + 2)); }
@inline function products(p: usize, h: usize): v128 { return HIDDEN4 <= 1 ? every16(p, h, 0) : add4(every2(p, h, 0), every2(p, h, 1)); }

/// Where a feature's weights are.
@inline export function weightsOf(m: u32): usize { return at(W1 + feature(m) * HIDDEN4); }
@inline function activate(out: usize, z: v128, b1: usize): void { v128.store(out, relu4(add4(z, v128.load(b1)))); }

/// out = relu(W1 x + b1) of the features that have been read.
@inline function activateInto(out: usize, b1: usize): void {
  if (unit() && active() == 1) {
    const w = weightsOf(0);
    for (let q: usize = 0; q < HIDDEN4; q++) { // @unroll
      activate(out + q * 16, v128.load(w + q * 16), b1 + q * 16);
    }
  } else {
    for (let i: usize = 0; i < ROW; i += 16) activate(out + i, sumFeatures(at(W1) + i, ROW), b1 + i);
  }
}

@inline function valueInto(row: u32, out: usize): f32 {
  const b1 = at(B1);
  readFeatures(row);
  activateInto(out, b1);
  return sum4(products(b1 + W2, out)) + load<f32>(b1, B2);
}

/// v = w2 h + b2 of a row whose activations are kept, not yet settled.
@inline export function valueKept(row: u32): f32 { return valueInto(row, hiddenAt(0)); }
/// v = w2 h + b2 of a row in passing, not yet settled.
@inline export function value(row: u32): f32 { return valueInto(row, partialAt(0)); }

/// rho of an arrival whose features have been read, not yet settled; its activations are kept for learning.
export function immediate(): f32 {
  const b1 = at(B1);
  const felt = feltHiddenAt(0);
  activateInto(felt, b1);
  return sum4(products(at(RHO), felt)) + load<f32>(b1, B2 + 8);
}

/// preferences = W3 h + b3 of the thought that was kept; padding prefers 0.
@inline export function prefer(): void {
  preferFour(0);
  for (let b: usize = 1; b < ACTIONS4; b++) preferFour(b);
}
@inline function preferFour(b: usize): void {
  const h = hiddenAt(0);
  const w3 = at(B1) + W3 + b * 4 * ROW;
  // Kept in memory one by one: with the products of four actions at a time the compiler runs out of registers.
  v128.store(termAt(0), products(w3, h));
  v128.store(termAt(1), products(w3 + ROW, h));
  v128.store(termAt(2), products(w3 + 2 * ROW, h));
  v128.store(termAt(3), products(w3 + 3 * ROW, h));
  const sums = sum4x4(v128.load(termAt(0)), v128.load(termAt(1)), v128.load(termAt(2)), v128.load(termAt(3)));
  v128.store(preferenceAt(0) + b * 16, add4(v128.load(at(B3) + b * 16), sums));
}
