// The agents' counters and flags: four words of header, the first of which is the zero that no compiler can know, then
// [word][agent].
@group(0) @binding(2) var<storage, read_write> words: array<u32>;

const ROW = 0u;            // @specialise
const EPISODE_STEPS = 1u;  // @specialise: steps made in the current episode; 0: the next step starts one
const DIVERGED_AT = 2u;    // @specialise: 0, or 1 + the absolute step
const EPISODES = 3u;       // @specialise: finished in this phase
const STEPS = 4u;          // @specialise: made in this phase
const COUNTERS = 5u;       // @specialise: the words so far are part of the fingerprint
const LEVEL = 5u;          // @specialise
const TRACE_COUNT = 6u;    // @specialise: features with a non-zero trace
const TRACE_LIST = 7u;     // @specialise: [FEATURES] their indices

var<private> wordBase: u32;

fn openWords(agent: u32) { wordBase = 4u + agent; zero = words[0]; }
fn wordAt(word: u32) -> u32 { return wordBase + word * run.agents; }
