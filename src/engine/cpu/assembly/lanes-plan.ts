// Plans of four agents, a lane an agent: the operations of plan.ts. Who has imagined all it does waits for the others.
import { hyperparameterAt } from './bindings';
import { add4, mul4, sub4 } from './float32';
import { GAMMA, IMAGINE } from './generated';
import { payoffsOf } from './lanes-episode';
import { fadedEvents, fadedRows } from './lanes-fading';
import { firstOf, gatherHigh, gatherLow, listArrivals, secondOf, settleSum, sumList, sumsAreWeights } from './lanes-features';
import { listViews } from './lanes-frame';
import { anyAction } from './lanes-policy';
import { arrivalsAt, certainArrivalsAt, rowOf, terminates } from './lanes-world';
import { some } from './masks';
import { WORST } from './plan';
import { imaginedAt, otherRandomAt } from './scratch';
import { beyond4, settle4 } from './settle';
import { ACTIONS, FADING, FRAMES, IMMEDIATE, PLAN_REWARD, views } from './structure';
import { drawFour } from './threefry';

/// The immediate valences of imagined arrivals, which stand at these places, not yet settled; what has been arrived at is listed,
/// in the frames of the thoughts.
@inline function feel(base: v128, places: v128, there: v128, events: v128, reflective: v128): v128 {
  if (FRAMES) listViews(imaginedAt(), base, places, there, events, reflective);
  else listArrivals(imaginedAt(), base, places, there, events);
  return PLAN_REWARD ? payoffsOf(events, 0) : IMMEDIATE ? sumList(imaginedAt(), true) : i32x4.splat(0);
}

/// The guesses of plans that have summed up so much and lead to what is listed, unless they have terminated.
@inline function conclude(sum: v128, power: v128, terminated: v128, lost: v128, v_0: v128): v128 {
  const v_n = sumList(imaginedAt());
  const whole = add4(sum, mul4(power, settleSum(v_n)));
  const beyond = sumsAreWeights() ? beyond4(whole) : v128.or(beyond4(v_n), beyond4(whole));
  const left = v128.or(lost, v128.andnot(beyond, terminated));
  const g = sub4(v128.bitselect(sum, settle4(whole), terminated), v_0);
  return v128.bitselect(f32x4.splat(WORST), settle4(g), v128.or(left, beyond4(g)));
}

/// The valence guesses of actions, one step ahead where there is no chance: rho(o) + [not terminated] gamma v(row) - v_0.
@inline export function guessAction(action: v128, base: v128, rows: v128, v_0: v128, reflective: v128): v128 {
  const places = certainArrivalsAt(rows, action);
  const low = gatherLow(places), high = gatherHigh(places);
  const next = firstOf(low, high);
  const felt = feel(base, places, rowOf(next), secondOf(low, high), reflective);
  return conclude(settle4(felt), v128.load(hyperparameterAt(GAMMA)), terminates(next), beyond4(felt), v_0);
}

// Plans of which step k is drawn for a candidate, or is the k-th digit of a plan's number.
const DRAWN = 0;
const NUMBERED = 1;
@inline function rollOut(from: u32, number: u32, identity: v128, t: u32, first: v128, begin: v128, depth: v128, base: v128, rows: v128, v_0: v128, reflective: v128): v128 {
  const gamma = v128.load(hyperparameterAt(GAMMA));
  // Where actions are looked up: never in a row that is only entered by terminating, which has none.
  let row = rows;
  let there = rows;
  let seen = i32x4.splat(<i32>views);
  let action = first;
  let sum = i32x4.splat(0);
  let power = f32x4.splat(1);
  let terminated = i32x4.splat(0);
  let lost = i32x4.splat(0);
  let going = begin;
  for (let k: u32 = 0; some(going); ) {
    const index = (IMAGINE << 16) | (number << 6) | k;
    if (from == NUMBERED) {
      action = i32x4.splat(number % ACTIONS);
      number /= ACTIONS;
    } else if (k > 0) action = drawStep(identity, t, index);
    const places = from == NUMBERED ? certainArrivalsAt(row, action) : arrivalsAt(row, action, k > 0, identity, t, index);
    const low = gatherLow(places), high = gatherHigh(places);
    let next = firstOf(low, high), events = secondOf(low, high);
    if (FADING) {
      next = fadedRows(identity, t, 1 + number * 64 + k, next);
      events = fadedEvents(next, events);
    }
    there = v128.bitselect(rowOf(next), there, going);
    seen = v128.bitselect(places, seen, going);
    const felt = feel(base, seen, there, events, reflective);
    const sofar = add4(sum, mul4(power, settle4(felt)));
    lost = v128.or(lost, v128.and(going, v128.or(beyond4(felt), beyond4(sofar))));
    sum = v128.bitselect(settle4(sofar), sum, going);
    power = v128.bitselect(settle4(mul4(power, gamma)), power, going);
    terminated = v128.or(terminated, v128.and(terminates(next), going));
    k++;
    going = v128.and(v128.andnot(going, v128.or(terminated, lost)), i32x4.gt_s(depth, i32x4.splat(k)));
    row = v128.bitselect(there, row, going);
  }
  return conclude(sum, power, terminated, lost, v_0);
}
/// The words of an imagined step, and the action that they choose.
@inline function drawStep(identity: v128, t: u32, index: u32): v128 {
  drawFour(otherRandomAt(), identity, t, index);
  return anyAction(v128.load(otherRandomAt(), 16));
}

/// The valence guesses of plans of `depth` steps that begin with these actions, of those who are `going` to make a plan; at
/// least one is. What is said of others is a number.
export function guess(identity: v128, t: u32, candidate: u32, first: v128, going: v128, depth: v128, base: v128, rows: v128, v_0: v128, reflective: v128): v128 {
  return rollOut(DRAWN, candidate, identity, t, first, going, depth, base, rows, v_0, reflective);
}

/// The same of the plan of that number, in a world without chance: its actions are the digits, the first one the last.
export function guessNumbered(plan: u32, steps: u32, base: v128, rows: v128, v_0: v128, reflective: v128): v128 {
  return rollOut(NUMBERED, plan, base, 0, rows, i32x4.splat(-1), i32x4.splat(steps), base, rows, v_0, reflective);
}

/// The numbers of the plans that candidates make.
@inline export function numbersOf(identity: v128, t: u32, candidate: u32, first: v128, steps: u32): v128 {
  let plan = first;
  let digit = ACTIONS;
  for (let k: u32 = 1; k < steps; k++) {
    plan = i32x4.add(plan, i32x4.mul(drawStep(identity, t, (IMAGINE << 16) | (candidate << 6) | k), i32x4.splat(digit)));
    digit *= ACTIONS;
  }
  return plan;
}
