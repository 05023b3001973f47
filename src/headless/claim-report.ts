/** A claim's verdicts as a person reads them on a terminal. */
import { confidence, contrastTerms, type ContrastTerm, type Verdict } from '../analysis/verdict';
import { grouped, plain, withError, withInterval } from './number-text';
import { inexact } from './report';
import type { FinishedArm } from './run-claim';
import { textTable } from './text-table';

/** The whole report, several lines. @param reason which engine computed and why, as a sentence */
export function claimReport(claim: string, arms: readonly FinishedArm[], verdicts: readonly Verdict[], reason: string): string {
  const statistics = [...new Set(verdicts.map(({ statistic }) => statistic))];
  const measured = statistics.flatMap((statistic) => {
    const terms = verdicts.flatMap((verdict) => (verdict.statistic === statistic ? verdict.contrast : []));
    return arms.flatMap(({ name }) => {
      const term = terms.find(({ arm }) => arm === name);
      return term ? [[name, statistic, withError(term.mean, term.standardError), grouped(term.count)]] : [];
    });
  });
  const judged = verdicts.map(({ statistic, contrast, interval, predicted, margin, verdict, reason: why }) => [
    `${statistic}: ${contrastText(contrast)}`,
    interval ? withInterval(interval.estimate, interval.low, interval.high) : '–',
    predicted === '0' ? `0 ± ${plain(margin!)}` : predicted,
    why === null ? verdict : `${verdict}: ${why}`,
  ]);
  const joint = verdicts.length === 1 ? '' : `, Bonferroni over ${verdicts.length} contrasts`;
  return [
    `claim: ${claim}\n`,
    `${reason}\n`,
    arms.every(({ exact }) => exact) ? '' : inexact,
    '\n',
    textTable([['arm', 'statistic', 'mean ± s.e.', 'agents'], ...measured], [0, 1]),
    '\n',
    textTable([['contrast', 'estimate and interval', 'predicted', 'verdict'], ...judged], [0, 3]),
    `Intervals are ${100 * confidence} % (Welch${joint}). They cover agents, not worlds.\n`,
    '\n',
  ].join('');
}

/** `a − 0.5 × b`: the weighted sum of a contrast. */
export const contrastText = (terms: readonly Pick<ContrastTerm, 'arm' | 'weight'>[]): string =>
  contrastTerms(terms.map(({ arm, weight }) => [arm, weight] as const), plain).join(' ');
