// The network: sparse features -> rectified linear units -> value and preferences.
import { at } from './bindings';
import { feature, readFeatures, sumTerms, weigh } from './features';
import { add4, mul4, sum4 } from './float32';
import { HIDDEN4 } from './generated';
import { hiddenAt, partialAt, preferenceAt, termAt } from './scratch';
import { relu4 } from './settle';
import { ACTIONS, ACTIVE, B1, B2, B3, UNIT, W1, W2, W3 } from './structure';

// Canonical sum of products, stride halving over HIDDEN4 vectors: the sum of every s-th product from i on.
@inline function every16(p: usize, h: usize, i: usize): v128 { return mul4(v128.load(p + (i << 4)), v128.load(h + (i << 4))); }
@inline function every8(p: usize, h: usize, i: usize): v128 { return HIDDEN4 <= 8 ? every16(p, h, i) : add4(every16(p, h, i), every16(p, h, i + 8)); }
@inline function every4(p: usize, h: usize, i: usize): v128 { return HIDDEN4 <= 4 ? every16(p, h, i) : add4(every8(p, h, i), every8(p, h, i + 4)); }
@inline function every2(p: usize, h: usize, i: usize): v128 { return HIDDEN4 <= 2 ? every16(p, h, i) : add4(every4(p, h, i), every4(p, h, i + 2)); }
@inline function every1(p: usize, h: usize): v128 { return HIDDEN4 <= 1 ? every16(p, h, 0) : add4(every2(p, h, 0), every2(p, h, 1)); }
@inline function sumOfProducts(p: usize, h: usize): f32 { return sum4(every1(p, h)); }

@inline function weights(m: u32): usize { return at(W1 + feature(m) * HIDDEN4); }
@inline function activate(q: u32, out: usize, z: v128): void {
  v128.store(out + ((<usize>q) << 4), relu4(add4(z, v128.load(at(B1 + q)))));
}

/// out = relu(W1 x + b1) of a row. One to three indicators, the usual case, need no loop over terms.
@inline function activateInto(row: u32, out: usize): void {
  readFeatures(row);
  if (UNIT && ACTIVE <= 3) {
    const w0 = weights(0);
    if (ACTIVE == 1) {
      for (let q: u32 = 0; q < HIDDEN4; q++) activate(q, out, v128.load(w0 + ((<usize>q) << 4)));
    } else if (ACTIVE == 2) {
      const w1 = weights(1);
      for (let q: u32 = 0; q < HIDDEN4; q++) activate(q, out, add4(v128.load(w0 + ((<usize>q) << 4)), v128.load(w1 + ((<usize>q) << 4))));
    } else {
      const w1 = weights(1), w2 = weights(2);
      for (let q: u32 = 0; q < HIDDEN4; q++) {
        const i = (<usize>q) << 4;
        activate(q, out, add4(add4(v128.load(w0 + i), v128.load(w2 + i)), add4(v128.load(w1 + i), f32x4.splat(0))));
      }
    }
    return;
  }
  for (let q: u32 = 0; q < HIDDEN4; q++) {
    for (let m: u32 = 0; m < ACTIVE; m++) v128.store(termAt(m), weigh(v128.load(weights(m) + ((<usize>q) << 4)), m));
    activate(q, out, sumTerms());
  }
}

/// v = w2 h + b2 of a row whose activations are kept, not yet settled.
@inline export function valueKept(row: u32): f32 {
  activateInto(row, hiddenAt(0));
  return sumOfProducts(at(W2), hiddenAt(0)) + load<f32>(at(B2));
}

/// v = w2 h + b2 of a row in passing, not yet settled.
@inline export function value(row: u32): f32 {
  activateInto(row, partialAt(0));
  return sumOfProducts(at(W2), partialAt(0)) + load<f32>(at(B2));
}

/// preferences = W3 h + b3 of the thought that was kept.
@inline export function prefer(): void {
  for (let a: u32 = 0; a < ACTIONS; a++) {
    store<f32>(preferenceAt(a), load<f32>(at(B3) + ((<usize>a) << 2)) + sumOfProducts(at(W3 + a * HIDDEN4), hiddenAt(0)));
  }
}
