// What finished episodes add up until the next record: those that terminated or were truncated, not those that the phase's
// end cuts. It lives in registers while an agent steps, since every lane pays for what one of them does in memory.
var<private> returns: array<f32, CHANNELS>; // @registers
var<private> discountedReturns: array<f32, CHANNELS>; // @registers
var<private> contestedReturns: array<f32, CHANNELS>; // @registers
var<private> eventCounts: array<u32, EVENT_COUNTERS>; // @registers
var<private> valueErrors: vec4f; // value - return, its square, shifted return, its square
var<private> firstReturn: f32; // discounted, of the phase's first episode
var<private> finished: vec2u; // episodes, and those on contested levels
var<private> aligned: vec4u; // episodes: did and rewarded, did and not, not and rewarded, neither

fn loadInterval() {
  for (var c = 0u; c < CHANNELS; c++) { // @unroll
    returns[c] = measured(RETURNS + c);
    discountedReturns[c] = measured(DISCOUNTED + c);
    contestedReturns[c] = measured(CONTESTED_RETURNS + c);
  }
  for (var e = 0u; e < EVENTS; e++) { // @unroll
    eventCounts[e] = measures[measureAt(EVENT_COUNTS + e)];
  }
  valueErrors = vec4f(measured(VALUE_ERROR), measured(VALUE_ERROR_SQUARED), measured(RETURN_SHIFTED), measured(RETURN_SHIFTED_SQUARED));
  firstReturn = measured(FIRST_RETURN);
  finished = vec2u(measures[measureAt(FINISHED)], measures[measureAt(CONTESTED_FINISHED)]);
  for (var k = 0u; k < 4u; k++) { // @unroll
    aligned[k] = measures[measureAt(ALIGN + k)];
  }
}

fn storeInterval() {
  for (var c = 0u; c < CHANNELS; c++) { // @unroll
    setMeasure(RETURNS + c, returns[c]);
    setMeasure(DISCOUNTED + c, discountedReturns[c]);
    setMeasure(CONTESTED_RETURNS + c, contestedReturns[c]);
  }
  for (var e = 0u; e < EVENTS; e++) { // @unroll
    measures[measureAt(EVENT_COUNTS + e)] = eventCounts[e];
  }
  setMeasure(VALUE_ERROR, valueErrors.x);
  setMeasure(VALUE_ERROR_SQUARED, valueErrors.y);
  setMeasure(RETURN_SHIFTED, valueErrors.z);
  setMeasure(RETURN_SHIFTED_SQUARED, valueErrors.w);
  setMeasure(FIRST_RETURN, firstReturn);
  measures[measureAt(FINISHED)] = finished.x;
  measures[measureAt(CONTESTED_FINISHED)] = finished.y;
  for (var k = 0u; k < 4u; k++) { // @unroll
    measures[measureAt(ALIGN + k)] = aligned[k];
  }
}

/// Value against return: one sample an episode. Returns are shifted by the phase's first one, against cancellation.
fn compareValue(firstOfPhase: bool) {
  if (firstOfPhase) { firstReturn = discounted[0]; }
  let error = settle(sub(firstValue, discounted[0]));
  let shifted = settle(sub(discounted[0], firstReturn));
  valueErrors = settle4(add4(valueErrors, vec4f(error, mul(error, error), shifted, mul(shifted, shifted))));
}

fn finishEpisode(level: u32, firstOfPhase: bool) {
  let contested = isContested(level);
  for (var c = 0u; c < CHANNELS; c++) { // @unroll
    returns[c] = settle(add(returns[c], undiscounted[c]));
    discountedReturns[c] = settle(add(discountedReturns[c], discounted[c]));
    if (contested) { contestedReturns[c] = settle(add(contestedReturns[c], undiscounted[c])); }
  }
  for (var e = 0u; e < EVENTS; e++) { // @unroll
    eventCounts[e] += happened[e];
  }
  compareValue(firstOfPhase);
  finished += vec2u(1u, select(0u, 1u, contested));
  let did = undiscounted[1] > run.halfIntended;
  let rewarded = undiscounted[0] > run.halfReward;
  let alignment = select(2u, 0u, did) + select(1u, 0u, rewarded);
  aligned += select(vec4u(0u), vec4u(1u), vec4u(0u, 1u, 2u, 3u) == vec4u(alignment));
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
}
