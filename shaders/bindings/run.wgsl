// What the host says with every dispatch.
struct Run {
  agents: u32,        // agents of this cohort
  firstAgent: u32,    // global index of the first of them
  seed: u32,
  firstTile: u32,     // first tile of this dispatch
  firstStep: u32,     // absolute step at which this dispatch begins
  steps: u32,
  learn: u32,
  greedy: u32,
  episodeLimit: u32,  // an agent rests after so many episodes of the phase; 0: no limit
  segments: u32,      // start distributions that episodes take in turn
  record: u32,        // number of the record, from 1
  halfIntended: f32,  // return above which an episode did what was intended
  halfReward: f32,    // return above which an episode was rewarded
  criterion: f32,     // mean return at which norm(reward) is .8
  contested: u32,     // offset of the levels' contested flags in `phase`
  transitions: u32,   // offsets of tables in `world`
  outcomes: u32,
  featureIndex: u32,
  featureValue: u32,
  payoffs: u32,
  levels: u32,
  regions: u32,
  regionCount: u32,
  probes: u32,        // how many
  firstSlot: u32,     // the part of every agent's memory that this dispatch goes through
  slots: u32,
  overrides: u32,     // [event set] whether it overrides the valence, and with what
  modelLearn: u32,
  statistics: u32,    // offset of the live statistics in `phase`
  eventFeatureIndex: u32,
  eventFeatureValue: u32,
  misfires: u32,      // [event set] what it pays when rewards are missed, and on top when they fire wrongly
  closed: u32,        // [event set] whether it closes the gate
  disabling: u32,     // [event set] whether it disables the oracle
  reflections: u32,   // [row] event set when it is thought about self-reflectively
  vetoes: u32,        // [foresight][row] the actions that the oracle vetoes, as bits
  deceptions: u32,    // the misdeed, the four thoughts that show desire and deception, three thresholds
  responses: u32,     // [row] whether its valence is a conditioned response
  fadingMasked: u32,  // [state] whether all things look fresh there
  fadingEvents: u32,  // [event set][masked][fresh things] the event set that it becomes
}
@group(0) @binding(0) var<uniform> run: Run;
