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
/// Bytes of a half and of a quarter of a row.
const HALF: usize = HIDDEN4 * 8;
const QUARTER: usize = QUADS * 16;

/// Where a feature's weights are.
@inline export function weightsOf(m: u32): usize { return at(W1 + feature(m) * HIDDEN4); }
/// Whether one indicator is present: its weights are the sum of weighed features.
@inline export function single(arrival: bool = false): bool { return unit(arrival) && active(arrival) == 1; }

/// Four units of relu(W1 x + b1), from addresses; they are kept at `out` where `keep` is set. Of several features all units have
/// been kept before: see `activateAll`.
@inline function activate(w: usize, b1: usize, out: usize, keep: bool, arrival: bool): v128 {
  if (!single(arrival)) return v128.load(out);
  const h = relu4(add4(v128.load(w), v128.load(b1)));
  if (keep) v128.store(out, h);
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
// sums. All are kept in memory, though the last one is not read there: V8 loads all that comes before a store before it adds,
// and more than a quad would not fit its registers.
@inline function products(p: usize, h0: v128, h1: v128, h2: v128, h3: v128): v128 {
  const halves = add4(mul4(v128.load(p), h0), mul4(v128.load(p, HALF), h2));
  if (HIDDEN4 == 2) return halves;
  return add4(halves, add4(mul4(v128.load(p, QUARTER), h1), mul4(v128.load(p, 3 * QUARTER), h3)));
}
@inline function keepTerm(n: usize, i: usize, term: v128): void { v128.store(termAt(n * QUADS + i), term); }
@inline function sumQuads(n: usize, last: v128): v128 {
  const place = termAt(n * QUADS);
  if (QUADS == 1) return last;
  if (QUADS == 2) return add4(v128.load(place), last);
  return add4(add4(v128.load(place), v128.load(place, 32)), add4(v128.load(place, 16), last));
}

/// head h of the features that have been read; the activations are kept at `out` where `keep` is set.
@inline function project(head: usize, out: usize, keep: bool, arrival: bool): v128 {
  const b1 = at(B1);
  const w = single(arrival) ? weightsOf(0) : 0;
  activateAll(out, b1, arrival);
  let sum = i32x4.splat(0);
  for (let i: usize = 0; i < QUADS; i++) { // @unroll
    const h0 = activate(w + i * 16, b1 + i * 16, out + i * 16, keep, arrival);
    const h2 = activate(w + i * 16 + HALF, b1 + i * 16 + HALF, out + i * 16 + HALF, keep, arrival);
    let h1 = h0, h3 = h2;
    if (HIDDEN4 > 2) {
      h1 = activate(w + i * 16 + QUARTER, b1 + i * 16 + QUARTER, out + i * 16 + QUARTER, keep, arrival);
      h3 = activate(w + i * 16 + 3 * QUARTER, b1 + i * 16 + 3 * QUARTER, out + i * 16 + 3 * QUARTER, keep, arrival);
    }
    sum = products(head + i * 16, h0, h1, h2, h3);
    keepTerm(0, i, sum);
  }
  return sumQuads(0, sum);
}

/// v = w2 h + b2 of a row in passing, not yet settled; an override needs its activations again.
@inline export function value(row: u32): f32 { return sum4(sumsInPassing(row)) + load<f32>(at(B1), B2); }
/// The same, but for the last sum over four lanes and the bias.
export function sumsInPassing(row: u32): v128 {
  readFeatures(row);
  return project(at(B1) + W2, partialAt(0), OVERRIDE != 0, false);
}

/// rho of an arrival whose features have been read, not yet settled; its activations are kept for learning.
export function immediate(): f32 { return sum4(project(at(RHO), feltHiddenAt(0), true, true)) + load<f32>(at(B1), B2 + 8); }

/// v = w2 h + b2 of a row, not yet settled. Its activations are kept, and, where there are few actions, the preferences: each
/// activation is used while it is in a register.
@inline export function valueKept(row: u32): f32 { return sum4(sumsKept(row)) + load<f32>(at(B1), B2); }
/// The same, but for the last sum over four lanes and the bias.
export function sumsKept(row: u32): v128 {
  readFeatures(row);
  const b1 = at(B1);
  if (ACTIONS4 != 1) return project(b1 + W2, hiddenAt(0), true, false);
  const out = hiddenAt(0);
  const w = single() ? weightsOf(0) : 0;
  activateAll(out, b1, false);
  let sum = i32x4.splat(0), p0 = sum, p1 = sum, p2 = sum, p3 = sum;
  for (let i: usize = 0; i < QUADS; i++) { // @unroll
    const h0 = activate(w + i * 16, b1 + i * 16, out + i * 16, true, false);
    const h2 = activate(w + i * 16 + HALF, b1 + i * 16 + HALF, out + i * 16 + HALF, true, false);
    let h1 = h0, h3 = h2;
    if (HIDDEN4 > 2) {
      h1 = activate(w + i * 16 + QUARTER, b1 + i * 16 + QUARTER, out + i * 16 + QUARTER, true, false);
      h3 = activate(w + i * 16 + 3 * QUARTER, b1 + i * 16 + 3 * QUARTER, out + i * 16 + 3 * QUARTER, true, false);
    }
    sum = products(b1 + i * 16 + W2, h0, h1, h2, h3);
    keepTerm(0, i, sum);
    p0 = products(b1 + i * 16 + W3, h0, h1, h2, h3);
    keepTerm(1, i, p0);
    p1 = products(b1 + i * 16 + (W3 + ROW), h0, h1, h2, h3);
    keepTerm(2, i, p1);
    p2 = products(b1 + i * 16 + (W3 + 2 * ROW), h0, h1, h2, h3);
    keepTerm(3, i, p2);
    p3 = products(b1 + i * 16 + (W3 + 3 * ROW), h0, h1, h2, h3);
    keepTerm(4, i, p3);
  }
  keepPreferences(0, p0, p1, p2, p3);
  return sumQuads(0, sum);
}

/// preferences = W3 h + b3 of the thought whose value was just kept; padding prefers 0. Few have been kept already.
@inline export function prefer(): void {
  if (ACTIONS4 > 1) for (let b: usize = 0; b < ACTIONS4; b++) preferFour(b);
}
@inline function keepPreferences(b: usize, p0: v128, p1: v128, p2: v128, p3: v128): void {
  const sums = sum4x4(sumQuads(1, p0), sumQuads(2, p1), sumQuads(3, p2), sumQuads(4, p3));
  v128.store(preferenceAt(0) + b * 16, add4(v128.load(at(B3) + b * 16), sums));
}
function preferFour(b: usize): void {
  const h = hiddenAt(0);
  const w3 = at(B1) + W3 + b * 4 * ROW;
  let p0 = i32x4.splat(0), p1 = p0, p2 = p0, p3 = p0;
  for (let i: usize = 0; i < QUADS; i++) { // @unroll
    const h0 = v128.load(h + i * 16), h2 = v128.load(h + i * 16, HALF);
    const h1 = HIDDEN4 == 2 ? h0 : v128.load(h + i * 16, QUARTER), h3 = HIDDEN4 == 2 ? h0 : v128.load(h + i * 16, 3 * QUARTER);
    p0 = products(w3 + i * 16, h0, h1, h2, h3);
    keepTerm(1, i, p0);
    p1 = products(w3 + i * 16 + ROW, h0, h1, h2, h3);
    keepTerm(2, i, p1);
    p2 = products(w3 + i * 16 + 2 * ROW, h0, h1, h2, h3);
    keepTerm(3, i, p2);
    p3 = products(w3 + i * 16 + 3 * ROW, h0, h1, h2, h3);
    keepTerm(4, i, p3);
  }
  keepPreferences(b, p0, p1, p2, p3);
}
