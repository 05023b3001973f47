// The network: sparse features -> rectified linear units -> value and preferences.
import { at } from './bindings';
import { active, feature, readFeatures, sumFeatures, unit, weigh } from './features';
import { add4, mul4, sum4, sum4x4 } from './float32';
import { HIDDEN4, QUADS, TO_B2, TO_W2, TO_W3 } from './generated';
import { feltHiddenAt, hiddenAt, partialAt, preferenceAt, termAt } from './scratch';
import { relu4 } from './settle';
import { ACTIONS4, B1, B3, OVERRIDE, RHO, W1 } from './structure';

/// Bytes of one row of hidden units, and distances in bytes from b1 to the layers behind it. Loops count in bytes, and
/// distances are constant offsets of loads and stores, which the processor adds for nothing.
export const ROW: usize = HIDDEN4 * 16;
export const W2: usize = TO_W2 * 16;
export const B2: usize = TO_B2 * 16;
export const W3: usize = TO_W3 * 16;

/// Where a feature's weights are.
@inline export function weightsOf(m: u32): usize { return at(W1 + feature(m) * HIDDEN4); }
/// Whether one indicator is present: its weights are the sum of weighed features.
@inline export function single(arrival: bool = false): bool { return unit(arrival) && active(arrival) == 1; }

/// Four units of relu(W1 x + b1), which are kept at `out`, unless a single feature's in passing; w is where its weights are.
/// Of several features all units have been kept before: see `activateAll`.
@inline function activate(out: usize, keep: bool, w: usize, b1: usize, q: usize, arrival: bool): v128 {
  if (!single(arrival)) return v128.load(out + q * 16);
  const h = relu4(add4(v128.load(w + q * 16), v128.load(b1 + q * 16)));
  if (keep) v128.store(out + q * 16, h);
  return h;
}
@inline function activateAll(out: usize, b1: usize, arrival: bool): void {
  if (single(arrival)) return;
  if (active(arrival) > 4) {
    for (let i: usize = 0; i < ROW; i += 16) v128.store(out + i, relu4(add4(sumFeatures(at(W1) + i, ROW, arrival), v128.load(b1 + i))));
    return;
  }
  const w0 = weightsOf(0), w1 = weightsOf(min<u32>(1, active(arrival) - 1)), w2 = weightsOf(min<u32>(2, active(arrival) - 1)), w3 = weightsOf(active(arrival) - 1);
  for (let q: usize = 0; q < HIDDEN4; q++) { // @unroll
    v128.store(out + q * 16, relu4(add4(sumFew(w0 + q * 16, w1 + q * 16, w2 + q * 16, w3 + q * 16, arrival), v128.load(b1 + q * 16))));
  }
}
/// `sumFeatures` of up to four features, which are found once for all units.
@inline function sumFew(w0: usize, w1: usize, w2: usize, w3: usize, arrival: bool): v128 {
  let even = weigh(v128.load(w0), 0, arrival);
  if (active(arrival) > 2) even = add4(even, weigh(v128.load(w2), 2, arrival));
  if (active(arrival) == 1) return even;
  let odd = weigh(v128.load(w1), 1, arrival);
  if (active(arrival) > 3) odd = add4(odd, weigh(v128.load(w3), 3, arrival));
  return add4(even, odd);
}

// Canonical sums of products over HIDDEN4 vectors, stride halving. First come vectors that are a quarter apart, then those
// sums, which are kept in memory: V8 loads all that a sum needs before it adds, and more than a quad would not fit its registers.
@inline function products(p: usize, i: usize, h0: v128, h1: v128, h2: v128, h3: v128): v128 {
  const halves = add4(mul4(v128.load(p + i * 16), h0), mul4(v128.load(p + (i + HIDDEN4 / 2) * 16), h2));
  if (HIDDEN4 == 2) return halves;
  return add4(halves, add4(mul4(v128.load(p + (i + QUADS) * 16), h1), mul4(v128.load(p + (i + 3 * QUADS) * 16), h3)));
}
@inline function sumQuads(place: usize): v128 {
  const first = v128.load(place);
  if (QUADS == 1) return first;
  if (QUADS == 2) return add4(first, v128.load(place + 16));
  return add4(add4(first, v128.load(place + 32)), add4(v128.load(place + 16), v128.load(place + 48)));
}

/// head h of the features that have been read; the activations are kept at `out` where `keep` is set.
@inline function project(head: usize, out: usize, keep: bool, arrival: bool): v128 {
  const b1 = at(B1);
  const w = single(arrival) ? weightsOf(0) : 0;
  activateAll(out, b1, arrival);
  for (let i: usize = 0; i < QUADS; i++) { // @unroll
    const h0 = activate(out, keep, w, b1, i, arrival);
    const h2 = activate(out, keep, w, b1, i + HIDDEN4 / 2, arrival);
    const h1 = HIDDEN4 == 2 ? h0 : activate(out, keep, w, b1, i + QUADS, arrival);
    const h3 = HIDDEN4 == 2 ? h0 : activate(out, keep, w, b1, i + 3 * QUADS, arrival);
    v128.store(termAt(i), products(head, i, h0, h1, h2, h3));
  }
  return sumQuads(termAt(0));
}

/// v = w2 h + b2 of a row in passing, not yet settled; an override needs its activations again.
@inline export function value(row: u32): f32 {
  readFeatures(row);
  const b1 = at(B1);
  return sum4(project(b1 + W2, partialAt(0), OVERRIDE != 0, false)) + load<f32>(b1, B2);
}

/// rho of an arrival whose features have been read, not yet settled; its activations are kept for learning.
export function immediate(): f32 { return sum4(project(at(RHO), feltHiddenAt(0), true, true)) + load<f32>(at(B1), B2 + 8); }

/// v = w2 h + b2 of a row, not yet settled. Its activations are kept, and, where there are few actions, sums for the
/// preferences: each activation is used while it is in a register.
@inline export function valueKept(row: u32): f32 {
  readFeatures(row);
  const b1 = at(B1);
  if (ACTIONS4 != 1) return sum4(project(b1 + W2, hiddenAt(0), true, false)) + load<f32>(b1, B2);
  const out = hiddenAt(0);
  const w = single() ? weightsOf(0) : 0;
  activateAll(out, b1, false);
  for (let i: usize = 0; i < QUADS; i++) { // @unroll
    const h0 = activate(out, true, w, b1, i, false);
    const h2 = activate(out, true, w, b1, i + HIDDEN4 / 2, false);
    const h1 = HIDDEN4 == 2 ? h0 : activate(out, true, w, b1, i + QUADS, false);
    const h3 = HIDDEN4 == 2 ? h0 : activate(out, true, w, b1, i + 3 * QUADS, false);
    v128.store(termAt(i), products(b1 + W2, i, h0, h1, h2, h3));
    v128.store(termAt(QUADS + i), products(b1 + W3, i, h0, h1, h2, h3));
    v128.store(termAt(2 * QUADS + i), products(b1 + W3 + ROW, i, h0, h1, h2, h3));
    v128.store(termAt(3 * QUADS + i), products(b1 + W3 + 2 * ROW, i, h0, h1, h2, h3));
    v128.store(termAt(4 * QUADS + i), products(b1 + W3 + 3 * ROW, i, h0, h1, h2, h3));
  }
  return sum4(sumQuads(termAt(0))) + load<f32>(b1, B2);
}

/// preferences = W3 h + b3 of the thought whose value was just kept; padding prefers 0.
@inline export function prefer(): void {
  if (ACTIONS4 == 1) settlePreferences(0, QUADS);
  else for (let b: usize = 0; b < ACTIONS4; b++) preferFour(b);
}
@inline function settlePreferences(b: usize, first: usize): void {
  const sums = sum4x4(sumQuads(termAt(first)), sumQuads(termAt(first + QUADS)), sumQuads(termAt(first + 2 * QUADS)), sumQuads(termAt(first + 3 * QUADS)));
  v128.store(preferenceAt(0) + b * 16, add4(v128.load(at(B3) + b * 16), sums));
}
function preferFour(b: usize): void {
  const h = hiddenAt(0);
  const w3 = at(B1) + W3 + b * 4 * ROW;
  for (let i: usize = 0; i < QUADS; i++) { // @unroll
    const h0 = v128.load(h + i * 16);
    const h2 = v128.load(h + (i + HIDDEN4 / 2) * 16);
    const h1 = HIDDEN4 == 2 ? h0 : v128.load(h + (i + QUADS) * 16);
    const h3 = HIDDEN4 == 2 ? h0 : v128.load(h + (i + 3 * QUADS) * 16);
    v128.store(termAt(i), products(w3, i, h0, h1, h2, h3));
    v128.store(termAt(QUADS + i), products(w3 + ROW, i, h0, h1, h2, h3));
    v128.store(termAt(2 * QUADS + i), products(w3 + 2 * ROW, i, h0, h1, h2, h3));
    v128.store(termAt(3 * QUADS + i), products(w3 + 3 * ROW, i, h0, h1, h2, h3));
  }
  settlePreferences(b, 0);
}
