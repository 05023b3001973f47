/**
 * Exact returns of the optimal and of the uniform policy by dynamic programming over the world tables, in binary64
 * (Bellman 1957; Sutton & Barto 2018, chapter 4).
 */
import { sumOfEvents } from './payoff';
import { beforeFading, countedEvents } from './fading';
import type { FadingTables, WorldTables } from './types';

/** [rows] expected return of an episode that starts in a row and is truncated after its level's `maxSteps`. */
export interface Returns {
  readonly discounted: Float64Array;
  readonly undiscounted: Float64Array;
}

/** One channel: as if an agent cared for this channel alone. */
export interface ChannelSolution {
  readonly optimal: Returns;
  readonly uniform: Returns;
  /** [rows] bit a is set when action a is an optimal first step, discounted, within 1e-9 */
  readonly optimalActions: Uint16Array;
}

export interface Solution {
  /** by channel, in the order of `tables.channels`; channels that pay the same share one solution */
  readonly channels: readonly ChannelSolution[];
  /** false when a horizon was too long to be worked off and returns are those of its first steps */
  readonly exact: boolean;
}

/** Evaluations of one outcome that one policy on one level may take: some seconds. */
const work = 2 ** 30;

/** How close to the best an action's value counts as optimal. */
const tie = 1e-9;

const solutions = new WeakMap<WorldTables, Map<number, Solution>>();

/**
 * Backward induction over exactly `maxSteps` steps: V₀ = 0, Vₖ(s) = max or mean over a of Σ p (r + γ Vₖ₋₁(s′)), where a
 * terminated outcome has no future. The first step's payoff is not discounted. Stops early when a sweep changes nothing.
 * A horizon of more than 2³⁰ evaluations of outcomes is cut short, so nothing hangs; `exact` is false then. Solved once
 * per tables and γ.
 * @param gamma discount per step, in [0, 1]
 */
export function solve(tables: WorldTables, gamma: number): Solution {
  let byGamma = solutions.get(tables);
  if (!byGamma) solutions.set(tables, (byGamma = new Map()));
  let solution = byGamma.get(gamma);
  if (!solution) byGamma.set(gamma, (solution = solveNow(tables, gamma)));
  return solution;
}

function solveNow(tables: WorldTables, gamma: number): Solution {
  const distinct = new Map<string, ChannelSolution>();
  let exact = true;
  const channels = tables.channels.map((channel) => {
    const payoffs = payoffsOf(tables, channel);
    const key = payoffs.join();
    let solution = distinct.get(key);
    if (!solution) {
      const decisions = decisionsOf(tables, payoffs);
      const optimalActions = new Uint16Array(tables.rows);
      const returns = (of: Decisions, actions?: Uint16Array): Returns => {
        const run = (discount: number, optimal?: Uint16Array) => {
          const { values, complete } = induce(tables, of, discount, optimal);
          exact &&= complete;
          return values;
        };
        const discounted = run(gamma, actions);
        return { discounted, undiscounted: gamma === 1 ? discounted : run(1) };
      };
      distinct.set(key, (solution = { optimal: returns(decisions, optimalActions), uniform: returns(uniform(decisions)), optimalActions }));
    }
    return solution;
  });
  return { channels, exact };
}

/** What can be decided in every row, and where it leads. */
export interface Decisions {
  readonly actions: number;
  /** [rows × actions] expected payoff of one step */
  readonly immediate: Float64Array;
  /** [rows × actions + 1] first of the outcomes after which the episode goes on */
  readonly first: Uint32Array;
  readonly next: Uint32Array;
  readonly probability: Float64Array;
  /** what fades on the way, as `tables.fading` */
  readonly fading: FadingTables | null;
}

/** @param payoffs [event sets] */
export function decisionsOf(tables: WorldTables, payoffs: Float64Array): Decisions {
  const { fading, actions, firstOutcome, outcomeProbability, outcomeEvents, outcomeNext, outcomeTerminated } = tables;
  const pairs = tables.rows * actions;
  const going = outcomeTerminated.reduce((count, terminated) => count + 1 - terminated, 0);
  const immediate = new Float64Array(pairs);
  const first = new Uint32Array(pairs + 1);
  const next = new Uint32Array(going);
  const probability = new Float64Array(going);
  const paid = expectedPayoffs(tables, payoffs);
  for (let pair = 0, n = 0; pair < pairs; pair++) {
    for (let o = firstOutcome[pair]!; o < firstOutcome[pair + 1]!; o++) {
      immediate[pair]! += outcomeProbability[o]! * paid(outcomeEvents[o]!, outcomeNext[o]!);
      if (outcomeTerminated[o]) continue;
      next[n] = outcomeNext[o]!;
      probability[n++] = outcomeProbability[o]!;
    }
    first[pair + 1] = n;
  }
  return { actions, immediate, first, next, probability, fading };
}

/** What an outcome with an event set that leads to a row is expected to pay: what fades on the way decides which events count it. */
function expectedPayoffs({ fading, rows }: WorldTables, payoffs: Float64Array): (events: number, next: number) => number {
  if (!fading) return (events) => payoffs[events]!;
  const known = new Map<number, Float64Array>();
  return (events, next) => {
    let expected = known.get(events);
    if (!expected) known.set(events, (expected = beforeFading(fading, Float64Array.from({ length: rows }, (_, row) => payoffs[countedEvents(fading, events, row)]!))));
    return expected[next]!;
  };
}

/** [rows] what the future is worth when a step leads to a row, before anything fades. */
const ahead = ({ fading }: Decisions, later: Float64Array): Float64Array => (fading ? beforeFading(fading, later) : later);

/** The uniform policy decides nothing: one action whose outcomes are those of all actions alike. */
function uniform({ actions, immediate, first, next, probability, fading }: Decisions): Decisions {
  const rows = immediate.length / actions;
  const mean = new Float64Array(rows);
  immediate.forEach((payoff, pair) => (mean[Math.floor(pair / actions)]! += payoff / actions));
  return {
    actions: 1,
    immediate: mean,
    first: Uint32Array.from({ length: rows + 1 }, (_, row) => first[row * actions]!),
    next,
    probability: probability.map((p) => p / actions),
    fading,
  };
}

/** [event sets] what each set pays to a channel, in binary64. */
export function payoffsOf(tables: WorldTables, channel: string): Float64Array {
  return Float64Array.from(tables.eventSetMask, (mask) => sumOfEvents(tables.world.events, mask, channel));
}

/** @param optimalActions filled in, where given */
function induce(tables: WorldTables, decisions: Decisions, discount: number, optimalActions?: Uint16Array): { values: Float64Array; complete: boolean } {
  const { firstRow, maxSteps, rows } = tables;
  const result = new Float64Array(rows);
  let values = new Float64Array(rows);
  let later = new Float64Array(rows);
  let complete = true;
  for (let level = 0; level < maxSteps.length; level++) {
    const from = firstRow[level]!;
    const to = firstRow[level + 1]!;
    const sweeps = Math.min(maxSteps[level]!, sweepsOf(tables, level));
    complete &&= sweeps === maxSteps[level];
    for (let k = 0, changed = true; k < sweeps && changed; k++) {
      [values, later] = [later, values];
      changed = sweep(from, to, decisions, discount, later, values) > 0;
    }
    result.set(values.subarray(from, to), from);
    const future = optimalActions ? ahead(decisions, later) : later;
    for (let row = from; optimalActions && row < to; row++) {
      for (let action = 0; action < decisions.actions; action++) {
        const value = actionValue(row * decisions.actions + action, decisions, discount, future);
        if (value >= values[row]! - tie) optimalActions[row]! |= 1 << action;
      }
    }
  }
  return { values: result, complete };
}

/** How many sweeps of a level the bound on work allows. */
export function sweepsOf({ firstOutcome, firstRow, actions }: WorldTables, level: number): number {
  const outcomes = firstOutcome[firstRow[level + 1]! * actions]! - firstOutcome[firstRow[level]! * actions]!;
  return Math.ceil(work / outcomes);
}

/**
 * One step backwards for the rows in [from, to): the best action's value. Reads what comes `later`, writes `values`
 * (which may be the same array) and returns the largest change.
 */
export function sweep(from: number, to: number, decisions: Decisions, discount: number, later: Float64Array, values: Float64Array): number {
  const { actions, immediate, first, next, probability } = decisions;
  const future = ahead(decisions, later);
  let change = 0;
  // As `actionValue`, written out: this is where all the time goes.
  for (let row = from, pair = from * actions, o = first[pair]!; row < to; row++) {
    let best = -Infinity;
    for (const end = (row + 1) * actions; pair < end; pair++) {
      let sum = 0;
      for (const last = first[pair + 1]!; o < last; o++) sum += probability[o]! * future[next[o]!]!;
      const value = immediate[pair]! + discount * sum;
      if (value > best) best = value;
    }
    const difference = Math.abs(best - later[row]!);
    if (difference > change) change = difference;
    values[row] = best;
  }
  return change;
}

/** q(s, a) = Σ p (r + γ v(s′)). */
export function actionValue(pair: number, { immediate, first, next, probability }: Decisions, discount: number, future: Float64Array): number {
  let sum = 0;
  for (let o = first[pair]!, end = first[pair + 1]!; o < end; o++) sum += probability[o]! * future[next[o]!]!;
  return immediate[pair]! + discount * sum;
}
