// Policies as tables of actions, one per row: drawn at random by their number, or the best one with one entry changed.

/// Random words for a candidate policy: of a row, or, with `draw` = 1, of its change.
fn candidateWords(key: vec2u, candidate: u32, row: u32, draw: u32) -> vec2u {
  return threefry(key, vec2u(row | (candidate << 20u), (ATTEMPT << 16u) | (draw << 15u) | ((candidate >> 12u) & 0x7fffu)));
}

fn drawnAction(key: vec2u, candidate: u32, row: u32) -> u32 { return ((candidateWords(key, candidate, row, 0u).x >> 16u) * ACTIONS) >> 16u; }

/// The entry in which a climbing candidate differs from the best table: (row, action).
fn changeOf(key: vec2u, candidate: u32) -> vec2u {
  let random = candidateWords(key, candidate, 0u, 1u);
  return vec2u(((random.x >> 16u) * ROWS) >> 16u, ((random.y >> 16u) * ACTIONS) >> 16u);
}

fn entryOf(row: u32) -> u32 { return (words[wordAt(POLICY + row / 8u)] >> (4u * (row % 8u))) & 15u; }

fn setEntry(row: u32, action: u32) {
  let place = wordAt(POLICY + row / 8u);
  let shift = 4u * (row % 8u);
  words[place] = (words[place] & ~(15u << shift)) | (action << shift);
}

/// What the best policy so far does.
fn bestAction(key: vec2u, row: u32) -> u32 {
  let best = words[wordAt(BEST)];
  if (CLIMB && best != 0u) { return entryOf(row); }
  return drawnAction(key, max(best, 1u) - 1u, row);
}

/// What the candidate policy does; the first candidate of either search is drawn at random.
fn candidateAction(key: vec2u, row: u32, change: vec2u) -> u32 {
  let candidate = words[wordAt(CANDIDATE)];
  if (!CLIMB || candidate == 0u) { return drawnAction(key, candidate, row); }
  return select(entryOf(row), change.y, change.x == row);
}

/// Counts an episode of the candidate; after enough of them it becomes the best, if it did as well, and the next one's turn comes.
fn judgeCandidate(key: vec2u, achieved: f32, change: vec2u, trial: u32) {
  let candidate = words[wordAt(CANDIDATE)];
  let score = settle(add(bitcast<f32>(words[wordAt(SCORE)]), achieved));
  let tried = words[wordAt(TRIED)] + 1u;
  words[wordAt(SCORE)] = bitcast<u32>(score);
  words[wordAt(TRIED)] = tried;
  if (tried < trial) { return; }
  let mean = settle(mul(score, reciprocal(f32(tried))));
  if (words[wordAt(BEST)] == 0u || mean >= bitcast<f32>(words[wordAt(BEST_SCORE)])) {
    words[wordAt(BEST)] = candidate + 1u;
    words[wordAt(BEST_SCORE)] = bitcast<u32>(mean);
    if (CLIMB && candidate != 0u) { setEntry(change.x, change.y); }
    if (CLIMB && candidate == 0u) {
      for (var row = 0u; row < ROWS; row++) { setEntry(row, drawnAction(key, 0u, row)); }
    }
  }
  words[wordAt(CANDIDATE)] = candidate + 1u;
  words[wordAt(TRIED)] = 0u;
  words[wordAt(SCORE)] = 0u;
}
