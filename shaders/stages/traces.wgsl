// Accumulating eligibility traces of the critic (Sutton and Barto 2018, section 12.2). Defined as dense; executed over
// the list of features whose trace is not zero, which gives the same bits.

/// Puts the active features on the list, unless they are there already.
fn listActive() {
  for (var m = 0u; m < ACTIVE; m++) { // @unroll
    let n = words[wordAt(TRACE_COUNT)];
    var listed = feature[m] == FEATURES;
    for (var i = 0u; i < n; i++) {
      listed = listed || words[wordAt(TRACE_LIST + i)] == feature[m];
    }
    if (!listed) {
      words[wordAt(TRACE_LIST + n)] = feature[m];
      words[wordAt(TRACE_COUNT)] = n + 1u;
    }
  }
}

/// The strength of a feature in the present row: 0 where it is not active.
fn strengthOf(f: u32) -> f32 {
  var x = 0.0;
  for (var m = 0u; m < ACTIVE; m++) { // @unroll
    if (feature[m] == f) {
      if (UNIT) { x = 1.0; } else { x = strength[m]; }
    }
  }
  return x;
}

/// e := gammaLambda e + gradient and w += criticDelta e for every listed feature; drops those whose trace has died out.
fn followTraces(criticDelta: f32, gammaLambda: f32) {
  listActive();
  let n = words[wordAt(TRACE_COUNT)];
  var kept = 0u;
  for (var i = 0u; i < n; i++) {
    let f = words[wordAt(TRACE_LIST + i)];
    if (followTrace(f, strengthOf(f), criticDelta, gammaLambda)) {
      words[wordAt(TRACE_LIST + kept)] = f;
      kept++;
    }
  }
  words[wordAt(TRACE_COUNT)] = kept;
}

/// e := 0 at the start of an episode.
fn clearTraces() {
  let n = words[wordAt(TRACE_COUNT)];
  for (var i = 0u; i < n; i++) { clearTrace(words[wordAt(TRACE_LIST + i)]); }
  words[wordAt(TRACE_COUNT)] = 0u;
  clearBiasTraces();
}
