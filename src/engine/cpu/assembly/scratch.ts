// Small arrays: what registers are in the shaders. Up to 64 features, 64 hidden units, 16 actions, 8 channels and 32 events.
import { reopenAgent } from './bindings';
import { BLOCK, HIDDEN4 } from './generated';
import { scratch } from './structure';

// What is used within one stage of a step, and then belongs to the next agent.
const UNITS: usize = 256;
const STRENGTH: usize = 256;
const TERM: usize = STRENGTH + 256;
const PARTIAL: usize = TERM + 1024;
const CRITIC_GRADIENT: usize = PARTIAL + UNITS;
const ACTOR_GRADIENT: usize = CRITIC_GRADIENT + UNITS;
const FELT_HIDDEN: usize = ACTOR_GRADIENT + UNITS;
const TAUGHT_ERROR: usize = FELT_HIDDEN + UNITS;
const GUESS: usize = TAUGHT_ERROR + UNITS;
const MINDS: usize = GUESS + 64;

// What an agent keeps from stage to stage, in a place of its own.
export const PREFERENCE: usize = 128;
const WEIGHT: usize = PREFERENCE + 64;
export const GRADIENT: usize = WEIGHT + 64;
const UNDISCOUNTED: usize = GRADIENT + 64;
const DISCOUNTED: usize = UNDISCOUNTED + 32;
const EVENT_COUNT: usize = DISCOUNTED + 32;
const DRAWN_ACTIONS: usize = EVENT_COUNT + 128;
const DRAWN_OUTCOMES: usize = DRAWN_ACTIONS + 32;
const HIDDEN: usize = DRAWN_OUTCOMES + 32;
const ARRIVAL_HIDDEN: usize = HIDDEN + UNITS;
const ARRIVAL_ERROR: usize = ARRIVAL_HIDDEN + UNITS;
/// Bytes of a place.
export const MIND: usize = ARRIVAL_ERROR + UNITS;

// The same of agents in the lanes of vectors, four in a place: numbers of actions, lists of 64 features of what is thought about
// and of where it leads (see hereAt), and what networks with hidden units keep; and, for all places, what is imagined, and random words.
const LIST: usize = 2048;
/// So many plans may be guessed before they come up: there are never more candidates.
export const MOST_PLANS: u32 = 64;
const PREFERENCES: usize = 576;
const WEIGHTS: usize = PREFERENCES + 256;
const LEFT: usize = WEIGHTS + 256;
const LISTS: usize = LEFT + 256;
const NETWORKS: usize = LISTS + 5 * LIST;
/// Bytes of a place; not a power of two, whose multiples share places of the cache.
export const FOUR: usize = NETWORKS + (HIDDEN4 ? 4 * MIND : 0);
const IMAGINED: usize = MINDS + BLOCK * MIND;
const RANDOM: usize = IMAGINED + LIST;
const GUESSES: usize = RANDOM + 256;
const POWERS: usize = GUESSES + 16 * MOST_PLANS;
/// So many powers of gamma are worked out ahead.
export const MOST_POWERS: u32 = 63;
// A stretch of steps of agents that have nothing to choose: so many at most, in worlds of so many rows at most; and the bytes of
// what is kept of a step (see predict.ts), and of what stands written about a way (see forks.ts).
export const MOST_STEPS: u32 = 64;
export const MOST_FORKS: u32 = 64;
export const STEP: usize = 64;
export const WAY: usize = 32;
const STRETCH: usize = POWERS + 16 * (MOST_POWERS + 1);
const SIGNS: usize = STRETCH + STEP * (MOST_STEPS + 2);
const FORKS: usize = SIGNS + MOST_STEPS;
const FOURS: usize = FORKS + WAY * (2 * MOST_FORKS + 1);

/// What four agents keep, a vector each, by where it is in their place.
export const enum Four {
  ROW = 0,
  LEVEL = 16,
  /// steps after which the episode is truncated
  LIMIT = 32,
  EPISODE_STEPS = 48,
  EPISODES = 64,
  /// the power of gamma
  DISCOUNT = 80,
  /// where their weights begin, and which of the population they are
  BASE = 96,
  IDENTITY = 112,
  /// the first one's number; and how far behind the first list that is of what is thought about
  FIRST = 128,
  TURN = 132,
  /// of the present step: the value; the largest size of a number; the sum of the actions' weights; the action; the next row
  /// with its termination bit; the event set; what it pays; and errors, the last two of them scaled by alpha
  VALUE = 144,
  LARGEST = 160,
  TOTAL = 176,
  ACTION = 192,
  NEXT = 208,
  EVENTS = 224,
  PAID = 240,
  DELTA = 256,
  CORRECTION = 272,
  IMMEDIATE_STEP = 288,
  /// how many plans were judged
  THOUGHTS = 304,
  /// of frames: whether the thought is self-reflective, and whether its row could be thought about so; the same of the thought
  /// that follows; the habit p of an episode's first step; what the thought pays; and how far the habit is to move
  REFLECTIVE = 320,
  REFLECTABLE = 336,
  NEXT_REFLECTIVE = 352,
  NEXT_REFLECTABLE = 368,
  HABIT = 384,
  THOUGHT_PAY = 400,
  HABIT_STEP = 416,
  /// where the arrival is listed as it is felt
  FELT = 432,
  /// how many actions were vetoed
  VETOED = 448,
  /// the guess of the thought that was kept, 0 where there was none; and how far it is to move the value of what is thought about
  KEPT_GUESS = 464,
  TAUGHT = 480,
  /// a mask: whom the gate lets learn
  LEARNING = 496,
  /// masks: who has no action that is allowed, and who explores; and which actions are allowed
  NONE = 512,
  EXPLORES = 528,
  ALLOWED = 544,
}

/// Numbers that an agent keeps, by where they are in its place.
export const enum Mind {
  THOUGHT = 0,
  LEVEL = 4,
  LIMIT = 8,
  EPISODE_STEPS = 12,
  EPISODES = 16,
  STEPS = 20,
  DIVERGED_AT = 24,
  /// what the episode's thoughts have paid, whether harm was done, and the power of gamma
  THOUGHT_REWARD = 28,
  HARM_DONE = 32,
  DISCOUNT = 36,
  /// the value of the thought, settled
  VALUE = 40,
  /// the sum of the actions' weights
  TOTAL = 44,
  ACTION = 48,
  /// the guess of the thought that was kept; 0 where there was no guess
  KEPT_GUESS = 52,
  /// the next row with its termination bit, and the event set
  NEXT = 56,
  EVENTS = 60,
  /// what the step pays, without and with what the thought pays
  PAID = 64,
  REWARD = 68,
  NEXT_THOUGHT = 72,
  /// whether the step's events forbid to learn from it
  GATED = 76,
  TARGET = 80,
  DELTA = 84,
  CORRECTION = 88,
  /// of traces: (beta / temperature) delta
  ACTOR_STEP = 92,
  /// where the agent is, and which of the population it is
  MEMORY = 96,
  COLUMN = 100,
  IDENTITY = 104,
  /// of an agent that searches: its next step, the first one of its episode, and gamma
  NOW = 108,
  BEGAN = 112,
  GAMMA = 116,
}

/// The place of the agent that is stepping.
let mind: usize = 0;

/// The place of the four agents that are stepping.
let four: usize = 0;
@inline export function openFour(place: usize): void { four = place; }

/// Numbers of the four in a place.
@inline export function kept(place: usize, field: Four): v128 { return v128.load(place + field); }
@inline export function keep(place: usize, field: Four, x: v128): void { v128.store(place + field, x); }
/// Where the weights of the n-th of them begin.
@inline export function bases(): v128 { return kept(four, Four.BASE); }
@inline export function baseOf(n: u32): usize { return <usize>load<u32>(four + Four.BASE + 4 * n); }
/// Where the n-th place of four agents is.
@inline export function fourAt(n: u32): usize { return scratch + FOURS + <usize>n * FOUR; }
// Two lists take turns: where one leads is thought about next.
@inline function turnOf(place: usize): usize { return <usize>load<u32>(place + Four.TURN); }
@inline export function takeTurns(place: usize): void { store<u32>(place + Four.TURN, <u32>(LIST - turnOf(place))); }
/// Where the list is of what is thought about, and of where it leads; those of the habits of these rows; one of the arrival as
/// it is felt, where that is another; and the list of what is imagined.
@inline export function hereAt(place: usize): usize { return place + LISTS + turnOf(place); }
@inline export function thereAt(place: usize): usize { return place + LISTS + LIST - turnOf(place); }
@inline export function habitsHereAt(place: usize): usize { return hereAt(place) + 2 * LIST; }
@inline export function habitsThereAt(place: usize): usize { return thereAt(place) + 2 * LIST; }
@inline export function feltAt(place: usize): usize { return place + LISTS + 4 * LIST; }
@inline export function imaginedAt(): usize { return scratch + IMAGINED; }
/// What four agents have for each of their actions, a vector each: preferences, weights, and preferences again, of those actions that nothing has been thought to begin with; and the place of the n-th network.
@inline export function preferencesAt(a: u32): usize { return four + PREFERENCES + ((<usize>a) << 4); }
@inline export function weightsAt(a: u32): usize { return four + WEIGHTS + ((<usize>a) << 4); }
@inline export function leftAt(a: u32): usize { return four + LEFT + ((<usize>a) << 4); }
@inline export function networkAt(n: u32): usize { return four + NETWORKS + <usize>n * MIND; }
/// What four agents guess of the n-th plan.
@inline export function guessesAt(n: u32): usize { return scratch + GUESSES + ((<usize>n) << 4); }
/// What four agents discount by after n more steps.
@inline export function powersAt(n: u32): usize { return scratch + POWERS + ((<usize>n) << 4); }
/// The k-th step of a stretch, and to whom something happened in it, as bits; and where forks begin.
@inline export function stepAt(k: u32): usize { return scratch + STRETCH + <usize>k * STEP; }
@inline export function signsAt(k: u32): usize { return scratch + SIGNS + <usize>k; }
@inline export function forksAt(): usize { return scratch + FORKS; }
/// The random words of an action, and of another thing; four addresses; four columns; and what traces need.
@inline export function randomAt(): usize { return scratch + RANDOM; }
@inline export function otherRandomAt(): usize { return scratch + RANDOM + 32; }
@inline export function placesAt(): usize { return scratch + RANDOM + 64; }
@inline export function columnsAt(): usize { return scratch + RANDOM + 80; }
@inline export function eligibleAt(n: u32): usize { return scratch + RANDOM + 144 + ((<usize>n) << 4); }
/// Random words of what fades.
@inline export function fadedAt(): usize { return scratch + RANDOM + 208; }

/// Where the n-th place is.
@inline export function mindAt(n: u32): usize { return scratch + MINDS + <usize>n * MIND; }
@inline export function openMind(place: usize): void { mind = place; }
/// Opens the agent that has a place.
@inline export function openPlace(place: usize): void {
  openMind(place);
  reopenAgent(word(Mind.MEMORY, place), word(Mind.COLUMN, place));
}
/// Numbers of the agent that is stepping; who has its place at hand gives it.
@inline export function word(field: Mind, place: usize = mind): u32 { return load<u32>(place + field); }
@inline export function setWord(field: Mind, x: u32, place: usize = mind): void { store<u32>(place + field, x); }
/// Words of the agents in the first four places.
@inline export function ofFour(field: Mind): v128 {
  let x = v128.load_zero<u32>(mindAt(0) + field);
  x = v128.load_lane<u32>(mindAt(1) + field, x, 1);
  x = v128.load_lane<u32>(mindAt(2) + field, x, 2);
  return v128.load_lane<u32>(mindAt(3) + field, x, 3);
}
@inline export function number(field: Mind, place: usize = mind): f32 { return load<f32>(place + field); }
@inline export function setNumber(field: Mind, x: f32, place: usize = mind): void { store<f32>(place + field, x); }

@inline export function featureAt(m: u32): usize { return scratch + ((<usize>m) << 2); }
@inline export function strengthAt(m: u32): usize { return scratch + STRENGTH + ((<usize>m) << 2); }
@inline export function termAt(m: u32): usize { return scratch + TERM + ((<usize>m) << 4); }
@inline export function partialAt(q: u32): usize { return scratch + PARTIAL + ((<usize>q) << 4); }
@inline export function criticGradientAt(q: u32): usize { return scratch + CRITIC_GRADIENT + ((<usize>q) << 4); }
@inline export function actorGradientAt(q: u32): usize { return scratch + ACTOR_GRADIENT + ((<usize>q) << 4); }
@inline export function feltHiddenAt(q: u32): usize { return scratch + FELT_HIDDEN + ((<usize>q) << 4); }
@inline export function taughtErrorAt(q: u32): usize { return scratch + TAUGHT_ERROR + ((<usize>q) << 4); }
@inline export function guessAt(a: u32): usize { return scratch + GUESS + ((<usize>a) << 2); }
@inline export function hiddenAt(q: u32): usize { return mind + HIDDEN + ((<usize>q) << 4); }
@inline export function arrivalHiddenAt(q: u32): usize { return mind + ARRIVAL_HIDDEN + ((<usize>q) << 4); }
@inline export function arrivalErrorAt(q: u32): usize { return mind + ARRIVAL_ERROR + ((<usize>q) << 4); }
@inline export function preferenceAt(a: u32): usize { return mind + PREFERENCE + ((<usize>a) << 2); }
@inline export function weightAt(a: u32): usize { return mind + WEIGHT + ((<usize>a) << 2); }
@inline export function gradientAt(a: u32): usize { return mind + GRADIENT + ((<usize>a) << 2); }
@inline export function undiscountedAt(c: u32): usize { return mind + UNDISCOUNTED + ((<usize>c) << 2); }
@inline export function discountedAt(c: u32): usize { return mind + DISCOUNTED + ((<usize>c) << 2); }
@inline export function eventCountAt(e: u32): usize { return mind + EVENT_COUNT + ((<usize>e) << 2); }
@inline export function drawnActionsAt(): usize { return mind + DRAWN_ACTIONS; }
@inline export function drawnOutcomesAt(): usize { return mind + DRAWN_OUTCOMES; }
