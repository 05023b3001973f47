// Lets every agent make so many steps: act, move, be paid, learn.
// @import structure layout purpose float32 settle elementary threefry
// @import run memory words hyperparameters world phase measures
// @import features network learn override episode act

@compute @workgroup_size(LANES)
fn live(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let tile = run.firstTile + group.x;
  let agent = tile * LANES + lane;
  if (agent >= run.agents) { return; }
  openMemory(tile, lane);
  openWords(agent);
  openMeasures(agent);
  loadNetwork();
  loadEpisode();

  let key = vec2u(run.seed, run.firstAgent + agent);
  let gamma = hyperparameter(GAMMA, agent);
  let alpha = hyperparameter(ALPHA, agent);
  let gammaLambda = hyperparameter(GAMMA_LAMBDA, agent);
  var row = words[wordAt(ROW)];
  var level = words[wordAt(LEVEL)];
  var episodeSteps = words[wordAt(EPISODE_STEPS)];
  var episodes = words[wordAt(EPISODES)];
  var steps = words[wordAt(STEPS)];
  var divergedAt = words[wordAt(DIVERGED_AT)];
  var limit = levelLimit(level);

  for (var t = run.firstStep; t < run.firstStep + run.steps; t++) {
    if (divergedAt != 0u || (run.episodeLimit != 0u && episodes >= run.episodeLimit)) { break; }

    if (episodeSteps == 0u) {
      let start = startOf(episodes % run.segments, threefry(key, vec2u(t, START << 16u)).x);
      row = start.x;
      level = start.y;
      limit = levelLimit(level);
      clearEpisode();
      clearTraces();
    }

    think(row);
    keep();
    let judged = value();
    if (diverges(judged)) { divergedAt = t + 1u; break; }
    let v_tm1 = settle(judged);
    if (episodeSteps == 0u) { setMeasure(EPISODE_VALUE, v_tm1); }

    let action = act(agent, key, t);
    if (action == DIVERGED) { divergedAt = t + 1u; break; }
    var outcome = 0u;
    if (STOCHASTIC) { outcome = threefry(key, vec2u(t, OUTCOME << 16u)).x; }
    let arrival = transition(row, action, outcome);
    let next = arrival.next & ~TERMINATED;
    let terminated = arrival.next != next;

    if (run.learn != 0u) {
      var a_t = 0.0;
      var correction = 0.0;
      if (!terminated) {
        think(next);
        if (OVERRIDE) { keepArrival(); }
        let guess = value();
        if (diverges(guess)) { divergedAt = t + 1u; break; }
        a_t = settle(guess);
        if (OVERRIDE && overrides(arrival.events)) {
          correction = settle(mul(alpha, settle(sub(declaredValence(arrival.events), a_t))));
          a_t = declaredValence(arrival.events);
        }
      }
      let error = sub(add(payoff(arrival.events, 0u), mul(gamma, a_t)), v_tm1);
      if (diverges(error)) { divergedAt = t + 1u; break; }
      let delta_t = settle(error);
      readFeatures(row);
      reinforce(delta_t, action, agent);
      if (OVERRIDE) { prepareCorrection(correction); }
      learn(settle(mul(alpha, delta_t)), gammaLambda);
      if (OVERRIDE && correction != 0.0) { correct(next, correction); }
    }

    pay(arrival.events, gamma);
    row = next;
    steps++;
    episodeSteps++;
    if (terminated || episodeSteps >= limit) {
      finishEpisode(level, episodes == 0u);
      episodes++;
      episodeSteps = 0u;
    }
  }

  storeNetwork();
  storeEpisode();
  words[wordAt(ROW)] = row;
  words[wordAt(LEVEL)] = level;
  words[wordAt(EPISODE_STEPS)] = episodeSteps;
  words[wordAt(EPISODES)] = episodes;
  words[wordAt(STEPS)] = steps;
  words[wordAt(DIVERGED_AT)] = divergedAt;
}
