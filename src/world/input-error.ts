/**
 * Input from outside (a file, a link, a flag, a world) that cannot be used. One message says where, what was found, and
 * what was expected.
 */
export class InputError extends Error {
  override readonly name = 'InputError';

  /**
   * @param path where: a JSON path such as `phases[1].steps`, a flag, or a file name
   * @param value what was found there
   * @param expected what would have been accepted, as the end of the sentence "expected …"
   */
  constructor(readonly path: string, readonly value: unknown, readonly expected: string) {
    super(`${path}: ${describe(value)}; expected ${expected}`);
  }
}

/**
 * Puts where a value stands before the paths of what is wrong in it.
 * @throws InputError of `read`, with the place before its path
 */
export function within<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${place}: ${error.path}`, error.value, error.expected);
  }
}

/** A short, one-line rendering of any value, safe to print however large or odd the value is. */
export function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = (typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : JSON.stringify(value)) ?? typeof value;
  // What would reorder or break the message is shown as JSON may write it.
  return (text.length > 80 ? `${text.slice(0, 77)}…` : text).replace(/[\p{Zl}\p{Zp}\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu, (c) => `\\u${c.codePointAt(0)!.toString(16).padStart(4, '0')}`);
}
