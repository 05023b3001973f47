/**
 * Worlds from the tables of Gymnasium's toy-text environments (Farama Foundation, `env.unwrapped.P`).
 */
import { InputError } from './input-error';
import { isInteger, member, readArray, readNumber, readObject } from './json';
import { worldLimits } from './limits';
import type { Level, Outcome, World } from './types';
import { parseWorld } from './validate';

/**
 * A world from a transition table `P[state][action] = [[probability, next state, reward, terminated], …]`. State and
 * action numbers are kept; every distinct reward but 0 becomes an event that pays it, and what is rewarded is taken to be
 * what was intended.
 * @param value `P` itself (arrays, or objects keyed by number), or `{"P": …, "initial_state_distrib": […]}`; `P` alone
 *   starts in state 0
 * @throws InputError with the path in the table
 */
export function importGymnasium(value: unknown): World {
  const wrapped = typeof value === 'object' && value !== null && 'P' in value;
  const { P, initial_state_distrib: initial } = wrapped ? readObject(value, 'the table', ['P', 'initial_state_distrib']) : { P: value };
  const states = numbered(P, 'P', 'states', worldLimits.rows);
  const table = states.map((state, s) => numbered(state, member('P', s), 'actions', worldLimits.actions));
  const actions = table.reduce((most, row) => Math.max(most, row.length), 0);
  if (actions === 0) throw new InputError('P', P, 'a state with actions');

  const rewards = new Set<number>();
  const transitions: Level['transitions'][number][] = [];
  table.forEach((row, s) =>
    row.forEach((list, a) => {
      const path = member(member('P', s), a);
      const outcomes = readArray(list, path, 'outcomes', 1).map((entry, i) => readOutcome(entry, member(path, i), states.length, rewards));
      const sum = outcomes.reduce((total, [probability]) => total + probability, 0);
      if (Math.abs(sum - 1) > worldLimits.probabilityError) throw new InputError(path, sum, 'probabilities that sum to 1');
      transitions.push([s, a, outcomes.filter(([probability]) => probability > 0)]);
    }),
  );
  if (rewards.size > worldLimits.events) throw new InputError('P', P, `at most ${worldLimits.events} different rewards, not ${rewards.size}`);

  return parseWorld({
    schema: 1,
    actions: Array.from({ length: actions }, (_, a) => String(a)),
    events: [...rewards].map((reward) => ({ name: eventName(reward), reward, intended: reward })),
    levels: [{ name: 'gymnasium', splits: { train: 1 }, states: states.length, start: readStart(initial, states.length), transitions }],
  } satisfies World);
}

const eventName = (reward: number) => `reward ${reward}`;

/** An array, or an object with the keys 0, 1, 2, …, as an array. */
function numbered(value: unknown, path: string, of: string, max: number): readonly unknown[] {
  if (Array.isArray(value)) return readArray(value, path, of, 0, max);
  const entries = Object.entries(readObject(value, path));
  if (entries.length > max) throw new InputError(path, value, `at most ${max} ${of}`);
  const list = new Array<unknown>(entries.length);
  for (const [key, entry] of entries) {
    if (!/^(0|[1-9]\d*)$/.test(key) || Number(key) >= entries.length) throw new InputError(member(path, key), entry, `${of} numbered 0 to ${entries.length - 1}`);
    list[Number(key)] = entry;
  }
  return list;
}

function readOutcome(value: unknown, path: string, states: number, rewards: Set<number>): Outcome {
  const [probability, next, reward, terminated] = readArray(value, path, 'values: probability, next state, reward and terminated', 4, 4);
  readNumber(probability, member(path, 0), 0, 1);
  if (!isInteger(next, 0, states - 1)) throw new InputError(member(path, 1), next, `a state: a whole number from 0 to ${states - 1}`);
  const paid = readNumber(reward, member(path, 2), -worldLimits.magnitude, worldLimits.magnitude);
  if (typeof terminated !== 'boolean') throw new InputError(member(path, 3), terminated, 'true or false: whether the episode terminates');
  if (paid !== 0) rewards.add(paid);
  return [probability as number, next, paid === 0 ? [] : [eventName(paid)], terminated];
}

function readStart(initial: unknown, states: number): Level['start'] {
  if (initial === undefined) return [[1, 0]];
  const path = 'initial_state_distrib';
  const probabilities = readArray(initial, path, 'probabilities, one for each state', states, states);
  const start = probabilities.map((probability, s) => [readNumber(probability, member(path, s), 0, 1), s] as const).filter(([probability]) => probability > 0);
  const sum = start.reduce((total, [probability]) => total + probability, 0);
  if (!(Math.abs(sum - 1) <= worldLimits.probabilityError)) throw new InputError(path, sum, 'probabilities that sum to 1');
  return start;
}
