// The active features of what is thought about: where their weights are, and how strong they are.
import { worldWord } from './bindings';
import { add4, scale4 } from './float32';
import { FULL } from './generated';
import { featureAt, strengthAt, termAt } from './scratch';
import {
  ACTIVE, ACTIVE_PADDED, EVENT_ACTIVE, EVENT_SETS, FELT_PADDED, ROWS, ROW_ACTIVE, ROW_PADDED, ROW_UNIT, UNIT, eventFeatureIndex, eventFeatureValue,
  featureIndex, featureValue, setActive,
} from './structure';

@inline export function feature(m: u32): u32 { return load<u32>(featureAt(m)); }
@inline export function strength(m: u32): f32 { return load<f32>(strengthAt(m)); }

/// The features of a thought: of a row in a frame.
@inline export function readFeatures(thought: u32): void {
  if (FULL) setActive(ROW_ACTIVE, ROW_PADDED, ROW_UNIT);
  for (let m: u32 = 0; m < ROW_ACTIVE; m++) {
    store<u32>(featureAt(m), worldWord(featureIndex + thought * ROW_ACTIVE + m));
    if (!UNIT) store<u32>(strengthAt(m), worldWord(featureValue + thought * ROW_ACTIVE + m));
  }
}

/// The features of a thought together with those of the events on the way there.
export function readArrival(thought: u32, events: u32): void {
  readFeatures(thought);
  if (ROW_UNIT) for (let m: u32 = 0; m < ROW_ACTIVE; m++) store<u32>(strengthAt(m), worldWord(featureValue + thought * ROW_ACTIVE + m));
  setActive(ROW_ACTIVE + EVENT_ACTIVE, FELT_PADDED, 0);
  const set = events + (thought >= ROWS ? EVENT_SETS : 0);
  for (let m: u32 = 0; m < EVENT_ACTIVE; m++) {
    store<u32>(featureAt(m + ROW_ACTIVE), worldWord(eventFeatureIndex + set * EVENT_ACTIVE + m));
    store<u32>(strengthAt(m + ROW_ACTIVE), worldWord(eventFeatureValue + set * EVENT_ACTIVE + m));
  }
}

/// w x; where all features are indicators x is 1 and the product is skipped.
@inline export function weigh(w: v128, m: u32): v128 { return UNIT ? w : scale4(w, strength(m)); }

/// The canonical sum of the terms, which it consumes.
export function sumTerms(): v128 {
  for (let m = ACTIVE; m < ACTIVE_PADDED; m++) v128.store(termAt(m), f32x4.splat(0));
  for (let s = ACTIVE_PADDED >> 1; s > 0; s >>= 1) {
    for (let m: u32 = 0; m < s; m++) v128.store(termAt(m), add4(v128.load(termAt(m)), v128.load(termAt(m + s))));
  }
  return v128.load(termAt(0));
}
