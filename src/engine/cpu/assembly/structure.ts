// What the host sets before it calls: the same names as in the shaders. HIDDEN4 and the purposes are compiled in; so is
// FULL, whether there is any part below the line at all: modules of plain agents leave all of them out.
export let FEATURES: u32 = 0;
export let ROW_ACTIVE: u32 = 0;
export let ACTIVE: u32 = 0;
export let ACTIVE_PADDED: u32 = 0;
export let UNIT: u32 = 0;
export let ACTIONS: u32 = 0;
export let ACTIONS4: u32 = 0;
export let CHANNELS: u32 = 0;
export let EVENTS: u32 = 0;
export let STOCHASTIC: u32 = 0;
export let FLOOR: u32 = 0;
export let TRACES: u32 = 0;
export let OVERRIDE: u32 = 0;
export let SLOTS: u32 = 0;
export let W1: u32 = 0;
export let B1: u32 = 0;
export let W2: u32 = 0;
export let B2: u32 = 0;
export let W3: u32 = 0;
export let B3: u32 = 0;
export let TRACE_W1: u32 = 0;
export let TRACE_B1: u32 = 0;
export let TRACE_W2: u32 = 0;
export let HARMFUL: u32 = 0;

// Below the line.
export let EVENT_ACTIVE: u32 = 0;
export let EVENT_SETS: u32 = 0;
export let ROWS: u32 = 0;
export let FRAMES: u32 = 0;
export let PLAN: u32 = 0;
export let BEST_RULE: u32 = 0;
export let IMMEDIATE: u32 = 0;
export let PLAN_REWARD: u32 = 0;
export let LEARNED_MODEL: u32 = 0;
export let TRUNK_ACTOR: u32 = 0;
export let TRUNK_IMMEDIATE: u32 = 0;
export let THINK: u32 = 0;
export let REPLAY: u32 = 0;
export let DECAYS: u32 = 0;
export let GATE: u32 = 0;
export let NOISE: u32 = 0;
export let ORACLE: u32 = 0;
export let NULL_ACTION: u32 = 0;
export let DECEPTION: u32 = 0;
export let SEARCH: u32 = 0;
export let CLIMB: u32 = 0;
export let RESPONDS: u32 = 0;
export let RHO: u32 = 0;
export let META: u32 = 0;
export let META_LANE: u32 = 0;
export let VALUES: u32 = 0;
export let EXTRA: u32 = 0;
export let EXTRA_WORDS: u32 = 0;
export let DISABLED: u32 = 0;
export let FIRST_DESIRE: u32 = 0;
export let FIRST_DECEIVE: u32 = 0;
export let RING_COUNT: u32 = 0;
export let RING: u32 = 0;
export let RING_TRANSITIONS: u32 = 0;
export let MODEL: u32 = 0;
export let CANDIDATE: u32 = 0;
export let TRIED: u32 = 0;
export let SCORE: u32 = 0;
export let BEST_SCORE: u32 = 0;
export let BEST: u32 = 0;
export let POLICY: u32 = 0;
export let ROW_PADDED: u32 = 0;
export let FELT_PADDED: u32 = 0;
export let ROW_UNIT: u32 = 0;

/// Makes a thought of so many features the present one: what is left out are only terms of padding.
@inline export function setActive(active: u32, padded: u32, unit: u32): void {
  ACTIVE = active;
  ACTIVE_PADDED = padded;
  UNIT = unit;
}

// Where each array begins, in bytes.
export let slots: usize = 0;
export let words: usize = 0;
export let hyperparameters: usize = 0;
export let world: usize = 0;
export let phase: usize = 0;
export let measures: usize = 0;
export let statistics: usize = 0;
export let scratch: usize = 0;
export let inspection: usize = 0;

// What the host says with every call: the fields of Run.
export let agents: u32 = 0;
export let firstAgent: u32 = 0;
export let seed: u32 = 0;
export let firstStep: u32 = 0;
export let steps: u32 = 0;
export let learn: u32 = 0;
export let greedy: u32 = 0;
export let episodeLimit: u32 = 0;
export let segments: u32 = 0;
export let record: u32 = 0;
export let halfIntended: f32 = 0;
export let halfReward: f32 = 0;
export let criterion: f32 = 0;
export let contested: u32 = 0;
export let transitions: u32 = 0;
export let outcomes: u32 = 0;
export let featureIndex: u32 = 0;
export let featureValue: u32 = 0;
export let payoffs: u32 = 0;
export let levels: u32 = 0;
export let regions: u32 = 0;
export let regionCount: u32 = 0;
export let probes: u32 = 0;
export let overrides: u32 = 0;
export let modelLearn: u32 = 0;
export let statisticTable: u32 = 0;
export let statisticCount: u32 = 0;
export let eventFeatureIndex: u32 = 0;
export let eventFeatureValue: u32 = 0;
export let misfires: u32 = 0;
export let closed: u32 = 0;
export let disabling: u32 = 0;
export let reflections: u32 = 0;
export let vetoes: u32 = 0;
export let deceptions: u32 = 0;
export let responses: u32 = 0;
