// The actor's softmax policy, its samples, and the gradient of its logarithm.
import { exponential4, reciprocal } from './elementary';
import { add4, scale4, sub4, sum4 } from './float32';
import { Mind, gradientAt, number, preferenceAt, setNumber, weightAt } from './scratch';
import { settle4 } from './settle';
import { uniform24 } from './threefry';
import { ACTIONS, ACTIONS4 } from './structure';

@inline function preference(a: u32): f32 { return load<f32>(preferenceAt(a)); }
@inline function weight(a: u32): f32 { return load<f32>(weightAt(a)); }
@inline function lanesOf(b: u32): v128 { return i32x4.add(i32x4.splat(4 * b), i32x4(0, 1, 2, 3)); }
@inline function weights(b: u32): v128 { return v128.load(weightAt(4 * b)); }

/// The highest preference, in all lanes; padding counts as the first preference of its block.
@inline function highest(): v128 {
  let top = highestOf(0);
  if (ACTIONS4 > 1) for (let b: u32 = 1; b < ACTIONS4; b++) top = f32x4.pmax(top, highestOf(b));
  top = f32x4.pmax(top, v128.shuffle<f32>(top, top, 2, 3, 0, 1));
  return f32x4.pmax(top, v128.shuffle<f32>(top, top, 1, 0, 3, 2));
}
@inline function highestOf(b: u32): v128 {
  if (ACTIONS >= 4 * b + 4) return v128.load(preferenceAt(4 * b));
  // A block of nothing but padding stands for the first action.
  const a: u32 = 4 * b;
  const first = v128.load32_splat(preferenceAt(select<u32>(a, 0, a < ACTIONS)));
  return v128.bitselect(v128.load(preferenceAt(4 * b)), first, i32x4.lt_s(lanesOf(b), i32x4.splat(ACTIONS)));
}

@inline function weigh(b: u32, top: v128, inverseTemperature: f32): v128 {
  const all = exponential4(settle4(scale4(sub4(v128.load(preferenceAt(4 * b)), top), inverseTemperature)));
  const own = ACTIONS >= 4 * b + 4 ? all : v128.and(all, i32x4.lt_s(lanesOf(b), i32x4.splat(ACTIONS)));
  v128.store(weightAt(4 * b), own);
  return own;
}

/// weight_a = exp((preference_a - max) / temperature); their canonical sum is kept. Padding weighs 0.
@inline export function softmax(inverseTemperature: f32): void {
  const top = highest();
  if (ACTIONS4 == 1) {
    setNumber(Mind.TOTAL, sum4(weigh(0, top, inverseTemperature)));
    return;
  }
  for (let b: u32 = 0; b < ACTIONS4; b++) weigh(b, top, inverseTemperature);
  if (ACTIONS4 == 2) setNumber(Mind.TOTAL, sum4(add4(weights(0), weights(1))));
  else setNumber(Mind.TOTAL, sum4(add4(add4(weights(0), weights(2)), add4(weights(1), weights(3)))));
}

/// How many of the prefix sums before the last action a uniform number in [0, sum of weights) has passed.
@inline export function sample(random: u32): u32 {
  const u = uniform24(random) * number(Mind.TOTAL);
  let prefix = weight(0);
  let action = u32(u >= prefix);
  for (let a: u32 = 1; a < 3; a++) { // @unroll
    if (ACTIONS > a + 1) {
      prefix += weight(a);
      action += u32(u >= prefix);
    }
  }
  if (ACTIONS4 > 1) {
    for (let a: u32 = 3; a < ACTIONS - 1; a++) {
      prefix += weight(a);
      action += u32(u >= prefix);
    }
  }
  return action;
}

/// The action of highest preference among those whose bits are set, the lowest index among equals.
export function bestOf(actions: u32): u32 {
  let action: u32 = ctz(actions);
  for (let a: u32 = action + 1; a < ACTIONS; a++) if ((actions >> a) & 1 && preference(a) > preference(action)) action = a;
  return action;
}

/// pi(a).
export function probability(action: u32): f32 { return weight(action) * reciprocal(number(Mind.TOTAL)); }

/// min(1, pi(a) / b(a)) where the floor makes the behaviour b = (1 - floor) pi + floor / A (importance ratio, truncated).
export function floorRatio(action: u32, floorKeep: f32, floorShare: f32): f32 {
  const pi = probability(action);
  const behaviour = floorKeep * pi + floorShare;
  return pi >= behaviour ? 1 : pi * reciprocal(behaviour);
}

/// gradient_a = actorDelta (1[a = action] - pi_a) (Sutton and Barto 2018, section 13.3).
@inline export function policyGradient(actorDelta: f32, action: u32): void {
  const inverse = reciprocal(number(Mind.TOTAL));
  gradientOf(0, actorDelta, action, inverse);
  if (ACTIONS4 > 1) for (let b: u32 = 1; b < ACTIONS4; b++) gradientOf(b, actorDelta, action, inverse);
}
@inline function gradientOf(b: u32, actorDelta: f32, action: u32, inverse: f32): void {
  const one = v128.and(f32x4.splat(1), i32x4.eq(lanesOf(b), i32x4.splat(action)));
  v128.store(gradientAt(4 * b), settle4(scale4(sub4(one, scale4(weights(b), inverse)), actorDelta)));
}
