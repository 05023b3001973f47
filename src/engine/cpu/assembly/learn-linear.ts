// TD and the policy gradient, linear in the features. A slot of the critic holds (weight, trace, 0, 0).
import { at, hyperparameter } from './bindings';
import { active, feature, weigh } from './features';
import { add4, scale4 } from './float32';
import { GAMMA_LAMBDA_ACTOR } from './generated';
import { Mind, gradientAt, number } from './scratch';
import { settle, settle4 } from './settle';
import { ACTIONS4, ACTOR_TRACES, FEATURES, TRACES, TRACE_W3, W1, W3 } from './structure';
import { followTraces, listActive } from './traces';

@inline export function learnStep(criticDelta: f32, gammaLambda: f32): void {
  if (TRACES) {
    listActive();
    followTraces(criticDelta, gammaLambda);
  }
  learnFeature(0, criticDelta);
  if (active() > 1) for (let m: u32 = 1; m < active(); m++) learnFeature(m, criticDelta);
}
@inline function learnFeature(m: u32, criticDelta: f32): void {
  if (!TRACES) {
    const slot = at(W1 + feature(m));
    v128.store(slot, settle4(add4(v128.load(slot), weigh(f32x4.replace_lane(f32x4.splat(0), 0, criticDelta), m))));
  }
  if (ACTOR_TRACES || !ACTIONS4) return;
  const slot = at(W3 + feature(m) * ACTIONS4);
  v128.store(slot, settle4(add4(v128.load(slot), weigh(v128.load(gradientAt(0)), m))));
  if (ACTIONS4 > 1) for (let b: u32 = 1; b < ACTIONS4; b++) {
    const block = slot + ((<usize>b) << 4);
    v128.store(block, settle4(add4(v128.load(block), weigh(v128.load(gradientAt(4 * b)), m))));
  }
}

/// e := gammaLambda e + x and w += criticDelta e of one feature of strength x; whether the trace is alive.
export function followTrace(f: u32, x: f32, criticDelta: f32, gammaLambda: f32): bool {
  const slot = at(W1 + f);
  const e = settle(gammaLambda * load<f32>(slot, 4) + x);
  store<f32>(slot, settle(load<f32>(slot) + criticDelta * e));
  store<f32>(slot, e, 4);
  return ACTOR_TRACES ? followPreferences(f, x) || e != 0 : e != 0;
}

/// Actor-critic with eligibility traces of the actor (Sutton and Barto 2018, section 13.5); `gradient` is that of log pi.
function followPreferences(f: u32, x: f32): bool {
  const lambda = hyperparameter(GAMMA_LAMBDA_ACTOR);
  const step = number(Mind.ACTOR_STEP);
  let alive: bool = false;
  for (let b: u32 = 0; b < ACTIONS4; b++) {
    const slot = at(W3 + f * ACTIONS4 + b);
    const trace = at(TRACE_W3 + f * ACTIONS4 + b);
    const e = settle4(add4(scale4(v128.load(trace), lambda), scale4(v128.load(gradientAt(4 * b)), x)));
    v128.store(slot, settle4(add4(v128.load(slot), scale4(e, step))));
    v128.store(trace, e);
    alive = v128.any_true(f32x4.ne(e, f32x4.splat(0))) || alive;
  }
  return alive;
}

export function clearTrace(f: u32): void {
  store<f32>(at(W1 + f), 0, 4);
  if (ACTOR_TRACES) memory.fill(at(TRACE_W3 + f * ACTIONS4), 0, (<usize>ACTIONS4) << 4);
}
export function clearBiasTraces(): void {}

export function prepareCorrection(correction: f32): void {}

/// Moves the value of the thought whose features have been read by a step along its gradient.
export function teach(step: f32): void { nudgeCritic(f32x4.replace_lane(f32x4.splat(0), 0, step), false); }
/// An override corrects the guess of the arrival, whose features have been read, by correction = alpha (declared - guess).
export function correct(correction: f32): void { teach(correction); }
export function prepareTeaching(step: f32): void {}

/// rho += step gradient, for the arrival whose features have been read; step = alpha (reward - rho).
export function learnImmediate(step: f32): void { nudgeCritic(f32x4.replace_lane(f32x4.splat(0), 2, step), true); }

@inline function nudgeCritic(step: v128, arrival: bool): void {
  for (let m: u32 = 0; m < active(arrival); m++) {
    const slot = at(W1 + feature(m));
    v128.store(slot, settle4(add4(v128.load(slot), weigh(step, m, arrival))));
  }
}

/// Weights fade by a factor: not traces, nor those of the metacognitive policy, a habit.
export function decay(factor: f32): void {
  fade(at(W1), FEATURES, f32x4.replace_lane(f32x4.replace_lane(f32x4.splat(1), 0, factor), 2, factor));
  fade(at(W3), FEATURES * ACTIONS4, f32x4.splat(factor));
}
/// Multiplies vectors by factors.
export function fade(first: usize, vectors: u32, factors: v128): void {
  for (let p = first, end = first + ((<usize>vectors) << 4); p < end; p += 16) v128.store(p, settle4(f32x4.mul(v128.load(p), factors)));
}
