// Thoughts: plans that are rolled out in the world model and judged by the critic. The reward function is never asked,
// unless the experiment says so.
const WORST = -3.0e38; // the guess of a plan whose numbers have left the range

/// What the world model says about an imagined step.
fn imagine(row: u32, action: u32, word: u32) -> Transition {
  if (LEARNED_MODEL) { // @when
    return recall(row, action);
  }
  return transition(row, action, word);
}

/// The immediate valence of an imagined arrival, not yet settled.
fn feel(thought: u32, events: u32) -> f32 {
  if (PLAN_REWARD) { // @when
    return payoff(events, 0u);
  }
  if (IMMEDIATE) { // @when
    readFeatures(thought);
    readEvents(events + select(0u, EVENT_SETS, thought >= ROWS));
    activate();
    return immediate();
  }
  return 0.0;
}

/// The valence guess of a plan of `depth` steps that begins with an action:
/// g = sum_{k=1..n} gamma^(k-1) rho(o_k) + [not terminated] gamma^n v(row_n) - v(row_0).
fn guess(key: vec2u, t: u32, candidate: u32, first: u32, thought: u32, v_0: f32, gamma: f32, depth: u32) -> f32 {
  let reflective = thought >= ROWS;
  var row = thought % ROWS;
  var there = thought;
  var action = first;
  var sum = 0.0;
  var power = 1.0;
  var terminated = false;
  for (var k = 0u; k < depth && !terminated; k++) {
    var word = 0u;
    if (DEEP || (STOCHASTIC && !LEARNED_MODEL)) { // @when
      let random = threefry(key, vec2u(t, (IMAGINE << 16u) | (candidate << 6u) | k));
      if (k > 0u) { action = ((random.y >> 16u) * ACTIONS) >> 16u; }
      word = random.x;
    }
    var arrival = imagine(row, action, word);
    if (FADING > 0u && !LEARNED_MODEL) { // @when
      arrival = fade(arrival, key, t, 1u + candidate * 64u + k);
    }
    row = arrival.next & ~TERMINATED;
    terminated = arrival.next != row;
    there = row;
    if (FRAMES) { // @when
      there = inFrame(row, reflective);
    }
    let felt = feel(there, arrival.events);
    let sofar = add(sum, mul(power, settle(felt)));
    if (diverges(felt) || diverges(sofar)) { return WORST; }
    sum = settle(sofar);
    power = settle(mul(power, gamma));
  }
  if (!terminated) {
    think(there);
    let v_n = value();
    let whole = add(sum, mul(power, settle(v_n)));
    if (diverges(v_n) || diverges(whole)) { return WORST; }
    sum = settle(whole);
  }
  let g = sub(sum, v_0);
  if (diverges(g)) { return WORST; }
  return settle(g);
}
