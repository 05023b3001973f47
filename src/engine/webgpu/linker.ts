/**
 * Makes one WGSL module of a kernel and what it imports. The sources are valid WGSL that also runs as written; a few marks
 * in comments say what may be done to them:
 *
 * `// @import name …`           the files that a kernel needs
 * `const N = 8u; // @specialise` the value is replaced by the experiment's
 * `for (…) { // @unroll`        a loop with constant bounds is written out
 * `for (…) { // @turn`          a loop over all of some registers stays a loop: they pass by
 * `for (…) { // @turn if C`     the same where the constant C is true; else it is written out
 * `array<T, N>; // @registers`  an array that is only indexed by constants becomes N variables
 * `if (…) { // @when`           a block whose constant condition is false is left out
 *
 * Small arrays that are indexed by variables live in memory; as named values they live in registers, which makes the
 * whole kernel about twice as fast.
 */
import { evaluate, type Constants } from '../constant-expression';
import { closing, unroll } from '../unroll';
import { turnLoops, turnRegisters } from './turning-loops';

export interface LinkOptions {
  /** values of the specialised constants, by name */
  readonly constants: Constants;
  /** files that an imported name stands for, where the choice depends on the experiment */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  /** whether loops and registers are expanded; default true */
  readonly expand?: boolean;
}

const importLine = /^\/\/ @import (.+)$/gm;
const specialised = /^const (\w+) = ([^;]+);(\s*\/\/ @specialise)/gm;
const conditional = /if \(([^\n]+)\) \{ \/\/ @when/;
const registers = /var(<private>)? (\w+): array<([\w<>]+), (\w+)>; \/\/ @registers[^\n]*/;

/**
 * The text of one module.
 * @param kernel name of the file with the entry point
 * @param files every shader file's text, by name without folder and ending
 * @throws Error for a missing file or a mark that cannot be followed: a mistake in the sources, not in the input
 */
export function link(kernel: string, files: ReadonlyMap<string, string>, options: LinkOptions): string {
  const parts: string[] = [];
  const seen = new Set<string>();
  const include = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const text = files.get(name);
    if (text === undefined) throw new Error(`shader ${name} does not exist`);
    for (const [, names] of text.matchAll(importLine)) {
      for (const imported of names!.trim().split(/\s+/)) (options.choices[imported] ?? [imported]).forEach(include);
    }
    parts.push(text);
  };
  include(kernel);

  const constants: Record<string, number | boolean> = {};
  let source = parts.join('\n').replace(specialised, (_line, name: string, value: string, mark: string) => {
    const chosen = options.constants[name] ?? evaluate(value, constants);
    constants[name] = chosen;
    return `const ${name} = ${typeof chosen === 'number' ? `${chosen}u` : chosen};${mark}`;
  });
  if (options.expand === false) return dropBlocks(source, constants);
  return nameRegisters(dropBlocks(unroll(turnLoops(source, constants), constants), constants), constants);
}

/** Leaves out marked blocks whose condition is false. Conditions with a loop's variable are constant only once it is written out. */
function dropBlocks(source: string, constants: Constants): string {
  for (let block = conditional.exec(source); block; block = conditional.exec(source)) {
    const open = block.index + block[0].indexOf('{ // @when');
    const close = closing(source, open);
    const whole = source.slice(open, close + 1).replace('// @when', '');
    const names = block[1]!.match(/\b[A-Za-z_]\w*\b/g) ?? [];
    const constant = names.every((name) => name in constants || name === 'true' || name === 'false');
    const kept = !constant ? `if (${block[1]!}) ${whole}` : evaluate(block[1]!, constants) === true ? whole : '';
    source = source.slice(0, block.index) + kept + source.slice(close + 1);
  }
  return source;
}

/** Turns marked arrays into variables: `h[3u]` becomes `h_3`. */
function nameRegisters(source: string, constants: Constants): string {
  for (let declaration = registers.exec(source); declaration; declaration = registers.exec(source)) {
    const [line, space = '', name, type, size] = declaration;
    const count = Number(evaluate(size!, constants));
    const variables = Array.from({ length: count }, (_, i) => `var${space} ${name}_${i}: ${type};`).join(' ');
    source = turnRegisters(source.replace(line, variables), name!, count);
    source = source.replace(new RegExp(`\\b${name}\\[([^\\]]+)\\]`, 'g'), (_use, index: string) => `${name}_${Number(evaluate(index, constants))}`);
  }
  return source;
}
