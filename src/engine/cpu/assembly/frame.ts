// Frames: a thought about a row is object-level or self-reflective, and which of them comes up is a habit: a Bernoulli
// policy, linear in the object-level features, that is learned like any other (metacognition).
import { at, worldWord } from './bindings';
import { reciprocal, exponential4 } from './elementary';
import { active, feature, readFeatures, sumTerms, weighOne } from './features';
import { termAt } from './scratch';
import { settle } from './settle';
import { FEATURES, META, META_LANE, ROWS, ROW_ACTIVE, featureIndex, greedy } from './structure';
import { uniform24 } from './threefry';
import { payoff, reflectionOf } from './world';

/// Whether the row can be thought about self-reflectively.
export function hasSelf(row: u32): bool { return worldWord(featureIndex + (row + ROWS) * ROW_ACTIVE) != FEATURES; }

/// The row in a frame, or in the object-level frame where it has no other.
export function inFrame(row: u32, reflective: bool): u32 { return reflective && hasSelf(row) ? row + ROWS : row; }

@inline function metaAt(f: u32): usize { return at(META + f) + ((<usize>META_LANE) << 2); }

/// u = m x of a row's object-level features, settled.
export function urge(row: u32): f32 {
  readFeatures(row);
  for (let m: u32 = 0; m < active(); m++) v128.store(termAt(m), f32x4.replace_lane(f32x4.splat(0), 0, weighOne(load<f32>(metaAt(feature(m))), m)));
  return settle(f32x4.extract_lane(sumTerms(false), 0));
}

/// p = 1 / (1 + exp(-u)): the probability of thinking self-reflectively.
export function habit(u: f32): f32 {
  const e = f32x4.extract_lane(exponential4(f32x4.splat(0 - abs<f32>(u))), 0);
  const most = reciprocal(1 + e);
  return u >= 0 ? most : e * most;
}

/// The thought that comes up in a row.
export function comeUp(row: u32, word: u32): u32 {
  if (!hasSelf(row)) return row;
  const u = urge(row);
  const reflects = greedy ? u > 0 : uniform24(word) < habit(u);
  return reflects ? row + ROWS : row;
}

/// What having the thought pays: approval or shame, less the cost of reflection.
export function thoughtPay(thought: u32, cost: f32): f32 {
  return thought < ROWS ? 0 : settle(payoff(reflectionOf(thought - ROWS), 0) - cost);
}

/// m += metaDelta (z - p) x, for metaDelta = beta_m (target - baseline). The baseline averages over frames: with the value
/// of the chosen frame the habit would not be learned.
export function learnHabit(row: u32, z: f32, p: f32, metaDelta: f32): void {
  readFeatures(row);
  const step = settle(metaDelta * (z - p));
  for (let m: u32 = 0; m < active(); m++) {
    const place = metaAt(feature(m));
    store<f32>(place, settle(load<f32>(place) + weighOne(step, m)));
  }
}
