/** Whether a claim came out as predicted: the interval of a contrast between arms, and the rule that reads it. */
import type { Prediction, Sign } from '../experiment/claim';
import type { PopulationStatistic } from '../experiment/results';
import { studentUpperQuantile } from './student-t';

export type Outcome = 'as predicted' | 'opposite' | 'undecided';

/** Confidence of all intervals of a claim together. */
export const confidence = 0.95;

/** An arm's part in a contrast, over the agents that have a value. */
export interface ContrastTerm {
  readonly arm: string;
  readonly weight: number;
  readonly mean: number | null;
  readonly standardError: number | null;
  readonly count: number;
}

export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Welch and Satterthwaite's; null where no agent differs from another, and the interval is a point */
  readonly degreesOfFreedom: number | null;
}

export interface Verdict {
  readonly statistic: string;
  readonly contrast: readonly ContrastTerm[];
  readonly predicted: Sign;
  readonly margin: number | null;
  /** null where there are too few values for one */
  readonly interval: Interval | null;
  readonly verdict: Outcome;
  /** why there is no interval */
  readonly reason: string | null;
}

/**
 * The interval of Σ weight × mean, for independent arms of unequal variances (Welch 1947, Biometrika 34:28): with
 * s² = Σ weight² × standardError², the estimate ± t s, where t is Student's quantile at
 * s⁴ / Σ (weight² standardError²)² / (count − 1) degrees of freedom.
 * @param terms with a mean and a standard error each
 * @param contrasts how many intervals are to hold together (Bonferroni)
 */
export function welchInterval(terms: readonly { readonly weight: number; readonly mean: number; readonly standardError: number; readonly count: number }[], contrasts: number): Interval {
  const estimate = terms.reduce((sum, { weight, mean }) => sum + weight * mean, 0);
  const variances = terms.map(({ weight, standardError }) => (weight * standardError) ** 2);
  const variance = variances.reduce((sum, v) => sum + v, 0);
  if (variance === 0) return { estimate, low: estimate, high: estimate, degreesOfFreedom: null };
  // By shares of the variance, whose squares cannot underflow.
  const degreesOfFreedom = 1 / variances.reduce((sum, v, i) => sum + (v / variance) ** 2 / (terms[i]!.count - 1), 0);
  const half = studentUpperQuantile((1 - confidence) / 2 / contrasts, degreesOfFreedom) * Math.sqrt(variance);
  return { estimate, low: estimate - half, high: estimate + half, degreesOfFreedom };
}

/**
 * The rule. `+`: the whole interval above 0; `-`: below 0; `0`: within ± margin. Opposite if all of it lies on the other
 * side (`0`: outside ± margin), undecided otherwise.
 */
export function decide(predicted: Sign, margin: number | null, { low, high }: Pick<Interval, 'low' | 'high'>): Outcome {
  if (predicted === '-') return decide('+', margin, { low: -high, high: -low });
  const bound = margin ?? 0;
  const agrees = predicted === '+' ? low > 0 : low >= -bound && high <= bound;
  const contradicts = predicted === '+' ? high < 0 : low > bound || high < -bound;
  return agrees ? 'as predicted' : contradicts ? 'opposite' : 'undecided';
}

/**
 * The verdict on one prediction.
 * @param contrasts how many predictions the claim makes
 * @param statisticOf what came out in an arm; undefined if the measure was not taken there
 */
export function judge({ statistic, contrast, predicted, margin }: Prediction, contrasts: number, statisticOf: (arm: string) => PopulationStatistic | undefined): Verdict {
  const terms = contrast.map(([arm, weight]): ContrastTerm => {
    const { mean = null, standardError = null, count = 0 } = statisticOf(arm) ?? {};
    return { arm, weight, mean, standardError, count };
  });
  const known = terms.flatMap(({ weight, mean, standardError, count }) => (mean === null || standardError === null ? [] : [{ weight, mean, standardError, count }]));
  const poor = terms.find(({ standardError }) => standardError === null);
  const interval = poor ? null : welchInterval(known, contrasts);
  const reason = poor ? `${poor.count === 0 ? 'no agent' : 'only one agent'} of arm “${poor.arm}” has a value` : null;
  return { statistic, contrast: terms, predicted, margin, interval, verdict: interval ? decide(predicted, margin, interval) : 'undecided', reason };
}

/** The terms of a contrast as people write them: `a`, `− 0.5 × b`. @param write a weight that is neither 1 nor −1, without its sign */
export const contrastTerms = (contrast: Prediction['contrast'], write: (size: number) => string): readonly string[] =>
  contrast.map(([arm, weight], i) => {
    const sign = i === 0 ? (weight < 0 ? '−' : '') : weight < 0 ? '− ' : '+ ';
    const size = Math.abs(weight);
    return `${sign}${size === 1 ? '' : `${write(size)} × `}${arm}`;
  });
