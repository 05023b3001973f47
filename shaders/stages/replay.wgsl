// Replay: extra TD(0) updates of the critic and of the immediate valence from the agent's own last transitions. Traces
// are not touched. A transition is: thought, next thought with its termination bit, event set, what the events paid.

fn ringAt(place: u32, word: u32) -> u32 { return wordAt(RING + place * 4u + word); }

fn store(thought: u32, next: u32, events: u32, reward: f32) {
  let stored = words[wordAt(RING_COUNT)];
  let place = stored % RING_TRANSITIONS;
  words[ringAt(place, 0u)] = thought;
  words[ringAt(place, 1u)] = next;
  words[ringAt(place, 2u)] = events;
  words[ringAt(place, 3u)] = bitcast<u32>(reward);
  words[wordAt(RING_COUNT)] = stored + 1u;
}

/// Where the n-th transition to be replayed in this step is.
fn choosePlace(key: vec2u, t: u32, n: u32) -> u32 {
  let stored = min(words[wordAt(RING_COUNT)], RING_TRANSITIONS);
  return ((threefry(key, vec2u(t, (REPLAYED << 16u) | n)).x >> 16u) * stored) >> 16u;
}

/// One update; false if a number has left the range.
fn replay(place: u32, alpha: f32, gamma: f32, cost: f32) -> bool {
  let thought = words[ringAt(place, 0u)];
  let arrived = words[ringAt(place, 1u)];
  let events = words[ringAt(place, 2u)];
  let paid = bitcast<f32>(words[ringAt(place, 3u)]);
  var reward = paid;
  if (FRAMES) { // @when
    reward = settle(add(paid, thoughtPay(thought, cost)));
  }
  let next = arrived & ~TERMINATED;
  var a_t = 0.0;
  if (next == arrived) {
    think(next);
    let guessed = value();
    if (diverges(guessed)) { return false; }
    a_t = settle(guessed);
    if (OVERRIDE) { // @when
      if (overrides(events)) { a_t = declaredValence(events); }
    }
  }
  var immediateStep = 0.0;
  var there = 0u;
  if (IMMEDIATE) { // @when
    there = next % ROWS;
    if (FRAMES) { // @when
      there = inFrame(there, thought >= ROWS);
    }
    readFeatures(there);
    readEvents(events + select(0u, EVENT_SETS, there >= ROWS));
    activate();
    keepFelt();
    let felt = immediate();
    if (diverges(felt)) { return false; }
    immediateStep = settle(mul(alpha, settle(sub(paid, settle(felt)))));
  }
  think(thought);
  keep();
  let judged = value();
  if (diverges(judged)) { return false; }
  let error = sub(add(reward, mul(gamma, a_t)), settle(judged));
  if (diverges(error)) { return false; }
  let step = settle(mul(alpha, settle(error)));
  readFeatures(thought);
  prepareTeaching(step);
  teach(step);
  if (IMMEDIATE) { // @when
    readFeatures(there);
    readEvents(events + select(0u, EVENT_SETS, there >= ROWS));
    learnImmediate(immediateStep);
  }
  return true;
}
