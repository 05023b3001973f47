/**
 * Layouts that kernels and the CPU engine share: counters, derived hyperparameters, accumulators. Each is declared once,
 * by name; the names are the constants that the shaders and the AssemblyScript read.
 */

/** Places of an agent's counters; the first `COUNTERS` of them are part of the fingerprint. */
export const wordLayout = { ROW: 0, EPISODE_STEPS: 1, DIVERGED_AT: 2, EPISODES: 3, STEPS: 4, COUNTERS: 5, LEVEL: 5, TRACE_COUNT: 6, TRACE_LIST: 7 } as const;

/** Words of one agent; the list of traced features has room for every feature. */
export const wordsPerAgent = (features: number, traces: boolean): number => wordLayout.TRACE_LIST + (traces ? features : 0);

/** Words before the first agent's; the first of them is the zero that no compiler can know. */
export const wordHeader = 4;

/** What the host derives from every agent's hyperparameters. */
export const hyperparameterLayout = {
  GAMMA: 0, ALPHA: 1, ACTOR_STEP: 2, GAMMA_LAMBDA: 3, INVERSE_TEMPERATURE: 4, INIT_SCALE: 5, FLOOR_THRESHOLD: 6, FLOOR_KEEP: 7, FLOOR_SHARE: 8,
} as const;
export const hyperparameterWords = Object.keys(hyperparameterLayout).length;

/** Places of everything that an agent accumulates, for a world with so many channels, events and probes. */
export function measureLayout(channels: number, events: number, probes: number) {
  let next = 0;
  const place = (count: number): number => (next += count) - count;
  const episode = {
    EPISODE_RETURN: place(channels), EPISODE_DISCOUNTED: place(channels), EPISODE_DISCOUNT: place(1), EPISODE_VALUE: place(1),
    EPISODE_EVENTS: place(events), FIRST_RETURN: place(1),
  };
  const interval = {
    RETURNS: place(channels), DISCOUNTED: place(channels), CONTESTED_RETURNS: place(channels),
    VALUE_ERROR: place(1), VALUE_ERROR_SQUARED: place(1), RETURN_SHIFTED: place(1), RETURN_SHIFTED_SQUARED: place(1),
    FINISHED: place(1), CONTESTED_FINISHED: place(1), ALIGN: place(4), EVENT_COUNTS: place(events),
  };
  const totals = { TOTALS: place(next - interval.RETURNS), CRITERION_RECORD: place(1) };
  return { ...episode, ...interval, ...totals, PROBE_VALUES: place(probes), MEASURES: next };
}
export type MeasureLayout = ReturnType<typeof measureLayout>;

/** Places of the population's integer sums, for a number of statistics. */
export function sumLayout(statistics: number) {
  const header = { STATE_SUM: 0, DIVERGED_COUNT: 4, ACTIVE_COUNT: 5, STATISTICS: 8, STATISTIC_WORDS: 16, BINS: 65536 };
  const HISTOGRAMS = header.STATISTICS + statistics * header.STATISTIC_WORDS;
  return { ...header, HISTOGRAMS, WORDS: HISTOGRAMS + statistics * header.BINS };
}
export type SumLayout = ReturnType<typeof sumLayout>;
