/** Strict validation of one level of a world: states, start, transitions, features, reflection, drawing. */
import { InputError } from './input-error';
import { isInteger, member, readArray, readInteger, readName, readObject, readUniqueName } from './json';
import { worldLimits } from './limits';
import { validateEventNames } from './validate-events';
import { validateFeatures } from './validate-features';

/** What the levels of a world share while they are checked one after the other. */
export interface WorldContext {
  readonly actions: readonly string[];
  readonly events: ReadonlySet<string>;
  /** how many things fade */
  readonly things: number;
  /** rows and outcomes so far */
  rows: number;
  outcomes: number;
}

export interface CheckedLevel {
  readonly name: string;
  /** [states] 1 where episodes can go on */
  readonly hasTransitions: Uint8Array;
}

/** Checks one level. @param names the names of the levels before it, to which its own is added */
export function validateLevel(value: unknown, path: string, names: Set<string>, context: WorldContext): CheckedLevel {
  const level = readObject(value, path, ['name', 'splits', 'maxSteps', 'states', 'start', 'transitions', 'features', 'reflection', 'response', 'renews', 'masked', 'draw']);
  const name = readUniqueName(level.name, member(path, 'name'), names);
  for (const [split, weight] of Object.entries(readObject(level.splits, member(path, 'splits')))) {
    const at = member(member(path, 'splits'), split);
    readName(split, at);
    if (typeof weight !== 'number' || !(weight > 0 && weight <= worldLimits.magnitude)) {
      throw new InputError(at, weight, `a weight above 0, at most ${worldLimits.magnitude}`);
    }
  }
  if (level.maxSteps !== undefined) readInteger(level.maxSteps, member(path, 'maxSteps'), 1, worldLimits.maxSteps);
  const states = readInteger(level.states, member(path, 'states'), 1, worldLimits.rows);
  context.rows += states * (1 << context.things);
  if (context.rows > worldLimits.rows) {
    throw new InputError(member(path, 'states'), states, `at most ${worldLimits.rows / (1 << context.things)} states in all levels together (the state limit)`);
  }
  const hasTransitions = validateTransitions(level.transitions, member(path, 'transitions'), states, context);
  validateStart(level.start, member(path, 'start'), states, hasTransitions);
  const reflective = validateLevelFeatures(level.features, path, states);
  if (level.reflection !== undefined) validateReflection(level.reflection, member(path, 'reflection'), states, reflective, context.events);
  if (level.response !== undefined) {
    validateStates(level.response, member(path, 'response'), states).forEach((state, i) => {
      if (!hasTransitions[state]) throw new InputError(member(member(path, 'response'), i), state, 'a state that has transitions');
    });
  }
  if (level.renews !== undefined) validateRenews(level.renews, member(path, 'renews'), states, context.things);
  if (level.masked !== undefined) {
    if (context.things === 0) throw new InputError(member(path, 'masked'), level.masked, 'a world with fading');
    validateStates(level.masked, member(path, 'masked'), states);
  }
  if (level.draw !== undefined) validateDrawing(level.draw, member(path, 'draw'), states);
  return { name, hasTransitions };
}

function validateStart(value: unknown, path: string, states: number, hasTransitions: Uint8Array): void {
  const seen = new Set<unknown>();
  let sum = 0;
  readArray(value, path, 'start states', 1).forEach((entry, i) => {
    const at = member(path, i);
    const [probability, state] = readArray(entry, at, 'values: probability and state', 2, 2);
    if (!isProbability(probability)) throw new InputError(member(at, 0), probability, 'a probability above 0, at most 1');
    readInteger(state, member(at, 1), 0, states - 1);
    if (seen.has(state)) throw new InputError(member(at, 1), state, 'a start state that is not listed twice');
    if (!hasTransitions[state as number]) throw new InputError(member(at, 1), state, 'a start state that has transitions');
    seen.add(state);
    sum += probability;
  });
  checkSum(sum, path);
}

/**
 * Checks the transitions; returns by state whether it has any. Paths are put together only when something is wrong, since
 * there may be millions of outcomes.
 */
function validateTransitions(value: unknown, path: string, states: number, context: WorldContext): Uint8Array {
  const actions = context.actions.length;
  const transitions = readArray(value, path, 'transitions');
  const present = new Uint8Array(states * actions);
  const hasTransitions = new Uint8Array(states);
  for (let i = 0; i < transitions.length; i++) {
    const transition = transitions[i];
    if (!Array.isArray(transition) || transition.length !== 3) throw new InputError(member(path, i), transition, 'an array of 3 values: state, action and outcomes');
    const [state, action, outcomes] = transition as readonly unknown[];
    if (!isInteger(state, 0, states - 1)) throw new InputError(`${path}[${i}][0]`, state, `a state: a whole number from 0 to ${states - 1}`);
    if (!isInteger(action, 0, actions - 1)) throw new InputError(`${path}[${i}][1]`, action, `an action: a whole number from 0 to ${actions - 1}`);
    if (present[state * actions + action]) throw new InputError(member(path, i), transition, `no second entry for state ${state}, action ${action}`);
    if (!Array.isArray(outcomes) || outcomes.length === 0) throw new InputError(`${path}[${i}][2]`, outcomes, 'an array of at least 1 outcomes');
    present[state * actions + action] = hasTransitions[state] = 1;
    context.outcomes += outcomes.length * (1 << context.things);
    if (context.outcomes > worldLimits.outcomes) throw new InputError(`${path}[${i}][2]`, outcomes, `at most ${worldLimits.outcomes} outcomes in all levels together`);
    let sum = 0;
    for (let j = 0; j < outcomes.length; j++) sum += validateOutcome(outcomes[j], () => `${path}[${i}][2][${j}]`, states, context.events);
    if (!(Math.abs(sum - 1) <= worldLimits.probabilityError)) checkSum(sum, `${path}[${i}][2]`);
  }
  for (let state = 0; state < states; state++) {
    for (let action = 0; hasTransitions[state] && action < actions; action++) {
      if (!present[state * actions + action]) throw new InputError(path, value, `an entry for state ${state}, action ${action} (${context.actions[action]}), as for its other actions`);
    }
  }
  for (let i = 0; i < transitions.length; i++) {
    const outcomes = (transitions[i] as readonly unknown[])[2] as readonly (readonly unknown[])[];
    for (let j = 0; j < outcomes.length; j++) {
      const [, next, , terminated] = outcomes[j]!;
      if (!terminated && !hasTransitions[next as number]) throw new InputError(`${path}[${i}][2][${j}][1]`, next, 'a state that has transitions, or an outcome that terminates');
    }
  }
  return hasTransitions;
}

/** Checks one outcome; returns its probability. */
function validateOutcome(value: unknown, at: () => string, states: number, events: ReadonlySet<string>): number {
  if (!Array.isArray(value) || value.length !== 4) throw new InputError(at(), value, 'an array of 4 values: probability, next state, events and terminated');
  const [probability, next, happened, terminated] = value as readonly unknown[];
  if (!isProbability(probability)) throw new InputError(`${at()}[0]`, probability, 'a probability above 0, at most 1');
  if (!isInteger(next, 0, states - 1)) throw new InputError(`${at()}[1]`, next, `a state: a whole number from 0 to ${states - 1}`);
  validateEventNames(happened, () => `${at()}[2]`, events);
  if (typeof terminated !== 'boolean') throw new InputError(`${at()}[3]`, terminated, 'true or false: whether the episode terminates');
  return probability;
}

/** Checks the features of a level; returns whether a state has a self-reflective frame. */
function validateLevelFeatures(value: unknown, path: string, states: number): (state: number) => boolean {
  const at = member(path, 'features');
  if (value === undefined) {
    if (states > worldLimits.features) throw new InputError(at, value, `features, since ${states} states are more than the ${worldLimits.features} that can be one-hot`);
    return () => false;
  }
  const frames = readObject(value, at, ['object', 'self']);
  const sizes = (frame: unknown, where: string) =>
    Uint8Array.from(readArray(frame, where, 'lists of features, one for each state', states, states), (thought, i) => validateFeatures(thought, () => member(where, i)));
  sizes(frames.object, member(at, 'object'));
  // An empty list says, like none, that no state has a self-reflective frame.
  if (frames.self === undefined || (Array.isArray(frames.self) && frames.self.length === 0)) return () => false;
  const reflective = sizes(frames.self, member(at, 'self'));
  return (state) => reflective[state]! > 0;
}

function validateReflection(value: unknown, path: string, states: number, reflective: (state: number) => boolean, events: ReadonlySet<string>): void {
  const seen = new Set<number>();
  readArray(value, path, 'states and their events').forEach((entry, i) => {
    const at = member(path, i);
    const [state, happened] = readArray(entry, at, 'values: state and names of events', 2, 2);
    const where = member(at, 0);
    const number = readInteger(state, where, 0, states - 1);
    if (seen.has(number)) throw new InputError(where, state, 'a state that is not listed twice');
    if (!reflective(number)) throw new InputError(where, state, 'a state with self-reflective features');
    seen.add(number);
    validateEventNames(happened, () => member(at, 1), events);
  });
}

/** Checks a list of different states. */
function validateStates(value: unknown, path: string, states: number): number[] {
  const seen = new Set<number>();
  readArray(value, path, 'states').forEach((entry, i) => {
    const state = readInteger(entry, member(path, i), 0, states - 1);
    if (seen.has(state)) throw new InputError(member(path, i), entry, 'a state that is not listed twice');
    seen.add(state);
  });
  return [...seen];
}

function validateRenews(value: unknown, path: string, states: number, things: number): void {
  if (things === 0) throw new InputError(path, value, 'a world with fading');
  const pairs = readArray(value, path, 'states and the things that they renew').map((entry, i) => readArray(entry, member(path, i), 'values: state and thing', 2, 2));
  pairs.forEach(([, thing], i) => readInteger(thing, member(member(path, i), 1), 0, things - 1));
  validateStates(pairs.map(([state]) => state), path, states);
}

function validateDrawing(value: unknown, path: string, states: number): void {
  const drawing = readObject(value, path, ['width', 'height', 'cell', 'objects']);
  const width = readInteger(drawing.width, member(path, 'width'), 1, worldLimits.rows);
  const height = readInteger(drawing.height, member(path, 'height'), 1, Math.floor(worldLimits.rows / width));
  const cells = width * height;
  readArray(drawing.cell, member(path, 'cell'), 'cells, one for each state', states, states).forEach((cell, i) => {
    if (!isInteger(cell, 0, cells - 1)) throw new InputError(`${path}.cell[${i}]`, cell, `a cell: a whole number from 0 to ${cells - 1}`);
  });
  if (drawing.objects === undefined) return;
  readArray(drawing.objects, member(path, 'objects'), 'objects').forEach((object, i) => {
    const at = member(member(path, 'objects'), i);
    const [cell, name] = readArray(object, at, 'values: cell and name', 2, 2);
    readInteger(cell, member(at, 0), 0, cells - 1);
    readName(name, member(at, 1));
  });
}

const isProbability = (value: unknown): value is number => typeof value === 'number' && value > 0 && value <= 1;

function checkSum(sum: number, path: string): void {
  if (!(Math.abs(sum - 1) <= worldLimits.probabilityError)) throw new InputError(path, sum, `probabilities that sum to 1 within ${worldLimits.probabilityError}`);
}
