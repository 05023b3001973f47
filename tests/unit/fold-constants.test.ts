/** Globals of a WebAssembly module that become constants. */
import { describe, expect, it } from 'vitest';
import { foldConstants } from '../../src/engine/cpu/fold-constants';

/** Exports two mutable globals, `one` and `two`, and run: () => one − two. */
const module = Uint8Array.from([
  [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  [0x01, 5, 1, 0x60, 0, 1, 0x7f],
  [0x03, 2, 1, 0],
  [0x06, 11, 2, 0x7f, 1, 0x41, 5, 0x0b, 0x7f, 1, 0x41, 3, 0x0b],
  [0x07, 19, 3, 3, 0x6f, 0x6e, 0x65, 3, 0, 3, 0x74, 0x77, 0x6f, 3, 1, 3, 0x72, 0x75, 0x6e, 0, 0],
  [0x0a, 9, 1, 7, 0, 0x23, 0, 0x23, 1, 0x6b, 0x0b],
].flat());

async function run(constants: Readonly<Record<string, number | boolean>>, values: Readonly<Record<string, number>>): Promise<number> {
  const { instance: { exports } } = await WebAssembly.instantiate(foldConstants(module, constants));
  for (const [name, value] of Object.entries(values)) (exports[name] as WebAssembly.Global<'i32'>).value = value;
  return (exports['run'] as () => number)();
}

describe('constants folded into a module', () => {
  it.each([0, 1, 63, 64, 8191, 8192, 65_536, 0x7fffffff, 0x80000000, 0xffffffff, -1, -64, -65])('reads %d whatever the global holds', async (one) => {
    expect(await run({ one, absent: 1 }, { one: 9, two: 2 })).toBe((one - 2) | 0);
  });

  it('leaves other globals to the host, and takes switches', async () => {
    expect(await run({ two: true }, { one: 9, two: 7 })).toBe(8);
    expect(await run({}, { one: 9, two: 7 })).toBe(2);
  });
});
