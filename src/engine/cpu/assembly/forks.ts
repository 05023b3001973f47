// Where every row leads in worlds in which nothing is chosen: a row is a fork into two ways, one for random words below a threshold.
import { worldWord } from './bindings';
import { entries, gather } from './lanes-features';
import { sumsAreWeights } from './lanes-network';
import { MOST_FORKS, MOST_STEPS, WAY, forksAt, stepAt } from './scratch';
import {
  ACTIONS, DECAYS, FADING, FRAMES, GATE, IMMEDIATE, LEARNED_MODEL, NOISE, ORACLE, OVERRIDE, REPLAY, ROWS, STOCHASTIC, TRACES,
  episodeLimit, featureIndex, outcomes, transitions,
} from './structure';
import { TERMINATED, arrivalEvents, arrivalNext, hasOneStart, payoff, startRow, takeOneStart, transition } from './world';

/// Whether this is all that agents need to know, of those that can live in lanes: tables of values that predict rewards.
@inline function suitable(): bool {
  return ACTIONS == 1 && STOCHASTIC && sumsAreWeights() && ROWS <= MOST_FORKS && !episodeLimit && hasOneStart() &&
    !(TRACES | IMMEDIATE | OVERRIDE | GATE | NOISE | FADING | FRAMES | ORACLE | REPLAY | LEARNED_MODEL | DECAYS);
}

/// What stands written about a way: the fork at which the next step begins, and what a random word is held against there; the reward;
/// whether anything happens, and whether the episode ends, see below; where the next step's weight is, behind the agent's first one;
/// the row that it leads to; and the event set.
export const enum Way {
  FORK = 0,
  THRESHOLD = 4,
  PAID = 8,
  SIGNS = 12,
  SLOT = 16,
  ROW = 20,
  EVENTS = 24,
}
const HAPPENS: u32 = 0x80000000;
const ENDS: u32 = 0x40000000;
/// Masks: whose episodes end, by the signs of their ways.
@inline export function endedBy(signs: v128): v128 { return i32x4.shr_s(i32x4.shl(signs, 1), 31); }

@inline function forkAt(row: u32): usize { return forksAt() + <usize>row * 2 * WAY; }
@inline function slotOf(row: u32): u32 { return worldWord(featureIndex + row) << 4; }
@inline function thresholdOf(row: u32): u32 { return worldWord(outcomes + 3 * worldWord(transitions + 2 * row)); }
/// The same of rows.
@inline export function forksOf(rows: v128): v128 { return i32x4.add(i32x4.mul(rows, i32x4.splat(<i32>(2 * WAY))), i32x4.splat(<i32>forksAt())); }
@inline export function thresholdsOf(rows: v128): v128 { return gather(entries(outcomes, gather(entries(transitions, rows, 2), 0), 3), 0); }

/// Writes down where every row leads; false if agents have to live another way: where there are further outcomes, or a step leads to
/// the weight that it moves.
export function mapForks(): bool {
  if (!suitable()) return false;
  takeOneStart();
  for (let row: u32 = 0; row < ROWS; row++) {
    const ways = worldWord(transitions + 2 * row + 1);
    if (ways > 2) return false;
    // Rows that are only entered by terminating lead nowhere; of one way there are two copies.
    for (let n: u32 = 0; n < 2 && ways; n++) {
      transition(row, 0, 0 - n);
      if (!mapWay(row, forkAt(row) + <usize>n * WAY)) return false;
    }
  }
  // Whoever has nothing left to add up is told of a way on which nothing happens.
  const nowhere = forkAt(MOST_FORKS);
  memory.fill(nowhere, 0, WAY);
  v128.store(stepAt(MOST_STEPS), i32x4.splat(<i32>nowhere));
  return true;
}
function mapWay(row: u32, way: usize): bool {
  const next = arrivalNext & ~TERMINATED;
  const ends = arrivalNext != next;
  const later = ends ? startRow : next;
  store<u32>(way + Way.FORK, <u32>forkAt(later));
  store<u32>(way + Way.THRESHOLD, thresholdOf(later));
  store<f32>(way + Way.PAID, payoff(arrivalEvents, 0));
  store<u32>(way + Way.SIGNS, ends ? HAPPENS | ENDS : arrivalEvents ? HAPPENS : 0);
  store<u32>(way + Way.SLOT, slotOf(later));
  store<u32>(way + Way.ROW, next);
  store<u32>(way + Way.EVENTS, arrivalEvents);
  return slotOf(later) != slotOf(row);
}
