// What the host sets before it calls: the same names as in the shaders. HIDDEN4 and the purposes are compiled in.
export let FEATURES: u32 = 0;
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

// Where each array begins, in bytes.
export let slots: usize = 0;
export let words: usize = 0;
export let hyperparameters: usize = 0;
export let world: usize = 0;
export let phase: usize = 0;
export let measures: usize = 0;
export let statistics: usize = 0;
export let scratch: usize = 0;

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
