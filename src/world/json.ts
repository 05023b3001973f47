/**
 * Strict readers of parsed JSON. Each returns its value with a type, or throws an `InputError` that names the JSON path,
 * what was found there and what was expected.
 */
import { describe, InputError } from './input-error';

/** The path of a member: `world.levels[0].splits["my split"]`. What has no path itself is the whole of its file. */
export function member(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!/^[A-Za-z_$][\w$-]{0,99}$/.test(key)) return `${path}[${describe(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** An object; with `keys`, any other key is an error. */
export function readObject(value: unknown, path: string, keys?: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InputError(path, value, 'an object');
  if (keys) {
    // Keys alone: a member may be made when it is asked for.
    for (const key of Object.keys(value)) {
      if (!keys.includes(key)) throw new InputError(member(path, key), (value as Readonly<Record<string, unknown>>)[key], `one of the keys ${keys.join(', ')} instead`);
    }
  }
  return value as Readonly<Record<string, unknown>>;
}

/** An array whose length lies in [min, max]. */
export function readArray(value: unknown, path: string, of: string, min = 0, max = Infinity): readonly unknown[] {
  if (!Array.isArray(value) || value.length < min || value.length > max) {
    const bounds = max === Infinity ? (min === 0 ? '' : `at least ${min} `) : min === max ? `${min} ` : `${min} to ${max} `;
    throw new InputError(path, value, `an array of ${bounds}${of}`);
  }
  return value;
}

/** A finite number in [min, max]. */
export function readNumber(value: unknown, path: string, min: number, max: number): number {
  if (typeof value !== 'number' || !(value >= min && value <= max)) throw new InputError(path, value, `a number from ${min} to ${max}`);
  return value;
}

/** A whole number in [min, max]. */
export function readInteger(value: unknown, path: string, min: number, max: number): number {
  if (!isInteger(value, min, max)) throw new InputError(path, value, `a whole number from ${min} to ${max}`);
  return value;
}

/** Whether a value is a whole number in [min, max]: for hot loops that put paths together only when something is wrong. */
export const isInteger = (value: unknown, min: number, max: number): value is number =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

/**
 * What no text of a file or a link may hold: control characters, line and paragraph separators, halves of characters, and
 * what reorders the text around it on a page (Unicode Standard Annex 9, explicit formatting characters).
 */
const unfit = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

const plain = 'characters without line breaks or other control characters';

/** A name: text of 1 to 100 characters, without line breaks or other control characters. */
export function readName(value: unknown, path: string): string {
  if (typeof value !== 'string' || value === '' || value.length > 200 || [...value].length > 100 || unfit.test(value)) throw new InputError(path, value, `text of 1 to 100 ${plain}`);
  return value;
}

/** Text of at most so many characters, without line breaks or other control characters. */
export function readText(value: unknown, path: string, longest: number): string {
  if (typeof value !== 'string' || value.length > longest || unfit.test(value)) throw new InputError(path, value, `text of at most ${longest} ${plain}`);
  return value;
}

/** A name that nothing before it in `taken` has; it is added there. */
export function readUniqueName(value: unknown, path: string, taken: Set<string>): string {
  const name = readName(value, path);
  if (taken.has(name)) throw new InputError(path, name, 'a name that is not used twice');
  taken.add(name);
  return name;
}

/** true or false. */
export function readBoolean(value: unknown, path: string): boolean {
  if (typeof value !== 'boolean') throw new InputError(path, value, 'true or false');
  return value;
}

/** One of the names that there are. */
export function readMember(value: unknown, path: string, of: string, names: readonly string[]): string {
  if (!names.includes(value as string)) throw new InputError(path, value, `the name of ${of}: ${listed(names)}`);
  return value as string;
}

/** The first of some names, for messages. */
export const listed = (names: readonly string[]): string =>
  (names.slice(0, 10).join(', ') || 'there is none') + (names.length > 10 ? ` and ${names.length - 10} more` : '');
