// TD and the policy gradient through one trunk. Every product uses the weights from before the step.
import { at } from './bindings';
import { weigh } from './features';
import { add4, scale4 } from './float32';
import { HIDDEN4, TO_B2, TO_W2, TO_W3 } from './generated';
import { setVector, vector, weightsOf } from './network-hidden';
import { actorGradientAt, criticGradientAt, gradientAt, hiddenAt } from './scratch';
import { settle, settle4 } from './settle';
import { ACTIONS4, ACTIVE, B1, B2, B3, TRACES, TRACE_B1, TRACE_W1, TRACE_W2, UNIT, W1 } from './structure';
import { followTraces, listActive } from './traces';

/// One action's share of the error at units q, and the update of its weights; g is its gradient in all lanes.
@inline function back(w3: usize, q: u32, h: v128, g: v128): v128 {
  const old = vector(w3, q);
  setVector(w3, q, settle4(add4(old, f32x4.mul(h, g))));
  return f32x4.mul(old, g);
}

const ROW_BYTES: usize = HIDDEN4 * 16;
@inline function gradient(a: u32): v128 { return v128.load32_splat(gradientAt(a)); }

/// The shares of actions k, k + 4, k + 8, k + 12 in canonical order.
function backEveryFourth(w3: usize, k: u32, q: u32, h: v128): v128 {
  const first = w3 + k * ROW_BYTES;
  const one = back(first, q, h, gradient(k));
  if (ACTIONS4 == 1) return one;
  const two = back(first + 4 * ROW_BYTES, q, h, gradient(k + 4));
  if (ACTIONS4 == 2) return add4(one, two);
  const three = back(first + 8 * ROW_BYTES, q, h, gradient(k + 8));
  return add4(add4(one, three), add4(two, back(first + 12 * ROW_BYTES, q, h, gradient(k + 12))));
}

/// Canonical sum over actions of gradient_a W3_a at units q; W3 += gradient h.
function backAll(w3: usize, q: u32, h: v128): v128 {
  const even = add4(backEveryFourth(w3, 0, q, h), backEveryFourth(w3, 2, q, h));
  return add4(even, add4(backEveryFourth(w3, 1, q, h), backEveryFourth(w3, 3, q, h)));
}

@inline function learnPreferenceBiases(): void {
  const b3 = at(B3);
  for (let b: u32 = 0; b < ACTIONS4; b++) setVector(b3, b, settle4(add4(vector(b3, b), v128.load(gradientAt(4 * b)))));
}

@inline function nudge(p: usize, q: u32, x: v128): void { setVector(p, q, settle4(add4(vector(p, q), x))); }

/// The error of units q that reaches the trunk, after the update of w2 and b1.
@inline function trunkError(b1: usize, q: u32, h: v128, w2: v128, step: v128, error: v128): v128 {
  const masked = v128.and(settle4(error), f32x4.gt(h, f32x4.splat(0)));
  setVector(b1 + TO_W2 * 16, q, settle4(add4(w2, f32x4.mul(h, step))));
  nudge(b1, q, masked);
  return masked;
}

/// Two to four actions and one to three indicators, the usual case: a loop without calls, whose vectors stay in registers.
function learnFew(criticDelta: f32): void {
  const b1 = at(B1);
  const w2 = b1 + TO_W2 * 16;
  const w3 = b1 + TO_W3 * 16;
  const active = ACTIVE;
  const row0 = weightsOf(0), row1 = weightsOf(active > 1 ? 1 : 0), row2 = weightsOf(active > 2 ? 2 : 0);
  const step = f32x4.splat(criticDelta);
  const g0 = gradient(0), g1 = gradient(1), g2 = gradient(2), g3 = gradient(3);
  for (let q: u32 = 0; q < HIDDEN4; q++) {
    const h = v128.load(hiddenAt(q));
    const old = vector(w2, q);
    const even = add4(back(w3, q, h, g0), back(w3 + 2 * ROW_BYTES, q, h, g2));
    const odd = add4(back(w3 + ROW_BYTES, q, h, g1), back(w3 + 3 * ROW_BYTES, q, h, g3));
    const error = trunkError(b1, q, h, old, step, add4(f32x4.mul(old, step), add4(even, odd)));
    nudge(row0, q, error);
    if (active > 1) nudge(row1, q, error);
    if (active > 2) nudge(row2, q, error);
  }
}

function learnMany(criticDelta: f32): void {
  const b1 = at(B1);
  for (let q: u32 = 0; q < HIDDEN4; q++) {
    const h = v128.load(hiddenAt(q));
    const old = vector(b1 + TO_W2 * 16, q);
    let error = scale4(old, criticDelta);
    if (ACTIONS4) error = add4(error, backAll(b1 + TO_W3 * 16, q, h));
    error = trunkError(b1, q, h, old, f32x4.splat(criticDelta), error);
    for (let m: u32 = 0; m < ACTIVE; m++) nudge(weightsOf(m), q, weigh(error, m));
  }
}

function learnOneStep(criticDelta: f32): void {
  if (UNIT && ACTIVE <= 3 && ACTIONS4 == 1) learnFew(criticDelta);
  else learnMany(criticDelta);
  learnPreferenceBiases();
  const b2 = at(B2);
  store<f32>(b2, settle(load<f32>(b2) + criticDelta));
}

/// TD(lambda): the critic's traces, then the actor's one-step gradient.
function learnTraced(criticDelta: f32, gammaLambda: f32): void {
  const b1 = at(B1);
  const w2 = b1 + TO_W2 * 16;
  const b2 = b1 + TO_B2 * 16;
  const w3 = b1 + TO_W3 * 16;
  const traceB1 = at(TRACE_B1), traceW2 = at(TRACE_W2);
  for (let q: u32 = 0; q < HIDDEN4; q++) {
    const h = v128.load(hiddenAt(q));
    const on = f32x4.gt(h, f32x4.splat(0));
    const old = vector(w2, q);
    const criticGradient = v128.and(old, on);
    let actorGradient = f32x4.splat(0);
    if (ACTIONS4) actorGradient = v128.and(settle4(backAll(w3, q, h)), on);
    v128.store(criticGradientAt(q), criticGradient);
    v128.store(actorGradientAt(q), actorGradient);
    const e1 = settle4(add4(scale4(vector(traceB1, q), gammaLambda), criticGradient));
    const e2 = settle4(add4(scale4(vector(traceW2, q), gammaLambda), h));
    setVector(traceB1, q, e1);
    setVector(traceW2, q, e2);
    nudge(b1, q, scale4(e1, criticDelta));
    nudge(b1, q, actorGradient);
    setVector(w2, q, settle4(add4(old, scale4(e2, criticDelta))));
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
  for (let q: u32 = 0; q < HIDDEN4; q++) {
    const e = settle4(add4(scale4(vector(trace, q), gammaLambda), scale4(v128.load(criticGradientAt(q)), x)));
    setVector(trace, q, e);
    nudge(weights, q, scale4(e, criticDelta));
    nudge(weights, q, scale4(v128.load(actorGradientAt(q)), x));
    alive = v128.or(alive, e);
  }
  return v128.any_true(alive);
}

export function clearTrace(f: u32): void { memory.fill(at(TRACE_W1 + f * HIDDEN4), 0, HIDDEN4 * 16); }

export function clearBiasTraces(): void {
  memory.fill(at(TRACE_B1), 0, HIDDEN4 * 16);
  memory.fill(at(TRACE_W2), 0, HIDDEN4 * 16);
  store<f32>(at(B2), 0, 4);
}
