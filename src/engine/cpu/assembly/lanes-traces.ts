// Eligibility traces of four agents, a lane an agent: the operations of traces.ts and learn-linear.ts. A feature is on an
// agent's list while its traces are not all zero. Where a list is shorter than another its lane follows padding, whose
// numbers stay zero.
import { hyperparameterAt, wordAt } from './bindings';
import { active, unit } from './features';
import { add4, mul4 } from './float32';
import { GAMMA_LAMBDA, GAMMA_LAMBDA_ACTOR, TRACE_COUNT, TRACE_LIST } from './generated';
import { actorSlot, addressOf, firstOf, gatherFrom, highFrom, largestLane, lowFrom, scatterPairs, scatterTo, secondOf, slots, strengths, toBlock } from './lanes-features';
import { gradientAt } from './lanes-policy';
import { eligibleAt, placesAt } from './scratch';
import { settle4 } from './settle';
import { ACTIONS4, ACTOR_TRACES, FEATURES, GATE, TRACE_W3, W3 } from './structure';

/// Where a trace is in its weight's slot, and how far the actor's traces are from its preferences.
const TRACE: usize = 4;
@inline function toTraces(): usize { return (<usize>(TRACE_W3 - W3)) << 4; }

@inline function counts(): v128 { return v128.load(wordAt(TRACE_COUNT)); }
@inline function countAt(n: u32): usize { return wordAt(TRACE_COUNT) + 4 * n; }
@inline function listedAt(i: u32, n: u32): usize { return wordAt(TRACE_LIST + i) + 4 * n; }

/// Keeps the slots of the i-th features on the lists of those whom a mask says; else those of padding.
@inline function openListed(i: u32, bases: usize, where: v128): void {
  const features = v128.bitselect(v128.load(wordAt(TRACE_LIST + i)), i32x4.splat(FEATURES), where);
  v128.store(placesAt(), i32x4.add(v128.load(bases), i32x4.shl(features, 4)));
}

@inline function actorTraces(places: usize, n: u32, b: u32): usize { return actorSlot(places + 4 * n, toBlock(n, b)) + toTraces(); }
function actorAlive(places: usize, n: u32): bool {
  let alive: bool = false;
  if (ACTOR_TRACES) for (let b: u32 = 0; b < ACTIONS4; b++) alive = v128.any_true(v128.load(actorTraces(places, n, b))) || alive;
  return alive;
}

/// Puts the m-th active features on the lists, unless they are there already.
@inline function listActive(list: usize, m: u32, bases: usize, learning: v128): void {
  const places = slots(list, m);
  let dead = v128.and(i32x4.eq(gatherFrom(places, TRACE), i32x4.splat(0)), learning);
  if (!unit()) dead = v128.andnot(dead, i32x4.eq(i32x4.sub(v128.load(places), v128.load(bases)), i32x4.splat(FEATURES << 4)));
  for (let left = i32x4.bitmask(dead); left != 0; left &= left - 1) {
    const n = <u32>ctz(left);
    if (actorAlive(places, n)) continue;
    const count = load<u32>(countAt(n));
    store<u32>(listedAt(count, n), <u32>((addressOf(places, n) - addressOf(bases, n)) >> 4));
    store<u32>(countAt(n), count + 1);
  }
}

/// The strengths of four features in the present rows: 0 where they are not active. Their slots are kept.
@inline function strengthOf(list: usize, m: u32, places: v128): v128 { return v128.and(unit() ? f32x4.splat(1) : strengths(list, m), i32x4.eq(v128.load(slots(list, m)), places)); }
@inline function strengthsOf(list: usize): v128 {
  const places = v128.load(placesAt());
  let x = strengthOf(list, 0, places);
  if (active() > 1) for (let m: u32 = 1; m < active(); m++) x = v128.or(x, strengthOf(list, m, places));
  return x;
}

// What traces need of four agents: strengths of features, what is left of traces, and the actor's steps.
const STRENGTH: u32 = 0;
const CRITIC_LEFT: u32 = 1;
const LEFT: u32 = 2;
const STEP: u32 = 3;
@inline function ofAgent(what: u32, n: u32): v128 { return v128.load32_splat(eligibleAt(what) + 4 * n); }

@inline function followPreferences(n: u32, b: u32): void {
  const trace = actorTraces(placesAt(), n, b), slot = trace - toTraces();
  const e = settle4(add4(mul4(v128.load(trace), ofAgent(LEFT, n)), mul4(v128.load(gradientAt(n, b)), ofAgent(STRENGTH, n))));
  v128.store(slot, settle4(add4(v128.load(slot), mul4(e, ofAgent(STEP, n)))));
  v128.store(trace, e);
}

/// Follows the i-th features on the lists; drops those whose traces have died out.
@inline function followListed(i: u32, list: usize, bases: usize, count: v128, criticDelta: v128, learning: v128): void {
  const listed = i32x4.gt_s(count, i32x4.splat(i));
  openListed(i, bases, listed);
  const low = lowFrom(placesAt()), high = highFrom(placesAt());
  const x = GATE ? v128.and(strengthsOf(list), learning) : strengthsOf(list);
  const e = settle4(add4(mul4(v128.load(eligibleAt(CRITIC_LEFT)), secondOf(low, high)), x));
  scatterPairs(placesAt(), settle4(add4(firstOf(low, high), mul4(criticDelta, e))), e);
  if (ACTOR_TRACES) {
    v128.store(eligibleAt(STRENGTH), x);
    for (let n: u32 = 0; n < 4; n++) { // @unroll
      followPreferences(n, 0);
      if (ACTIONS4 > 1) for (let b: u32 = 1; b < ACTIONS4; b++) followPreferences(n, b);
    }
  }
  for (let left = i32x4.bitmask(v128.and(listed, i32x4.eq(e, i32x4.splat(0)))); left != 0; left &= left - 1) {
    const n = <u32>ctz(left);
    if (actorAlive(placesAt(), n)) continue;
    const last = load<u32>(countAt(n)) - 1;
    // From back to front: what is the last one has been followed already.
    store<u32>(listedAt(i, n), load<u32>(listedAt(last, n)));
    store<u32>(countAt(n), last);
  }
}

/// e := gammaLambda e + x and w += criticDelta e, of all features and four agents, and the same of preferences. Where traces
/// do not go on, as in an episode's first step, they begin anew; who does not learn has none. The actor's gradients are kept.
export function followTraces(list: usize, bases: usize, criticDelta: v128, actorStep: v128, goingOn: v128, learning: v128): void {
  for (let m: u32 = 0; m < active(); m++) listActive(list, m, bases, learning);
  const left = v128.and(goingOn, learning);
  v128.store(eligibleAt(CRITIC_LEFT), v128.and(v128.load(hyperparameterAt(GAMMA_LAMBDA)), left));
  if (ACTOR_TRACES) {
    v128.store(eligibleAt(LEFT), v128.and(v128.load(hyperparameterAt(GAMMA_LAMBDA_ACTOR)), left));
    v128.store(eligibleAt(STEP), actorStep);
  }
  const count = counts();
  for (let i = largestLane(count); i > 0; i--) followListed(i - 1, list, bases, count, criticDelta, learning);
}

/// e := 0 of those whose episodes start: of agents who do not learn, and do not follow traces.
export function clearTraces(bases: usize, starts: v128): void {
  const count = v128.and(counts(), starts);
  const zero = i32x4.splat(0);
  for (let i = largestLane(count); i > 0; i--) {
    openListed(i - 1, bases, i32x4.ge_s(count, i32x4.splat(i)));
    scatterTo(placesAt(), TRACE, zero);
    if (ACTOR_TRACES) for (let n: u32 = 0; n < 4; n++) {
      for (let b: u32 = 0; b < ACTIONS4; b++) v128.store(actorTraces(placesAt(), n, b), zero);
    }
  }
  v128.store(wordAt(TRACE_COUNT), v128.andnot(counts(), starts));
}
