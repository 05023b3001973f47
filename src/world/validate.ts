/** Strict validation of the public JSON form of a world. */
import { InputError } from './input-error';
import { member, readArray, readName, readObject, readUniqueName } from './json';
import { worldLimits } from './limits';
import type { World } from './types';
import { readMagnitude, validateFeatures } from './validate-features';
import { validateLevel, type WorldContext } from './validate-level';

/**
 * Checks a world in its public JSON form and returns it, the same object, with its type. Nothing is filled in: defaults
 * are the compiler's.
 * @param path where the world stands in its file, for messages
 * @throws InputError for the first thing that is wrong, with its exact path such as `world.levels[0].transitions[3][2][0][0]`
 */
export function parseWorld(value: unknown, path = 'world'): World {
  const world = readObject(value, path, ['schema', 'actions', 'letters', 'events', 'levels', 'intendedGoal', 'probes']);
  if (world.schema !== 1) throw new InputError(member(path, 'schema'), world.schema, '1');
  const actions = readActions(world.actions, member(path, 'actions'));
  validateLetters(world.letters, member(path, 'letters'), actions.length);
  const context: WorldContext = { actions, events: readEvents(world.events, member(path, 'events')), rows: 0, outcomes: 0 };
  const names = new Set<string>();
  const levels = readArray(world.levels, member(path, 'levels'), 'levels', 1, worldLimits.levels);
  levels.forEach((level, i) => validateLevel(level, member(member(path, 'levels'), i), names, context));
  const goals = validateProbes(world.probes, member(path, 'probes'));
  if (world.intendedGoal !== undefined) {
    const goal = readName(world.intendedGoal, member(path, 'intendedGoal'));
    if (goals.size > 0 && !goals.has(goal)) {
      throw new InputError(member(path, 'intendedGoal'), goal, `the goal of a probe: ${[...goals].join(', ')}`);
    }
  }
  return value as World;
}

function readActions(value: unknown, path: string): string[] {
  const names = new Set<string>();
  readArray(value, path, 'names of actions', 1, worldLimits.actions).forEach((name, i) => readUniqueName(name, member(path, i), names));
  return [...names];
}

function validateLetters(value: unknown, path: string, actions: number): void {
  if (value === undefined) return;
  const letters = typeof value === 'string' ? [...value] : [];
  if (letters.length !== actions || new Set(letters).size !== actions || letters.some((letter) => /\s/u.test(letter))) {
    throw new InputError(path, value, `${actions} different characters, one for each action`);
  }
}

/** Checks the events; returns their names. */
function readEvents(value: unknown, path: string): ReadonlySet<string> {
  const names = new Set<string>();
  const proxies = new Set<string>();
  readArray(value, path, 'events', 0, worldLimits.events).forEach((declaration, i) => {
    const at = member(path, i);
    const event = readObject(declaration, at, ['name', 'reward', 'intended', 'proxies', 'override']);
    readUniqueName(event.name, member(at, 'name'), names);
    for (const key of ['reward', 'intended', 'override'] as const) {
      if (event[key] !== undefined) readMagnitude(event[key], member(at, key));
    }
    if (event.proxies === undefined) return;
    for (const [proxy, amount] of Object.entries(readObject(event.proxies, member(at, 'proxies')))) {
      const where = member(member(at, 'proxies'), proxy);
      readName(proxy, where);
      readMagnitude(amount, where);
      proxies.add(proxy);
      if (2 + proxies.size > worldLimits.channels) throw new InputError(where, amount, `at most ${worldLimits.channels - 2} proxies in all`);
    }
  });
  return names;
}

/** Checks the probes; returns the names of their goals. */
function validateProbes(value: unknown, path: string): ReadonlySet<string> {
  const names = new Set<string>();
  const goals = new Set<string>();
  const sizes = { object: -1, self: -1 };
  if (value === undefined) return goals;
  readArray(value, path, 'probes', 0, worldLimits.probes).forEach((entry, i) => {
    const at = member(path, i);
    const probe = readObject(entry, at, ['name', 'goal', 'outcome', 'context', 'features']);
    readUniqueName(probe.name, member(at, 'name'), names);
    for (const key of ['goal', 'outcome', 'context'] as const) {
      if (probe[key] !== undefined) readName(probe[key], member(at, key));
    }
    const frames = readObject(probe.features, member(at, 'features'), ['object', 'self']);
    for (const frame of ['object', 'self'] as const) {
      const where = member(member(at, 'features'), frame);
      if (frame === 'self' && frames.self === undefined) continue;
      const size = validateFeatures(frames[frame], () => where);
      if (probe.goal === undefined) continue;
      if (sizes[frame] < 0) sizes[frame] = size;
      // A goal with more active features would have more weights that can speak for it.
      if (size !== sizes[frame]) throw new InputError(where, frames[frame], `${sizes[frame]} features, as the first probe of a goal has`);
    }
    if (probe.goal !== undefined) goals.add(probe.goal as string);
  });
  return goals;
}
