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
const EXTRA = 7u;          // @specialise: more words of the fingerprint, where they are used
const EXTRA_WORDS = 0u;    // @specialise
const DISABLED = 7u;       // @specialise: whether the oracle is disabled in this episode
const FIRST_DESIRE = 7u;   // @specialise: 0, or 1 + the absolute step
const FIRST_DECEIVE = 7u;  // @specialise
const RING_COUNT = 7u;     // @specialise: transitions stored so far
const RING = 7u;           // @specialise: the last of them: thought, next thought, event set, reward
const RING_TRANSITIONS = 256u; // @specialise
const MODEL = 7u;          // @specialise: [row][action]
const CANDIDATE = 7u;      // @specialise: number of the candidate policy, its episodes and their summed return
const TRIED = 7u;          // @specialise
const SCORE = 7u;          // @specialise
const BEST_SCORE = 7u;     // @specialise: mean return of the best policy so far, its number, and its table
const BEST = 7u;           // @specialise
const POLICY = 7u;         // @specialise: [row / 8], four bits an action

var<private> wordBase: u32;

fn openWords(agent: u32) { wordBase = 4u + agent; zero = words[0]; }
fn wordAt(word: u32) -> u32 { return wordBase + word * run.agents; }
