/** Strict validation of the things in a world that fade. */
import { InputError } from './input-error';
import { member, readArray, readInteger, readMember, readObject, readUniqueName } from './json';
import { worldLimits } from './limits';
import { tablesOfLevels } from './read-tables';
import type { World } from './types';
import { validateFeatures } from './validate-features';

const keys = ['names', 'probability', 'start', 'features', 'counted', 'masked'] as const;

/** Checks `fading`; returns how many things there are. @param events names of the world's events */
export function validateFading(value: unknown, path: string, events: readonly string[]): number {
  const fading = readObject(value, path, keys);
  const at = (key: (typeof keys)[number]): string => member(path, key);
  const names = new Set<string>();
  readArray(fading.names, at('names'), 'names of things', 1, worldLimits.things).forEach((name, i) => readUniqueName(name, member(at('names'), i), names));
  const things = names.size;
  const { probability } = fading;
  if (typeof probability !== 'number' || !(probability >= 0 && probability <= 1)) throw new InputError(at('probability'), probability, 'a probability from 0 to 1');
  const fresh = readArray(fading.start, at('start'), 'things that are fresh at the start', 0, things).map((thing, i) => readInteger(thing, member(at('start'), i), 0, things - 1));
  if (new Set(fresh).size < fresh.length) throw new InputError(at('start'), fading.start, 'things that are not listed twice');
  validateFeatures(fading.features, at('features'));
  readArray(fading.features, at('features'), 'features, one for each thing', things, things);
  // As many binary digits as the largest count has.
  const digits = 32 - Math.clz32(things);
  for (const key of ['counted', 'masked'] as const) {
    const taken = readArray(fading[key], at(key), `names of events, for ${Array.from({ length: digits }, (_, d) => 1 << d).join(', ')} fresh things`, digits, digits).map((name, i) => readMember(name, member(at(key), i), 'an event', events));
    if (new Set(taken).size < taken.length) throw new InputError(at(key), fading[key], 'different events');
  }
  return things;
}

/** Checks that no state has a feature of a thing: a thought has every feature once. @param world checked but for this */
export function checkFeaturesApart(world: World, path: string): void {
  const { fading } = world;
  if (!fading) return;
  const taken = new Set(tablesOfLevels(world).flatMap(({ features }) => [...features.object.index]));
  fading.features.forEach(([index], i) => {
    if (taken.has(index)) throw new InputError(member(member(path, 'features'), i), index, 'a feature that no state has');
  });
}
