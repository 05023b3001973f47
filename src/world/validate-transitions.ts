/** Strict validation of the transitions of a level. Paths are put together only when something is wrong: there may be millions of outcomes. */
import { InputError } from './input-error';
import { isInteger, member, readArray } from './json';
import { worldLimits } from './limits';
import { transitionOf, transitionsOf, TransitionWriter, type TransitionTable } from './transition-table';
import { validateEventNames } from './validate-events';

const { outcomes: mostOutcomes, probabilityError } = worldLimits;

/** Names that a world declares. */
export interface Names {
  readonly actions: readonly string[];
  readonly events: ReadonlySet<string>;
}

/** What the levels of a world share while they are checked one after the other. */
export interface WorldContext extends Names {
  /** how many things fade */
  readonly things: number;
  /** rows and outcomes so far */
  rows: number;
  outcomes: number;
}

/**
 * Reads transitions from their JSON form.
 * @throws InputError for what has not the form of transitions, or names what is not declared; `checkTransitions` finds what
 *   else is wrong
 */
export function readTransitions(value: unknown, path: string, states: number, { actions, events }: Names): TransitionTable {
  const writer = new TransitionWriter();
  const transitions = readArray(value, path, 'transitions');
  for (let i = 0; i < transitions.length; i++) {
    const transition = transitions[i];
    if (!Array.isArray(transition) || transition.length !== 3) throw new InputError(member(path, i), transition, 'an array of 3 values: state, action and outcomes');
    const [state, action, outcomes] = transition as readonly unknown[];
    if (!isInteger(state, 0, states - 1)) throw new InputError(`${path}[${i}][0]`, state, `a state: a whole number from 0 to ${states - 1}`);
    if (!isInteger(action, 0, actions.length - 1)) throw new InputError(`${path}[${i}][1]`, action, `an action: a whole number from 0 to ${actions.length - 1}`);
    if (!Array.isArray(outcomes)) throw notOutcomes(`${path}[${i}][2]`, outcomes);
    writer.transition(state, action);
    for (let j = 0; j < outcomes.length; j++) {
      const outcome: unknown = outcomes[j];
      const at = (): string => `${path}[${i}][2][${j}]`;
      if (!Array.isArray(outcome) || outcome.length !== 4) throw new InputError(at(), outcome, 'an array of 4 values: probability, next state, events and terminated');
      const [probability, next, happened, terminated] = outcome as readonly unknown[];
      if (typeof probability !== 'number') throw notProbability(`${at()}[0]`, probability);
      if (!isInteger(next, 0, states - 1)) throw new InputError(`${at()}[1]`, next, `a state: a whole number from 0 to ${states - 1}`);
      if (!Array.isArray(happened) || !writer.knows(happened)) validateEventNames(happened, () => `${at()}[2]`, events);
      if (typeof terminated !== 'boolean') throw new InputError(`${at()}[3]`, terminated, 'true or false: whether the episode terminates');
      writer.outcome(probability, next, happened as readonly string[], terminated);
    }
  }
  return writer.table();
}

/** Checks the transitions of a level; returns by state whether it has any. */
export function checkTransitions(table: TransitionTable, path: string, states: number, context: WorldContext): Uint8Array {
  const { state, action, first, probability, next, terminated } = table;
  const actions = context.actions.length;
  const present = new Uint8Array(states * actions);
  const hasTransitions = new Uint8Array(states);
  for (let i = 0; i < state.length; i++) {
    const pair = state[i]! * actions + action[i]!;
    if (present[pair]) throw new InputError(member(path, i), transitionOf(table, i), `no second entry for state ${state[i]}, action ${action[i]}`);
    present[pair] = hasTransitions[state[i]!] = 1;
    const from = first[i]!;
    const end = first[i + 1]!;
    if (from === end) throw notOutcomes(`${path}[${i}][2]`, []);
    context.outcomes += (end - from) * (1 << context.things);
    if (context.outcomes > mostOutcomes) throw new InputError(`${path}[${i}][2]`, transitionOf(table, i)[2], `at most ${mostOutcomes} outcomes in all levels together`);
    let sum = 0;
    for (let at = from; at < end; at++) {
      if (!isProbability(probability[at])) throw notProbability(`${path}[${i}][2][${at - from}][0]`, probability[at]);
      sum += probability[at]!;
    }
    if (!isOne(sum)) throw notOne(`${path}[${i}][2]`, sum);
  }
  for (let of = 0; of < states; of++) {
    for (let done = 0; hasTransitions[of] && done < actions; done++) {
      if (!present[of * actions + done]) throw new InputError(path, transitionsOf(table), `an entry for state ${of}, action ${done} (${context.actions[done]}), as for its other actions`);
    }
  }
  for (let i = 0; i < state.length; i++) {
    for (let at = first[i]!; at < first[i + 1]!; at++) {
      if (!terminated[at] && !hasTransitions[next[at]!]) throw new InputError(`${path}[${i}][2][${at - first[i]!}][1]`, next[at], 'a state that has transitions, or an outcome that terminates');
    }
  }
  checkEvents(table, path, context.events);
  return hasTransitions;
}

/** Checks every distinct list of events that happen in the level, where it happens first. */
function checkEvents({ first, events, lists }: TransitionTable, path: string, names: ReadonlySet<string>): void {
  const found = new Int32Array(lists.length).fill(-1);
  for (let at = events.length - 1; at >= 0; at--) found[events[at]!] = at;
  found.forEach((at, list) => {
    if (at < 0) return;
    validateEventNames(lists[list], () => {
      const i = first.findLastIndex((from) => from <= at);
      return `${path}[${i}][2][${at - first[i]!}][2]`;
    }, names);
  });
}

const notOutcomes = (path: string, found: unknown): InputError => new InputError(path, found, 'an array of at least 1 outcomes');
/** The error for what is no such probability. */
export const notProbability = (path: string, found: unknown): InputError => new InputError(path, found, 'a probability above 0, at most 1');

/** Whether a value is the probability of something that can happen. */
export const isProbability = (value: unknown): value is number => typeof value === 'number' && value > 0 && value <= 1;

/** Whether probabilities that sum to this are those of a distribution. */
export const isOne = (sum: number): boolean => Math.abs(sum - 1) <= probabilityError;

/** The error for those that are not. */
export const notOne = (path: string, sum: number): InputError => new InputError(path, sum, `probabilities that sum to 1 within ${probabilityError}`);
