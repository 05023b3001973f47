/** JSON text to values. JavaScript engines word syntax errors differently and not all say where; this one always does. */
import { InputError } from '../world/input-error';

/**
 * The value that a JSON text stands for.
 * @param name what the text is, for messages: a file name, `--set`, …
 * @throws InputError at `name:line:column`, both counted from 1
 */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const { offset, expected } = findSyntaxError(text);
    const lines = text.slice(0, offset).split('\n');
    const found = /^(?:[\w.+-]+|[^])/u.exec(text.slice(offset, offset + 40))?.[0];
    throw new InputError(`${name}:${lines.length}:${lines.at(-1)!.length + 1}`, found, expected);
  }
}

interface SyntaxErrorPlace {
  readonly offset: number;
  readonly expected: string;
}

type Awaited = 'value' | 'element' | 'key' | 'first key' | 'colon' | 'separator';

const scalar = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

/** Where a text that is not JSON stops being JSON. */
function findSyntaxError(text: string): SyntaxErrorPlace {
  const open: ('{' | '[')[] = [];
  let awaited = 'value' as Awaited;
  for (let i = skipSpace(text, 0); ; i = skipSpace(text, i)) {
    const next = text[i];
    const closes = next === (open.at(-1) === '{' ? '}' : ']') && open.length > 0;
    if (closes && (awaited === 'separator' || awaited === 'element' || awaited === 'first key')) {
      open.pop();
      awaited = 'separator';
      i++;
    } else if (awaited === 'separator') {
      if (open.length === 0) return { offset: i, expected: 'nothing after the end of the JSON value' };
      if (next !== ',') return { offset: i, expected: `a comma or the closing ${open.at(-1) === '{' ? '}' : ']'}` };
      awaited = open.at(-1) === '{' ? 'key' : 'value';
      i++;
    } else if (awaited === 'colon') {
      if (next !== ':') return { offset: i, expected: 'a colon after the key' };
      awaited = 'value';
      i++;
    } else if (next === '"') {
      const end = skipString(text, i);
      if (typeof end !== 'number') return end;
      i = end;
      awaited = awaited === 'key' || awaited === 'first key' ? 'colon' : 'separator';
    } else if (awaited === 'key' || awaited === 'first key') {
      return { offset: i, expected: 'a key in double quotes' };
    } else if (next === '{' || next === '[') {
      open.push(next);
      awaited = next === '{' ? 'first key' : 'element';
      i++;
    } else {
      scalar.lastIndex = i;
      if (!scalar.test(text)) return { offset: i, expected: 'a JSON value (there is no NaN, no Infinity, and text stands in double quotes)' };
      i = scalar.lastIndex;
      awaited = 'separator';
    }
  }
}

function skipSpace(text: string, from: number): number {
  let i = from;
  while (i < text.length && ' \t\n\r'.includes(text[i]!)) i++;
  return i;
}

/** The offset behind a string, or what is wrong inside it. */
function skipString(text: string, from: number): number | SyntaxErrorPlace {
  let i = from + 1;
  while (i < text.length && text[i] !== '"') {
    if (text[i]! < ' ') return { offset: i, expected: 'text without line breaks and control characters, or its closing quote' };
    const escape = text[i] === '\\' ? (/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(i, i + 6))?.[0] ?? '') : text[i]!;
    if (escape === '') return { offset: i, expected: 'one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000' };
    i += escape.length;
  }
  return i < text.length ? i + 1 : { offset: i, expected: 'the closing quote of a text' };
}
