// One-step TD and the policy gradient through one trunk. Every product uses the weights from before the step.
var<private> back: array<vec4f, ACTION_LANES>; // @registers
const ACTION_LANES = 4u; // @specialise: 4 ACTIONS4
var<private> unitError: array<vec4f, HIDDEN4>; // @registers: what reaches the hidden units
const STILL = !OVERRIDE && !FRAMES && !THINK && !REPLAY && !DECAYS; // @specialise: whether a step of zero changes nothing

fn clearTraces() {}

/// Updates every parameter from criticDelta = alpha delta and the policy gradient.
fn learn(criticDelta: f32, _gammaLambda: f32) {
  for (var q = 0u; q < HIDDEN4; q++) { // @unroll
    unitError[q] = scale4(w2[q], criticDelta);
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
        unitError[q] = add4(unitError[q], back[0]);
      }
    }
    unitError[q] = select(vec4f(0.0), settle4(unitError[q]), hidden[q] > vec4f(0.0));
    w2[q] = settle4(add4(w2[q], scale4(hidden[q], criticDelta)));
    b1[q] = settle4(add4(b1[q], unitError[q]));
  }
  for (var q = 0u; q < HIDDEN4; q++) { // @turn if TURNS
    for (var m = 0u; m < ACTIVE; m++) { // @unroll
      let slot = at(W1 + feature[m] * HIDDEN4 + q);
      if (KEEPS_INPUTS) { // @when
        memory[slot] = settle4(add4(keptInput[m * HIDDEN4 + q], weigh(unitError[q], strength[m])));
      }
      if (!KEEPS_INPUTS) { // @when
        memory[slot] = settle4(add4(memory[slot], weigh(unitError[q], strength[m])));
      }
    }
  }
  for (var b = 0u; b < ACTIONS4; b++) { // @unroll
    b3[b] = settle4(add4(b3[b], gradient[b]));
  }
  b2 = settle(add(b2, criticDelta));
}
