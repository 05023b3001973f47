/** JSON as people read and edit it: laid out in short lines, and with the place of every member. */
import type { Path } from '../../experiment/settings';

/** Characters of a line. */
const widest = 100;
/** Entries of a list that are no longer than that share lines. */
const short = 26;

/** JSON text in which whatever fits stands in one line. */
export function layOut(value: unknown, indent = ''): string {
  const line = inline(value);
  if (indent.length + line.length <= widest || typeof value !== 'object' || value === null) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value) && value.every((entry) => inline(entry).length <= short)) return `[\n${filled(value.map(inline), inner)}\n${indent}]`;
  const [open, close, parts] = Array.isArray(value)
    ? ['[', ']', value.map((entry) => layOut(entry, inner))]
    : ['{', '}', Object.entries(value).filter(([, member]) => member !== undefined).map(([key, member]) => `${JSON.stringify(key)}: ${layOut(member, inner)}`)];
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}

/** Entries side by side, as many as fit in every line. */
function filled(entries: readonly string[], indent: string): string {
  const lines: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const text = index === entries.length - 1 ? entry : `${entry},`;
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + text.length <= widest) lines[lines.length - 1] = `${last} ${text}`;
    else lines.push(indent + text);
  }
  return lines.join('\n');
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return members.length === 0 ? '{}' : `{ ${members.map(([key, member]) => `${JSON.stringify(key)}: ${inline(member)}`).join(', ')} }`;
}

/** Where something stands in a text: offsets of its first character, and behind its last one. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** The keys and indices of a path as messages write it, such as `world.levels[0].splits["my split"]`, without what it begins with. */
export const keysOf = (path: string): Path =>
  [...path.replace(/^\w*/, '').matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|\.([\w$-]+)/g)].map(([, index, quoted, key]) =>
    index !== undefined ? Number(index) : quoted !== undefined ? (JSON.parse(quoted) as string) : key!,
  );

/** The place of a member of the value that a valid JSON text stands for; of the innermost that is there, where it is missing. */
export function placeOf(text: string, path: Path): Place {
  let at = behindSpace(text, 0);
  for (const key of path) {
    const member = memberAt(text, at, key);
    if (member === null) break;
    at = member;
  }
  return { start: at, end: behind(text, at) };
}

/** Line and column of an offset, both counted from 1. */
export function lineOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

/** The offset of a line and column. */
export const offsetOf = (text: string, line: number, column: number): number =>
  text.split('\n').slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, column - 1);

const behindSpace = (text: string, from: number): number => {
  let at = from;
  while (' \t\n\r'.includes(text[at] ?? '-')) at++;
  return at;
};

/** The offset of a member of the object or array that begins at an offset; null where it is missing. */
function memberAt(text: string, from: number, key: string | number): number | null {
  const isObject = text[from] === '{';
  if (!isObject && text[from] !== '[') return null;
  let at = behindSpace(text, from + 1);
  for (let index = 0; text[at] !== '}' && text[at] !== ']' && at < text.length; index++) {
    let name: string | number = index;
    if (isObject) {
      const end = behind(text, at);
      name = JSON.parse(text.slice(at, end)) as string;
      at = behindSpace(text, behindSpace(text, end) + 1);
    }
    if (name === key) return at;
    at = behindSpace(text, behind(text, at));
    if (text[at] === ',') at = behindSpace(text, at + 1);
  }
  return null;
}

const scalar = /"(?:[^"\\]|\\.)*"|[^\s,\]}]+/y;

/** The offset behind the value that begins at an offset. */
function behind(text: string, from: number): number {
  let depth = 0;
  let at = from;
  do {
    const next = text[at];
    if (next === '{' || next === '[') depth++;
    if (next === '}' || next === ']') depth--;
    if (next === '"' || (depth === 0 && next !== '}' && next !== ']')) {
      scalar.lastIndex = at;
      if (!scalar.test(text)) return text.length;
      at = scalar.lastIndex;
    } else at++;
  } while (depth > 0 && at < text.length);
  return at;
}
