/** Strict validation of one level of a world: states, start, transitions, features, reflection, drawing. */
import type { FeatureLists } from './feature-lists';
import { InputError } from './input-error';
import { isInteger, member, readArray, readInteger, readName, readObject, readUniqueName } from './json';
import { writtenTables } from './level-tables';
import { worldLimits } from './limits';
import { readTables } from './read-tables';
import type { FrameFeatures } from './types';
import { validateEventNames } from './validate-events';
import { checkFeatures } from './validate-features';
import { checkTransitions, isOne, isProbability, notOne, notProbability, type WorldContext } from './validate-transitions';

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
  const { transitions, features } = writtenTables(level) ?? readTables(level, path, states, context);
  const hasTransitions = checkTransitions(transitions, member(path, 'transitions'), states, context);
  validateStart(level.start, member(path, 'start'), states, hasTransitions);
  const reflective = validateLevelFeatures(features, member(path, 'features'));
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
    if (!Array.isArray(entry) || entry.length !== 2) throw new InputError(member(path, i), entry, 'an array of 2 values: probability and state');
    const [probability, state] = entry as readonly unknown[];
    if (!isProbability(probability)) throw notProbability(`${path}[${i}][0]`, probability);
    if (!isInteger(state, 0, states - 1)) throw new InputError(`${path}[${i}][1]`, state, `a whole number from 0 to ${states - 1}`);
    if (seen.has(state)) throw new InputError(`${path}[${i}][1]`, state, 'a start state that is not listed twice');
    if (!hasTransitions[state]) throw new InputError(`${path}[${i}][1]`, state, 'a start state that has transitions');
    seen.add(state);
    sum += probability;
  });
  if (!isOne(sum)) throw notOne(path, sum);
}

/** Checks the features of a level; returns whether a state has a self-reflective frame. */
function validateLevelFeatures({ object, self }: FrameFeatures<FeatureLists>, path: string): (state: number) => boolean {
  checkFeatures(object, (state) => `${path}.object[${state}]`);
  if (!self) return () => false;
  checkFeatures(self, (state) => `${path}.self[${state}]`);
  return (state) => self.first[state + 1]! > self.first[state]!;
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
