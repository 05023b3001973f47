// Conditioned responses: the valence of marked rows, as it is before the step is learned from. An episode's response is its
// mean; the phase adds these up, and keeps the first and the last.
import { reciprocal } from './elementary';
import { EPISODE_RESPONSE, EPISODE_RESPONSES, FIRST_RESPONSE, LAST_RESPONSE, RESPONDED, RESPONSE, RESPONSES, accumulate, count, countOf, measured, setCount, setMeasure } from './measures';
import { settle } from './settle';
import { isResponse } from './world';

export function respond(row: u32, v_tm1: f32): void {
  if (!isResponse(row)) return;
  accumulate(EPISODE_RESPONSE, v_tm1);
  count(EPISODE_RESPONSES);
}

export function clearResponse(): void {
  setMeasure(EPISODE_RESPONSE, 0);
  setCount(EPISODE_RESPONSES, 0);
}

export function finishResponse(): void {
  const n = countOf(EPISODE_RESPONSES);
  if (n == 0) return;
  let mean = measured(EPISODE_RESPONSE);
  if (n > 1) mean = settle(mean * reciprocal(f32(n)));
  if (countOf(RESPONDED) == 0) setMeasure(FIRST_RESPONSE, mean);
  setMeasure(LAST_RESPONSE, mean);
  setCount(RESPONDED, 1);
  accumulate(RESPONSE, mean);
  count(RESPONSES);
}
