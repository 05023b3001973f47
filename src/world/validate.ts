/** Strict validation of the public JSON form of a world. */
import { InputError } from './input-error';
import { member, readArray, readInteger, readMember, readName, readObject, readUniqueName } from './json';
import { worldLimits } from './limits';
import type { FrameFeatures, World } from './types';
import { checkFeaturesApart, validateFading } from './validate-fading';
import { readEvents } from './validate-events';
import { validateFrames } from './validate-features';
import { validateLevel } from './validate-level';
import { validateDeception, validateImpulse } from './validate-readouts';
import type { WorldContext } from './validate-transitions';

const keys = ['schema', 'actions', 'letters', 'events', 'levels', 'intendedGoal', 'probes', 'nullAction', 'featureGroups', 'impulse', 'deception', 'fading'];

/**
 * Checks a world in its public JSON form and returns it, the same object, with its type. Nothing is filled in: defaults
 * are the compiler's.
 * @param path where the world stands in its file, for messages
 * @throws InputError for the first thing that is wrong, with its exact path such as `world.levels[0].transitions[3][2][0][0]`
 */
export function parseWorld(value: unknown, path = 'world'): World {
  const world = readObject(value, path, keys);
  if (world.schema !== 1) throw new InputError(member(path, 'schema'), world.schema, '1');
  const actions = readActions(world.actions, member(path, 'actions'));
  validateLetters(world.letters, member(path, 'letters'), actions.length);
  const events = readEvents(world.events, member(path, 'events'));
  const things = world.fading === undefined ? 0 : validateFading(world.fading, member(path, 'fading'), [...events]);
  const context: WorldContext = { actions, events, things, rows: 0, outcomes: 0 };
  const names = new Set<string>();
  const levels = readArray(world.levels, member(path, 'levels'), 'levels', 1, worldLimits.levels);
  const checked = levels.map((level, i) => validateLevel(level, member(member(path, 'levels'), i), names, context));
  const { goals, probes } = validateProbes(world.probes, member(path, 'probes'));
  if (world.intendedGoal !== undefined) {
    const goal = readName(world.intendedGoal, member(path, 'intendedGoal'));
    if (goals.size > 0 && !goals.has(goal)) {
      throw new InputError(member(path, 'intendedGoal'), goal, `the goal of a probe: ${[...goals].join(', ')}`);
    }
  }
  if (world.nullAction !== undefined) readMember(world.nullAction, member(path, 'nullAction'), 'an action', actions);
  if (world.featureGroups !== undefined) validateFeatureGroups(world.featureGroups, member(path, 'featureGroups'));
  if (world.impulse !== undefined) validateImpulse(world.impulse, member(path, 'impulse'), [...context.events]);
  if (world.deception !== undefined && things > 0) throw new InputError(member(path, 'deception'), world.deception, 'nothing: states of a world with fading are several rows');
  if (world.deception !== undefined) validateDeception(world.deception, member(path, 'deception'), { actions, levels: checked, probes });
  checkFeaturesApart(value as World, member(path, 'fading'));
  return value as World;
}

function readActions(value: unknown, path: string): string[] {
  const names = new Set<string>();
  readArray(value, path, 'names of actions', 1, worldLimits.actions).forEach((name, i) => readUniqueName(name, member(path, i), names));
  return [...names];
}

/** Checks the letters of so many actions. */
export function validateLetters(value: unknown, path: string, actions: number): void {
  if (value === undefined) return;
  const letters = typeof value === 'string' ? [...value] : [];
  if (letters.length !== actions || new Set(letters).size !== actions || letters.some((letter) => /\s/u.test(letter))) {
    throw new InputError(path, value, `${actions} different characters, one for each action`);
  }
}

/** Checks the probes; returns their names and those of their goals. */
function validateProbes(value: unknown, path: string): { probes: readonly string[]; goals: ReadonlySet<string> } {
  const names = new Set<string>();
  const goals = new Set<string>();
  const expected: { object?: number; self?: number } = {};
  (value === undefined ? [] : readArray(value, path, 'probes', 0, worldLimits.probes)).forEach((entry, i) => {
    const at = member(path, i);
    const probe = readObject(entry, at, ['name', 'goal', 'outcome', 'context', 'features']);
    readUniqueName(probe.name, member(at, 'name'), names);
    for (const key of ['goal', 'outcome', 'context'] as const) {
      if (probe[key] !== undefined) readName(probe[key], member(at, key));
    }
    const sizes = validateFrames(probe.features, member(at, 'features'));
    if (probe.goal === undefined) return;
    goals.add(probe.goal as string);
    for (const frame of ['object', 'self'] as const) {
      const size = sizes[frame];
      if (size === undefined) continue;
      const first = (expected[frame] ??= size);
      // A goal with more active features would have more weights that can speak for it.
      if (size !== first) throw new InputError(member(member(at, 'features'), frame), (probe.features as FrameFeatures<unknown>)[frame], `${first} features, as the first probe of a goal has`);
    }
  });
  return { probes: [...names], goals };
}

function validateFeatureGroups(value: unknown, path: string): void {
  const names = new Set<string>();
  let sum = 0;
  readArray(value, path, 'groups of features', 0, worldLimits.featureGroups).forEach((entry, i) => {
    const at = member(path, i);
    const group = readObject(entry, at, ['name', 'size']);
    readUniqueName(group.name, member(at, 'name'), names);
    sum += readInteger(group.size, member(at, 'size'), 1, worldLimits.features);
    if (sum > worldLimits.features) throw new InputError(member(at, 'size'), group.size, `at most ${worldLimits.features} features in all groups together`);
  });
}
