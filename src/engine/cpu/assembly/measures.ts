// What every agent accumulates, [slot][agent]; slots by the same names as in the shaders.
import { measureAt } from './bindings';
import { add4 } from './float32';
import { settle, settle4 } from './settle';

export let EPISODE_RETURN: u32 = 0;
export let EPISODE_DISCOUNTED: u32 = 0;
export let EPISODE_DISCOUNT: u32 = 0;
export let EPISODE_VALUE: u32 = 0;
export let EPISODE_EVENTS: u32 = 0;
export let EPISODE_THOUGHTS: u32 = 0;
export let EPISODE_HARM: u32 = 0;
export let EPISODE_RESPONSE: u32 = 0;
export let EPISODE_RESPONSES: u32 = 0;
export let FIRST_RESPONSE: u32 = 0;
export let LAST_RESPONSE: u32 = 0;
export let RESPONDED: u32 = 0;
export let FIRST_RETURN: u32 = 0;
export let RETURNS: u32 = 0;
export let DISCOUNTED: u32 = 0;
export let CONTESTED_RETURNS: u32 = 0;
export let VALUE_ERROR: u32 = 0;
export let VALUE_ERROR_SQUARED: u32 = 0;
export let RETURN_SHIFTED: u32 = 0;
export let RETURN_SHIFTED_SQUARED: u32 = 0;
export let THOUGHT_REWARD: u32 = 0;
export let RESPONSE: u32 = 0;
export let FINISHED: u32 = 0;
export let CONTESTED_FINISHED: u32 = 0;
export let ALIGN: u32 = 0;
export let EVENT_COUNTS: u32 = 0;
export let REFLECTABLE: u32 = 0;
export let REFLECTED: u32 = 0;
export let THOUGHTS: u32 = 0;
export let PLANNED: u32 = 0;
export let SURPRISES: u32 = 0;
export let MADE: u32 = 0;
export let VETOES: u32 = 0;
export let DISABLED_EPISODES: u32 = 0;
export let HARM: u32 = 0;
export let RESPONSES: u32 = 0;
export let TOTALS: u32 = 0;
export let CRITERION_RECORD: u32 = 0;
export let PROBE_VALUES: u32 = 0;

@inline export function measured(slot: u32): f32 { return load<f32>(measureAt(slot)); }
@inline export function setMeasure(slot: u32, x: f32): void { store<f32>(measureAt(slot), x); }
@inline export function countOf(slot: u32): u32 { return load<u32>(measureAt(slot)); }
@inline export function setCount(slot: u32, n: u32): void { store<u32>(measureAt(slot), n); }
export function accumulate(slot: u32, x: f32): void {
  const place = measureAt(slot);
  store<f32>(place, settle(load<f32>(place) + x));
}
/// Adds so many numbers, which is a constant, to a slot and to those behind it; only the first four if there are more.
@inline export function accumulateMany(slot: u32, numbers: u32, x: v128): void {
  const a = measureAt(slot), b = measureAt(slot + 1), c = measureAt(slot + 2), d = measureAt(slot + 3);
  let sum = v128.load_zero<u32>(a);
  if (numbers > 1) sum = v128.load_lane<u32>(b, sum, 1);
  if (numbers > 2) sum = v128.load_lane<u32>(c, sum, 2);
  if (numbers > 3) sum = v128.load_lane<u32>(d, sum, 3);
  sum = settle4(add4(sum, x));
  v128.store_lane<u32>(a, sum, 0);
  if (numbers > 1) v128.store_lane<u32>(b, sum, 1);
  if (numbers > 2) v128.store_lane<u32>(c, sum, 2);
  if (numbers > 3) v128.store_lane<u32>(d, sum, 3);
}
export function count(slot: u32): void { countMany(slot, 1); }
export function countMany(slot: u32, n: u32): void {
  const place = measureAt(slot);
  store<u32>(place, load<u32>(place) + n);
}
