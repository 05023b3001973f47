// TD and the policy gradient through one trunk. Every product uses the weights from before the step.
import { at } from './bindings';
import { feature, weigh } from './features';
import { add4, scale4 } from './float32';
import { HIDDEN4 } from './generated';
import { actorGradientAt, criticGradientAt, gradientAt, hiddenAt } from './scratch';
import { settle, settle4 } from './settle';
import { ACTIONS4, ACTIVE, B1, B2, B3, TRACES, TRACE_B1, TRACE_W1, TRACE_W2, W1, W2, W3 } from './structure';
import { followTraces, listActive } from './traces';

@inline function read(slot: u32, q: u32): v128 { return v128.load(at(slot) + ((<usize>q) << 4)); }
@inline function write(slot: u32, q: u32, x: v128): void { v128.store(at(slot) + ((<usize>q) << 4), x); }

/// One action's share of the error at units q, and the update of its weights.
@inline function back(a: u32, q: u32, h: v128): v128 {
  const w = at(W3 + a * HIDDEN4) + ((<usize>q) << 4);
  const old = v128.load(w);
  const g = v128.load32_splat(gradientAt(a));
  v128.store(w, settle4(add4(old, f32x4.mul(h, g))));
  return f32x4.mul(old, g);
}

/// The shares of actions k, k + 4, k + 8, k + 12 in canonical order.
@inline function backEveryFourth(k: u32, q: u32, h: v128): v128 {
  if (ACTIONS4 == 1) return back(k, q, h);
  if (ACTIONS4 == 2) return add4(back(k, q, h), back(k + 4, q, h));
  const even = add4(back(k, q, h), back(k + 8, q, h));
  return add4(even, add4(back(k + 4, q, h), back(k + 12, q, h)));
}

/// Canonical sum over actions of gradient_a W3_a at units q; W3 += gradient h.
@inline function backAll(q: u32, h: v128): v128 {
  const even = add4(backEveryFourth(0, q, h), backEveryFourth(2, q, h));
  return add4(even, add4(backEveryFourth(1, q, h), backEveryFourth(3, q, h)));
}

@inline function learnPreferenceBiases(): void {
  for (let b: u32 = 0; b < ACTIONS4; b++) write(B3 + b, 0, settle4(add4(read(B3 + b, 0), v128.load(gradientAt(4 * b)))));
}

@inline function learnOneStep(criticDelta: f32): void {
  for (let q: u32 = 0; q < HIDDEN4; q++) {
    const h = v128.load(hiddenAt(q));
    const w2 = read(W2, q);
    let error = scale4(w2, criticDelta);
    if (ACTIONS4) error = add4(error, backAll(q, h));
    error = v128.and(settle4(error), f32x4.gt(h, f32x4.splat(0)));
    write(W2, q, settle4(add4(w2, scale4(h, criticDelta))));
    write(B1, q, settle4(add4(read(B1, q), error)));
    for (let m: u32 = 0; m < ACTIVE; m++) {
      const slot = W1 + feature(m) * HIDDEN4;
      write(slot, q, settle4(add4(read(slot, q), weigh(error, m))));
    }
  }
  learnPreferenceBiases();
  store<f32>(at(B2), settle(load<f32>(at(B2)) + criticDelta));
}

/// TD(lambda): the critic's traces, then the actor's one-step gradient.
function learnTraced(criticDelta: f32, gammaLambda: f32): void {
  for (let q: u32 = 0; q < HIDDEN4; q++) {
    const h = v128.load(hiddenAt(q));
    const on = f32x4.gt(h, f32x4.splat(0));
    const w2 = read(W2, q);
    const criticGradient = v128.and(w2, on);
    let actorGradient = f32x4.splat(0);
    if (ACTIONS4) actorGradient = v128.and(settle4(backAll(q, h)), on);
    v128.store(criticGradientAt(q), criticGradient);
    v128.store(actorGradientAt(q), actorGradient);
    const e1 = settle4(add4(scale4(read(TRACE_B1, q), gammaLambda), criticGradient));
    const e2 = settle4(add4(scale4(read(TRACE_W2, q), gammaLambda), h));
    write(TRACE_B1, q, e1);
    write(TRACE_W2, q, e2);
    write(B1, q, settle4(add4(settle4(add4(read(B1, q), scale4(e1, criticDelta))), actorGradient)));
    write(W2, q, settle4(add4(w2, scale4(e2, criticDelta))));
  }
  learnPreferenceBiases();
  const e = settle(gammaLambda * load<f32>(at(B2), 4) + 1);
  store<f32>(at(B2), e, 4);
  store<f32>(at(B2), settle(load<f32>(at(B2)) + criticDelta * e));
  listActive();
  followTraces(criticDelta, gammaLambda);
}

@inline export function learnStep(criticDelta: f32, gammaLambda: f32): void {
  if (TRACES) learnTraced(criticDelta, gammaLambda);
  else learnOneStep(criticDelta);
}

/// e := gammaLambda e + gradient and w += criticDelta e of one feature of strength x; whether the trace is alive.
export function followTrace(f: u32, x: f32, criticDelta: f32, gammaLambda: f32): bool {
  let alive = f32x4.splat(0);
  const trace = TRACE_W1 + f * HIDDEN4;
  const slot = W1 + f * HIDDEN4;
  for (let q: u32 = 0; q < HIDDEN4; q++) {
    const e = settle4(add4(scale4(read(trace, q), gammaLambda), scale4(v128.load(criticGradientAt(q)), x)));
    const w = settle4(add4(read(slot, q), scale4(e, criticDelta)));
    write(trace, q, e);
    write(slot, q, settle4(add4(w, scale4(v128.load(actorGradientAt(q)), x))));
    alive = v128.or(alive, e);
  }
  return v128.any_true(alive);
}

export function clearTrace(f: u32): void {
  for (let q: u32 = 0; q < HIDDEN4; q++) write(TRACE_W1 + f * HIDDEN4, q, f32x4.splat(0));
}

export function clearBiasTraces(): void {
  for (let q: u32 = 0; q < HIDDEN4; q++) {
    write(TRACE_B1, q, f32x4.splat(0));
    write(TRACE_W2, q, f32x4.splat(0));
  }
  store<f32>(at(B2), 0, 4);
}
