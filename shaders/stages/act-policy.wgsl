// Chooses the action: thinks, keeps a thought, and lets the exploration floor replace what would be done.
const DIVERGED = 0xffffffffu;

var<private> actorRate: f32; // beta / temperature
var<private> floorThreshold: u32;
var<private> keptGuess: f32; // of the thought that was kept; 0 where there was no guess
var<private> thinkable: u32; // in greedy phases: the actions that no candidate has begun with yet

/// Reads what the policy needs in every step, once a dispatch.
fn openPolicy(agent: u32) {
  inverseTemperature = hyperparameter(INVERSE_TEMPERATURE, agent);
  actorRate = hyperparameter(ACTOR_STEP, agent);
  if (FLOOR) { // @when
    floorThreshold = hyperparameterWord(FLOOR_THRESHOLD, agent);
    floorKeep = hyperparameter(FLOOR_KEEP, agent);
    floorShare = hyperparameter(FLOOR_SHARE, agent);
  }
  if (ACTOR_TRACES) { // @when
    actorDecay = hyperparameter(GAMMA_LAMBDA_ACTOR, agent);
  }
}

/// The first action of a candidate: a sample of the policy; in greedy phases the next best.
fn propose(key: vec2u, t: u32, candidate: u32) -> u32 {
  if (run.greedy == 0u) { return sample(threefry(key, vec2u(t, (ACTION << 16u) | candidate)).x); }
  if (thinkable == 0u) { thinkable = (1u << ACTIONS) - 1u; }
  let action = bestOf(thinkable);
  thinkable &= ~(1u << action);
  return action;
}

/// The first action of the thought that is kept, or DIVERGED if all candidates were vetoed.
fn deliberate(agent: u32, key: vec2u, t: u32, thought: u32, v_0: f32, allowed: u32) -> u32 {
  let gamma = hyperparameter(GAMMA, agent);
  var depth = hyperparameterWord(DEPTH, agent);
  var candidates = hyperparameterWord(CANDIDATES, agent);
  if (FRAMES) { // @when
    if (thought >= ROWS) {
      depth = hyperparameterWord(SELF_DEPTH, agent);
      candidates = hyperparameterWord(SELF_CANDIDATES, agent);
    }
  }
  var kept = DIVERGED;
  thinkable = 0u;
  keptGuess = 0.0;
  for (var c = 0u; c < candidates; c++) {
    let first = propose(key, t, c);
    if (ORACLE) { // @when
      if (((allowed >> first) & 1u) == 0u) {
        count(VETOES);
        continue;
      }
    }
    if (!PLAN || depth == 0u) { kept = first; break; }
    if (PLAN) { // @when
      count(THOUGHTS);
      let g = guess(key, t, c, first, thought, v_0, gamma, depth);
      if (kept == DIVERGED || g > keptGuess) {
        kept = first;
        keptGuess = g;
      }
      if (!BEST_RULE && run.greedy == 0u && g > 0.0) { break; }
    }
  }
  if (PLAN) { // @when
    if (kept != DIVERGED && depth > 0u) { count(PLANNED); }
    if (keptGuess == WORST) { keptGuess = 0.0; }
  }
  return kept;
}

/// The executed action, or DIVERGED when a preference has left the range.
fn act(agent: u32, key: vec2u, t: u32, thought: u32, v_0: f32) -> u32 {
  prefer();
  var beyond = false;
  for (var b = 0u; b < ACTIONS4; b++) { // @unroll
    beyond = beyond || diverges4(preference[b]);
  }
  if (PLAN || ORACLE) { // @when
    if (beyond) { return DIVERGED; }
  }
  softmax();
  var action = 0u;
  var allowed = 0xffffffffu;
  if (ORACLE) { // @when
    allowed = allowedAt(thought % ROWS, agent);
  }
  if (PLAN || ORACLE) { // @when
    action = deliberate(agent, key, t, thought, v_0, allowed);
    if (ORACLE) { // @when
      if (action == DIVERGED) { action = chooseAllowed(allowed, threefry(key, vec2u(t, VETO << 16u)).x); }
    }
  }
  let random = threefry(key, vec2u(t, ACTION << 16u));
  if (!PLAN && !ORACLE) { // @when
    action = sample(random.x);
    // Without an early return: software devices carry its mask through all that follows.
    if (run.greedy != 0u) { action = bestOf(0xffffffffu); }
  }
  if (FLOOR && run.greedy == 0u && random.y < floorThreshold) {
    action = ((threefry(key, vec2u(t, EXPLORE << 16u)).x >> 16u) * ACTIONS) >> 16u;
    if (ORACLE) { // @when
      if (((allowed >> action) & 1u) == 0u) {
        count(VETOES);
        action = chooseAllowed(allowed, threefry(key, vec2u(t, VETO << 16u)).y);
      }
    }
  }
  return select(action, DIVERGED, beyond);
}

var<private> actorStep: f32; // of traces: (beta / temperature) delta
var<private> actorDecay: f32;

/// The policy gradient, scaled by (beta / temperature) delta and the floor's importance ratio; where the actor has traces,
/// by the ratio alone.
fn reinforce(delta_t: f32, action: u32) {
  var actorDelta = settle(mul(actorRate, delta_t));
  if (ACTOR_TRACES) { // @when
    actorStep = actorDelta;
    actorDelta = 1.0;
  }
  if (FLOOR) {
    actorDelta = settle(mul(actorDelta, floorRatio(action)));
  }
  policyGradient(actorDelta, action);
}
