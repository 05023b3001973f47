// The actor's softmax policy, its samples, and the gradient of its logarithm.
var<private> weight: array<vec4f, ACTIONS4>; // @registers: exponentials of the preferences
var<private> total: f32;
var<private> gradient: array<vec4f, ACTIONS4>; // @registers: actor step x gradient of log pi(action)
var<private> block: array<vec4f, ACTIONS4>; // @registers
var<private> inverseTemperature: f32;
var<private> floorKeep: f32; // 1 - floor
var<private> floorShare: f32; // floor / A

/// weight_a = exp((preference_a - max) / temperature); total is their canonical sum. Padding weighs 0.
fn softmax() {
  var top = preference[0].x;
  for (var a = 1u; a < ACTIONS; a++) { // @unroll
    top = select(top, preference[a / 4u][a % 4u], preference[a / 4u][a % 4u] > top);
  }
  for (var b = 0u; b < ACTIONS4; b++) { // @unroll
    let w = exponential4(settle4(scale4(sub4(preference[b], vec4f(top)), inverseTemperature)));
    weight[b] = select(vec4f(0.0), w, vec4u(b * 4u) + vec4u(0u, 1u, 2u, 3u) < vec4u(ACTIONS));
    block[b] = weight[b];
  }
  for (var s = ACTIONS4 / 2u; s > 0u; s = s / 2u) { // @unroll
    for (var b = 0u; b < s; b++) { // @unroll
      block[b] = add4(block[b], block[b + s]);
    }
  }
  total = sum4(block[0]);
}

/// How many of the prefix sums before the last action a uniform number in [0, total) has passed.
fn sample(word: u32) -> u32 {
  let u = mul(uniform24(word), total);
  var prefix = 0.0;
  var action = 0u;
  for (var a = 0u; a < ACTIONS - 1u; a++) { // @unroll
    prefix = add(prefix, weight[a / 4u][a % 4u]);
    action += select(0u, 1u, u >= prefix);
  }
  return action;
}

/// The action of highest preference among those whose bits are set, the lowest index among equals.
fn bestOf(actions: u32) -> u32 {
  var top = 0.0;
  var action = 32u;
  for (var a = 0u; a < ACTIONS; a++) { // @unroll
    let higher = ((actions >> a) & 1u) != 0u && (action == 32u || preference[a / 4u][a % 4u] > top);
    top = select(top, preference[a / 4u][a % 4u], higher);
    action = select(action, a, higher);
  }
  return action;
}

fn chosen(b: u32, action: u32) -> vec4<bool> { return vec4u(b * 4u) + vec4u(0u, 1u, 2u, 3u) == vec4u(action); }

/// pi(a).
fn probability(action: u32) -> f32 {
  var w = 0.0;
  for (var a = 0u; a < ACTIONS; a++) { // @unroll
    w = select(w, weight[a / 4u][a % 4u], a == action);
  }
  return mul(w, reciprocal(total));
}

/// min(1, pi(a) / b(a)) where the floor makes the behaviour b = (1 - floor) pi + floor / A (importance ratio, truncated).
fn floorRatio(action: u32) -> f32 {
  let pi = probability(action);
  let behaviour = add(mul(floorKeep, pi), floorShare);
  return select(mul(pi, reciprocal(behaviour)), 1.0, pi >= behaviour);
}

/// gradient_a = actorDelta (1[a = action] - pi_a) (Sutton and Barto 2018, section 13.3).
fn policyGradient(actorDelta: f32, action: u32) {
  let inverse = reciprocal(total);
  for (var b = 0u; b < ACTIONS4; b++) { // @unroll
    let one = select(vec4f(0.0), vec4f(1.0), chosen(b, action));
    gradient[b] = settle4(scale4(sub4(one, scale4(weight[b], inverse)), actorDelta));
  }
}
