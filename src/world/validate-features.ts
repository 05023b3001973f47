/** Strict validation of numbers that become binary32 state, and of the features of one thought. */
import { smallest } from '../numerics/float32';
import { FeatureWriter, type FeatureLists } from './feature-lists';
import { InputError } from './input-error';
import { isInteger, member, readObject } from './json';
import { worldLimits } from './limits';
import type { Feature } from './types';

const { magnitude: largest, features: mostFeatures, featuresPerRow } = worldLimits;

/** 0, or a magnitude that a stored number may have. Smaller ones would silently become 0. */
const isMagnitude = (value: unknown): value is number =>
  typeof value === 'number' && (value === 0 || (Math.abs(value) >= smallest && Math.abs(value) <= largest));

const magnitude = `0, or a number of magnitude ${smallest} to ${largest}`;

/** A number that a table can hold in binary32. */
export function readMagnitude(value: unknown, path: string): number {
  if (!isMagnitude(value)) throw notMagnitude(path, value);
  return value;
}

/**
 * Reads lists of features, one for each thought.
 * @param path of thought i: asked for only when something is wrong, since a world may have millions of features
 * @throws InputError for what has not the form of a list of features; `checkFeatures` finds what else is wrong
 */
export function readFeatures(thoughts: readonly unknown[], path: (i: number) => string): FeatureLists {
  const writer = new FeatureWriter();
  for (let i = 0; i < thoughts.length; i++) {
    const thought = thoughts[i];
    if (!Array.isArray(thought) || thought.length > featuresPerRow) throw notFeatures(path(i), thought);
    for (let j = 0; j < thought.length; j++) {
      const feature: unknown = thought[j];
      if (!Array.isArray(feature) || feature.length !== 2) throw new InputError(member(path(i), j), feature, 'an array of 2 numbers: index and value');
      if (typeof feature[0] !== 'number') throw notIndex(`${path(i)}[${j}][0]`, feature[0]);
      if (typeof feature[1] !== 'number') throw notMagnitude(`${path(i)}[${j}][1]`, feature[1]);
    }
    writer.thought(thought as readonly Feature[]);
  }
  return writer.lists();
}

/** Checks lists of features. @param path as for `readFeatures` */
export function checkFeatures({ first, index, value }: FeatureLists, path: (i: number) => string): void {
  for (let thought = 0; thought + 1 < first.length; thought++) {
    const from = first[thought]!;
    const end = first[thought + 1]!;
    if (end - from > featuresPerRow) throw notFeatures(path(thought), Array.from(index.subarray(from, end)));
    for (let i = from; i < end; i++) {
      if (!isInteger(index[i], 0, mostFeatures - 1)) throw notIndex(`${path(thought)}[${i - from}][0]`, index[i]);
      if (!isMagnitude(value[i])) throw notMagnitude(`${path(thought)}[${i - from}][1]`, value[i]);
      for (let j = from; j < i; j++) {
        if (index[j] === index[i]) throw new InputError(`${path(thought)}[${i - from}][0]`, index[i], 'a feature that is not listed twice');
      }
    }
  }
}

const notFeatures = (path: string, found: unknown): InputError => new InputError(path, found, `an array of at most ${featuresPerRow} features`);
const notIndex = (path: string, found: unknown): InputError => new InputError(path, found, `a whole number from 0 to ${mostFeatures - 1}`);
const notMagnitude = (path: string, found: unknown): InputError => new InputError(path, found, magnitude);

/** Checks the active features of one thought; returns how many there are. */
export function validateFeatures(value: unknown, path: string): number {
  const lists = readFeatures([value], () => path);
  checkFeatures(lists, () => path);
  return lists.index.length;
}

/** Checks one thought in its frames; returns how many features there are in each, undefined without a self-reflective one. */
export function validateFrames(value: unknown, path: string): { object: number; self: number | undefined } {
  const frames = readObject(value, path, ['object', 'self']);
  const object = validateFeatures(frames.object, member(path, 'object'));
  return { object, self: frames.self === undefined ? undefined : validateFeatures(frames.self, member(path, 'self')) };
}
