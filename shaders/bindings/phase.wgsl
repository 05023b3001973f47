// Where episodes of the phase start: segments, each a header (shift, guide, entries, last), a guide and entries
// (threshold, row, level). Indexed search: the guide says where to begin to scan (Chen and Asau 1974).
// @import tables

/// The (row, level) that a random word selects from a segment.
fn startOf(segment: u32, word: u32) -> vec2u {
  let header = segment * 4u;
  let entries = phaseWord(header + 2u);
  let last = phaseWord(header + 3u);
  var entry = phaseWord(phaseWord(header + 1u) + (word >> phaseWord(header)));
  while (entry < last && word >= phaseWord(entries + entry * 3u)) { entry++; }
  return vec2u(phaseWord(entries + entry * 3u + 1u), phaseWord(entries + entry * 3u + 2u));
}

fn isContested(level: u32) -> bool { return phaseWord(run.contested + level) != 0u; }

/// A live statistic: numerator / (first + second), slots of `measures`; without denominators the numerator is the value.
struct Statistic { numerator: u32, float: bool, first: u32, second: u32, scale: f32 }
const NO_SLOT = 0xffffffffu;

fn statisticAt(s: u32) -> Statistic {
  let place = run.statistics + s * 5u;
  return Statistic(phaseWord(place), phaseWord(place + 1u) != 0u, phaseWord(place + 2u), phaseWord(place + 3u), bitcast<f32>(phaseWord(place + 4u)));
}
