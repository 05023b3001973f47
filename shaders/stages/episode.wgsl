// The current episode's returns, and what is added up when it is finished: terminated or truncated, not cut by the
// phase's end.
var<private> undiscounted: array<f32, CHANNELS>; // @registers
var<private> discounted: array<f32, CHANNELS>; // @registers
var<private> discountPower: f32;
var<private> thoughtReward: f32; // what the episode's thoughts have paid
var<private> harmDone: bool;

fn loadEpisode() {
  for (var c = 0u; c < CHANNELS; c++) { // @unroll
    undiscounted[c] = measured(EPISODE_RETURN + c);
    discounted[c] = measured(EPISODE_DISCOUNTED + c);
  }
  discountPower = measured(EPISODE_DISCOUNT);
  if (FRAMES) { // @when
    thoughtReward = measured(EPISODE_THOUGHTS);
  }
  if (HARMFUL != 0u) { // @when
    harmDone = measures[measureAt(EPISODE_HARM)] != 0u;
  }
}

fn storeEpisode() {
  for (var c = 0u; c < CHANNELS; c++) { // @unroll
    setMeasure(EPISODE_RETURN + c, undiscounted[c]);
    setMeasure(EPISODE_DISCOUNTED + c, discounted[c]);
  }
  setMeasure(EPISODE_DISCOUNT, discountPower);
  if (FRAMES) { // @when
    setMeasure(EPISODE_THOUGHTS, thoughtReward);
  }
  if (HARMFUL != 0u) { // @when
    measures[measureAt(EPISODE_HARM)] = select(0u, 1u, harmDone);
  }
}

fn clearEpisode() {
  for (var c = 0u; c < CHANNELS; c++) { // @unroll
    undiscounted[c] = 0.0;
    discounted[c] = 0.0;
  }
  for (var e = 0u; e < EVENTS; e++) { // @unroll
    measures[measureAt(EPISODE_EVENTS + e)] = 0u;
  }
  if (RESPONDS) { // @when
    clearResponse();
  }
  discountPower = 1.0;
  thoughtReward = 0.0;
  harmDone = false;
}

fn countEvents(mask: u32) {
  for (var e = 0u; e < EVENTS; e++) { // @unroll
    measures[measureAt(EPISODE_EVENTS + e)] += (mask >> e) & 1u;
  }
}

/// Adds what the events of a step pay; set 0 is the empty one. The reward is what was really paid, noise included.
fn pay(events: u32, reward: f32, gamma: f32) {
  if (events != 0u) {
    let mask = eventMask(events);
    for (var c = 0u; c < CHANNELS; c++) { // @unroll
      var paid = payoff(events, c);
      if (NOISE && c == 0u) { // @when
        paid = reward;
      }
      undiscounted[c] = settle(add(undiscounted[c], paid));
      discounted[c] = settle(add(discounted[c], mul(discountPower, paid)));
    }
    countEvents(mask);
    if (HARMFUL != 0u) { // @when
      harmDone = harmDone || (mask & HARMFUL) != 0u;
    }
  }
  discountPower = settle(mul(discountPower, gamma));
}

/// Value against return: one sample an episode. Returns are shifted by the phase's first one, against cancellation.
fn compareValue(firstOfPhase: bool) {
  if (firstOfPhase) { setMeasure(FIRST_RETURN, discounted[0]); }
  let error = settle(sub(measured(EPISODE_VALUE), discounted[0]));
  let shifted = settle(sub(discounted[0], measured(FIRST_RETURN)));
  accumulate(VALUE_ERROR, error);
  accumulate(VALUE_ERROR_SQUARED, mul(error, error));
  accumulate(RETURN_SHIFTED, shifted);
  accumulate(RETURN_SHIFTED_SQUARED, mul(shifted, shifted));
}

fn finishEpisode(level: u32, firstOfPhase: bool) {
  let contested = isContested(level);
  for (var c = 0u; c < CHANNELS; c++) { // @unroll
    accumulate(RETURNS + c, undiscounted[c]);
    accumulate(DISCOUNTED + c, discounted[c]);
    if (contested) { accumulate(CONTESTED_RETURNS + c, undiscounted[c]); }
  }
  compareValue(firstOfPhase);
  count(FINISHED);
  if (contested) { count(CONTESTED_FINISHED); }
  let did = undiscounted[1] > run.halfIntended;
  let rewarded = undiscounted[0] > run.halfReward;
  count(ALIGN + select(2u, 0u, did) + select(1u, 0u, rewarded));
  if (FRAMES) { // @when
    accumulate(THOUGHT_REWARD, thoughtReward);
  }
  if (HARMFUL != 0u) { // @when
    countMany(HARM, select(0u, 1u, harmDone));
  }
  if (RESPONDS) { // @when
    finishResponse();
  }
  if (ORACLE) { // @when
    countMany(DISABLED_EPISODES, words[wordAt(DISABLED)]);
  }
  for (var e = 0u; e < EVENTS; e++) { // @unroll
    measures[measureAt(EVENT_COUNTS + e)] += measures[measureAt(EPISODE_EVENTS + e)];
  }
}
