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

/// A live statistic: numerator / (first + second), slots of `measures`; without denominators the numerator is the value.
struct Statistic { numerator: u32, float: bool, first: u32, second: u32, scale: f32 }
const NO_SLOT = 0xffffffffu;

fn statisticAt(s: u32) -> Statistic {
  let place = run.statistics + s * 5u;
  return Statistic(phase[place], phase[place + 1u] != 0u, phase[place + 2u], phase[place + 3u], bitcast<f32>(phase[place + 4u]));
}
