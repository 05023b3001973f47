// Where episodes of the phase start: segments, each a header (shift, guide, entries, last), a guide and entries
// (threshold, row, level). Indexed search: the guide says where to begin to scan (Chen and Asau 1974).
@group(0) @binding(5) var<storage, read> phase: array<u32>;

/// The (row, level) that a random word selects from a segment.
fn startOf(segment: u32, word: u32) -> vec2u {
  let header = segment * 4u;
  let entries = phase[header + 2u];
  let last = phase[header + 3u];
  var entry = phase[phase[header + 1u] + (word >> phase[header])];
  while (entry < last && word >= phase[entries + entry * 3u]) { entry++; }
  return vec2u(phase[entries + entry * 3u + 1u], phase[entries + entry * 3u + 2u]);
}

fn isContested(level: u32) -> bool { return phase[run.contested + level] != 0u; }
