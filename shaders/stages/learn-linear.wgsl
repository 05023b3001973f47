// One-step TD and the policy gradient, linear in the features.
const STILL = !ACTOR_TRACES && !OVERRIDE && !FRAMES && !THINK && !REPLAY && !DECAYS; // @specialise: whether a step of zero changes nothing

fn clearTraces() {}

fn learn(criticDelta: f32, _gammaLambda: f32) {
  for (var m = 0u; m < ACTIVE; m++) { // @unroll
    let slot = at(W1 + feature[m]);
    memory[slot].x = settle(add(memory[slot].x, weigh1(criticDelta, strength[m])));
    learnPreferences(feature[m], strength[m]);
  }
}
