/** Validation of an experiment's phases against the world that they take place in. */
import { InputError } from '../world/input-error';
import { member, readArray, readInteger, readObject } from '../world/json';
import { worldLimits } from '../world/limits';
import type { World } from '../world/types';
import { phaseDefaults } from './defaults';
import { experimentLimits } from './limits';
import { or } from './or';
import type { Phase } from './types';

const keys = ['name', 'split', 'levels', 'repeat', 'steps', 'episodes', 'learn', 'greedy', 'modelLearn'] as const;

/**
 * Phases with their defaults written out.
 * @throws InputError with the path of the first thing that is wrong
 */
export function parsePhases(value: unknown, world: World): readonly Phase[] {
  const known = { splits: new Set(world.levels.flatMap(({ splits }) => Object.keys(splits))), levels: new Set(world.levels.map(({ name }) => name)) };
  const taken = new Set<string>();
  return readArray(value, 'phases', 'phases', 1, experimentLimits.phases).map((entry, i) => {
    const path = member('phases', i);
    const phase = readObject(entry, path, keys);
    const name = readPhaseName(phase.name, member(path, 'name'), taken);
    const place = exactlyOne(phase, path, ['split', 'levels']);
    const length = exactlyOne(phase, path, ['steps', 'episodes', 'repeat']);
    if (length === 'repeat' && place !== 'levels') throw new InputError(member(path, 'repeat'), phase.repeat, 'levels to repeat, or steps or episodes instead');
    const amount = readInteger(phase[length], member(path, length), 1, experimentLimits.steps);
    return {
      name,
      ...(place === 'split'
        ? { split: readKnown(phase.split, member(path, 'split'), known.splits, 'split') }
        : { levels: readLevels(phase.levels, member(path, 'levels'), known.levels) }),
      [length]: amount,
      learn: readSwitch(or(phase.learn, phaseDefaults.learn), member(path, 'learn')),
      greedy: readSwitch(or(phase.greedy, phaseDefaults.greedy), member(path, 'greedy')),
      modelLearn: readSwitch(or(phase.modelLearn, phaseDefaults.modelLearn), member(path, 'modelLearn')),
    };
  });
}

/** A name that can stand in front of a measure: `<phase>.<measure>` names columns. */
function readPhaseName(value: unknown, path: string, taken: Set<string>): string {
  if (typeof value !== 'string' || !/^[A-Za-z0-9_-]([A-Za-z0-9 _-]{0,62}[A-Za-z0-9_-])?$/.test(value)) {
    throw new InputError(path, value, '1 to 64 letters, digits, spaces, - or _, without a space at either end');
  }
  if (taken.has(value)) throw new InputError(path, value, 'a name that no other phase has');
  taken.add(value);
  return value;
}

function exactlyOne<K extends string>(phase: Readonly<Record<string, unknown>>, path: string, names: readonly K[]): K {
  const given = names.filter((name) => phase[name] !== undefined);
  const [first, second] = given;
  if (first === undefined) throw new InputError(path, phase, `one of the keys ${names.join(', ')}`);
  if (second !== undefined) throw new InputError(member(path, second), phase[second], `only one of ${names.join(', ')}; ${first} is given too`);
  return first;
}

const readLevels = (value: unknown, path: string, known: ReadonlySet<string>): string[] =>
  readArray(value, path, 'names of levels', 1, worldLimits.levels).map((name, i) => readKnown(name, member(path, i), known, 'level'));

function readKnown(value: unknown, path: string, known: ReadonlySet<string>, what: string): string {
  if (typeof value === 'string' && known.has(value)) return value;
  const names = [...known].slice(0, 10).join(', ');
  const more = known.size > 10 ? ` and ${known.size - 10} more` : '';
  throw new InputError(path, value, known.size === 0 ? `levels instead: this world has no ${what}` : `a ${what} of this world: ${names}${more}`);
}

export function readSwitch(value: unknown, path: string): boolean {
  if (typeof value !== 'boolean') throw new InputError(path, value, 'true or false');
  return value;
}
