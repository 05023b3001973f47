/** An experiment of the catalogue as the plain loops see it: typed arrays, one set of hyperparameters, first phase. */
import { perAgentNames, type HyperparameterName } from '../../src/agent/hyperparameters';
import { specialise } from '../../src/engine/specialise';
import { parseExperiment } from '../../src/experiment/parse';
import { planOf } from '../../src/experiment/plan';
import { preparePhase, programOf, shapeOf } from '../../src/lab/program';

export interface PlainWorld {
  readonly agents: number;
  readonly actions: number;
  /** how many features there are, and how many of a row are active: indicators, [row × active] */
  readonly features: number;
  readonly active: number;
  readonly feature: Uint32Array;
  /** [event sets] the feature of an event set, where one is learned about; `features` for none */
  readonly eventFeature: Uint32Array;
  /** [rows × actions + 1], then [outcomes] */
  readonly firstOutcome: Uint32Array;
  readonly threshold: Uint32Array;
  readonly next: Uint32Array;
  readonly terminated: Uint8Array;
  readonly reward: Float32Array;
  readonly events: Uint32Array;
  /** [rows] steps after which an episode is truncated */
  readonly maxSteps: Uint32Array;
  /** cumulative thresholds, and the rows that they select */
  readonly startThreshold: Uint32Array;
  readonly startRow: Uint32Array;
  readonly hidden: number;
  /** of the first agent: the loops are for populations that do not differ */
  readonly own: Readonly<Record<HyperparameterName, number>>;
}

export function plainWorld(source: unknown): PlainWorld {
  const experiment = parseExperiment(source);
  const shape = shapeOf(experiment);
  const { tables, structure } = shape;
  const { rows, count, eventSets } = specialise(shape).thoughts;
  const { hyperparameters, agents } = programOf(experiment, shape);
  const { segments } = preparePhase(planOf(experiment.phases, tables.world).phases[0]!, tables, 1).program.starts;
  return {
    agents, actions: tables.actions, hidden: structure.hidden,
    features: count, active: rows.perRow, feature: rows.index, eventFeature: eventSets?.index ?? new Uint32Array(0),
    firstOutcome: tables.firstOutcome, threshold: tables.outcomeThreshold, next: tables.outcomeNext, terminated: tables.outcomeTerminated,
    reward: Float32Array.from(tables.outcomeEvents, (set) => tables.eventSetPayoff[set * tables.channels.length]!),
    events: tables.outcomeEvents,
    maxSteps: Uint32Array.from(tables.levelOf, (level) => tables.maxSteps[level]!),
    startThreshold: segments[0]!.threshold, startRow: segments[0]!.row,
    own: Object.fromEntries(perAgentNames.map((name, i) => [name, hyperparameters[i * agents]!])) as Record<HyperparameterName, number>,
  };
}

/** One step of Marsaglia's xorshift32 (2003); its state is never 0. */
export const xorshift = (state: number): number => {
  state ^= state << 13;
  state ^= state >>> 17;
  return state ^ (state << 5);
};
export const uniform = (state: number): number => (state >>> 0) * 2 ** -32;

/** The states of every agent's random numbers. */
export const randomStates = (agents: number): Int32Array => Int32Array.from({ length: agents }, (_, agent) => Math.imul(agent + 1, 0x9e3779b1));

/** Where a random number's episode starts. */
export function startOf({ startThreshold, startRow }: PlainWorld, random: number): number {
  const word = random >>> 0;
  let i = Math.floor(uniform(random) * startRow.length);
  while (i > 0 && startThreshold[i - 1]! > word) i--;
  while (i < startRow.length - 1 && startThreshold[i]! <= word) i++;
  return startRow[i]!;
}

/** The outcome of the pair of a row and an action that a random number selects. */
export function outcomeOf({ firstOutcome, threshold }: PlainWorld, pair: number, random: number): number {
  const word = random >>> 0;
  const last = firstOutcome[pair + 1]! - 1;
  let outcome = firstOutcome[pair]!;
  while (outcome < last && threshold[outcome]! <= word) outcome++;
  return outcome;
}

/** A population whose agents make steps, one agent after another. */
export interface PlainAgents {
  /** Lets every agent make so many steps. @returns the sum of their rewards */
  advance(steps: number): number;
}

/** Draws weights uniformly from ± scale. @returns the state of the random numbers after it */
export function initialise(weights: Float32Array, scale: number, random: number): number {
  for (let i = 0; i < weights.length; i++) {
    random = xorshift(random);
    weights[i] = (2 * uniform(random) - 1) * scale;
  }
  return random;
}
