/** Strict validation of numbers that become binary32 state, and of the features of one thought. */
import { smallest } from '../numerics/float32';
import { InputError } from './input-error';
import { isInteger, member, readObject } from './json';
import { worldLimits } from './limits';

/** 0, or a magnitude that a stored number may have. Smaller ones would silently become 0. */
const isMagnitude = (value: unknown): value is number =>
  typeof value === 'number' && (value === 0 || (Math.abs(value) >= smallest && Math.abs(value) <= worldLimits.magnitude));

const magnitude = `0, or a number of magnitude ${smallest} to ${worldLimits.magnitude}`;

/** A number that a table can hold in binary32. */
export function readMagnitude(value: unknown, path: string): number {
  if (!isMagnitude(value)) throw new InputError(path, value, magnitude);
  return value;
}

/**
 * Checks the active features of one thought; returns how many there are.
 * @param path is asked for only when something is wrong: a world may have millions of features
 */
export function validateFeatures(value: unknown, path: () => string): number {
  if (!Array.isArray(value) || value.length > worldLimits.featuresPerRow) {
    throw new InputError(path(), value, `an array of at most ${worldLimits.featuresPerRow} features`);
  }
  const features = value as readonly unknown[];
  for (let i = 0; i < features.length; i++) {
    const feature = features[i];
    if (!Array.isArray(feature) || feature.length !== 2) throw new InputError(member(path(), i), feature, 'an array of 2 numbers: index and value');
    const [index, amount] = feature as readonly unknown[];
    if (!isInteger(index, 0, worldLimits.features - 1)) throw new InputError(`${path()}[${i}][0]`, index, `a whole number from 0 to ${worldLimits.features - 1}`);
    if (!isMagnitude(amount)) throw new InputError(`${path()}[${i}][1]`, amount, magnitude);
    for (let j = 0; j < i; j++) {
      if ((features[j] as readonly unknown[])[0] === index) throw new InputError(`${path()}[${i}][0]`, index, 'a feature that is not listed twice');
    }
  }
  return features.length;
}

/** Checks one thought in its frames; returns how many features there are in each, undefined without a self-reflective one. */
export function validateFrames(value: unknown, path: string): { object: number; self: number | undefined } {
  const frames = readObject(value, path, ['object', 'self']);
  const object = validateFeatures(frames.object, () => member(path, 'object'));
  return { object, self: frames.self === undefined ? undefined : validateFeatures(frames.self, () => member(path, 'self')) };
}
