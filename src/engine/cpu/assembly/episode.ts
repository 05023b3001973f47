// The current episode's returns, and what is added up when it is finished: terminated or truncated, not cut by the
// phase's end.
import {
  ALIGN, CONTESTED_FINISHED, CONTESTED_RETURNS, DISCOUNTED, EPISODE_DISCOUNT, EPISODE_DISCOUNTED, EPISODE_EVENTS, EPISODE_RETURN, EPISODE_VALUE,
  EVENT_COUNTS, FINISHED, FIRST_RETURN, RETURNS, RETURN_SHIFTED, RETURN_SHIFTED_SQUARED, VALUE_ERROR, VALUE_ERROR_SQUARED,
  accumulate, count, countOf, measured, setCount, setMeasure,
} from './measures';
import { settle } from './settle';
import { CHANNELS, EVENTS, halfIntended, halfReward } from './structure';
import { eventMask, isContested, payoff } from './world';

export function clearEpisode(): void {
  for (let c: u32 = 0; c < CHANNELS; c++) {
    setMeasure(EPISODE_RETURN + c, 0);
    setMeasure(EPISODE_DISCOUNTED + c, 0);
  }
  for (let e: u32 = 0; e < EVENTS; e++) setCount(EPISODE_EVENTS + e, 0);
  setMeasure(EPISODE_DISCOUNT, 1);
}

/// Adds what the events of a step pay; set 0 is the empty one.
@inline export function pay(events: u32, gamma: f32): void {
  const discountPower = measured(EPISODE_DISCOUNT);
  if (events != 0) {
    const mask = eventMask(events);
    for (let c: u32 = 0; c < CHANNELS; c++) {
      const paid = payoff(events, c);
      accumulate(EPISODE_RETURN + c, paid);
      accumulate(EPISODE_DISCOUNTED + c, discountPower * paid);
    }
    for (let e: u32 = 0; e < EVENTS; e++) setCount(EPISODE_EVENTS + e, countOf(EPISODE_EVENTS + e) + ((mask >> e) & 1));
  }
  setMeasure(EPISODE_DISCOUNT, settle(discountPower * gamma));
}

/// Value against return: one sample an episode. Returns are shifted by the phase's first one, against cancellation.
function compareValue(firstOfPhase: bool): void {
  const g = measured(EPISODE_DISCOUNTED);
  if (firstOfPhase) setMeasure(FIRST_RETURN, g);
  const error = settle(measured(EPISODE_VALUE) - g);
  const shifted = settle(g - measured(FIRST_RETURN));
  accumulate(VALUE_ERROR, error);
  accumulate(VALUE_ERROR_SQUARED, error * error);
  accumulate(RETURN_SHIFTED, shifted);
  accumulate(RETURN_SHIFTED_SQUARED, shifted * shifted);
}

export function finishEpisode(level: u32, firstOfPhase: bool): void {
  const contested = isContested(level);
  for (let c: u32 = 0; c < CHANNELS; c++) {
    accumulate(RETURNS + c, measured(EPISODE_RETURN + c));
    accumulate(DISCOUNTED + c, measured(EPISODE_DISCOUNTED + c));
    if (contested) accumulate(CONTESTED_RETURNS + c, measured(EPISODE_RETURN + c));
  }
  compareValue(firstOfPhase);
  count(FINISHED);
  if (contested) count(CONTESTED_FINISHED);
  const did = measured(EPISODE_RETURN + 1) > halfIntended;
  const rewarded = measured(EPISODE_RETURN) > halfReward;
  count(ALIGN + (did ? 0 : 2) + (rewarded ? 0 : 1));
  for (let e: u32 = 0; e < EVENTS; e++) setCount(EVENT_COUNTS + e, countOf(EVENT_COUNTS + e) + countOf(EPISODE_EVENTS + e));
}
