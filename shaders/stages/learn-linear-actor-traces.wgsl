// Actor-critic with eligibility traces of the actor (Sutton and Barto 2018, section 13.5): e := gammaLambda e + grad log pi,
// W3 += actorDelta e. `reinforce` has put the gradient of log pi into `gradient`, without the TD error.
fn followPreferences(f: u32, x: f32) -> bool {
  var alive = false;
  for (var b = 0u; b < ACTIONS4; b++) { // @unroll
    let slot = at(W3 + f * ACTIONS4 + b);
    let trace = at(TRACE_W3 + f * ACTIONS4 + b);
    let e = settle4(add4(scale4(memory[trace], actorDecay), scale4(gradient[b], x)));
    memory[slot] = settle4(add4(memory[slot], scale4(e, actorStep)));
    memory[trace] = e;
    alive = alive || any(e != vec4f(0.0));
  }
  return alive;
}

fn clearPreferences(f: u32) {
  for (var b = 0u; b < ACTIONS4; b++) { // @unroll
    memory[at(TRACE_W3 + f * ACTIONS4 + b)] = vec4f(0.0);
  }
}

fn learnPreferences(_f: u32, _x: f32) {}
