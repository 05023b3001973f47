// TD(lambda) and the policy gradient, linear in the features. A slot holds (weight, trace, rho's weight, m's weight).
const STILL = false; // @specialise

fn followTrace(f: u32, x: f32, criticDelta: f32, gammaLambda: f32) -> bool {
  let slot = at(W1 + f);
  let e = settle(add(mul(gammaLambda, memory[slot].y), x));
  memory[slot].x = settle(add(memory[slot].x, mul(criticDelta, e)));
  memory[slot].y = e;
  var alive = e != 0.0;
  if (ACTOR_TRACES) { // @when
    alive = followPreferences(f, x) || alive;
  }
  return alive;
}

fn clearTrace(f: u32) {
  memory[at(W1 + f)].y = 0.0;
  if (ACTOR_TRACES) { // @when
    clearPreferences(f);
  }
}
fn clearBiasTraces() {}

fn learn(criticDelta: f32, gammaLambda: f32) {
  followTraces(criticDelta, gammaLambda);
  for (var m = 0u; m < ACTIVE; m++) { // @unroll
    learnPreferences(feature[m], strength[m]);
  }
}
