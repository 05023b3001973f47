// Searches among tables of actions: tries one out for some episodes, and keeps it if it did as well as the best so far.
// @import structure layout purpose float32 settle elementary threefry
// @import run words hyperparameters world phase measures fading
// @import noise response episode interval policy-table

@compute @workgroup_size(LANES)
fn search(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let agent = (run.firstTile + group.x) * LANES + lane;
  if (agent >= run.agents) { return; }
  openWords(agent);
  openMeasures(agent);
  loadEpisode();
  loadInterval();

  let key = vec2u(run.seed, run.firstAgent + agent);
  let gamma = hyperparameter(GAMMA, agent);
  let trial = hyperparameterWord(TRIAL, agent);
  var row = words[wordAt(ROW)];
  var level = words[wordAt(LEVEL)];
  var episodeSteps = words[wordAt(EPISODE_STEPS)];
  var episodes = words[wordAt(EPISODES)];
  var steps = words[wordAt(STEPS)];
  var change = changeOf(key, words[wordAt(CANDIDATE)]);
  var limit = levelLimit(level);

  for (var t = run.firstStep; t < run.firstStep + run.steps; t++) {
    if (run.episodeLimit != 0u && episodes >= run.episodeLimit) { break; }
    if (episodeSteps == 0u) {
      let start = startOf(episodes % run.segments, threefry(key, vec2u(t, START << 16u)).x);
      row = start.x;
      level = start.y;
      limit = levelLimit(level);
      clearEpisode();
      firstValue = 0.0;
    }
    var action = 0u;
    if (run.learn != 0u) { action = candidateAction(key, row, change); } else { action = bestAction(key, row); }
    var outcome = 0u;
    if (STOCHASTIC) { outcome = threefry(key, vec2u(t, OUTCOME << 16u)).x; }
    var arrival = transition(row, action, outcome);
    if (FADING > 0u) { // @when
      arrival = fade(arrival, key, t, 0u);
    }
    var paid = payoff(arrival.events, 0u);
    if (NOISE) { // @when
      paid = misfire(arrival.events, threefry(key, vec2u(t, MISFIRE << 16u)), agent);
    }
    pay(arrival.events, paid, gamma);
    row = arrival.next & ~TERMINATED;
    steps++;
    episodeSteps++;
    if (arrival.next != row || episodeSteps >= limit) {
      finishEpisode(level, episodes == 0u);
      if (run.learn != 0u) {
        judgeCandidate(key, undiscounted[0], change, trial);
        change = changeOf(key, words[wordAt(CANDIDATE)]);
      }
      episodes++;
      episodeSteps = 0u;
    }
  }

  storeEpisode();
  storeInterval();
  words[wordAt(ROW)] = row;
  words[wordAt(LEVEL)] = level;
  words[wordAt(EPISODE_STEPS)] = episodeSteps;
  words[wordAt(EPISODES)] = episodes;
  words[wordAt(STEPS)] = steps;
}
