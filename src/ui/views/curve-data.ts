/** The numbers of learning curves as they are drawn: where the points stand, and quantiles smoothed within each phase. */
import type { CurvePoint } from '../../experiment/results';
import type { PhaseAxis } from './phase-axis';

/** A measure that is drawn. */
export interface Course {
  readonly measure: string;
  /** a custom property or a colour in hexadecimal digits */
  readonly colour: string;
}

/** What the oracle and the uniform policy reach in a phase, where it is known. */
export interface ReferenceLevels {
  readonly oracle: number | null;
  readonly uniform: number | null;
}

export type Column = readonly (number | null)[];

export interface CurveData {
  /** from 0 to 1; between phases stands a place without values, which breaks the lines */
  readonly positions: readonly number[];
  /** [place] index of the point, or −1 between phases */
  readonly pointAt: readonly number[];
  /** [course] quantiles of 5, 25, 50, 75 and 95 %, and the median as it was recorded */
  readonly courses: readonly { readonly quantiles: readonly Column[]; readonly median: Column }[];
}

const quantiles = [0, 1, 2, 3, 4] as const;
const middle = 2;

/**
 * Exponentially weighted means of what has come so far; the first values count as much as they would later on.
 * @param halfLife after so many values one counts half; 0 smooths nothing
 * @param breaks whether a place stands between two courses that have nothing to do with each other
 */
export function smoothed(values: Column, halfLife: number, breaks: (place: number) => boolean): Column {
  if (halfLife === 0) return values;
  const kept = 2 ** (-1 / halfLife);
  let [sum, weight] = [0, 0];
  return values.map((value, place) => {
    if (breaks(place)) [sum, weight] = [0, 0];
    if (value === null) return null;
    [sum, weight] = [sum * kept + value, weight * kept + 1];
    return sum / weight;
  });
}

/** The points of all courses, in order. */
export function curveData(axis: PhaseAxis, points: readonly CurvePoint[], courses: readonly Course[], halfLife: number): CurveData {
  const positions: number[] = [];
  const pointAt: number[] = [];
  let phase = 0;
  points.forEach((point, index) => {
    const before = phase;
    while (phase < axis.phases.length - 1 && axis.phases[phase]!.name !== point.phase) phase++;
    if (!axis.phases[phase]) return;
    if (phase !== before) {
      positions.push(axis.spans[before]![1] + 1e-6);
      pointAt.push(-1);
    }
    positions.push(axis.position(phase, point.step));
    pointAt.push(index);
  });
  const column = (measure: string, quantile: number): Column => pointAt.map((index) => points[index]?.measures[measure]?.quantiles[quantile] ?? null);
  const between = (place: number): boolean => pointAt[place] === -1;
  return {
    positions,
    pointAt,
    courses: courses.map(({ measure }) => {
      const raw = quantiles.map((quantile) => column(measure, quantile));
      return { quantiles: raw.map((values) => smoothed(values, halfLife, between)), median: raw[middle]! };
    }),
  };
}

/** Of the magnitude of what is drawn; below, an axis cannot tell apart. */
const leastSpread = 1e-6;
const marginShare = 0.06;

/**
 * The ends of the axis of values.
 * @param values everything that is drawn, in any order
 * @param logarithmic whether the axis is; then only what is above 0 counts
 */
export function valueRange(values: readonly number[], logarithmic: boolean): [low: number, high: number] {
  const drawn = logarithmic ? values.filter((value) => value > 0) : values;
  if (drawn.length === 0) return logarithmic ? [0.1, 1] : [0, 1];
  const [least, most] = [Math.min(...drawn), Math.max(...drawn)];
  if (logarithmic) {
    const factor = Math.max(1.05, (most / least) ** marginShare);
    return [least / factor, most * factor];
  }
  const size = Math.max(Math.abs(least), Math.abs(most));
  // Levels that differ by rounding alone are equal: there are no ticks between them.
  const margin = (most - least > size * leastSpread ? most - least : size || 1) * marginShare;
  return [least - margin, most + margin];
}

export const levelsOf = (references: readonly ReferenceLevels[]): readonly number[] =>
  references.flatMap(({ oracle, uniform }) => [oracle, uniform]).filter((level) => level !== null);
