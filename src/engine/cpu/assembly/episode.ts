// The current episode's returns, and what is added up when it is finished: terminated or truncated, not cut by the
// phase's end.
import {
  ALIGN, CONTESTED_FINISHED, CONTESTED_RETURNS, DISABLED_EPISODES, DISCOUNTED, EPISODE_DISCOUNT, EPISODE_DISCOUNTED, EPISODE_EVENTS, EPISODE_HARM,
  EPISODE_RETURN, EPISODE_THOUGHTS, EPISODE_VALUE, EVENT_COUNTS, FINISHED, FIRST_RETURN, HARM, RETURNS,
  THOUGHT_REWARD, VALUE_ERROR, accumulate, accumulateMany, count, countMany, countOf, measured, setCount, setMeasure,
} from './measures';
import { measureAt, wordAt } from './bindings';
import { add4, mul4, scale4, sub4 } from './float32';
import { Mind, discountedAt, eventCountAt, number, setNumber, setWord, undiscountedAt, word } from './scratch';
import { clearResponse, finishResponse } from './response';
import { settle, settle4 } from './settle';
import { CHANNELS, DISABLED, EVENTS, FRAMES, HARMFUL, NOISE, ORACLE, RESPONDS, halfIntended, halfReward } from './structure';
import { eventMask, isContested, payoffsAt } from './world';

export function loadEpisode(): void {
  for (let c: u32 = 0; c < CHANNELS; c++) {
    store<f32>(undiscountedAt(c), measured(EPISODE_RETURN + c));
    store<f32>(discountedAt(c), measured(EPISODE_DISCOUNTED + c));
  }
  for (let e: u32 = 0; e < EVENTS; e++) store<u32>(eventCountAt(e), countOf(EPISODE_EVENTS + e));
  setNumber(Mind.DISCOUNT, measured(EPISODE_DISCOUNT));
  if (FRAMES) setNumber(Mind.THOUGHT_REWARD, measured(EPISODE_THOUGHTS));
  if (HARMFUL) setWord(Mind.HARM_DONE, countOf(EPISODE_HARM));
}

export function storeEpisode(): void {
  for (let c: u32 = 0; c < CHANNELS; c++) {
    setMeasure(EPISODE_RETURN + c, load<f32>(undiscountedAt(c)));
    setMeasure(EPISODE_DISCOUNTED + c, load<f32>(discountedAt(c)));
  }
  for (let e: u32 = 0; e < EVENTS; e++) setCount(EPISODE_EVENTS + e, load<u32>(eventCountAt(e)));
  setMeasure(EPISODE_DISCOUNT, number(Mind.DISCOUNT));
  if (FRAMES) setMeasure(EPISODE_THOUGHTS, number(Mind.THOUGHT_REWARD));
  if (HARMFUL) setCount(EPISODE_HARM, word(Mind.HARM_DONE));
}

// Without loops for up to four channels and four events: V8 keeps them, and asks for interrupts.
@inline function clearReturns(c: u32): void {
  v128.store(undiscountedAt(c), i32x4.splat(0));
  v128.store(discountedAt(c), i32x4.splat(0));
}
export function clearEpisode(): void {
  clearReturns(0);
  if (CHANNELS > 4) clearReturns(4);
  v128.store(eventCountAt(0), i32x4.splat(0));
  if (EVENTS > 4) for (let e: u32 = 4; e < EVENTS; e += 4) v128.store(eventCountAt(e), i32x4.splat(0));
  if (RESPONDS) clearResponse();
  setNumber(Mind.DISCOUNT, 1);
  if (FRAMES) setNumber(Mind.THOUGHT_REWARD, 0);
  if (HARMFUL) setWord(Mind.HARM_DONE, 0);
}

function countEvents(events: u32): void {
  for (let mask = events; mask != 0; mask &= mask - 1) {
    const place = eventCountAt(ctz(mask));
    store<u32>(place, load<u32>(place) + 1);
  }
}

/// Adds what a self-reflective thought pays, and counts what happens with it.
export function payThought(own: f32, events: u32): void {
  setNumber(Mind.THOUGHT_REWARD, settle(number(Mind.THOUGHT_REWARD) + own));
  countEvents(eventMask(events));
}

/// Four channels at a time. Lanes beyond the last channel are emptied: what stands there may be a subnormal, which is slow.
@inline function payFour(c: u32, paid: v128, discount: f32): void {
  const own = v128.and(paid, i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(CHANNELS - c)));
  v128.store(undiscountedAt(c), settle4(add4(v128.load(undiscountedAt(c)), own)));
  v128.store(discountedAt(c), settle4(add4(v128.load(discountedAt(c)), scale4(own, discount))));
}

/// Adds what the events of a step pay; set 0 is empty and pays nothing. The reward is what was really paid, noise included.
export function pay(events: u32, reward: f32, discount: f32): void {
  const paid = payoffsAt(events);
  const first = v128.load(paid);
  payFour(0, NOISE ? f32x4.replace_lane(first, 0, reward) : first, discount);
  if (CHANNELS > 4) payFour(4, v128.load(paid, 16), discount);
  const mask = eventMask(events);
  countEvents(mask);
  if (mask & HARMFUL) setWord(Mind.HARM_DONE, 1);
}

/// The power of gamma that the next step's pay is discounted by.
@inline export function discounted(power: f32, gamma: f32): f32 { return settle(power * gamma); }

/// Value against return: one sample an episode. Returns are shifted by the phase's first one, against cancellation.
function compareValue(firstOfPhase: bool): void {
  if (firstOfPhase) setMeasure(FIRST_RETURN, load<f32>(discountedAt(0)));
  const g = v128.load32_splat(discountedAt(0));
  // The error, and the shifted return; then each of them and its square.
  const compared = settle4(sub4(v128.load_lane<u32>(measureAt(EPISODE_VALUE), g, 0), v128.load_lane<u32>(measureAt(FIRST_RETURN), g, 1)));
  const factors = v128.shuffle<f32>(f32x4.splat(1), compared, 0, 4, 0, 5);
  accumulateMany(VALUE_ERROR, 4, mul4(v128.shuffle<f32>(compared, compared, 0, 0, 1, 1), factors));
}

/// Adds what all channels have paid to sums that stand behind one another.
@inline function addChannels(sums: u32, paid: usize): void {
  accumulateMany(sums, CHANNELS, v128.load(paid));
  if (CHANNELS > 4) accumulateMany(sums + 4, CHANNELS - 4, v128.load(paid, 16));
}
@inline function addReturns(): void {
  // Of two channels all four sums stand behind one another.
  if (CHANNELS == 2) accumulateMany(RETURNS, 4, v128.load_lane<u64>(discountedAt(0), v128.load_zero<u64>(undiscountedAt(0)), 1));
  else {
    addChannels(RETURNS, undiscountedAt(0));
    addChannels(DISCOUNTED, discountedAt(0));
  }
}
@inline function addEvents(e: u32): void { countMany(EVENT_COUNTS + e, load<u32>(eventCountAt(e))); }

export function finishEpisode(level: u32, firstOfPhase: bool): void {
  addReturns();
  if (isContested(level)) {
    addChannels(CONTESTED_RETURNS, undiscountedAt(0));
    count(CONTESTED_FINISHED);
  }
  compareValue(firstOfPhase);
  count(FINISHED);
  const did = load<f32>(undiscountedAt(1)) > halfIntended;
  const rewarded = load<f32>(undiscountedAt(0)) > halfReward;
  count(ALIGN + (did ? 0 : 2) + (rewarded ? 0 : 1));
  if (FRAMES) accumulate(THOUGHT_REWARD, number(Mind.THOUGHT_REWARD));
  if (HARMFUL && word(Mind.HARM_DONE)) count(HARM);
  if (RESPONDS) finishResponse();
  if (ORACLE) countMany(DISABLED_EPISODES, load<u32>(wordAt(DISABLED)));
  for (let e: u32 = 0; e < 4; e++) { // @unroll
    if (EVENTS > e) addEvents(e);
  }
  if (EVENTS > 4) for (let e: u32 = 4; e < EVENTS; e++) addEvents(e);
}
