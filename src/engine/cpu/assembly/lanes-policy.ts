// The softmax policy of four agents, a lane an agent and a vector an action: the operations of policy.ts, in the same order.
// Without loops for up to eight actions, or two blocks of four: V8 keeps them, and asks for interrupts.
import { exponential4, reciprocal4 } from './elementary';
import { add4, mul4, scale4, storeColumns, sub4 } from './float32';
import { preferencesForAction } from './lanes-features';
import { learnPreferences, preferencesOf, sumsAreWeights } from './lanes-network';
import { preferencesAt, weightsAt } from './scratch';
import { larger4, settle4, size4 } from './settle';
import { ACTIONS, ACTIONS4, ACTOR_TRACES } from './structure';

@inline function preference(a: u32): v128 { return v128.load(preferencesAt(a)); }
@inline function weight(a: u32): v128 { return v128.load(weightsAt(a)); }

/// How many actions the b-th block of up to four has.
@inline function width(b: u32): u32 { return min<u32>(4, ACTIONS - 4 * b); }

/// preferences = W3 x; returns the largest of their sizes, unless they are weights.
@inline export function prefer(list: usize): v128 {
  if (ACTOR_TRACES) {
    for (let a: u32 = 0; a < 8; a++) { // @unroll
      if (ACTIONS > a) v128.store(preferencesAt(a), preferencesForAction(list, a));
    }
    if (ACTIONS > 8) for (let a: u32 = 8; a < ACTIONS; a++) v128.store(preferencesAt(a), preferencesForAction(list, a));
  } else {
    preferBlock(list, 0);
    if (ACTIONS4 > 1) preferBlock(list, 1);
    if (ACTIONS4 > 2) for (let b: u32 = 2; b < ACTIONS4; b++) preferBlock(list, b);
  }
  if (sumsAreWeights()) return i32x4.splat(0);
  let largest = size4(preference(0));
  for (let a: u32 = 1; a < 8; a++) { // @unroll
    if (ACTIONS > a) largest = larger4(largest, size4(preference(a)));
  }
  if (ACTIONS > 8) for (let a: u32 = 8; a < ACTIONS; a++) largest = larger4(largest, size4(preference(a)));
  return largest;
}
@inline function preferBlock(list: usize, b: u32): void {
  storeColumns(preferencesAt(4 * b), width(b), preferencesOf(list, 0, b), preferencesOf(list, 1, b), preferencesOf(list, 2, b), preferencesOf(list, 3, b));
}

@inline function weightOf(preferred: v128, top: v128, inverseTemperature: v128): v128 { return exponential4(settle4(mul4(sub4(preferred, top), inverseTemperature))); }
@inline function weigh(a: u32, top: v128, inverseTemperature: v128): void { v128.store(weightsAt(a), weightOf(preference(a), top, inverseTemperature)); }

/// Of two actions one weighs e^0, which is 1.
@inline function softmaxOfTwo(inverseTemperature: v128): v128 {
  const first = preference(0), second = preference(1), one = f32x4.splat(1);
  const lower = weightOf(f32x4.pmin(first, second), f32x4.pmax(first, second), inverseTemperature);
  v128.store(weightsAt(0), v128.bitselect(one, lower, f32x4.ge(first, second)));
  v128.store(weightsAt(1), v128.bitselect(one, lower, f32x4.ge(second, first)));
  return add4(one, lower);
}

/// weight_a = exp((preference_a - max) / temperature); returns their canonical sum.
@inline export function softmax(inverseTemperature: v128): v128 {
  if (ACTIONS == 2) return softmaxOfTwo(inverseTemperature);
  let top = preference(0);
  for (let a: u32 = 1; a < 8; a++) { // @unroll
    if (ACTIONS > a) top = f32x4.pmax(top, preference(a));
  }
  if (ACTIONS > 8) for (let a: u32 = 8; a < ACTIONS; a++) top = f32x4.pmax(top, preference(a));
  for (let a: u32 = 0; a < 8; a++) { // @unroll
    if (ACTIONS > a) weigh(a, top, inverseTemperature);
  }
  if (ACTIONS > 8) for (let a: u32 = 8; a < ACTIONS; a++) weigh(a, top, inverseTemperature);
  const even = ACTIONS > 2 ? add4(everyFourth(0), everyFourth(2)) : weight(0);
  const odd = ACTIONS > 3 ? add4(everyFourth(1), everyFourth(3)) : weight(1);
  return add4(even, odd);
}
/// The canonical sum of every fourth weight.
@inline function everyFourth(a: u32): v128 {
  const first = ACTIONS > a + 8 ? add4(weight(a), weight(a + 8)) : weight(a);
  if (ACTIONS <= a + 4) return first;
  return add4(first, ACTIONS > a + 12 ? add4(weight(a + 4), weight(a + 12)) : weight(a + 4));
}

/// Uniform in [0, 1) with 24 bits.
@inline export function uniform4(words: v128): v128 { return scale4(f32x4.convert_i32x4_s(i32x4.shr_u(words, 8)), reinterpret<f32>(0x33800000)); }

/// Samples of the policy by random words.
@inline export function sample(random: v128, total: v128): v128 {
  const u = mul4(uniform4(random), total);
  let prefix = weight(0);
  // A comparison that holds is -1.
  let passed = f32x4.ge(u, prefix);
  for (let a: u32 = 1; a < 7; a++) { // @unroll
    if (ACTIONS > a + 1) {
      prefix = add4(prefix, weight(a));
      passed = i32x4.add(passed, f32x4.ge(u, prefix));
    }
  }
  if (ACTIONS > 8) for (let a: u32 = 7; a < ACTIONS - 1; a++) {
    prefix = add4(prefix, weight(a));
    passed = i32x4.add(passed, f32x4.ge(u, prefix));
  }
  return i32x4.neg(passed);
}

/// The actions of the highest numbers, a vector each from `first` on; the lowest index among equals.
@inline export function best(first: usize): v128 {
  let action = i32x4.splat(0);
  let highest = v128.load(first);
  for (let a: u32 = 1; a < ACTIONS; a++) {
    const own = v128.load(first + ((<usize>a) << 4));
    const better = f32x4.gt(own, highest);
    action = v128.bitselect(i32x4.splat(a), action, better);
    highest = v128.bitselect(own, highest, better);
  }
  return action;
}

/// A uniformly drawn action.
@inline export function anyAction(random: v128): v128 { return i32x4.shr_u(i32x4.mul(i32x4.shr_u(random, 16), i32x4.splat(ACTIONS)), 16); }

@inline export function is(action: v128, a: u32): v128 { return i32x4.eq(action, i32x4.splat(a)); }
/// The numbers of the actions, a constant vector each.
@inline export function select(action: v128, first: usize): v128 {
  let x = v128.load(first);
  for (let a: u32 = 1; a < 8; a++) { // @unroll
    if (ACTIONS > a) x = v128.bitselect(v128.load(first, 16 * a), x, is(action, a));
  }
  if (ACTIONS > 8) for (let a: u32 = 8; a < ACTIONS; a++) x = v128.bitselect(v128.load(first + ((<usize>a) << 4)), x, is(action, a));
  return x;
}

/// min(1, pi(a) / b(a)): see policy.ts.
@inline export function floorRatio(action: v128, inverse: v128, keep: v128, share: v128): v128 {
  const pi = mul4(select(action, weightsAt(0)), inverse);
  const behaviour = add4(mul4(keep, pi), share);
  return v128.bitselect(f32x4.splat(1), mul4(pi, reciprocal4(behaviour)), f32x4.ge(pi, behaviour));
}

@inline function gradientOf(a: u32, actorDelta: v128, action: v128, inverse: v128): v128 {
  return settle4(mul4(sub4(v128.and(f32x4.splat(1), is(action, a)), mul4(weight(a), inverse)), actorDelta));
}

/// The gradient of preferences, in the place of the weights: for an action, of actors with traces; or the n-th agent's for the
/// b-th block of actions.
@inline export function gradient(a: u32): v128 { return weight(a); }
@inline function gradientAt(n: u32, b: u32): usize { return weightsAt(4 * b + n); }

/// Every agent's preferences move by actorDelta (1[a = action] - pi_a) for the features of its row, or its traces will.
@inline export function learnPolicy(list: usize, actorDelta: v128, action: v128, inverse: v128): void {
  learnBlock(list, 0, actorDelta, action, inverse);
  if (ACTIONS4 > 1) learnBlock(list, 1, actorDelta, action, inverse);
  if (ACTIONS4 > 2) for (let b: u32 = 2; b < ACTIONS4; b++) learnBlock(list, b, actorDelta, action, inverse);
}
@inline function learnBlock(list: usize, b: u32, actorDelta: v128, action: v128, inverse: v128): void {
  const zero = i32x4.splat(0);
  const a = 4 * b, actions = width(b);
  const g0 = gradientOf(a, actorDelta, action, inverse);
  const g1 = actions > 1 ? gradientOf(a + 1, actorDelta, action, inverse) : zero;
  const g2 = actions > 2 ? gradientOf(a + 2, actorDelta, action, inverse) : zero;
  const g3 = actions > 3 ? gradientOf(a + 3, actorDelta, action, inverse) : zero;
  if (ACTOR_TRACES) {
    v128.store(weightsAt(a), g0);
    v128.store(weightsAt(a + 1), g1);
    v128.store(weightsAt(a + 2), g2);
    v128.store(weightsAt(a + 3), g3);
    return;
  }
  storeColumns(gradientAt(0, b), 4, g0, g1, g2, g3);
  for (let n: u32 = 0; n < 4; n++) { // @unroll
    learnPreferences(list, n, b, v128.load(gradientAt(n, b)));
  }
}
