/** Writes out loops with constant bounds that are marked `// @unroll`, in WGSL and in AssemblyScript. */
import { evaluate, type Constants } from './constant-expression';

const marked = /for \((var|let) (\w+)(?:: \w+)? = ([^;]+); ([^;]+); ([^)]+)\) \{ \/\/ @unroll/;

/** The index of the brace that closes the one at `open`. */
export function closing(source: string, open: number): number {
  let depth = 0;
  for (let i = open; i < source.length; i++) {
    if (source[i] === '{') depth++;
    if (source[i] === '}' && --depth === 0) return i;
  }
  throw new Error('unbalanced braces');
}

const replaceName = (text: string, name: string, value: string): string => text.replace(new RegExp(`\\b${name}\\b`, 'g'), value);

/** Outermost loops first, so that the bounds of the inner ones may depend on them. */
export function unroll(source: string, constants: Constants): string {
  const loop = marked.exec(source);
  if (!loop) return source;
  const open = loop.index + loop[0].indexOf('{');
  const close = closing(source, open);
  const body = source.slice(loop.index + loop[0].length, close);
  const [, keyword, name, first, condition, step] = loop as unknown as [string, string, string, string, string, string];
  const suffix = keyword === 'var' ? 'u' : '';
  const next = step.endsWith('++') ? `${name} + 1` : step.includes('+=') ? `${name} + ${step.slice(step.indexOf('=') + 1)}` : step.slice(step.indexOf('=') + 1);
  const copies: string[] = [];
  let i = Number(evaluate(first, constants));
  while (evaluate(condition, { ...constants, [name]: i }) === true) {
    copies.push(`{${unroll(replaceName(body, name, `${i}${suffix}`), constants)}}`);
    i = Number(evaluate(next, { ...constants, [name]: i }));
  }
  return source.slice(0, loop.index) + copies.join('\n') + unroll(source.slice(close + 1), constants);
}
