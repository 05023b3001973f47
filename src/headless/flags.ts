/**
 * Flags of a command: `--name value`, `--name=value`, or a switch. A value may begin with one dash, as numbers do; with
 * two it must be joined by `=`.
 */
import { InputError } from '../world/input-error';

/** `value`: at most once; `values`: any number of times; `switch`: without a value. */
export type FlagKind = 'value' | 'values' | 'switch';

export type Flags<D extends Readonly<Record<string, FlagKind>>> = {
  readonly [K in keyof D]: D[K] extends 'switch' ? boolean : D[K] extends 'values' ? readonly string[] : string | undefined;
};

/**
 * Splits arguments into flags and the rest.
 * @param positional names of the other arguments, all of them required; a last one that ends in … may be given more than once
 * @throws InputError for an unknown flag, a flag without value or given twice, and too few or too many arguments
 */
export function parseFlags<const D extends Readonly<Record<string, FlagKind>>, const P extends readonly string[]>(
  args: readonly string[],
  declared: D,
  positional: P,
): { readonly flags: Flags<D>; readonly positional: { readonly [K in keyof P]: string } } {
  const found = new Map<string, string[]>();
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const [, name, joined] = /^--([^=]+)(?:=(.*))?$/s.exec(args[i]!) ?? [];
    if (name === undefined) {
      rest.push(args[i]!);
      continue;
    }
    const flag = `--${name}`;
    if (!Object.hasOwn(declared, name)) throw new InputError('flag', flag, `one of ${Object.keys(declared).map((known) => `--${known}`).join(', ')}`);
    const values = found.get(name) ?? [];
    if (declared[name] === 'switch' && joined !== undefined) throw new InputError(flag, joined, 'no value');
    if (declared[name] !== 'values' && values.length > 0) throw new InputError(flag, joined ?? args[i + 1], 'to be given once');
    const value = declared[name] === 'switch' ? '' : (joined ?? args[++i]);
    if (value === undefined || (joined === undefined && value.startsWith('--'))) throw new InputError(flag, undefined, 'a value');
    found.set(name, [...values, value]);
  }
  positional.forEach((name, i) => {
    if (rest[i] === undefined) throw new InputError(`<${name}>`, undefined, 'an argument');
  });
  if (rest.length > positional.length && !positional.at(-1)?.endsWith('…')) throw new InputError(`argument ${positional.length + 1}`, rest[positional.length], 'nothing more');
  const flags = Object.entries(declared).map(([name, kind]) => {
    const values = found.get(name) ?? [];
    return [name, kind === 'switch' ? values.length > 0 : kind === 'values' ? values : values[0]];
  });
  return { flags: Object.fromEntries(flags) as Flags<D>, positional: rest as unknown as { readonly [K in keyof P]: string } };
}
