// Where four agents' actions lead, a lane an agent.
import { hyperparameterAt } from './bindings';
import { add4 } from './float32';
import { MISFIRE_THRESHOLD, MISS_THRESHOLD } from './generated';
import { entries, gather, gatherFrom, gatherHigh, gatherLow, lane, times } from './lanes-features';
import { some } from './masks';
import { otherRandomAt, placesAt } from './scratch';
import { settle4 } from './settle';
import { ACTIONS, STOCHASTIC, closed, disabling, misfires, outcomes, overrides, transitions, world } from './structure';
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
  let outcome = entries(outcomes, firstOf(low, high), 3);
  if (some(several)) {
    if (!drawn) drawFour(otherRandomAt(), identity, t, index);
    const words = v128.load(otherRandomAt());
    // The first two without a branch: it would be guessed wrongly half of the time.
    outcome = i32x4.add(outcome, v128.and(v128.and(several, i32x4.ge_u(words, gather(outcome, 0))), i32x4.splat(12)));
    if (some(i32x4.gt_s(counts, i32x4.splat(2)))) {
      for (let n: u32 = 0; n < 4; n++) { // @unroll
        outcome = i32x4.replace_lane(outcome, n, <i32>furtherOutcome(lane(outcome, n), <u32>lane(counts, n), <u32>lane(words, n), lane(pairs, n)));
      }
    }
  }
  return i32x4.add(outcome, i32x4.splat(4));
}
@inline function pairsAt(rows: v128, actions: v128): v128 { return entries(transitions, i32x4.add(times(rows, ACTIONS), actions), 2); }

/// The outcome that a word selects, from one of the first two on.
function furtherOutcome(outcome: usize, count: u32, word: u32, pair: usize): usize {
  const last = world + ((<usize>(outcomes + (load<u32>(pair) + count - 1) * 3)) << 2);
  while (outcome < last && word >= load<u32>(outcome)) outcome += 12;
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
