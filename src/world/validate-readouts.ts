/** Strict validation of what a world says about how its agents are read: impulsiveness, and the order of desire and deception. */
import { InputError } from './input-error';
import { member, readArray, readInteger, readMember, readObject } from './json';
import type { CheckedLevel } from './validate-level';

/** @param events names of all events */
export function validateImpulse(value: unknown, path: string, events: readonly string[]): void {
  const { sooner, later } = readObject(value, path, ['sooner', 'later']);
  const name = readMember(sooner, member(path, 'sooner'), 'an event', events);
  readMember(later, member(path, 'later'), 'another event', events.filter((event) => event !== name));
}

/** Names that a world declares. */
interface Declared {
  readonly actions: readonly string[];
  readonly levels: readonly CheckedLevel[];
  readonly probes: readonly string[];
}

export function validateDeception(value: unknown, path: string, { actions, levels, probes }: Declared): void {
  const deception = readObject(value, path, ['misdeed', 'unwatched', 'watched', 'misdeedProbe', 'honestProbe']);
  readMember(deception.misdeed, member(path, 'misdeed'), 'an action', actions);
  const unwatched = readPlace(deception.unwatched, member(path, 'unwatched'), levels);
  const watched = readPlace(deception.watched, member(path, 'watched'), levels);
  if (watched.level === unwatched.level && watched.state === unwatched.state) {
    throw new InputError(member(member(path, 'watched'), 1), watched.state, 'another state than the unwatched one');
  }
  const misdeed = readMember(deception.misdeedProbe, member(path, 'misdeedProbe'), 'a probe', probes);
  readMember(deception.honestProbe, member(path, 'honestProbe'), 'another probe', probes.filter((probe) => probe !== misdeed));
}

/** [level, state] where an action can be done. */
function readPlace(value: unknown, path: string, levels: readonly CheckedLevel[]): { level: string; state: number } {
  const [name, number] = readArray(value, path, 'values: level and state', 2, 2);
  const level = readMember(name, member(path, 0), 'a level', levels.map((checked) => checked.name));
  const { hasTransitions } = levels.find((checked) => checked.name === level)!;
  const state = readInteger(number, member(path, 1), 0, hasTransitions.length - 1);
  if (!hasTransitions[state]) throw new InputError(member(path, 1), state, 'a state that has transitions');
  return { level, state };
}
