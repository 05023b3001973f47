// Where four agents' actions lead, a lane an agent.
import { hyperparameterAt } from './bindings';
import { add4 } from './float32';
import { MISFIRE_THRESHOLD, MISS_THRESHOLD } from './generated';
import { entries, firstOf, gather, gatherFrom, gatherHigh, gatherLow, largestLane, secondOf, times } from './lanes-features';
import { some } from './masks';
import { otherRandomAt, placesAt } from './scratch';
import { settle4 } from './settle';
import { ACTIONS, STOCHASTIC, VIEWS, closed, disabling, misfires, outcomes, overrides, transitions, views } from './structure';
import { drawFour } from './threefry';
import { TERMINATED } from './world';

/// Where several outcomes are possible, of one action at least.
export function haveChances(rows: v128): v128 {
  const one = i32x4.splat(1);
  v128.store(placesAt(), entries(transitions, times(rows, ACTIONS), 2));
  let most = one;
  for (let a: usize = 0; a < ACTIONS; a++) most = i32x4.max_s(most, gatherFrom(placesAt(), 8 * a + 4));
  return i32x4.gt_s(most, one);
}

@inline function pairsOf(rows: v128, actions: v128): v128 { return i32x4.add(times(rows, ACTIONS), actions); }
/// Where arrivals stand: the next row, the event set, and with views what is seen there. By the numbers of outcomes, or of pairs
/// where there is no chance.
@inline function standAt(numbers: v128): v128 {
  if (VIEWS) return i32x4.add(i32x4.shl(numbers, 4), i32x4.splat(<i32>views));
  return STOCHASTIC ? i32x4.add(entries(outcomes, numbers, 3), i32x4.splat(4)) : entries(transitions, numbers, 2);
}

/// Where those stand that the actions lead to, where there is no chance.
@inline export function certainArrivalsAt(rows: v128, actions: v128): v128 {
  const pairs = pairsOf(rows, actions);
  return standAt(STOCHASTIC ? gather(entries(transitions, pairs, 2), 0) : pairs);
}
/// Where they stand, chosen among several outcomes by random words, which have been drawn, or are if they are asked for.
@inline export function arrivalsAt(rows: v128, actions: v128, drawn: bool, identity: v128, t: u32, index: u32): v128 {
  const pairs = pairsOf(rows, actions);
  if (!STOCHASTIC) return standAt(pairs);
  const places = entries(transitions, pairs, 2);
  const low = gatherLow(places), high = gatherHigh(places);
  const counts = secondOf(low, high);
  const several = i32x4.gt_s(counts, i32x4.splat(1));
  const first = firstOf(low, high);
  let outcome = first;
  if (some(several)) {
    if (!drawn) drawFour(otherRandomAt(), identity, t, index);
    const words = v128.load(otherRandomAt());
    // The first two without a branch: it would be guessed wrongly half of the time.
    outcome = i32x4.sub(first, v128.and(several, passes(first, words)));
    if (some(i32x4.gt_s(counts, i32x4.splat(2)))) outcome = furtherOutcomes(outcome, first, counts, words);
  }
  return standAt(outcome);
}
/// Whether words reach an outcome's threshold: then it is a later one.
@inline function passes(outcome: v128, words: v128): v128 { return i32x4.ge_u(words, gather(entries(outcomes, outcome, 3), 0)); }

/// The outcomes that words select, from one of the first two on. As often as the longest list asks for, since who has found its
/// outcome would be guessed wrongly.
function furtherOutcomes(outcome: v128, first: v128, counts: v128, words: v128): v128 {
  const last = i32x4.add(first, i32x4.sub(counts, i32x4.splat(1)));
  for (let left = largestLane(counts) - 2; left > 0; left--) {
    outcome = i32x4.sub(outcome, v128.and(i32x4.ne(outcome, last), passes(outcome, words)));
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
