/** What a measure is, and how per-agent totals become one. */
import type { Structure } from '../engine/engine';
import type { PopulationStatistic } from '../experiment/results';
import type { PhaseContext } from './context';

interface Described {
  readonly name: string;
  readonly unit: string;
  readonly doc: string;
  /** what agents must be made of for it to exist; default nothing */
  readonly needs?: (structure: Structure) => boolean;
}

/** A number of every agent, of which the population's statistic is taken. */
export interface AgentMeasure extends Described {
  /** one number per agent; NaN where an agent has no value. Null if the phase has no such measure. */
  readonly perAgent: (context: PhaseContext) => Float64Array | null;
}

/** A number of the population alone, which is no mean over agents. */
export interface PopulationMeasure extends Described {
  readonly ofPopulation: (context: PhaseContext) => PopulationStatistic;
}

export type Measure = AgentMeasure | PopulationMeasure;

/** One number per agent; agents that diverged have none. */
export const each = ({ columns }: PhaseContext, of: (i: number) => number): Float64Array =>
  Float64Array.from({ length: columns.agents }, (_, i) => (columns.divergedAt[i]! > 0 ? NaN : of(i)));

/** One total divided by another; no value where that is 0. */
export const quotient = (context: PhaseContext, total: ArrayLike<number>, by: ArrayLike<number>): Float64Array =>
  each(context, (i) => (by[i]! > 0 ? total[i]! / by[i]! : NaN));

/** Per finished episode; no value without one. */
export const perEpisode = (context: PhaseContext, total: ArrayLike<number>): Float64Array => quotient(context, total, context.columns.episodes);
