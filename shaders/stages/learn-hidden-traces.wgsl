// TD(lambda) of the critic and the one-step policy gradient through one trunk; the critic's update comes first. Every
// gradient uses the weights from before the step.
var<private> criticGradient: array<vec4f, HIDDEN4>; // @registers: of the value
var<private> actorGradient: array<vec4f, HIDDEN4>; // @registers: step included
var<private> back: array<vec4f, ACTION_LANES>; // @registers
const ACTION_LANES = 4u; // @specialise: 4 ACTIONS4
const STILL = false; // @specialise

fn followTrace(f: u32, x: f32, criticDelta: f32, gammaLambda: f32) -> bool {
  var alive = false;
  for (var q = 0u; q < HIDDEN4; q++) { // @unroll
    let trace = at(TRACE_W1 + f * HIDDEN4 + q);
    let slot = at(W1 + f * HIDDEN4 + q);
    let e = settle4(add4(scale4(memory[trace], gammaLambda), scale4(criticGradient[q], x)));
    let w = settle4(add4(memory[slot], scale4(e, criticDelta)));
    memory[trace] = e;
    memory[slot] = settle4(add4(w, scale4(actorGradient[q], x)));
    alive = alive || any(e != vec4f(0.0));
  }
  return alive;
}

fn clearTrace(f: u32) {
  for (var q = 0u; q < HIDDEN4; q++) { // @unroll
    memory[at(TRACE_W1 + f * HIDDEN4 + q)] = vec4f(0.0);
  }
}

fn clearBiasTraces() {
  for (var q = 0u; q < HIDDEN4; q++) {
    memory[at(TRACE_B1 + q)] = vec4f(0.0);
    memory[at(TRACE_W2 + q)] = vec4f(0.0);
  }
  memory[at(B2)].y = 0.0;
}

fn learn(criticDelta: f32, gammaLambda: f32) {
  for (var q = 0u; q < HIDDEN4; q++) { // @unroll
    let on = hidden[q] > vec4f(0.0);
    criticGradient[q] = select(vec4f(0.0), w2[q], on);
    actorGradient[q] = vec4f(0.0);
    if (ACTIONS4 > 0u) { // @when
      for (var a = 0u; a < ACTION_LANES; a++) { // @unroll
        back[a] = scale4(w3[a * HIDDEN4 + q], gradient[a / 4u][a % 4u]);
        w3[a * HIDDEN4 + q] = settle4(add4(w3[a * HIDDEN4 + q], scale4(hidden[q], gradient[a / 4u][a % 4u])));
      }
      for (var s = ACTION_LANES / 2u; s > 0u; s = s / 2u) { // @unroll
        for (var a = 0u; a < s; a++) { // @unroll
          back[a] = add4(back[a], back[a + s]);
        }
      }
      if (TRUNK_ACTOR) { // @when
        actorGradient[q] = select(vec4f(0.0), settle4(back[0]), on);
      }
    }
  }
  for (var q = 0u; q < HIDDEN4; q++) { // @turn
    let e1 = settle4(add4(scale4(memory[at(TRACE_B1 + q)], gammaLambda), criticGradient[q]));
    let e2 = settle4(add4(scale4(memory[at(TRACE_W2 + q)], gammaLambda), hidden[q]));
    memory[at(TRACE_B1 + q)] = e1;
    memory[at(TRACE_W2 + q)] = e2;
    b1[q] = settle4(add4(settle4(add4(b1[q], scale4(e1, criticDelta))), actorGradient[q]));
    w2[q] = settle4(add4(w2[q], scale4(e2, criticDelta)));
  }
  for (var b = 0u; b < ACTIONS4; b++) { // @unroll
    b3[b] = settle4(add4(b3[b], gradient[b]));
  }
  let e = settle(add(mul(gammaLambda, memory[at(B2)].y), 1.0));
  memory[at(B2)].y = e;
  b2 = settle(add(b2, mul(criticDelta, e)));
  followTraces(criticDelta, gammaLambda);
}
