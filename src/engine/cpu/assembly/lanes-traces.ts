// Eligibility traces of four agents, a lane an agent: the operations of traces.ts and learn-linear.ts. While they live, the four
// have one list of all features of which one of them has a trace that is not zero: of where the four values are.
import { at, columnOf, hyperparameterAt, wordAt } from './bindings';
import { active, unit } from './features';
import { add4, mul4 } from './float32';
import { GAMMA_LAMBDA, GAMMA_LAMBDA_ACTOR, TRACE_COUNT, TRACE_LIST } from './generated';
import { actorPlace, addressOf, gatherFrom, slots, strengths } from './lanes-features';
import { gradient } from './lanes-policy';
import { TRACE, toComponent, turnSlots } from './lanes-slots';
import { bases, eligibleAt } from './scratch';
import { settle4 } from './settle';
import { ACTIONS, ACTOR_TRACES, FEATURES, GATE, TRACE_W3, W1, W3, stride } from './structure';

/// Whether all features are listed, and stay so: where they are few that is less than to guess which ones have traces.
@inline function listsAll(): bool { return FEATURES <= 32; }

@inline function count(): u32 { return load<u32>(wordAt(TRACE_COUNT)); }
@inline function setCount(n: u32): void { store<u32>(wordAt(TRACE_COUNT), n); }
@inline function listedAt(i: u32): usize { return wordAt(TRACE_LIST + i); }
@inline function toNextListed(): usize { return columnOf(stride); }

@inline function tracesAt(values: usize): usize { return values + toComponent(TRACE); }
@inline function actorTracesAt(values: usize, a: u32): usize { return actorPlace(values, a) + (<usize>(TRACE_W3 - W3) << 4); }
@inline function actorBits(values: usize): v128 {
  let bits = i32x4.splat(0);
  for (let a: u32 = 0; a < ACTIONS; a++) bits = v128.or(bits, v128.load(actorTracesAt(values, a)));
  return bits;
}
/// The bits of all traces of a feature.
@inline function bitsOf(values: usize): v128 { return ACTOR_TRACES ? v128.or(v128.load(tracesAt(values)), actorBits(values)) : v128.load(tracesAt(values)); }

/// Lists a feature.
@inline function enter(values: usize): void {
  const n = count();
  v128.store(listedAt(n), i32x4.add(i32x4.splat(<i32>values), i32x4(0, 4, 8, 12)));
  setCount(n + 1);
}
/// The last one takes the place of the i-th.
@inline function drop(i: u32): void {
  const last = count() - 1;
  v128.store(listedAt(i), v128.load(listedAt(last)));
  setCount(last);
}

/// Makes the list of the agent that is open and the three behind it, whose slots it turns.
export function openTraces(): void {
  turnSlots();
  setCount(0);
  for (let f: u32 = 0; f < FEATURES; f++) if (listsAll() || v128.any_true(bitsOf(at(W1 + f)))) enter(at(W1 + f));
}

/// Makes a list for each of them, and turns their slots back.
export function closeTraces(): void {
  v128.store(wordAt(TRACE_COUNT), i32x4.splat(0));
  for (let f: u32 = 0; f < FEATURES; f++) {
    for (let left = i32x4.bitmask(i32x4.ne(bitsOf(at(W1 + f)), i32x4.splat(0))); left != 0; left &= left - 1) {
      const agent: usize = ctz(left) << 2;
      const n = load<u32>(wordAt(TRACE_COUNT) + agent);
      store<u32>(listedAt(n) + agent, f);
      store<u32>(wordAt(TRACE_COUNT) + agent, n + 1);
    }
  }
  turnSlots();
}

/// Lists the m-th active features of those who learn, unless they are listed.
@inline function enterActive(list: usize, m: u32, learning: v128): void {
  const places = slots(list, m);
  let dead = v128.and(i32x4.eq(gatherFrom(places, toComponent(TRACE)), i32x4.splat(0)), learning);
  if (!unit()) dead = v128.andnot(dead, i32x4.eq(v128.load(places), i32x4.add(bases(), i32x4.splat(FEATURES << 4))));
  for (let left = i32x4.bitmask(dead); left != 0; left &= left - 1) {
    const n: usize = ctz(left) << 2;
    const place = addressOf(places + n, 0);
    if (v128.any_true(bitsOf(place - n))) continue;
    enter(place - n);
    // -0 is no less zero than 0, but its bits tell the next agent that the feature is listed.
    v128.store(tracesAt(place - n), i32x4.splat(0x80000000));
  }
}

// What traces need of four agents: the strength of features that are all indicators, and what is left of traces. In memory,
// since V8 would work them out anew for every feature.
const UNIT: u32 = 0;
const LEFT: u32 = 1;
const ACTOR_LEFT: u32 = 2;

/// The strengths of four features in the present rows: 0 where they are not active.
@inline function strengthOf(list: usize, m: u32, places: v128): v128 { return v128.and(unit() ? v128.load(eligibleAt(UNIT)) : strengths(list, m), i32x4.eq(v128.load(slots(list, m)), places)); }
@inline function strengthsOf(list: usize, places: v128): v128 {
  let x = strengthOf(list, 0, places);
  if (active() > 1) for (let m: u32 = 1; m < active(); m++) x = v128.or(x, strengthOf(list, m, places));
  return x;
}

/// e := left e + y and w += step e, of weights at one place and their traces at another.
@inline function follow(weights: usize, traces: usize, left: u32, y: v128, step: v128): v128 {
  const e = settle4(add4(mul4(v128.load(traces), v128.load(eligibleAt(left))), y));
  v128.store(weights, settle4(add4(v128.load(weights), mul4(step, e))));
  v128.store(traces, e);
  return e;
}
@inline function followActor(values: usize, a: u32, x: v128, step: v128): v128 {
  return follow(actorPlace(values, a), actorTracesAt(values, a), ACTOR_LEFT, mul4(gradient(a), x), step);
}

/// e := gammaLambda e + x and w += criticDelta e, of all features and four agents, and the same of preferences. Where traces
/// do not go on, as in an episode's first step, they begin anew; who does not learn has none. The actor's gradients are kept.
export function followTraces(list: usize, criticDelta: v128, actorStep: v128, goingOn: v128, learning: v128): void {
  if (!listsAll()) for (let m: u32 = 0; m < active(); m++) enterActive(list, m, learning);
  const goesOn = v128.and(goingOn, learning);
  v128.store(eligibleAt(UNIT), v128.and(f32x4.splat(1), learning));
  v128.store(eligibleAt(LEFT), v128.and(v128.load(hyperparameterAt(GAMMA_LAMBDA)), goesOn));
  if (ACTOR_TRACES) v128.store(eligibleAt(ACTOR_LEFT), v128.and(v128.load(hyperparameterAt(GAMMA_LAMBDA_ACTOR)), goesOn));
  // From back to front: what takes the place of a feature whose traces have died out has been followed already.
  for (let i = count(), place = listedAt(i); i > 0; ) {
    i--;
    place -= toNextListed();
    const places = v128.load(place), values = addressOf(place, 0);
    const x = GATE && !unit() ? v128.and(strengthsOf(list, places), learning) : strengthsOf(list, places);
    let bits = follow(values, tracesAt(values), LEFT, x, criticDelta);
    if (ACTOR_TRACES) {
      for (let a: u32 = 0; a < 8; a++) { // @unroll
        if (ACTIONS > a) bits = v128.or(bits, followActor(values, a, x, actorStep));
      }
      if (ACTIONS > 8) for (let a: u32 = 8; a < ACTIONS; a++) bits = v128.or(bits, followActor(values, a, x, actorStep));
    }
    if (!listsAll() && !v128.any_true(bits)) drop(i);
  }
}

/// e := 0 of those whose episodes start: of agents who do not learn, and do not follow traces.
export function clearTraces(starts: v128): void {
  for (let i = count(); i > 0; ) {
    const values = addressOf(listedAt(--i), 0);
    clear(tracesAt(values), starts);
    if (ACTOR_TRACES) for (let a: u32 = 0; a < ACTIONS; a++) clear(actorTracesAt(values, a), starts);
    if (!listsAll() && !v128.any_true(bitsOf(values))) drop(i);
  }
}
@inline function clear(traces: usize, where: v128): void { v128.store(traces, v128.andnot(v128.load(traces), where)); }
