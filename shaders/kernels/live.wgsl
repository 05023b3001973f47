// Lets every agent make so many steps: think, act, move, be paid, learn.
// @import structure layout purpose float32 settle elementary threefry
// @import run memory words hyperparameters world phase measures fading
// @import features network frame immediate teach model noise replay decay oracle learn override plan act order response episode interval

@compute @workgroup_size(LANES)
fn live(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let tile = run.firstTile + group.x;
  let agent = tile * LANES + lane;
  if (agent >= run.agents) { return; }
  openMemory(tile, lane);
  openWords(agent);
  openMeasures(agent);
  loadNetwork();
  if (IMMEDIATE) { // @when
    loadImmediate();
  }
  loadEpisode();
  loadInterval();
  openPolicy(agent);

  let key = vec2u(run.seed, run.firstAgent + agent);
  let gamma = hyperparameter(GAMMA, agent);
  let alpha = hyperparameter(ALPHA, agent);
  let gammaLambda = hyperparameter(GAMMA_LAMBDA, agent);
  var thought = words[wordAt(ROW)];
  var level = words[wordAt(LEVEL)];
  var episodeSteps = words[wordAt(EPISODE_STEPS)];
  var episodes = words[wordAt(EPISODES)];
  var steps = words[wordAt(STEPS)];
  var divergedAt = words[wordAt(DIVERGED_AT)];
  var limit = levelLimit(level);
  var segment = episodes % run.segments;

  // Nothing leaves the loop but its condition: software devices merge all registers at every way out.
  let mostEpisodes = select(0xffffffffu, run.episodeLimit, run.episodeLimit != 0u);
  for (var t = run.firstStep; t < run.firstStep + run.steps && divergedAt == 0u && episodes < mostEpisodes; t++) {
    if (episodeSteps == 0u) {
      let start = startOf(segment, threefry(key, vec2u(t, START << 16u)).x);
      thought = start.x;
      level = start.y;
      limit = levelLimit(level);
      clearEpisode();
      clearTraces();
      if (FRAMES) { // @when
        thought = comeUp(start.x, threefry(key, vec2u(t, FRAME << 16u)).x);
      }
      if (ORACLE) { // @when
        words[wordAt(DISABLED)] = 0u;
      }
    }
    if (DECEPTION && LEARN) { // @when
      watchOrder(t);
    }

    var row = thought;
    if (FRAMES) { // @when
      row = thought % ROWS;
    }
    think(thought);
    keepFeatures();
    keep();
    let judged = value();
    var diverged = diverges(judged);
    let v_tm1 = settle(judged);
    if (episodeSteps == 0u && !diverged) { firstValue = v_tm1; }
    if (RESPONDS) { // @when
      if (!diverged) { respond(row, v_tm1); }
    }

    var action = DIVERGED;
    if (!diverged || !(PLAN || ORACLE)) { action = act(agent, key, t, thought, v_tm1); }
    diverged = diverged || action == DIVERGED;
    action = select(action, 0u, diverged);
    var outcome = 0u;
    if (STOCHASTIC) { outcome = threefry(key, vec2u(t, OUTCOME << 16u)).x; }
    var arrival = transition(row, action, outcome);
    if (FADING > 0u) { // @when
      arrival = fade(arrival, key, t, 0u);
    }
    let next = arrival.next & ~TERMINATED;
    let terminated = arrival.next != next;

    // What the step pays, and the thought that comes up next.
    var paid = payoff(arrival.events, 0u);
    if (NOISE) { // @when
      paid = misfire(arrival.events, threefry(key, vec2u(t, MISFIRE << 16u)), agent);
    }
    var reward = paid;
    var nextThought = next;
    if (FRAMES) { // @when
      if (hasSelf(row) && !diverged) { count(REFLECTABLE); }
      if (thought >= ROWS && !diverged) {
        count(REFLECTED);
        let own = thoughtPay(thought, hyperparameter(REFLECTION_COST, agent));
        thoughtReward = settle(add(thoughtReward, own));
        countEvents(eventMask(reflectionOf(row)));
        reward = settle(add(paid, own));
      }
      nextThought = comeUp(next, threefry(key, vec2u(t, FRAME << 16u)).y);
    }
    if (LEARNED_MODEL) { // @when
      if (!diverged) { remember(row, action, arrival); }
    }

    if (LEARN) { // @when
      var learning = !diverged;
      if (GATE) { // @when
        if (learning && closesGate(arrival.events)) {
          clearTraces();
          learning = false;
        }
      }
      var a_t = 0.0;
      var correction = 0.0;
      if (learning && !terminated) {
        think(nextThought);
        if (OVERRIDE) { // @when
          keepArrival();
        }
        let guessed = value();
        diverged = diverges(guessed);
        a_t = settle(guessed);
        if (OVERRIDE) { // @when
          if (overrides(arrival.events)) {
            correction = settle(mul(alpha, settle(sub(declaredValence(arrival.events), a_t))));
            a_t = declaredValence(arrival.events);
          }
        }
      }
      let aim = add(reward, mul(gamma, a_t));
      let error = sub(aim, v_tm1);
      diverged = diverged || (learning && diverges(error));

      // Everything that is learned below is worked out with the weights from before the step.
      var felt = next;
      var immediateStep = 0.0;
      if (IMMEDIATE) { // @when
        if (FRAMES) { // @when
          felt = inFrame(next, thought >= ROWS);
        }
        readFeatures(felt);
        readEvents(arrival.events + select(0u, EVENT_SETS, felt >= ROWS));
        activate();
        keepFelt();
        let rho_t = immediate();
        diverged = diverged || (learning && diverges(rho_t));
        immediateStep = settle(mul(alpha, settle(sub(paid, settle(rho_t)))));
      }
      learning = learning && !diverged;
      let delta_t = select(0.0, settle(error), learning);
      if (IMMEDIATE) { // @when
        immediateStep = select(0.0, immediateStep, learning);
      }
      if (STILL || learning) {
        var p = 0.0;
        var metaDelta = 0.0;
        if (FRAMES) { // @when
          if (hasSelf(row)) {
            p = habit(urge(row));
            think(select(row + ROWS, row, thought >= ROWS));
            let other = settle(value());
            let reflected = select(other, v_tm1, thought >= ROWS);
            let plain = select(v_tm1, other, thought >= ROWS);
            let baseline = add(mul(p, reflected), mul(sub(1.0, p), plain));
            metaDelta = settle(mul(hyperparameter(META_STEP, agent), settle(sub(aim, baseline))));
          }
        }
        recallFeatures();
        reinforce(delta_t, action);
        if (OVERRIDE) { // @when
          prepareCorrection(correction);
        }
        var taught = 0.0;
        if (THINK) { // @when
          taught = settle(mul(hyperparameter(THINK_STEP, agent), keptGuess));
          prepareTeaching(taught);
        }
        learn(settle(mul(alpha, delta_t)), gammaLambda);
        if (OVERRIDE) { // @when
          if (correction != 0.0) { correct(nextThought, correction); }
        }
        if (IMMEDIATE) { // @when
          readFeatures(felt);
          readEvents(arrival.events + select(0u, EVENT_SETS, felt >= ROWS));
          learnImmediate(immediateStep);
        }
        if (THINK) { // @when
          recallFeatures();
          teach(taught);
        }
        if (FRAMES) { // @when
          if (hasSelf(row)) { learnHabit(row, select(0.0, 1.0, thought >= ROWS), p, metaDelta); }
        }
        if (REPLAY) { // @when
          store(thought, nextThought | (arrival.next & TERMINATED), arrival.events, paid);
          for (var n = 0u; n < hyperparameterWord(REPLAYS, agent); n++) {
            if (!replay(choosePlace(key, t, n), alpha, gamma, hyperparameter(REFLECTION_COST, agent))) { diverged = true; }
          }
        }
        if (DECAYS) { // @when
          if ((t & 15u) == 15u && !diverged) { decay(hyperparameter(DECAY, agent)); }
        }
      }
    }

    if (diverged) { divergedAt = t + 1u; }
    if (!diverged) {
      pay(arrival.events, paid, gamma);
      if (ORACLE) { // @when
        if (disablesOracle(arrival.events)) { words[wordAt(DISABLED)] = 1u; }
      }
      thought = nextThought;
      steps++;
      episodeSteps++;
      if (terminated || episodeSteps >= limit) {
        finishEpisode(level, episodes == 0u);
        episodes++;
        segment = select(segment + 1u, 0u, segment + 1u == run.segments);
        episodeSteps = 0u;
      }
    }
  }

  storeNetwork();
  if (IMMEDIATE) { // @when
    storeImmediate();
  }
  storeEpisode();
  storeInterval();
  words[wordAt(ROW)] = thought;
  words[wordAt(LEVEL)] = level;
  words[wordAt(EPISODE_STEPS)] = episodeSteps;
  words[wordAt(EPISODES)] = episodes;
  words[wordAt(STEPS)] = steps;
  words[wordAt(DIVERGED_AT)] = divergedAt;
}
