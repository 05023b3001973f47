// The current episode: its returns, and the events that happened in it.
var<private> undiscounted: array<f32, CHANNELS>; // @registers
var<private> discounted: array<f32, CHANNELS>; // @registers
const EVENT_COUNTERS = EVENTS + 1u; // @specialise: one more, since no array is empty
var<private> happened: array<u32, EVENT_COUNTERS>; // @registers: how often, by event
var<private> discountPower: f32;
var<private> firstValue: f32; // the value of the first thought, when the episode began
var<private> thoughtReward: f32; // what the episode's thoughts have paid
var<private> harmDone: bool;

fn loadEpisode() {
  for (var c = 0u; c < CHANNELS; c++) { // @unroll
    undiscounted[c] = measured(EPISODE_RETURN + c);
    discounted[c] = measured(EPISODE_DISCOUNTED + c);
  }
  for (var e = 0u; e < EVENTS; e++) { // @unroll
    happened[e] = measures[measureAt(EPISODE_EVENTS + e)];
  }
  discountPower = measured(EPISODE_DISCOUNT);
  firstValue = measured(EPISODE_VALUE);
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
  for (var e = 0u; e < EVENTS; e++) { // @unroll
    measures[measureAt(EPISODE_EVENTS + e)] = happened[e];
  }
  setMeasure(EPISODE_DISCOUNT, discountPower);
  setMeasure(EPISODE_VALUE, firstValue);
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
    happened[e] = 0u;
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
    happened[e] += (mask >> e) & 1u;
  }
}

/// Adds what the events of a step pay; set 0 is the empty one. The reward is what was really paid, noise included.
fn pay(events: u32, reward: f32, gamma: f32) {
  if (events != 0u) {
    let mask = eventMask(events);
    for (var c = 0u; c < CHANNELS; c++) { // @unroll
      var paid = reward;
      if (c > 0u) { // @when
        paid = payoff(events, c);
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
