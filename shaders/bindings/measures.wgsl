// What every agent accumulates, [slot][agent]: the current episode, the interval since the last record, the phase's totals.
@group(0) @binding(6) var<storage, read_write> measures: array<u32>;

const EPISODE_RETURN = 0u;            // @specialise: [CHANNELS] of the current episode
const EPISODE_DISCOUNTED = 2u;        // @specialise: [CHANNELS]
const EPISODE_DISCOUNT = 4u;          // @specialise: gamma^t
const EPISODE_VALUE = 5u;             // @specialise: the value of its first state, when it began
const EPISODE_EVENTS = 6u;            // @specialise: [EVENTS]
const FIRST_RETURN = 8u;              // @specialise: discounted, of the phase's first episode
const RETURNS = 9u;                   // @specialise: [CHANNELS] sums over finished episodes
const DISCOUNTED = 11u;               // @specialise: [CHANNELS]
const CONTESTED_RETURNS = 13u;        // @specialise: [CHANNELS]
const VALUE_ERROR = 15u;              // @specialise
const VALUE_ERROR_SQUARED = 16u;      // @specialise
const RETURN_SHIFTED = 17u;           // @specialise
const RETURN_SHIFTED_SQUARED = 18u;   // @specialise
const FINISHED = 19u;                 // @specialise: episodes; from here on the interval counts in integers
const CONTESTED_FINISHED = 20u;       // @specialise
const ALIGN = 21u;                    // @specialise: [4] did and rewarded, did and not, not and rewarded, neither
const EVENT_COUNTS = 23u;             // @specialise: [EVENTS]
const TOTALS = 25u;                   // @specialise: the interval's slots over again
const CRITERION_RECORD = 41u;         // @specialise: 0, or the first record at which the criterion was met
const PROBE_VALUES = 42u;             // @specialise: [probes]

var<private> measureBase: u32;

fn openMeasures(agent: u32) { measureBase = agent; }
fn measureAt(slot: u32) -> u32 { return slot * run.agents + measureBase; }
fn measured(slot: u32) -> f32 { return bitcast<f32>(measures[measureAt(slot)]); }
fn setMeasure(slot: u32, x: f32) { measures[measureAt(slot)] = bitcast<u32>(x); }
fn accumulate(slot: u32, x: f32) { setMeasure(slot, settle(add(measured(slot), x))); }
fn count(slot: u32) { measures[measureAt(slot)] += 1u; }
