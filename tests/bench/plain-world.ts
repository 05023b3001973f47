/** An experiment of the catalogue as the plain loops see it: typed arrays, one set of hyperparameters, first phase. */
import { perAgentNames, type HyperparameterName } from '../../src/agent/hyperparameters';
import { specialise } from '../../src/engine/specialise';
import { parseExperiment } from '../../src/experiment/parse';
import { planOf } from '../../src/experiment/plan';
import { preparePhase, programOf, shapeOf } from '../../src/lab/program';
import type { FadingTables } from '../../src/world/types';
import { vetoMasks } from '../../src/world/veto';

export interface PlainWorld {
  readonly agents: number;
  readonly actions: number;
  readonly rows: number;
  /** how many features there are, and how many of a row are active at most; `features` for none */
  readonly features: number;
  readonly active: number;
  /** [rows, then rows in the self-reflective frame × active] features, and how strong they are: 1 for indicators, 0 for none */
  readonly feature: Uint32Array;
  readonly strength: Float32Array;
  /** [event sets, then those in the self-reflective frame] the feature of an event set, where one is learned about */
  readonly eventFeature: Uint32Array;
  readonly eventSets: number;
  /** [rows] what a self-reflective thought of the row pays */
  readonly approval: Float32Array;
  /** [rows] bit a is set where the oracle vetoes action a */
  readonly vetoes: Uint32Array;
  /** [event sets] 1 where an event disables it */
  readonly disables: Uint8Array;
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
  readonly fading: FadingTables | null;
  /** [event sets] */
  readonly payoff: Float32Array;
  /** of the first agent: the loops are for populations that do not differ */
  readonly own: Readonly<Record<HyperparameterName, number>>;
}

export function plainWorld(source: unknown): PlainWorld {
  const experiment = parseExperiment(source);
  const shape = shapeOf(experiment);
  const { tables, structure } = shape;
  const { rows, count, eventSets } = specialise(shape).thoughts;
  const { hyperparameters, agents } = programOf(experiment, shape);
  const own = Object.fromEntries(perAgentNames.map((name, i) => [name, hyperparameters[i * agents]!])) as Record<HyperparameterName, number>;
  const paid = (set: number): number => tables.eventSetPayoff[set * tables.channels.length]!;
  const { segments } = preparePhase(planOf(experiment.phases, tables.world).phases[0]!, tables, 1).program.starts;
  return {
    agents, actions: tables.actions, rows: tables.rows, fading: tables.fading,
    features: count, active: rows.perRow, feature: rows.index, strength: rows.value,
    eventFeature: eventSets?.index ?? new Uint32Array(0), eventSets: tables.eventSetMask.length,
    approval: Float32Array.from(tables.reflectionEvents, paid),
    vetoes: structure.oracle ? vetoMasks(tables, structure.oracle.mode, own.foresight, structure.oracle.margin).subarray(own.foresight * tables.rows) : new Uint32Array(tables.rows),
    disables: Uint8Array.from(tables.eventSetMask, (mask) => ((mask & tables.disablesOracle) === 0 ? 0 : 1)),
    firstOutcome: tables.firstOutcome, threshold: tables.outcomeThreshold, next: tables.outcomeNext, terminated: tables.outcomeTerminated,
    reward: Float32Array.from(tables.outcomeEvents, paid), payoff: Float32Array.from(tables.eventSetMask, (_, set) => paid(set)),
    events: tables.outcomeEvents,
    maxSteps: Uint32Array.from(tables.levelOf, (level) => tables.maxSteps[level]!),
    startThreshold: segments[0]!.threshold, startRow: segments[0]!.row,
    own,
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
  /** The mean over the agents of the value of a thought that is one indicator, where an agent's value is all that it learns. */
  value?(feature: number): number;
}

/** What the agents of a population are made of. */
export interface PlainState {
  readonly world: PlainWorld;
  /** [agent][`size`] what it has learned, and what else it keeps */
  readonly numbers: Float32Array;
  readonly size: number;
  readonly rowOf: Int32Array;
  /** steps of the episode; 0 where the next step starts one */
  readonly stepOf: Int32Array;
  readonly randomOf: Int32Array;
}

/** Lets one agent make so many steps. @returns the sum of its rewards */
export type Live = (state: PlainState, agent: number, steps: number) => number;

/** How many numbers an agent has; the first `drawn` are drawn from ± `initScale`, except the biases: pairs of first and end. */
export interface Numbers {
  readonly size: number;
  readonly drawn: number;
  readonly biases?: readonly (readonly [first: number, end: number])[];
  /** the value of a thought that is one indicator, of the agent whose numbers begin at `first` */
  readonly valueAt?: (numbers: Float32Array, first: number, feature: number) => number;
}

export function plainPopulation(world: PlainWorld, { size, drawn, biases = [], valueAt }: Numbers, live: Live): PlainAgents {
  const { agents, own: { initScale } } = world;
  const state: PlainState = { world, numbers: new Float32Array(agents * size), size, rowOf: new Int32Array(agents), stepOf: new Int32Array(agents), randomOf: randomStates(agents) };
  for (let agent = 0; agent < agents; agent++) {
    const numbers = state.numbers.subarray(agent * size, (agent + 1) * size);
    state.randomOf[agent] = initialise(numbers.subarray(0, drawn), initScale, state.randomOf[agent]!);
    for (const [first, end] of biases) numbers.fill(0, first, end);
  }
  return {
    advance(steps) {
      let total = 0;
      for (let agent = 0; agent < agents; agent++) total += live(state, agent, steps);
      return total;
    },
    value: valueAt && ((feature) => {
      let sum = 0;
      for (let agent = 0; agent < agents; agent++) sum += valueAt(state.numbers, agent * size, feature);
      return sum / agents;
    }),
  };
}

/** Draws weights uniformly from ± scale. @returns the state of the random numbers after it */
function initialise(weights: Float32Array, scale: number, random: number): number {
  for (let i = 0; i < weights.length; i++) {
    random = xorshift(random);
    weights[i] = (2 * uniform(random) - 1) * scale;
  }
  return random;
}
