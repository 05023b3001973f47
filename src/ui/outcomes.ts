/** Verdicts as the page writes them: a mark and a word beside the colour, and numbers with their interval. */
import { contrastTerms, type Interval, type Outcome } from '../analysis/verdict';
import type { Prediction } from '../experiment/claim';
import type { ClaimProgress } from './claim-run';
import { fixed, plain, signed } from './format';

export const outcomes = ['as predicted', 'opposite', 'undecided'] as const satisfies readonly Outcome[];

export const outcomeMarks: Readonly<Record<Outcome, string>> = { 'as predicted': '✓', opposite: '✗', undecided: '?' };

/** How many predictions have come out in which way. */
export const tally = ({ verdicts }: Pick<ClaimProgress, 'verdicts'>): Readonly<Record<Outcome, number>> => {
  const count = (outcome: Outcome): number => verdicts.filter((verdict) => verdict?.verdict === outcome).length;
  return { 'as predicted': count('as predicted'), opposite: count('opposite'), undecided: count('undecided') };
};

/** `4 of 5 as predicted, 1 undecided`; empty as long as nothing has been judged. */
export function tallyText(progress: Pick<ClaimProgress, 'verdicts'>): string {
  const counts = tally(progress);
  const judged = outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
  if (judged === 0) return '';
  const others = outcomes.slice(1).filter((outcome) => counts[outcome] > 0).map((outcome) => `, ${counts[outcome]} ${outcome}`);
  return `${counts['as predicted']} of ${judged} as predicted${others.join('')}`;
}

/** Which arm a claim is at, or how many have run. */
export const armText = ({ claim, finished, running }: ClaimProgress): string =>
  running === null ? `${finished.length} of ${claim.arms.length} arms run` : `arm ${running + 1} of ${claim.arms.length}: ${claim.arms[running]!}`;

/** Decimals of estimates: at least and at most. */
const [fewest, most] = [2, 4];

/** `+.312 [.285, .340]`: half the width with two digits, or as many as tell on which side of 0 the ends lie. */
export function intervalText({ estimate, low, high }: Interval): string {
  const half = (high - low) / 2;
  const two = half > 0 ? 1 - Math.floor(Math.log10(half)) : 3;
  const onSide = [low, high].map((end) => (end === 0 ? 0 : -Math.floor(Math.log10(Math.abs(end)))));
  const decimals = Math.min(most, Math.max(fewest, two, ...onSide));
  return `${signed(estimate, decimals)} [${fixed(low, decimals)}, ${fixed(high, decimals)}]`;
}

/** `> 0`, `< 0` or `0 ± .05` */
export const predictedText = ({ predicted, margin }: Pick<Prediction, 'predicted' | 'margin'>): string =>
  ({ '+': '> 0', '-': '< 0', '0': `0 ± ${plain(margin ?? 0)}` })[predicted];

/** `a`, `− .5 × b` */
export const termsOf = ({ contrast }: Pick<Prediction, 'contrast'>): readonly string[] => contrastTerms(contrast, plain);

/** `a − .5 × b` */
export const contrastOf = (prediction: Pick<Prediction, 'contrast'>): string => termsOf(prediction).join(' ');

/** Predictions of one statistic after another, each with its place. */
export function byStatistic(predictions: readonly Prediction[]): readonly (readonly [statistic: string, places: readonly number[]])[] {
  const groups = new Map<string, number[]>();
  predictions.forEach(({ statistic }, place) => groups.set(statistic, [...(groups.get(statistic) ?? []), place]));
  return [...groups];
}
