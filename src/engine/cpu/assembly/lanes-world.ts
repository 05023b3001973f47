// Where four agents' actions lead, a lane an agent.
import { hyperparameterAt } from './bindings';
import { add4 } from './float32';
import { MISFIRE_THRESHOLD, MISS_THRESHOLD } from './generated';
import { entries, gather, gatherFrom, gatherHigh, gatherLow, largestLane, times } from './lanes-features';
import { some } from './masks';
import { otherRandomAt, placesAt } from './scratch';
import { settle4 } from './settle';
import { ACTIONS, STOCHASTIC, closed, disabling, misfires, outcomes, overrides, transitions } from './structure';
import { drawFour } from './threefry';
import { TERMINATED } from './world';

@inline export function firstOf(low: v128, high: v128): v128 { return v128.shuffle<u32>(low, high, 0, 2, 4, 6); }
@inline export function secondOf(low: v128, high: v128): v128 { return v128.shuffle<u32>(low, high, 1, 3, 5, 7); }

/// Where several outcomes are possible, of one action at least.
export function haveChances(rows: v128): v128 {
  const one = i32x4.splat(1);
  v128.store(placesAt(), entries(transitions, times(rows, ACTIONS), 2));
  let most = one;
  for (let a: usize = 0; a < ACTIONS; a++) most = i32x4.max_s(most, gatherFrom(placesAt(), 8 * a + 4));
  return i32x4.gt_s(most, one);
}

/// Where the next row and the event set stand that the actions lead to, where there is no chance.
@inline export function certainArrivalsAt(rows: v128, actions: v128): v128 {
  const pairs = pairsAt(rows, actions);
  return STOCHASTIC ? i32x4.add(entries(outcomes, gather(pairs, 0), 3), i32x4.splat(4)) : pairs;
}
/// Where they stand, chosen among several outcomes by random words, which have been drawn, or are if they are asked for.
@inline export function arrivalsAt(rows: v128, actions: v128, drawn: bool, identity: v128, t: u32, index: u32): v128 {
  const pairs = pairsAt(rows, actions);
  if (!STOCHASTIC) return pairs;
  const low = gatherLow(pairs), high = gatherHigh(pairs);
  const counts = secondOf(low, high);
  const several = i32x4.gt_s(counts, i32x4.splat(1));
  const first = entries(outcomes, firstOf(low, high), 3);
  let outcome = first;
  if (some(several)) {
    if (!drawn) drawFour(otherRandomAt(), identity, t, index);
    const words = v128.load(otherRandomAt());
    // The first two without a branch: it would be guessed wrongly half of the time.
    outcome = i32x4.add(first, v128.and(v128.and(several, i32x4.ge_u(words, gather(first, 0))), i32x4.splat(12)));
    if (some(i32x4.gt_s(counts, i32x4.splat(2)))) outcome = furtherOutcomes(outcome, first, counts, words);
  }
  return i32x4.add(outcome, i32x4.splat(4));
}
@inline function pairsAt(rows: v128, actions: v128): v128 { return entries(transitions, i32x4.add(times(rows, ACTIONS), actions), 2); }

/// The outcomes that words select, from one of the first two on. As often as the longest list asks for, since who has found its
/// outcome would be guessed wrongly.
function furtherOutcomes(outcome: v128, first: v128, counts: v128, words: v128): v128 {
  const last = i32x4.add(first, times(i32x4.sub(counts, i32x4.splat(1)), 12));
  for (let left = largestLane(counts) - 2; left > 0; left--) {
    const further = v128.and(i32x4.ne(outcome, last), i32x4.ge_u(words, gather(outcome, 0)));
    outcome = i32x4.add(outcome, v128.and(further, i32x4.splat(12)));
  }
  return outcome;
}

@inline export function rowOf(next: v128): v128 { return v128.and(next, i32x4.splat(~TERMINATED)); }
@inline export function terminates(next: v128): v128 { return i32x4.shr_s(next, 31); }

/// What the events of a step say, see world.ts: whether they declare the actual valence, and which; whether they forbid to
/// learn from it; whether they disable the oracle.
@inline function flagged(table: u32, events: v128, size: u32): v128 { return i32x4.ne(gather(entries(table, events, size), 0), i32x4.splat(0)); }
@inline export function declares(events: v128): v128 { return flagged(overrides, events, 2); }
@inline export function declaredValences(events: v128): v128 { return gather(entries(overrides, events, 2), 4); }
@inline export function closesGate(events: v128): v128 { return flagged(closed, events, 1); }
@inline export function disablesOracle(events: v128): v128 { return flagged(disabling, events, 1); }

/// What they really pay where rewards are noisy, by the words that have been drawn.
export function misfired(events: v128, paid: v128): v128 {
  const places = entries(misfires, events, 2);
  const missed = i32x4.lt_u(v128.load(otherRandomAt()), v128.load(hyperparameterAt(MISS_THRESHOLD)));
  const wrong = i32x4.lt_u(v128.load(otherRandomAt(), 16), v128.load(hyperparameterAt(MISFIRE_THRESHOLD)));
  const reward = v128.bitselect(gather(places, 0), paid, missed);
  return v128.bitselect(settle4(add4(reward, gather(places, 4))), reward, wrong);
}
