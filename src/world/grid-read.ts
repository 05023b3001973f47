/** Drawings as they come from a browser's storage, where older versions and other pages may have written. */
import { displacements, gridLimits, type GridLevel, type GridModel, type Thing } from './grid';
import { InputError } from './input-error';
import { member, readArray, readBoolean, readInteger, readMember, readName, readNumber, readObject } from './json';
import { worldLimits } from './limits';
import type { World } from './types';
import { validateLetters } from './validate';
import { readEvents } from './validate-events';

const keys = ['actions', 'letters', 'events', 'everyStep', 'things', 'levels', 'intendedGoal', 'nullAction', 'impulse', 'seesCell', 'kept', 'usesKept'];

/**
 * Checks a drawing and returns it, the same object, with its type. What only matters to the world that it gives, such as
 * kept features, is left to `gridWorld`.
 * @throws InputError for the first thing that is wrong
 */
export function readGridModel(value: unknown, path = 'drawing'): GridModel {
  const model = readObject(value, path, keys);
  const actions = readArray(model.actions, member(path, 'actions'), 'actions', 1, worldLimits.actions).map((action, i) => readName(action, member(member(path, 'actions'), i)));
  validateLetters(model.letters, member(path, 'letters'), actions.length);
  if (!displacements({ actions, letters: model.letters as World['letters'] })) throw new InputError(member(path, 'actions'), actions, 'moves');
  const events = [...readEvents(model.events, member(path, 'events'))];
  readNames(model.everyStep, member(path, 'everyStep'), events);
  const things = readArray(model.things, member(path, 'things'), 'things', 0, gridLimits.things).map((thing, i) => readThing(thing, member(member(path, 'things'), i), events));
  readArray(model.levels, member(path, 'levels'), 'levels', 1, gridLimits.levels).forEach((level, i) => readLevel(level, member(member(path, 'levels'), i), things.length));
  readBoolean(model.seesCell, member(path, 'seesCell'));
  readBoolean(model.usesKept, member(path, 'usesKept'));
  if (model.kept !== null) readObject(readObject(model.kept, member(path, 'kept')).levels, member(path, 'kept.levels'));
  return value as GridModel;
}

const readNames = (value: unknown, path: string, events: readonly string[]): void =>
  readArray(value, path, 'names of events', 0, worldLimits.events).forEach((name, i) => readMember(name, member(path, i), 'an event', events));

function readThing(value: unknown, path: string, events: readonly string[]): Thing {
  const thing = readObject(value, path, ['name', 'events', 'terminates', 'once', 'instead', 'back', 'seen']);
  readName(thing.name, member(path, 'name'));
  readNames(thing.events, member(path, 'events'), events);
  for (const key of ['terminates', 'once', 'instead', 'back', 'seen']) readBoolean(thing[key], member(path, key));
  return value as Thing;
}

function readLevel(value: unknown, path: string, things: number): void {
  const level = readObject(value, path, ['name', 'splits', 'maxSteps', 'width', 'height', 'walls', 'start', 'things']) as Readonly<Record<keyof GridLevel, unknown>>;
  readName(level.name, member(path, 'name'));
  const splits = member(path, 'splits');
  for (const [split, weight] of Object.entries(readObject(level.splits, splits))) readNumber(weight, member(splits, split), 0, worldLimits.magnitude);
  if (level.maxSteps !== undefined) readInteger(level.maxSteps, member(path, 'maxSteps'), 1, worldLimits.maxSteps);
  const cells = readInteger(level.width, member(path, 'width'), 1, gridLimits.side) * readInteger(level.height, member(path, 'height'), 1, gridLimits.side);
  readArray(level.walls, member(path, 'walls'), 'cells', cells, cells).forEach((wall, i) => readBoolean(wall, member(member(path, 'walls'), i)));
  readArray(level.start, member(path, 'start'), 'cells', 0, cells).forEach((cell, i) => readInteger(cell, member(member(path, 'start'), i), 0, cells - 1));
  readArray(level.things, member(path, 'things'), 'places', 0, cells * things).forEach((place, i) => {
    const at = member(member(path, 'things'), i);
    const [cell, thing] = readArray(place, at, 'values: cell and thing', 2, 2);
    readInteger(cell, member(at, 0), 0, cells - 1);
    readInteger(thing, member(at, 1), 0, things - 1);
  });
}
