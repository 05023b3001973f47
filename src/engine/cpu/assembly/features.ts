// The active features of what is thought about: where their weights are, and how strong they are.
import { worldWord } from './bindings';
import { add4, scale4 } from './float32';
import { termOfActor, termOfFour } from './lanes-features';
import { featureAt, strengthAt, termAt } from './scratch';
import {
  ACTIVE, ACTIVE_PADDED, EVENT_ACTIVE, EVENT_SETS, ROWS, ROW_ACTIVE, ROW_PADDED, ROW_UNIT, eventFeatureIndex, eventFeatureValue, featureIndex, featureValue,
} from './structure';

// `arrival` says whether events are among the present features: those of an arrival are read by `readArrival`. It is always
// a constant, so that thoughts without events cost nothing. Where they are not, what is left out are only terms of padding.
@inline export function active(arrival: bool = false): u32 { return arrival ? ACTIVE : ROW_ACTIVE; }
@inline function activePadded(arrival: bool): u32 { return arrival ? ACTIVE_PADDED : ROW_PADDED; }
/// Whether all present features are indicators.
@inline export function unit(arrival: bool = false): bool { return ROW_UNIT != 0 && !(arrival && EVENT_ACTIVE != 0); }

@inline export function feature(m: u32): u32 { return load<u32>(featureAt(m)); }
@inline export function strength(m: u32): f32 { return load<f32>(strengthAt(m)); }

/// The features of a thought: of a row in a frame.
@inline export function readFeatures(thought: u32): void {
  readOne(thought, 0);
  // Without a loop where there is one: V8 keeps it, and asks for interrupts.
  if (ROW_ACTIVE > 1) for (let m: u32 = 1; m < ROW_ACTIVE; m++) readOne(thought, m);
}
@inline function readOne(thought: u32, m: u32): void {
  store<u32>(featureAt(m), worldWord(featureIndex + thought * ROW_ACTIVE + m));
  if (!ROW_UNIT) store<u32>(strengthAt(m), worldWord(featureValue + thought * ROW_ACTIVE + m));
}

/// The features of a thought together with those of the events on the way there.
@inline export function readArrival(thought: u32, events: u32): void {
  readFeatures(thought);
  if (!EVENT_ACTIVE) return;
  if (ROW_UNIT) for (let m: u32 = 0; m < ROW_ACTIVE; m++) store<u32>(strengthAt(m), worldWord(featureValue + thought * ROW_ACTIVE + m));
  const set = events + (thought >= ROWS ? EVENT_SETS : 0);
  for (let m: u32 = 0; m < EVENT_ACTIVE; m++) {
    store<u32>(featureAt(m + ROW_ACTIVE), worldWord(eventFeatureIndex + set * EVENT_ACTIVE + m));
    store<u32>(strengthAt(m + ROW_ACTIVE), worldWord(eventFeatureValue + set * EVENT_ACTIVE + m));
  }
}

/// w x; where all features are indicators x is 1 and the product is skipped.
@inline export function weigh(w: v128, m: u32, arrival: bool = false): v128 { return unit(arrival) ? w : scale4(w, strength(m)); }
@inline export function weighOne(w: f32, m: u32): f32 { return unit() ? w : w * strength(m); }

// Canonical sum of weighed features: the sum of every s-th term from the m-th on, without those of padding. The weights of
// feature f are at place + f stride. Where four agents' features are listed at `place`, "strides" say whose terms are meant.
export const OF_FOUR: usize = 0;
export const OF_ACTOR: usize = 1;
@inline function term(m: u32, place: usize, stride: usize, arrival: bool): v128 {
  if (stride == OF_FOUR) return termOfFour(place, m, arrival);
  if (stride == OF_ACTOR) return termOfActor(place, m);
  return weigh(v128.load(place + <usize>feature(m) * stride), m, arrival);
}
@inline function terms8(m: u32, place: usize, stride: usize, arrival: bool): v128 {
  return active(arrival) > m + 8 ? add4(term(m, place, stride, arrival), term(m + 8, place, stride, arrival)) : term(m, place, stride, arrival);
}
@inline function terms4(m: u32, place: usize, stride: usize, arrival: bool): v128 {
  return active(arrival) > m + 4 ? add4(terms8(m, place, stride, arrival), terms8(m + 4, place, stride, arrival)) : term(m, place, stride, arrival);
}
@inline function terms2(m: u32, place: usize, stride: usize, arrival: bool): v128 {
  return active(arrival) > m + 2 ? add4(terms4(m, place, stride, arrival), terms4(m + 2, place, stride, arrival)) : term(m, place, stride, arrival);
}
@inline export function sumFeatures(place: usize, stride: usize, arrival: bool = false): v128 {
  if (active(arrival) > 16) return sumMany(place, stride, arrival);
  return active(arrival) > 1 ? add4(terms2(0, place, stride, arrival), terms2(1, place, stride, arrival)) : term(0, place, stride, arrival);
}
function sumMany(place: usize, stride: usize, arrival: bool): v128 {
  for (let m: u32 = 0; m < active(arrival); m++) v128.store(termAt(m), term(m, place, stride, arrival));
  return sumTerms(arrival);
}

/// The canonical sum of the terms, which it consumes.
export function sumTerms(arrival: bool): v128 {
  for (let m = active(arrival); m < activePadded(arrival); m++) v128.store(termAt(m), f32x4.splat(0));
  for (let s = activePadded(arrival) >> 1; s > 0; s >>= 1) {
    for (let m: u32 = 0; m < s; m++) v128.store(termAt(m), add4(v128.load(termAt(m)), v128.load(termAt(m + s))));
  }
  return v128.load(termAt(0));
}
