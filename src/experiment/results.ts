import type { Experiment } from './types';

/** A population statistic over the agents that have a value. Numbers are null where no agent has one. */
export interface PopulationStatistic {
  readonly mean: number | null;
  readonly standardError: number | null;
  /** 5, 25, 50, 75 and 95 % */
  readonly quantiles: readonly (number | null)[];
  /** agents with a value */
  readonly count: number;
}

/** A share of the population with its Wilson 95 % interval. */
export interface Share {
  readonly name: string;
  readonly count: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** `results.json`, phase by phase. */
export interface PhaseResult {
  readonly name: string;
  readonly steps: number;
  readonly fingerprint: string;
  /** by measure name (design of the formats: `reward`, `proxy.corner.discounted`, …) */
  readonly population: Readonly<Record<string, PopulationStatistic>>;
  /** by classification (`goal.behaviour`, `goal.desire`): categories of the population, largest first */
  readonly shares: Readonly<Record<string, readonly Share[]>>;
  /** the oracle's own returns on the same levels and start states: `oracle.reward`, `oracle.reward.discounted`, … */
  readonly oracle: Readonly<Record<string, number>>;
  /** the same for the uniform policy: `uniform.reward`, … */
  readonly uniform: Readonly<Record<string, number>>;
}

/** One point of the curves. */
export interface CurvePoint {
  readonly phase: string;
  /** absolute step */
  readonly step: number;
  readonly measures: Readonly<Record<string, { readonly mean: number | null; readonly quantiles: readonly (number | null)[]; readonly count: number }>>;
}

export interface Results {
  readonly schema: 1;
  readonly experiment: Experiment;
  readonly link: string;
  readonly fingerprint: string;
  /** whether the device passed the self-test; false means "statistical only" */
  readonly exact: boolean;
  readonly device: string;
  readonly engine: string;
  readonly phases: readonly PhaseResult[];
  readonly curves: readonly CurvePoint[];
  readonly throughput: { readonly agentSteps: number; readonly seconds: number; readonly agentStepsPerSecond: number };
}

/**
 * Numbers, NaN where an agent has no value, or categories as text. Numbers of large populations are typed arrays, which do
 * not live in the limited heap of a JavaScript engine.
 */
export type AgentColumn = ArrayLike<number | string>;

/** `agents.csv`: one row per agent; columns by name, in order. */
export interface AgentTable {
  readonly names: readonly string[];
  /** [column][agent] */
  readonly columns: readonly AgentColumn[];
}
