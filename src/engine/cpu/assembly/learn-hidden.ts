// TD and the policy gradient through one trunk. Every product uses the weights from before the step.
import { at } from './bindings';
import { active, unit, weigh } from './features';
import { add4, scale4 } from './float32';
import { HIDDEN4 } from './generated';
import { B2, ROW, W2, W3, single, weightsOf } from './network-hidden';
import { actorGradientAt, arrivalErrorAt, arrivalHiddenAt, criticGradientAt, feltHiddenAt, gradientAt, hiddenAt, partialAt, taughtErrorAt, termAt } from './scratch';
import { end4, move4, settle, settle4, settleWithin } from './settle';
import { ACTIONS, ACTIONS4, B1, B3, FEATURES, IMMEDIATE, RHO, TRACES, TRACE_B1, TRACE_W1, TRACE_W2, TRUNK_ACTOR, TRUNK_IMMEDIATE, W1 } from './structure';
import { followTraces, listActive } from './traces';

@inline function gradient(a: u32): v128 { return v128.load32_splat(gradientAt(a)); }
@inline function nudge(p: usize, x: v128): void { v128.store(p, settle4(add4(v128.load(p), x))); }
@inline function nudgeWithin(p: usize, x: v128, move: v128, end: v128): void { v128.store(p, settleWithin(add4(v128.load(p), x), move, end)); }

/// An action's share of the error at four units; p is where its weights are, g its gradient in all lanes. W3 += gradient h.
@inline function back(p: usize, h: v128, g: v128): v128 {
  const old = v128.load(p);
  v128.store(p, settle4(add4(old, f32x4.mul(h, g))));
  return f32x4.mul(old, g);
}

/// The shares of actions k, k + 4, k + 8, k + 12 in canonical order.
function backEveryFourth(w3: usize, k: u32, h: v128): v128 {
  const first = w3 + <usize>k * ROW;
  const one = back(first, h, gradient(k));
  if (ACTIONS4 == 1) return one;
  const two = back(first + 4 * ROW, h, gradient(k + 4));
  if (ACTIONS4 == 2) return add4(one, two);
  const three = back(first + 8 * ROW, h, gradient(k + 8));
  return add4(add4(one, three), add4(two, back(first + 12 * ROW, h, gradient(k + 12))));
}

/// Canonical sum over actions of gradient_a W3_a at four units.
function backAll(w3: usize, h: v128): v128 {
  const even = add4(backEveryFourth(w3, 0, h), backEveryFourth(w3, 2, h));
  return add4(even, add4(backEveryFourth(w3, 1, h), backEveryFourth(w3, 3, h)));
}

function learnPreferenceBiases(): void {
  const b3 = at(B3);
  // Without a loop where there is one vector: V8 keeps it, and asks for interrupts.
  if (ACTIONS4 == 1) nudge(b3, v128.load(gradientAt(0)));
  else for (let b: usize = 0; b < ACTIONS4; b++) nudge(b3 + b * 16, v128.load(gradientAt(0) + b * 16));
}

/// Moves the first layer's weights of the features that have been read; a feature at a time, so that its rows stay at hand.
function nudgeFeatures(errors: usize): void { nudgePresent(errors, false); }
function nudgeArrival(errors: usize): void { nudgePresent(errors, true); }
@inline function nudgePresent(errors: usize, arrival: bool): void {
  const move = move4(), end = end4();
  for (let m: u32 = 0; m < active(arrival); m++) {
    const weights = weightsOf(m);
    for (let q: usize = 0; q < HIDDEN4; q++) { // @unroll
      nudgeWithin(weights + q * 16, weigh(v128.load(errors + q * 16), m, arrival), move, end);
    }
  }
}

/// Updates w2 and b1 at four units, whose error is returned: it reaches the first layer. p is where b1 is.
@inline function learnTrunk(p: usize, h: v128, w2: v128, step: v128, error: v128, move: v128, end: v128): v128 {
  v128.store(p, settleWithin(add4(w2, f32x4.mul(h, step)), move, end), W2);
  const masked = v128.and(settleWithin(error, move, end), f32x4.gt(h, f32x4.splat(0)));
  nudgeWithin(p, masked, move, end);
  return masked;
}

/// Keeps what is known so far of all weights, for nobody: V8 would put off what only the end needs, and spill all that it needs.
@inline function pin(every: v128): void { v128.store(termAt(0), every); }

/// Two to four actions, the usual case: without calls, so that vectors stay in registers.
@inline function learnFew(criticDelta: f32): void {
  const b1 = at(B1);
  const hidden = hiddenAt(0);
  const errors = criticGradientAt(0);
  const weights = single() ? weightsOf(0) : 0;
  const step = f32x4.splat(criticDelta);
  const move = move4();
  const gradients = gradientAt(0);
  const g0 = v128.load32_splat(gradients), g1 = v128.load32_splat(gradients, 4);
  const g2 = v128.load32_splat(gradients, 8), g3 = v128.load32_splat(gradients, 12);
  // Weights are stored as they come, and settled afterwards if one of them may need it. Those of padding are 0, and so may be
  // the bias of a unit that has never been active: they are left out.
  let every = i32x4.splat(-1), some = i32x4.splat(0);
  for (let q: usize = 0; q < HIDDEN4; q++) { // @unroll
    const h = v128.load(hidden, q * 16);
    const a0 = v128.load(b1, W3 + q * 16);
    const n0 = add4(a0, f32x4.mul(h, g0));
    v128.store(b1, n0, W3 + q * 16);
    const a2 = v128.load(b1, W3 + 2 * ROW + q * 16);
    const n2 = add4(a2, f32x4.mul(h, g2));
    v128.store(b1, n2, W3 + 2 * ROW + q * 16);
    const even = add4(f32x4.mul(a0, g0), f32x4.mul(a2, g2));
    const a1 = v128.load(b1, W3 + ROW + q * 16);
    const n1 = add4(a1, f32x4.mul(h, g1));
    v128.store(b1, n1, W3 + ROW + q * 16);
    const a3 = v128.load(b1, W3 + 3 * ROW + q * 16);
    const n3 = add4(a3, f32x4.mul(h, g3));
    v128.store(b1, n3, W3 + 3 * ROW + q * 16);
    every = v128.and(every, ACTIONS > 2 ? v128.and(n0, n2) : n0);
    every = v128.and(every, ACTIONS > 3 ? v128.and(n1, n3) : n1);
    pin(every);
    const back = add4(even, add4(f32x4.mul(a1, g1), f32x4.mul(a3, g3)));
    const w2 = v128.load(b1, W2 + q * 16);
    const again = v128.load(hidden, q * 16);
    const n = add4(w2, f32x4.mul(again, step));
    v128.store(b1, n, W2 + q * 16);
    every = v128.and(every, n);
    if (!unit()) some = v128.or(some, v128.or(v128.or(n0, n2), v128.or(v128.or(n1, n3), n)));
    // An activation is +0 or at least 2^-40, whose bits are more than those of `move`.
    const off = i32x4.lt_s(again, move);
    const error = v128.andnot(settleWithin(add4(f32x4.mul(w2, step), back), move, end4()), off);
    if (single()) {
      const bias = add4(v128.load(b1, q * 16), error);
      v128.store(b1, bias, q * 16);
      const w1 = add4(v128.load(weights, q * 16), error);
      v128.store(weights, w1, q * 16);
      every = v128.and(every, v128.or(v128.and(bias, w1), off));
    } else {
      nudgeWithin(b1 + q * 16, error, move, end4());
      v128.store(errors, error, q * 16);
    }
    pin(every);
  }
  if (!surelySettled(every, some)) {
    settleAll(b1 + W2, HIDDEN4);
    settleAll(b1 + W3, 4 * HIDDEN4);
    if (single()) {
      settleAll(b1, HIDDEN4);
      settleAll(weights, HIDDEN4);
    }
  }
  if (!single()) nudgeFeatures(errors);
}

/// Whether weights that were settled, and then moved by activation times gradient, are surely in the range, from the bits
/// that all of them have and those that some have. It is so where 2^-31 <= |x| < 2, whose exponents begin with 011. Those that
/// begin with 111 are beyond 2^96, which is out of reach where features are indicators: h < 2^46, and the gradient < 2^40.
@inline function surelySettled(every: v128, some: v128): bool {
  const lacking = v128.andnot(i32x4.splat(0x30000000), every);
  return !v128.any_true(unit() ? lacking : v128.or(lacking, v128.and(some, i32x4.splat(0x40000000))));
}
function settleAll(first: usize, vectors: u32): void {
  for (let p = first, end = first + ((<usize>vectors) << 4); p < end; p += 16) v128.store(p, settle4(v128.load(p)));
}

/// Any number of actions.
function learnMany(criticDelta: f32): void {
  const b1 = at(B1);
  for (let i: usize = 0; i < ROW; i += 16) {
    const h = v128.load(hiddenAt(0) + i);
    const w2 = v128.load(b1 + i, W2);
    let error = scale4(w2, criticDelta);
    if (ACTIONS4) {
      const shares = backAll(b1 + W3 + i, h);
      if (TRUNK_ACTOR) error = add4(error, shares);
    }
    v128.store(criticGradientAt(0) + i, learnTrunk(b1 + i, h, w2, f32x4.splat(criticDelta), error, move4(), end4()));
  }
  nudgeFeatures(criticGradientAt(0));
}

function learnOneStep(criticDelta: f32): void {
  if (ACTIONS4 == 1 && TRUNK_ACTOR) learnFew(criticDelta);
  else learnMany(criticDelta);
  learnPreferenceBiases();
  const b1 = at(B1);
  store<f32>(b1, settle(load<f32>(b1, B2) + criticDelta), B2);
}

/// TD(lambda): the critic's traces, then the actor's one-step gradient.
function learnTraced(criticDelta: f32, gammaLambda: f32): void {
  const b1 = at(B1);
  const b2 = b1 + B2;
  for (let i: usize = 0; i < ROW; i += 16) {
    const p = b1 + i;
    const e1 = at(TRACE_B1) + i, e2 = at(TRACE_W2) + i;
    const h = v128.load(hiddenAt(0) + i);
    const on = f32x4.gt(h, f32x4.splat(0));
    const w2 = v128.load(p, W2);
    const criticGradient = v128.and(w2, on);
    let actorGradient = f32x4.splat(0);
    if (ACTIONS4) {
      const shares = v128.and(settle4(backAll(p + W3, h)), on);
      if (TRUNK_ACTOR) actorGradient = shares;
    }
    v128.store(criticGradientAt(0) + i, criticGradient);
    v128.store(actorGradientAt(0) + i, actorGradient);
    v128.store(e1, settle4(add4(scale4(v128.load(e1), gammaLambda), criticGradient)));
    v128.store(e2, settle4(add4(scale4(v128.load(e2), gammaLambda), h)));
    nudge(p, scale4(v128.load(e1), criticDelta));
    nudge(p, actorGradient);
    v128.store(p, settle4(add4(w2, scale4(v128.load(e2), criticDelta))), W2);
  }
  learnPreferenceBiases();
  const e = settle(gammaLambda * load<f32>(b2, 4) + 1);
  store<f32>(b2, e, 4);
  store<f32>(b2, settle(load<f32>(b2) + criticDelta * e));
  listActive();
  followTraces(criticDelta, gammaLambda);
}

export function learnStep(criticDelta: f32, gammaLambda: f32): void {
  if (TRACES) learnTraced(criticDelta, gammaLambda);
  else learnOneStep(criticDelta);
}

/// e := gammaLambda e + gradient and w += criticDelta e of one feature of strength x; whether the trace is alive.
export function followTrace(f: u32, x: f32, criticDelta: f32, gammaLambda: f32): bool {
  let alive = f32x4.splat(0);
  const trace = at(TRACE_W1 + f * HIDDEN4);
  const weights = at(W1 + f * HIDDEN4);
  for (let i: usize = 0; i < ROW; i += 16) {
    const e = settle4(add4(scale4(v128.load(trace + i), gammaLambda), scale4(v128.load(criticGradientAt(0) + i), x)));
    v128.store(trace + i, e);
    nudge(weights + i, scale4(e, criticDelta));
    nudge(weights + i, scale4(v128.load(actorGradientAt(0) + i), x));
    alive = v128.or(alive, e);
  }
  return v128.any_true(alive);
}

export function clearTrace(f: u32): void { memory.fill(at(TRACE_W1 + f * HIDDEN4), 0, ROW); }

export function clearBiasTraces(): void {
  memory.fill(at(TRACE_B1), 0, ROW);
  memory.fill(at(TRACE_W2), 0, ROW);
  store<f32>(at(B1) + B2, 0, 4);
}

/// The error that a step of the value along its gradient sends to the first layer, under the present weights.
function prepare(activations: usize, step: f32, errors: usize): void {
  const w2 = at(B1) + W2;
  for (let i: usize = 0; i < ROW; i += 16) {
    const on = f32x4.gt(v128.load(activations + i), f32x4.splat(0));
    v128.store(errors + i, v128.and(settle4(scale4(v128.load(w2 + i), step)), on));
  }
}

/// Moves the value of a thought, whose features have been read, by a step along its gradient.
function nudgeValue(activations: usize, step: f32, errors: usize): void {
  const b1 = at(B1);
  for (let i: usize = 0; i < ROW; i += 16) {
    const error = v128.load(errors + i);
    nudge(b1 + W2 + i, scale4(v128.load(activations + i), step));
    nudge(b1 + i, error);
  }
  nudgeFeatures(errors);
  store<f32>(b1, settle(load<f32>(b1, B2) + step), B2);
}

/// An override corrects the guess itself by correction = alpha (declared - guess). Called while the activations of the
/// arrival are still where `value` left them.
export function prepareCorrection(correction: f32): void {
  memory.copy(arrivalHiddenAt(0), partialAt(0), ROW);
  prepare(arrivalHiddenAt(0), correction, arrivalErrorAt(0));
}
export function correct(correction: f32): void { nudgeValue(arrivalHiddenAt(0), correction, arrivalErrorAt(0)); }

/// The value of the kept thought moves outside of the TD error's traces: what a kept plan promised, or a replay says.
export function prepareTeaching(step: f32): void { prepare(hiddenAt(0), step, taughtErrorAt(0)); }
export function teach(step: f32): void { nudgeValue(hiddenAt(0), step, taughtErrorAt(0)); }

/// rho += step gradient, for the arrival that was felt last and whose features have been read; step = alpha (reward - rho).
export function learnImmediate(step: f32): void {
  const b1 = at(B1);
  const rho = at(RHO);
  for (let i: usize = 0; i < ROW; i += 16) {
    const h = v128.load(feltHiddenAt(0) + i);
    const error = v128.and(settle4(scale4(v128.load(rho + i), step)), f32x4.gt(h, f32x4.splat(0)));
    nudge(rho + i, scale4(h, step));
    if (!TRUNK_IMMEDIATE) continue;
    v128.store(criticGradientAt(0) + i, error);
    nudge(b1 + i, error);
  }
  if (TRUNK_IMMEDIATE) nudgeArrival(criticGradientAt(0));
  store<f32>(b1, settle(load<f32>(b1, B2 + 8) + step), B2 + 8);
}

/// Weights fade by a factor: all but those of the metacognitive policy, a habit.
export function decay(factor: f32): void {
  const b1 = at(B1);
  fade(at(W1), FEATURES * HIDDEN4, factor);
  fade(b1, HIDDEN4, factor);
  fade(b1 + W2, HIDDEN4, factor);
  if (ACTIONS4) {
    fade(b1 + W3, 4 * ACTIONS4 * HIDDEN4, factor);
    fade(at(B3), ACTIONS4, factor);
  }
  store<f32>(b1, settle(load<f32>(b1, B2) * factor), B2);
  if (!IMMEDIATE) return;
  fade(at(RHO), HIDDEN4, factor);
  store<f32>(b1, settle(load<f32>(b1, B2 + 8) * factor), B2 + 8);
}
function fade(first: usize, vectors: u32, factor: f32): void {
  for (let p = first, end = first + ((<usize>vectors) << 4); p < end; p += 16) v128.store(p, settle4(scale4(v128.load(p), factor)));
}
