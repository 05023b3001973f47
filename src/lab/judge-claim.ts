/** What became of a claim's predictions, for whoever has run its arms. */
import { judge, type Verdict } from '../analysis/verdict';
import type { Claim, Prediction } from '../experiment/claim';
import type { PhaseResult } from '../experiment/results';

/** What a verdict needs of an arm that has run. */
export interface JudgedArm {
  readonly name: string;
  readonly phases: readonly PhaseResult[];
}

/** The verdicts of a claim. @param finished all of its arms */
export const verdictsOf = ({ verdicts }: Claim, finished: readonly JudgedArm[]): readonly Verdict[] =>
  verdicts.map((prediction) => verdictOn(prediction, verdicts.length, finished));

/**
 * The verdicts that the arms finished so far allow, in the order of the predictions; null where an arm is missing.
 * @param predictions all that the claim makes: their intervals are to hold together
 */
export const verdictsSoFar = (predictions: readonly Prediction[], finished: readonly JudgedArm[]): readonly (Verdict | null)[] =>
  predictions.map((prediction) =>
    (prediction.contrast.every(([arm]) => finished.some(({ name }) => name === arm)) ? verdictOn(prediction, predictions.length, finished) : null));

function verdictOn(prediction: Prediction, contrasts: number, finished: readonly JudgedArm[]): Verdict {
  return judge(prediction, contrasts, (arm) => {
    const { phases } = finished.find(({ name }) => name === arm)!;
    return phases.find(({ name }) => name === prediction.phase)?.population[prediction.measure];
  });
}
