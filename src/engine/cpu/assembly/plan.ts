// Thoughts: plans that are rolled out in the world model and judged by the critic. The reward function is never asked,
// unless the experiment says so.
import { fade } from './fading';
import { readArrival } from './features';
import { inFrame } from './frame';
import { IMAGINE } from './generated';
import { noteImagined } from './inspect';
import { expectedEvents, expectedNext, recall } from './model';
import { immediate, value } from './network';
import { diverges, settle } from './settle';
import { ACTIONS, FADING, FRAMES, IMMEDIATE, LEARNED_MODEL, PLAN_REWARD, ROWS, STOCHASTIC, inspection, seed } from './structure';
import { randomY, threefry } from './threefry';
import { TERMINATED, arrivalEvents, arrivalNext, payoff, transition } from './world';

/// The guess of a plan whose numbers have left the range.
export const WORST: f32 = -3.0e38;

/// What the world model says about an imagined step.
let imaginedNext: u32 = 0;
let imaginedEvents: u32 = 0;
@inline function imagine(agent: u32, t: u32, place: u32, row: u32, action: u32, word: u32): void {
  if (LEARNED_MODEL) {
    recall(row, action);
    imaginedNext = expectedNext;
    imaginedEvents = expectedEvents;
  } else {
    transition(row, action, word);
    if (FADING) fade(agent, t, place);
    imaginedNext = arrivalNext;
    imaginedEvents = arrivalEvents;
  }
}

/// The immediate valence of an imagined arrival, not yet settled.
@inline function feel(thought: u32, events: u32): f32 {
  if (PLAN_REWARD) return payoff(events, 0);
  if (!IMMEDIATE) return 0;
  readArrival(thought, events);
  return immediate();
}

/// The valence guess of a plan of `depth` steps that begins with an action:
/// g = sum_{k=1..n} gamma^(k-1) rho(o_k) + [not terminated] gamma^n v(row_n) - v(row_0).
export function guess(agent: u32, t: u32, candidate: u32, first: u32, thought: u32, v_0: f32, gamma: f32, depth: u32): f32 {
  const reflective: bool = FRAMES != 0 && thought >= ROWS;
  let row = FRAMES ? thought % ROWS : thought;
  let there = thought;
  let action = first;
  let sum: f32 = 0;
  let power: f32 = 1;
  let terminated = false;
  for (let k: u32 = 0; k < depth && !terminated; k++) {
    let word: u32 = 0;
    if (k > 0 || (STOCHASTIC && !LEARNED_MODEL)) word = threefry(seed, agent, t, (IMAGINE << 16) | (candidate << 6) | k);
    if (k > 0) action = ((randomY >> 16) * ACTIONS) >> 16;
    imagine(agent, t, 1 + candidate * 64 + k, row, action, word);
    row = imaginedNext & ~TERMINATED;
    terminated = imaginedNext != row;
    there = FRAMES ? inFrame(row, reflective) : row;
    const felt = feel(there, imaginedEvents);
    if (inspection) noteImagined(k, action, imaginedNext, imaginedEvents, felt);
    const sofar = sum + power * settle(felt);
    if (diverges(felt) || diverges(sofar)) return WORST;
    sum = settle(sofar);
    power = settle(power * gamma);
  }
  if (!terminated) {
    const v_n = value(there);
    const whole = sum + power * settle(v_n);
    if (diverges(v_n) || diverges(whole)) return WORST;
    sum = settle(whole);
  }
  const g = sum - v_0;
  return diverges(g) ? WORST : settle(g);
}
