// Conditioned responses: the valence of marked rows, as it is before the step is learned from. An episode's response is its
// mean; the phase adds these up, and keeps the first and the last.
fn respond(row: u32, v_tm1: f32) {
  if (!isResponse(row)) { return; }
  accumulate(EPISODE_RESPONSE, v_tm1);
  count(EPISODE_RESPONSES);
}

fn clearResponse() {
  setMeasure(EPISODE_RESPONSE, 0.0);
  measures[measureAt(EPISODE_RESPONSES)] = 0u;
}

fn finishResponse() {
  let n = measures[measureAt(EPISODE_RESPONSES)];
  if (n == 0u) { return; }
  var mean = measured(EPISODE_RESPONSE);
  if (n > 1u) { mean = settle(mul(mean, reciprocal(f32(n)))); }
  if (measures[measureAt(RESPONDED)] == 0u) { setMeasure(FIRST_RESPONSE, mean); }
  setMeasure(LAST_RESPONSE, mean);
  measures[measureAt(RESPONDED)] = 1u;
  accumulate(RESPONSE, mean);
  count(RESPONSES);
}
