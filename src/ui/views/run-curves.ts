/** Learning curves of several runs on one axis: phases of one name lie above each other, whatever came before them. */
import type { Results } from '../../experiment/results';
import { phaseNames } from '../run-comparison';
import { PhaseAxis } from './phase-axis';

/** A point of a curve; null where no agent has a value. */
export interface PlacedPoint {
  /** place in `curves` */
  readonly index: number;
  /** from 0 to 1 along the axis */
  readonly position: number;
  readonly low: number | null;
  readonly median: number | null;
  readonly high: number | null;
}

/** The axis of all runs' phases in the order of their first appearance, each as long as in the run in which it is longest. */
export function sharedAxis(runs: readonly Results[]): PhaseAxis {
  let firstStep = 0;
  const phases = phaseNames(runs).map((name) => {
    const steps = Math.max(...runs.map(({ phases }) => phases.find((phase) => phase.name === name)?.steps ?? 0));
    const learn = runs.some(({ experiment }) => experiment.phases.some((phase) => phase.name === name && phase.learn));
    const phase = { name, firstStep, steps, learn, split: null };
    firstStep += steps;
    return phase;
  });
  return new PhaseAxis(phases);
}

/** The curve of a measure of one run, a list of points for each phase. */
export function placedCurve({ phases, curves }: Results, axis: PhaseAxis, measure: string): readonly (readonly PlacedPoint[])[] {
  let firstStep = 0;
  return phases.map(({ name, steps }) => {
    const place = axis.phases.findIndex((phase) => phase.name === name);
    const before = firstStep;
    firstStep += steps;
    return curves.flatMap((point, index) => {
      if (point.phase !== name) return [];
      const [, low = null, median = null, high = null] = point.measures[measure]?.quantiles ?? [];
      return [{ index, position: axis.position(place, axis.phases[place]!.firstStep + point.step - before), low, median, high }];
    });
  });
}

/** Stretches of points that all have values. */
export function stretches(points: readonly PlacedPoint[]): readonly (readonly PlacedPoint[])[] {
  const found: PlacedPoint[][] = [[]];
  for (const point of points) {
    if (point.median !== null) found.at(-1)!.push(point);
    else if (found.at(-1)!.length > 0) found.push([]);
  }
  return found.filter((stretch) => stretch.length > 0);
}
