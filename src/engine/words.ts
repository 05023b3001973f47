/**
 * Layouts that kernels and the CPU engine share: counters, derived hyperparameters, accumulators. Each is declared once,
 * by name; the names are the constants that the shaders and the AssemblyScript read.
 */
import type { Structure } from './engine';

/** Places of an agent's counters; the first `COUNTERS` of them are part of the fingerprint. */
export const wordLayout = { ROW: 0, EPISODE_STEPS: 1, DIVERGED_AT: 2, EPISODES: 3, STEPS: 4, COUNTERS: 5, LEVEL: 5, TRACE_COUNT: 6, TRACE_LIST: 7 } as const;

/** Transitions that an agent keeps for replay, and the words of one: thought, next thought, event set, reward. */
const ringTransitions = 256;
const transitionWords = 4;

/**
 * Words behind the list of traced features, which has room for every feature. They are logical words behind the
 * parameters and traces: part of the fingerprint.
 */
export function extraLayout(features: number, rows: number, actions: number, structure: Structure, deception: boolean) {
  const EXTRA = wordLayout.TRACE_LIST + (structure.traces ? features : 0);
  let next = EXTRA;
  const place = (count: number): number => (next += count) - count;
  const extras = {
    // Whether the oracle in the loop is disabled in this episode.
    DISABLED: place(structure.oracle ? 1 : 0),
    FIRST_DESIRE: place(deception ? 1 : 0),
    FIRST_DECEIVE: place(deception ? 1 : 0),
    // Transitions stored so far, and the last of them.
    RING_COUNT: place(structure.replay ? 1 : 0),
    RING: place(structure.replay ? ringTransitions * transitionWords : 0),
    // [row][action]: 0, or the last seen arrival (see shaders/stages/model.wgsl).
    MODEL: place(structure.plan?.model === 'learned' ? rows * actions : 0),
    // Policy search: the candidate's number, its episodes and Σ of their returns, the best's mean return and number, and
    // the best table, eight actions a word.
    CANDIDATE: place(structure.search ? 1 : 0),
    TRIED: place(structure.search ? 1 : 0),
    SCORE: place(structure.search ? 1 : 0),
    BEST_SCORE: place(structure.search ? 1 : 0),
    BEST: place(structure.search ? 1 : 0),
    POLICY: place(structure.search ? Math.ceil(rows / 8) : 0),
  };
  return { ...extras, EXTRA, EXTRA_WORDS: next - EXTRA, RING_TRANSITIONS: ringTransitions, WORDS: next };
}
export type ExtraLayout = ReturnType<typeof extraLayout>;

/** Words before the first agent's; the first of them is the zero that no compiler can know. */
export const wordHeader = 4;

/** What the host derives from every agent's hyperparameters. */
export const hyperparameterLayout = {
  GAMMA: 0, ALPHA: 1, ACTOR_STEP: 2, GAMMA_LAMBDA: 3, INVERSE_TEMPERATURE: 4, INIT_SCALE: 5, FLOOR_THRESHOLD: 6, FLOOR_KEEP: 7, FLOOR_SHARE: 8,
  DEPTH: 9, CANDIDATES: 10, SELF_DEPTH: 11, SELF_CANDIDATES: 12, META_STEP: 13, REFLECTION_COST: 14, THINK_STEP: 15, REPLAYS: 16,
  DECAY: 17, MISS_THRESHOLD: 18, MISFIRE_THRESHOLD: 19, FORESIGHT: 20, TRIAL: 21, GAMMA_LAMBDA_ACTOR: 22,
} as const;
export const hyperparameterWords = Object.keys(hyperparameterLayout).length;

/** What a program counts beside returns. */
export interface Counted {
  readonly frames: boolean;
  readonly plan: boolean;
  readonly learnedModel: boolean;
  readonly oracle: boolean;
  readonly harm: boolean;
  readonly response: boolean;
}

/** Places of everything that an agent accumulates, for a world with so many channels, events and probe values. */
export function measureLayout(channels: number, events: number, probes: number, counted: Counted) {
  const one = (condition: boolean): number => (condition ? 1 : 0);
  let next = 0;
  const place = (count: number): number => (next += count) - count;
  const episode = {
    EPISODE_RETURN: place(channels), EPISODE_DISCOUNTED: place(channels), EPISODE_DISCOUNT: place(1), EPISODE_VALUE: place(1),
    EPISODE_EVENTS: place(events), FIRST_RETURN: place(1), EPISODE_THOUGHTS: place(one(counted.frames)), EPISODE_HARM: place(one(counted.harm)),
    EPISODE_RESPONSE: place(one(counted.response)), EPISODE_RESPONSES: place(one(counted.response)),
    FIRST_RESPONSE: place(one(counted.response)), LAST_RESPONSE: place(one(counted.response)), RESPONDED: place(one(counted.response)),
  };
  const interval = {
    RETURNS: place(channels), DISCOUNTED: place(channels), CONTESTED_RETURNS: place(channels),
    VALUE_ERROR: place(1), VALUE_ERROR_SQUARED: place(1), RETURN_SHIFTED: place(1), RETURN_SHIFTED_SQUARED: place(1), THOUGHT_REWARD: place(one(counted.frames)), RESPONSE: place(one(counted.response)),
    FINISHED: place(1), CONTESTED_FINISHED: place(1), ALIGN: place(4), EVENT_COUNTS: place(events),
    REFLECTABLE: place(one(counted.frames)), REFLECTED: place(one(counted.frames)), THOUGHTS: place(one(counted.plan)), PLANNED: place(one(counted.plan)),
    SURPRISES: place(one(counted.learnedModel)), MADE: place(one(counted.learnedModel)), VETOES: place(one(counted.oracle)), DISABLED_EPISODES: place(one(counted.oracle)), HARM: place(one(counted.harm)), RESPONSES: place(one(counted.response)),
  };
  const totals = { TOTALS: place(next - interval.RETURNS), CRITERION_RECORD: place(1) };
  return { ...episode, ...interval, ...totals, PROBE_VALUES: place(probes), MEASURES: next };
}
export type MeasureLayout = ReturnType<typeof measureLayout>;

/** Bins of a live histogram: as many as the top half of a word has values. */
export const histogramBins = 65536;
/** Bins of a stretch, as many as there are stretches: a quantile is looked for among stretches, then within one. */
export const stretchBins = 256;

/** Parts that tiles are added up in, so that few wait for the same word, and so many that halves of values overflow in no population that is allowed. */
const sumParts = 512;

/** Places of the population's integer sums, for a number of statistics. */
export function sumLayout(statistics: number) {
  const header = { STATE_SUM: 0, STATISTICS: 4, STATISTIC_WORDS: 8, PART_COUNT: sumParts, PART_WORDS: 2 + 2 * statistics, BINS: histogramBins, STRETCH: stretchBins };
  const PARTS = header.STATISTICS + statistics * header.STATISTIC_WORDS;
  const STRETCHES = PARTS + header.PART_COUNT * header.PART_WORDS;
  const HISTOGRAMS = STRETCHES + statistics * header.STRETCH;
  return { ...header, PARTS, STRETCHES, HISTOGRAMS, WORDS: HISTOGRAMS + statistics * header.BINS };
}
export type SumLayout = ReturnType<typeof sumLayout>;
