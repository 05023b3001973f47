/** What strangers do to valid input: edits of bytes, and of values anywhere in a JSON document. Deterministic, so that fast-check can shrink them. */
import fc from 'fast-check';

/** One edit of a byte string, at a share of its length. */
interface ByteEdit {
  readonly kind: 'set' | 'flip' | 'insert' | 'delete' | 'repeat' | 'swap' | 'cut';
  readonly at: number;
  readonly length: number;
  readonly byte: number;
}

const byteEdit: fc.Arbitrary<ByteEdit> = fc.record({
  kind: fc.constantFrom('set', 'flip', 'insert', 'delete', 'repeat', 'swap', 'cut'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 40 }),
  // Mostly what means something in JSON, links and addresses.
  byte: fc.oneof(fc.constantFrom(...[...'{}[]",:0123456789-+.eE~#_ \\'].map((c) => c.charCodeAt(0)), 0, 10, 127, 128, 255), fc.integer({ min: 0, max: 255 })),
});
export const byteEdits = fc.array(byteEdit, { minLength: 1, maxLength: 6 });

export const editBytes = (bytes: Uint8Array, edits: readonly ByteEdit[]): Uint8Array =>
  edits.reduce((now, { kind, at, length, byte }) => {
    const i = Math.min(now.length, Math.floor(at * now.length));
    const [before, after] = [now.subarray(0, i), now.subarray(i)];
    switch (kind) {
      case 'set': return Uint8Array.of(...before, byte, ...after.subarray(1));
      case 'flip': return Uint8Array.of(...before, (after[0] ?? 0) ^ (1 << (byte & 7)), ...after.subarray(1));
      case 'insert': return Uint8Array.of(...before, byte, ...after);
      case 'delete': return Uint8Array.of(...before, ...after.subarray(length));
      case 'repeat': return Uint8Array.of(...before, ...after.subarray(0, length), ...after);
      case 'swap': return Uint8Array.of(...before, ...after.subarray(length, 2 * length), ...after.subarray(0, length), ...after.subarray(2 * length));
      case 'cut': return before.slice();
    }
  }, bytes);

const numbers = [0, -0, -1, 0.5, 1, 2, 3, 17, 31, 32, 33, 64, 255, 256, 65_535, 65_536, 2 ** 20, 2 ** 24, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53, 1e308, -1e308, 5e-324, 2 ** -41, 2 ** 40];
const texts = ['', ' ', 'x', '0', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '\u202eexe.txt', '\ud800', '\u0000', '<img src=x onerror=alert(1)>', 'train', 'deploy', 'reward', '../../x', 'x'.repeat(101), 'é'.repeat(300), 'walk', 'random-walk'];

const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...numbers) },
  { weight: 3, arbitrary: fc.constantFrom(...texts) },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [{}], [0, 1], { 0: 1 }, Array.from({ length: 70 }, (_, i) => i), JSON.parse('{"__proto__":{"agents":1}}')) },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** One edit of a JSON document, at a share of all its members. */
interface ValueEdit {
  readonly kind: 'replace' | 'delete' | 'add' | 'rename' | 'copy' | 'repeat';
  readonly at: number;
  readonly from: number;
  readonly value: unknown;
  readonly key: string;
}

const valueEdit: fc.Arbitrary<ValueEdit> = fc.record({
  kind: fc.constantFrom('replace', 'replace', 'replace', 'delete', 'add', 'rename', 'copy', 'repeat'),
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  from: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  value: hostileValue,
  key: fc.oneof(fc.constantFrom(...texts), fc.string({ maxLength: 8 })),
});
/** Mostly one, since whatever is refused hides what is wrong behind it. */
export const valueEdits = fc.oneof({ weight: 3, arbitrary: fc.tuple(valueEdit) }, { weight: 1, arbitrary: fc.array(valueEdit, { minLength: 2, maxLength: 4 }) });

type Container = Record<string, unknown> | unknown[];
interface Place {
  readonly holder: Container;
  readonly key: string | number;
}

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

function placesIn(root: unknown): Place[] {
  const places: Place[] = [];
  const visit = (holder: unknown): void => {
    if (!isContainer(holder) || places.length > 20_000) return;
    for (const key of Array.isArray(holder) ? holder.keys() : Object.keys(holder)) {
      places.push({ holder, key });
      visit((holder as Record<string, unknown>)[key]);
    }
  };
  visit(root);
  return places;
}

const put = (holder: Container, key: string | number, value: unknown): void => {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
};

/** A copy of a JSON value with edits. */
export function editValue(value: unknown, edits: readonly ValueEdit[]): unknown {
  const root = structuredClone({ root: value }) as { root: unknown };
  for (const edit of edits) {
    const places = placesIn(root);
    const { holder, key } = places[Math.floor(edit.at * places.length)]!;
    const other = places[Math.floor(edit.from * places.length)]!;
    const own = (holder as Record<string, unknown>)[key];
    const remove = (): void => void (Array.isArray(holder) ? holder.splice(Number(key), 1) : delete holder[key]);
    switch (edit.kind) {
      case 'replace': put(holder, key, structuredClone(edit.value)); break;
      case 'delete': remove(); break;
      case 'add': Array.isArray(own) ? own.push(structuredClone(edit.value)) : isContainer(own) ? put(own, edit.key, structuredClone(edit.value)) : put(holder, key, structuredClone(edit.value)); break;
      case 'rename': remove(); Array.isArray(holder) ? holder.push(own) : put(holder, edit.key, own); break;
      case 'copy': put(holder, key, structuredClone((other.holder as Record<string, unknown>)[other.key])); break;
      case 'repeat': if (Array.isArray(own) && own.length > 0 && own.length < 500) own.push(...structuredClone(own)); break;
    }
    if (!('root' in root)) return null;
  }
  return root.root;
}
