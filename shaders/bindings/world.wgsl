// The compiled world, one array with offsets in `run`.
// @import tables

const TERMINATED = 0x80000000u;

/// What an action leads to: the next row with its termination bit, and the event set.
struct Transition { next: u32, events: u32 }

/// The transition of (row, action); `word` is the random word that chooses among several outcomes.
fn transition(row: u32, action: u32, word: u32) -> Transition {
  let pair = run.transitions + (row * ACTIONS + action) * 2u;
  if (!STOCHASTIC) { return Transition(worldWord(pair), worldWord(pair + 1u)); }
  var outcome = run.outcomes + worldWord(pair) * 3u;
  let last = outcome + (worldWord(pair + 1u) - 1u) * 3u;
  while (outcome < last && word >= worldWord(outcome)) { outcome += 3u; }
  return Transition(worldWord(outcome + 1u), worldWord(outcome + 2u));
}

fn eventMask(events: u32) -> u32 { return worldWord(run.payoffs + events * (CHANNELS + 1u)); }
fn payoff(events: u32, channel: u32) -> f32 {
  return bitcast<f32>(worldWord(run.payoffs + events * (CHANNELS + 1u) + 1u + channel));
}

/// Whether an event of the set declares the actual valence, and which.
fn overrides(events: u32) -> bool { return worldWord(run.overrides + 2u * events) != 0u; }
fn declaredValence(events: u32) -> f32 { return bitcast<f32>(worldWord(run.overrides + 2u * events + 1u)); }

/// What an event set pays when rewards are missed, and what it pays on top when they fire wrongly.
fn paidWhenMissed(events: u32) -> f32 { return bitcast<f32>(worldWord(run.misfires + 2u * events)); }
fn paidWrongly(events: u32) -> f32 { return bitcast<f32>(worldWord(run.misfires + 2u * events + 1u)); }

fn closesGate(events: u32) -> bool { return worldWord(run.closed + events) != 0u; }
fn disablesOracle(events: u32) -> bool { return worldWord(run.disabling + events) != 0u; }

/// What happens when a row is thought about self-reflectively.
fn reflectionOf(row: u32) -> u32 { return worldWord(run.reflections + row); }

/// Whether the valence of a row is a conditioned response.
fn isResponse(row: u32) -> bool { return worldWord(run.responses + row) != 0u; }

/// The actions that an oracle of this foresight vetoes, as bits.
fn vetoesAt(row: u32, foresight: u32) -> u32 { return worldWord(run.vetoes + foresight * ROWS + row); }

/// Steps after which an episode on this level is truncated.
fn levelLimit(level: u32) -> u32 { return worldWord(run.levels + level); }
