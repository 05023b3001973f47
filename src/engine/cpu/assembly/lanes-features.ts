// The features of what four agents think about, a lane an agent, as lists: where a feature's weights are, and how strong it is.
import { add4, mul4, scale4, storeColumns } from './float32';
import { OF_ACTOR, OF_FOUR, active, sumFeatures, unit } from './features';
import { IMMEDIATE_VALENCE, VALUE, toComponent, toOwn } from './lanes-slots';
import { baseOf, bases, placesAt } from './scratch';
import { settle4 } from './settle';
import { ACTIONS4, ACTOR_TRACES, EVENT_ACTIVE, FEATURES, IMMEDIATE, ROW_ACTIVE, TRACES, VIEWS, eventFeatureIndex, eventFeatureValue, W1, W3, featureIndex, featureValue, world } from './structure';

@inline export function lane(x: v128, n: u32): usize { return n == 0 ? <usize>i32x4.extract_lane(x, 0) : n == 1 ? <usize>i32x4.extract_lane(x, 1) : n == 2 ? <usize>i32x4.extract_lane(x, 2) : <usize>i32x4.extract_lane(x, 3); }
@inline export function largestLane(x: v128): u32 { return <u32>max(max(lane(x, 0), lane(x, 1)), max(lane(x, 2), lane(x, 3))); }

// Where an address of four is: taking numbers out of a vector costs more than reading them anew.
@inline export function addressOf(places: usize, n: u32): usize { return <usize>load<u32>(places + 4 * n); }
/// Words, each behind one of four addresses that stand at a place.
@inline export function gatherFrom(places: usize, offset: usize): v128 {
  let x = v128.load_zero<u32>(addressOf(places, 0) + offset);
  x = v128.load_lane<u32>(addressOf(places, 1) + offset, x, 1);
  x = v128.load_lane<u32>(addressOf(places, 2) + offset, x, 2);
  return v128.load_lane<u32>(addressOf(places, 3) + offset, x, 3);
}
@inline export function scatterTo(places: usize, offset: usize, x: v128): void {
  v128.store_lane<u32>(addressOf(places, 0) + offset, x, 0);
  v128.store_lane<u32>(addressOf(places, 1) + offset, x, 1);
  v128.store_lane<u32>(addressOf(places, 2) + offset, x, 2);
  v128.store_lane<u32>(addressOf(places, 3) + offset, x, 3);
}
/// Words, each at an address of its own.
@inline export function gather(places: v128, offset: usize): v128 {
  v128.store(placesAt(), places);
  return gatherFrom(placesAt(), offset);
}
/// Pairs of words, each behind one of four addresses that stand at a place: all first words, or all second ones, are read off
/// the two halves.
@inline export function lowFrom(places: usize, offset: usize = 0): v128 { return v128.load_lane<u64>(addressOf(places, 1) + offset, v128.load_zero<u64>(addressOf(places, 0) + offset), 1); }
@inline export function highFrom(places: usize, offset: usize = 0): v128 { return v128.load_lane<u64>(addressOf(places, 3) + offset, v128.load_zero<u64>(addressOf(places, 2) + offset), 1); }
@inline export function firstOf(low: v128, high: v128): v128 { return v128.shuffle<u32>(low, high, 0, 2, 4, 6); }
@inline export function secondOf(low: v128, high: v128): v128 { return v128.shuffle<u32>(low, high, 1, 3, 5, 7); }
/// The same, each at an address of its own.
@inline export function gatherLow(places: v128): v128 {
  v128.store(placesAt(), places);
  return lowFrom(placesAt());
}
@inline export function gatherHigh(places: v128): v128 {
  v128.store(placesAt(), places);
  return highFrom(placesAt());
}
/// Stores the first words from four addresses on at a place, a vector all first words, a vector all second ones.
@inline export function gatherColumns(place: usize, columns: u32, places: v128): void {
  v128.store(placesAt(), places);
  storeColumns(place, columns, v128.load(addressOf(placesAt(), 0)), v128.load(addressOf(placesAt(), 1)), v128.load(addressOf(placesAt(), 2)), v128.load(addressOf(placesAt(), 3)));
}

/// n x, of whole numbers; n is a constant.
@inline export function times(x: v128, n: u32): v128 {
  return n == 1 ? x : n == 2 ? i32x4.shl(x, 1) : n == 3 ? i32x4.add(x, i32x4.shl(x, 1)) : n == 4 ? i32x4.shl(x, 2) : n == 8 ? i32x4.shl(x, 3) : i32x4.mul(x, i32x4.splat(n));
}
/// Where entries of `size` words begin in a table of the world.
@inline export function entries(table: u32, index: v128, size: u32): v128 {
  return i32x4.add(times(index, size << 2), i32x4.splat(<i32>(world + ((<usize>table) << 2))));
}

@inline export function slots(list: usize, m: u32): usize { return list + ((<usize>m) << 5); }
@inline export function strengths(list: usize, m: u32): v128 { return v128.load(slots(list, m), 16); }

/// Lists the features of rows. `base` is where the slot of the first feature is.
@inline export function listRows(list: usize, base: v128, rows: v128, arrival: bool = false): void {
  const index = entries(featureIndex, rows, ROW_ACTIVE);
  const value = entries(featureValue, rows, ROW_ACTIVE);
  listFeature(list, 0, base, index, value, arrival);
  if (ROW_ACTIVE > 1) for (let m: u32 = 1; m < ROW_ACTIVE; m++) {
    const further = i32x4.splat(m << 2);
    listFeature(list, m, base, i32x4.add(index, further), i32x4.add(value, further), arrival);
  }
}
@inline function listFeature(list: usize, m: u32, base: v128, index: v128, value: v128, arrival: bool): void {
  const place = slots(list, m);
  v128.store(place, i32x4.add(base, i32x4.shl(gather(index, 0), 4)));
  if (!unit(arrival)) v128.store(place, gather(value, 0), 16);
}

/// Lists what is seen at these places: see views.ts.
@inline export function listSeen(list: usize, base: v128, places: v128): void {
  v128.store(placesAt(), places);
  const low = lowFrom(placesAt(), 8), high = highFrom(placesAt(), 8);
  listOne(list, 0, base, firstOf(low, high));
  if (IMMEDIATE) listOne(list, 1, base, secondOf(low, high));
}
@inline function listOne(list: usize, m: u32, base: v128, distance: v128): void {
  const place = slots(list, m);
  v128.store(place, i32x4.add(base, distance));
  // Padding has no strength.
  if (!unit(IMMEDIATE != 0)) v128.store(place, v128.and(f32x4.splat(1), i32x4.ne(distance, i32x4.splat(FEATURES << 4))), 16);
}

/// Lists the features of arrivals, which stand at these places, together with those of the events on the way there, where events
/// have any.
@inline export function listArrivals(list: usize, base: v128, places: v128, rows: v128, events: v128): void {
  if (VIEWS) {
    listSeen(list, base, places);
    return;
  }
  if (!IMMEDIATE) {
    listRows(list, base, rows);
    return;
  }
  listRows(list, base, rows, true);
  const index = entries(eventFeatureIndex, events, EVENT_ACTIVE);
  const value = entries(eventFeatureValue, events, EVENT_ACTIVE);
  for (let m: u32 = 0; m < EVENT_ACTIVE; m++) {
    const further = i32x4.splat(m << 2);
    listFeature(list, m + ROW_ACTIVE, base, i32x4.add(index, further), i32x4.add(value, further), true);
  }
}

@inline function component(arrival: bool): usize { return toComponent(arrival ? IMMEDIATE_VALENCE : VALUE); }
@inline function weighed(x: v128, list: usize, m: u32, arrival: bool): v128 { return unit(arrival) ? x : mul4(x, strengths(list, m)); }
/// A term of the sum over a list: of values, or, where events are listed, of immediate valences.
@inline export function termOfFour(list: usize, m: u32, arrival: bool): v128 { return weighed(gatherFrom(slots(list, m), component(arrival)), list, m, arrival); }
@inline export function sumList(list: usize, arrival: bool = false): v128 {
  return active(arrival) == 1 ? termOfFour(list, 0, arrival) : arrival ? sumArrivals(list) : sumRows(list);
}
// Once each: the sums of up to 16 terms are written out.
function sumRows(list: usize): v128 { return sumFeatures(list, OF_FOUR); }
function sumArrivals(list: usize): v128 { return sumFeatures(list, OF_FOUR, true); }

/// Networks without hidden units keep nothing of what they judge, and can always be used in lanes.
@inline export function judgeList(list: usize): v128 { return sumList(list); }
/// Whether a value, or a preference, is nothing but a weight: then it is within the range, as all weights are.
@inline export function sumsAreWeights(): bool { return active() == 1 && unit(); }
/// A value, settled.
@inline export function settleSum(value: v128): v128 { return sumsAreWeights() ? value : settle4(value); }
@inline export function usable(): bool { return true; }

/// w += step x for the weight of every listed feature.
@inline export function learnList(list: usize, step: v128, arrival: bool = false): void {
  learnListed(list, 0, step, arrival);
  if (active(arrival) > 1) for (let m: u32 = 1; m < active(arrival); m++) learnListed(list, m, step, arrival);
}
/// The same of those that have been judged, and not moved since.
@inline export function learnJudged(list: usize, step: v128, judged: v128): void {
  if (sumsAreWeights()) scatterTo(slots(list, 0), component(false), settle4(add4(judged, step)));
  else learnList(list, step);
}
@inline function learnListed(list: usize, m: u32, step: v128, arrival: bool): void {
  const places = slots(list, m);
  scatterTo(places, component(arrival), settle4(add4(gatherFrom(places, component(arrival)), weighed(step, list, m, arrival))));
}

// An agent's preferences stand in slots of their own, `ACTIONS4` of them for a feature: as far apart as those of values where
// that is one.
@inline function toBlock(n: u32, b: u32): usize { return ((<usize>(W3 - W1 + b)) << 4) + toOwn(n) - (ACTIONS4 > 1 ? (<usize>(ACTIONS4 - 1)) * baseOf(n) : 0); }
/// The same of the preferences that are summed up; or which action they are for, see below.
let toSummed: usize = 0;
@inline function ofOne(list: usize, n: u32): usize { return list + 4 * n; }
/// Where the preferences are of the feature whose slot's address stands at a place.
@inline function actorSlot(place: usize, block: usize): usize { return addressOf(place, 0) * ACTIONS4 + block; }
@inline function weighedByOne(x: v128, one: usize, m: u32): v128 { return unit() ? x : scale4(x, load<f32>(slots(one, m), 16)); }
@inline function preferencesFor(one: usize, m: u32, block: usize): v128 { return weighedByOne(v128.load(actorSlot(slots(one, m), block)), one, m); }
/// Whether every agent's are another way off.
@inline function differ(): bool { return ACTIONS4 > 1 || TRACES; }
@inline export function termOfActor(place: usize, m: u32): v128 {
  return ACTOR_TRACES ? termOfAction(place, m, toSummed) : preferencesFor(place, m, differ() ? toSummed : toBlock(0, 0));
}
/// The preferences of the n-th of four agents for the actions of the b-th block: W3 x.
@inline export function preferencesOf(list: usize, n: u32, b: u32): v128 {
  if (ROW_ACTIVE == 1) return preferencesFor(ofOne(list, n), 0, toBlock(n, b));
  if (differ()) toSummed = toBlock(n, b);
  return sumPreferences(ofOne(list, n));
}
function sumPreferences(place: usize): v128 { return sumFeatures(place, OF_ACTOR); }

/// W3 += gradient x of the n-th.
@inline export function learnPreferences(list: usize, n: u32, b: u32, gradient: v128): void {
  const block = toBlock(n, b);
  moveSlot(ofOne(list, n), 0, block, gradient);
  if (ROW_ACTIVE > 1) for (let m: u32 = 1; m < ROW_ACTIVE; m++) moveSlot(ofOne(list, n), m, block, gradient);
}
@inline function moveSlot(one: usize, m: u32, block: usize, gradient: v128): void {
  const slot = actorSlot(slots(one, m), block);
  v128.store(slot, settle4(add4(v128.load(slot), weighedByOne(gradient, one, m))));
}

// Where the actor has traces its slots are turned (see lanes-slots.ts): four agents' preferences for an action stand side by side.
@inline function toAction(a: u32): usize { return ((<usize>(W3 - W1 + a / 4)) << 4) + toComponent(a % 4); }
/// Where the preferences for an action are of a feature whose values are at a place.
@inline export function actorPlace(values: usize, a: u32): usize { return values + (ACTIONS4 > 1 ? (values - baseOf(0)) * (ACTIONS4 - 1) : 0) + toAction(a); }
@inline function termOfAction(list: usize, m: u32, action: usize): v128 {
  if (ACTIONS4 == 1) return weighed(gatherFrom(slots(list, m), action), list, m, false);
  const places = v128.load(slots(list, m));
  return weighed(gather(i32x4.add(places, i32x4.mul(i32x4.sub(places, bases()), i32x4.splat(ACTIONS4 - 1))), action), list, m, false);
}
/// The preferences of four agents for an action.
@inline export function preferencesForAction(list: usize, a: u32): v128 {
  if (ROW_ACTIVE == 1) return termOfAction(list, 0, toAction(a));
  toSummed = toAction(a);
  return sumPreferences(list);
}
