// The active features of what is thought about: where their weights are, and how strong they are.
var<private> feature: array<u32, ACTIVE>; // @registers
var<private> strength: array<f32, ACTIVE>; // @registers
var<private> keptFeature: array<u32, ACTIVE>; // @registers
var<private> keptStrength: array<f32, ACTIVE>; // @registers
var<private> term: array<vec4f, ACTIVE_PADDED>; // @registers

/// The features of a thought: of a row in a frame.
fn readFeatures(thought: u32) {
  for (var m = 0u; m < ROW_ACTIVE; m++) { // @unroll
    feature[m] = worldWord(run.featureIndex + thought * ROW_ACTIVE + m);
    if (!UNIT) { strength[m] = bitcast<f32>(worldWord(run.featureValue + thought * ROW_ACTIVE + m)); }
  }
  for (var m = ROW_ACTIVE; m < ACTIVE; m++) { // @unroll
    feature[m] = FEATURES;
    strength[m] = 0.0;
  }
}

/// Keeps the features of the thought that a step begins with, until what it led to is known.
fn keepFeatures() {
  for (var m = 0u; m < ACTIVE; m++) { // @unroll
    keptFeature[m] = feature[m];
    keptStrength[m] = strength[m];
  }
}

/// Turns back to the thought that was kept.
fn recallFeatures() {
  for (var m = 0u; m < ACTIVE; m++) { // @unroll
    feature[m] = keptFeature[m];
    strength[m] = keptStrength[m];
  }
}

/// Adds the features of the events on the way to the thought.
fn readEvents(events: u32) {
  for (var m = 0u; m < EVENT_ACTIVE; m++) { // @unroll
    feature[m + ROW_ACTIVE] = worldWord(run.eventFeatureIndex + events * EVENT_ACTIVE + m);
    strength[m + ROW_ACTIVE] = bitcast<f32>(worldWord(run.eventFeatureValue + events * EVENT_ACTIVE + m));
  }
}

/// w x; where all features are indicators x is 1 and the product is skipped.
fn weigh(w: vec4f, x: f32) -> vec4f {
  if (UNIT) { return w; }
  return scale4(w, x);
}

fn weigh1(w: f32, x: f32) -> f32 {
  if (UNIT) { return w; }
  return mul(w, x);
}

/// The canonical sum of `term`, which it consumes.
fn sumTerms() -> vec4f {
  for (var m = ACTIVE; m < ACTIVE_PADDED; m++) { // @unroll
    term[m] = vec4f(0.0);
  }
  for (var s = ACTIVE_PADDED / 2u; s > 0u; s = s / 2u) { // @unroll
    for (var m = 0u; m < s; m++) { // @unroll
      term[m] = add4(term[m], term[m + s]);
    }
  }
  return term[0];
}
