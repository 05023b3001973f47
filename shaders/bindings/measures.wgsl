// What every agent accumulates, [slot][agent]: the current episode, the interval since the last record, the phase's totals.
@group(0) @binding(6) var<storage, read_write> measures: array<u32>;

const EPISODE_RETURN = 0u;            // @specialise: [CHANNELS] of the current episode
const EPISODE_DISCOUNTED = 2u;        // @specialise: [CHANNELS]
const EPISODE_DISCOUNT = 4u;          // @specialise: gamma^t
const EPISODE_VALUE = 5u;             // @specialise: the value of its first state, when it began
const EPISODE_EVENTS = 6u;            // @specialise: [EVENTS]
const EPISODE_THOUGHTS = 8u;          // @specialise: what thoughts paid
const EPISODE_HARM = 8u;              // @specialise: whether harm was done
const EPISODE_RESPONSE = 8u;          // @specialise: sum of conditioned responses, and how many they were
const EPISODE_RESPONSES = 8u;         // @specialise
const FIRST_RESPONSE = 8u;            // @specialise: mean of the phase's first episode with a response, and of its last one
const LAST_RESPONSE = 8u;             // @specialise
const RESPONDED = 8u;                 // @specialise: whether the phase had such an episode
const FIRST_RETURN = 8u;              // @specialise: discounted, of the phase's first episode
const RETURNS = 9u;                   // @specialise: [CHANNELS] sums over finished episodes
const DISCOUNTED = 11u;               // @specialise: [CHANNELS]
const CONTESTED_RETURNS = 13u;        // @specialise: [CHANNELS]
const VALUE_ERROR = 15u;              // @specialise
const VALUE_ERROR_SQUARED = 16u;      // @specialise
const RETURN_SHIFTED = 17u;           // @specialise
const RETURN_SHIFTED_SQUARED = 18u;   // @specialise
const THOUGHT_REWARD = 19u;           // @specialise
const RESPONSE = 19u;                 // @specialise: sum of the means of episodes with a conditioned response
const FINISHED = 19u;                 // @specialise: episodes; from here on the interval counts in integers
const CONTESTED_FINISHED = 20u;       // @specialise
const ALIGN = 21u;                    // @specialise: [4] did and rewarded, did and not, not and rewarded, neither
const EVENT_COUNTS = 23u;             // @specialise: [EVENTS]
const REFLECTABLE = 25u;              // @specialise: steps in rows with a self-reflective frame, and those thought in it
const REFLECTED = 25u;                // @specialise
const THOUGHTS = 25u;                 // @specialise: candidates judged, and steps in which one was kept
const PLANNED = 25u;                  // @specialise
const SURPRISES = 25u;                // @specialise: steps in which the learned model was wrong, of those made
const MADE = 25u;                     // @specialise
const VETOES = 25u;                   // @specialise
const DISABLED_EPISODES = 25u;        // @specialise
const HARM = 25u;                     // @specialise: episodes
const RESPONSES = 25u;                // @specialise: episodes with a conditioned response
const TOTALS = 25u;                   // @specialise: the interval's slots over again
const CRITERION_RECORD = 41u;         // @specialise: 0, or the first record at which the criterion was met
const PROBE_VALUES = 42u;             // @specialise: [probes]

var<private> measureBase: u32;

fn openMeasures(agent: u32) { measureBase = agent; }
fn measureAt(slot: u32) -> u32 { return slot * run.agents + measureBase; }
fn measured(slot: u32) -> f32 { return bitcast<f32>(measures[measureAt(slot)]); }
fn setMeasure(slot: u32, x: f32) { measures[measureAt(slot)] = bitcast<u32>(x); }
fn accumulate(slot: u32, x: f32) { setMeasure(slot, settle(add(measured(slot), x))); }
fn count(slot: u32) { countMany(slot, 1u); }
fn countMany(slot: u32, n: u32) { measures[measureAt(slot)] += n; }
