// Where four agents' actions lead, a lane an agent.
import { entries, gather, gatherHigh, gatherLow, lane, times } from './lanes-features';
import { ACTIONS, STOCHASTIC, outcomes, transitions, world } from './structure';
import { TERMINATED } from './world';

@inline export function firstOf(low: v128, high: v128): v128 { return v128.shuffle<u32>(low, high, 0, 2, 4, 6); }
@inline export function secondOf(low: v128, high: v128): v128 { return v128.shuffle<u32>(low, high, 1, 3, 5, 7); }

/// Where the next row and the event set stand that the actions lead to; random words choose among several outcomes.
@inline export function arrivalsAt(rows: v128, actions: v128, words: v128): v128 {
  const pairs = entries(transitions, i32x4.add(times(rows, ACTIONS), actions), 2);
  if (!STOCHASTIC) return pairs;
  const low = gatherLow(pairs), high = gatherHigh(pairs);
  const counts = secondOf(low, high);
  let outcome = entries(outcomes, firstOf(low, high), 3);
  // The first two without a branch: it would be guessed wrongly half of the time.
  outcome = i32x4.add(outcome, v128.and(v128.and(i32x4.gt_s(counts, i32x4.splat(1)), i32x4.ge_u(words, gather(outcome, 0))), i32x4.splat(12)));
  if (v128.any_true(i32x4.gt_s(counts, i32x4.splat(2)))) {
    for (let n: u32 = 0; n < 4; n++) { // @unroll
      outcome = i32x4.replace_lane(outcome, n, <i32>furtherOutcome(lane(outcome, n), <u32>lane(counts, n), <u32>lane(words, n), lane(pairs, n)));
    }
  }
  return i32x4.add(outcome, i32x4.splat(4));
}

/// The outcome that a word selects, from one of the first two on.
function furtherOutcome(outcome: usize, count: u32, word: u32, pair: usize): usize {
  const last = world + ((<usize>(outcomes + (load<u32>(pair) + count - 1) * 3)) << 2);
  while (outcome < last && word >= load<u32>(outcome)) outcome += 12;
  return outcome;
}

@inline export function rowOf(next: v128): v128 { return v128.and(next, i32x4.splat(~TERMINATED)); }
@inline export function terminates(next: v128): v128 { return i32x4.shr_s(next, 31); }
