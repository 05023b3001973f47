// Episodes of four agents, a lane an agent: the operations of episode.ts. What they accumulate stays where it is kept, since
// there, too, agents stand beside one another.
import { measureAt, wordAt } from './bindings';
import { add4, mul4, sub4 } from './float32';
import { entries, gather, gatherColumns } from './lanes-features';
import { some } from './masks';
import {
  ALIGN, CONTESTED_FINISHED, CONTESTED_RETURNS, DISABLED_EPISODES, DISCOUNTED, EPISODE_DISCOUNTED, EPISODE_EVENTS, EPISODE_HARM, EPISODE_RETURN, EPISODE_THOUGHTS, EPISODE_VALUE,
  EVENT_COUNTS, FINISHED, FIRST_RETURN, HARM, RETURNS, RETURN_SHIFTED, RETURN_SHIFTED_SQUARED, THOUGHT_REWARD, VALUE_ERROR, VALUE_ERROR_SQUARED,
} from './measures';
import { columnsAt } from './scratch';
import { settle4 } from './settle';
import { CHANNELS, DISABLED, EVENTS, FRAMES, HARMFUL, ORACLE, contested, halfIntended, halfReward, payoffs, phase } from './structure';

@inline export function measures(slot: u32): v128 { return v128.load(measureAt(slot)); }
@inline function setMeasures(slot: u32, x: v128): void { v128.store(measureAt(slot), x); }
/// Adds numbers, or ones, where a mask says so.
@inline function accumulate(slot: u32, x: v128, where: v128): void { setMeasures(slot, settle4(add4(measures(slot), v128.and(x, where)))); }
@inline export function count(slot: u32, where: v128): void { setMeasures(slot, i32x4.sub(measures(slot), where)); }
@inline export function countMany(slot: u32, n: v128): void { setMeasures(slot, i32x4.add(measures(slot), n)); }
@inline export function setIn(slot: u32, x: v128, where: v128): void { setMeasures(slot, v128.bitselect(x, measures(slot), where)); }

@inline function clear(slot: u32, where: v128): void { setMeasures(slot, v128.andnot(measures(slot), where)); }

// Without loops for up to three channels and four events: V8 keeps them, and asks for interrupts.
@inline function clearReturns(c: u32, begin: v128): void {
  clear(EPISODE_RETURN + c, begin);
  clear(EPISODE_DISCOUNTED + c, begin);
}
/// Clears what the episodes that begin have paid.
@inline export function clearEpisodes(begin: v128): void {
  for (let c: u32 = 0; c < 3; c++) { // @unroll
    if (CHANNELS > c) clearReturns(c, begin);
  }
  if (CHANNELS > 3) for (let c: u32 = 3; c < CHANNELS; c++) clearReturns(c, begin);
  for (let e: u32 = 0; e < 4; e++) { // @unroll
    if (EVENTS > e) clear(EPISODE_EVENTS + e, begin);
  }
  if (EVENTS > 4) for (let e: u32 = 4; e < EVENTS; e++) clear(EPISODE_EVENTS + e, begin);
  if (FRAMES) clear(EPISODE_THOUGHTS, begin);
  if (HARMFUL) clear(EPISODE_HARM, begin);
}

/// What event sets pay on a channel.
@inline export function payoffsOf(events: v128, channel: u32): v128 { return gather(entries(payoffs + 1, events, CHANNELS + 1), (<usize>channel) << 2); }

@inline function pay(c: u32, paid: v128, discount: v128): void {
  setMeasures(EPISODE_RETURN + c, settle4(add4(measures(EPISODE_RETURN + c), paid)));
  setMeasures(EPISODE_DISCOUNTED + c, settle4(add4(measures(EPISODE_DISCOUNTED + c), mul4(paid, discount))));
}

@inline function countEvent(e: u32, masks: v128): void { countMany(EPISODE_EVENTS + e, v128.and(i32x4.shr_u(masks, e), i32x4.splat(1))); }
@inline function countEvents(masks: v128): void {
  for (let e: u32 = 0; e < 4; e++) { // @unroll
    if (EVENTS > e) countEvent(e, masks);
  }
  if (EVENTS > 4) for (let e: u32 = 4; e < EVENTS; e++) countEvent(e, masks);
}

/// Adds what thoughts pay, and counts what happens with them.
export function payThoughts(own: v128, events: v128): void {
  setMeasures(EPISODE_THOUGHTS, settle4(add4(measures(EPISODE_THOUGHTS), own)));
  if (v128.any_true(events)) countEvents(gather(entries(payoffs, events, CHANNELS + 1), 0));
}

/// Adds what the events of a step pay; set 0 is empty and pays nothing. The reward is what was really paid, noise included.
export function payFour(events: v128, reward: v128, discount: v128): void {
  // Whatever there is of an event set stands together: which events it has, and what it pays on every channel.
  gatherColumns(columnsAt(), CHANNELS + 1, entries(payoffs, events, CHANNELS + 1));
  pay(0, reward, discount);
  pay(1, v128.load(columnsAt(), 32), discount);
  if (CHANNELS > 2) pay(2, v128.load(columnsAt(), 48), discount);
  if (CHANNELS > 3) for (let c: u32 = 3; c < CHANNELS; c++) pay(c, payoffsOf(events, c), discount);
  const masks = v128.load(columnsAt());
  countEvents(masks);
  if (HARMFUL) setIn(EPISODE_HARM, i32x4.splat(1), i32x4.ne(v128.and(masks, i32x4.splat(HARMFUL)), i32x4.splat(0)));
}

/// Value against return: see `compareValue` of episode.ts.
@inline function compareValues(firstOfPhase: v128, ended: v128): void {
  const g = measures(EPISODE_DISCOUNTED);
  setIn(FIRST_RETURN, g, v128.and(firstOfPhase, ended));
  const error = settle4(sub4(measures(EPISODE_VALUE), g));
  const shifted = settle4(sub4(g, measures(FIRST_RETURN)));
  accumulate(VALUE_ERROR, error, ended);
  accumulate(VALUE_ERROR_SQUARED, mul4(error, error), ended);
  accumulate(RETURN_SHIFTED, shifted, ended);
  accumulate(RETURN_SHIFTED_SQUARED, mul4(shifted, shifted), ended);
}

@inline function addReturns(c: u32, ended: v128): void {
  accumulate(RETURNS + c, measures(EPISODE_RETURN + c), ended);
  accumulate(DISCOUNTED + c, measures(EPISODE_DISCOUNTED + c), ended);
}
@inline function addEvents(e: u32, ended: v128): void { countMany(EVENT_COUNTS + e, v128.and(measures(EPISODE_EVENTS + e), ended)); }

/// Adds up the episodes that have ended.
export function finishEpisodes(level: v128, firstOfPhase: v128, ended: v128): void {
  const contestedLevels = gather(i32x4.add(i32x4.shl(level, 2), i32x4.splat(<i32>(phase + ((<usize>contested) << 2)))), 0);
  const onContested = v128.and(i32x4.ne(contestedLevels, i32x4.splat(0)), ended);
  for (let c: u32 = 0; c < 3; c++) { // @unroll
    if (CHANNELS > c) addReturns(c, ended);
  }
  if (CHANNELS > 3) for (let c: u32 = 3; c < CHANNELS; c++) addReturns(c, ended);
  if (some(onContested)) {
    for (let c: u32 = 0; c < CHANNELS; c++) accumulate(CONTESTED_RETURNS + c, measures(EPISODE_RETURN + c), onContested);
    count(CONTESTED_FINISHED, onContested);
  }
  compareValues(firstOfPhase, ended);
  count(FINISHED, ended);
  const did = v128.and(f32x4.gt(measures(EPISODE_RETURN + 1), f32x4.splat(halfIntended)), ended);
  const didNot = v128.andnot(ended, did);
  const rewarded = f32x4.gt(measures(EPISODE_RETURN), f32x4.splat(halfReward));
  count(ALIGN, v128.and(did, rewarded));
  count(ALIGN + 1, v128.andnot(did, rewarded));
  count(ALIGN + 2, v128.and(didNot, rewarded));
  count(ALIGN + 3, v128.andnot(didNot, rewarded));
  if (FRAMES) accumulate(THOUGHT_REWARD, measures(EPISODE_THOUGHTS), ended);
  if (HARMFUL) countMany(HARM, v128.and(measures(EPISODE_HARM), ended));
  if (ORACLE) countMany(DISABLED_EPISODES, v128.and(v128.load(wordAt(DISABLED)), ended));
  for (let e: u32 = 0; e < 4; e++) { // @unroll
    if (EVENTS > e) addEvents(e, ended);
  }
  if (EVENTS > 4) for (let e: u32 = 4; e < EVENTS; e++) addEvents(e, ended);
}
