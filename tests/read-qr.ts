/** Reads small QR codes, up to version 5 at the lowest level of error correction, where all bytes stand in one block. */

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** [y][x] whether a module lies under a path of horizontal runs of unit height. */
export function modulesOf(path: string, size: number): readonly (readonly boolean[])[] {
  const grid = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) grid[Number(y)]!.fill(true, Number(x), Number(x) + Number(length));
  return grid;
}

/** The text of a code in byte mode, read without the help of its error correction. */
export function readQr(modules: readonly (readonly boolean[])[]): string {
  const size = modules.length;
  const dark = (x: number, y: number): boolean => modules[y]![x]!;
  const format = [...[0, 1, 2, 3, 4, 5, 7, 8].map((x) => dark(x, 8)), ...[7, 5, 4, 3, 2, 1, 0].map((y) => dark(8, y))].reduce((bits, bit) => bits * 2 + Number(bit), 0) ^ 0x5412;
  if (format >> 13 !== 1) throw new Error('not the lowest level of error correction');
  const mask = masks[(format >> 10) & 7]!;
  const reserved = (x: number, y: number): boolean =>
    x === 6 || y === 6 || (x < 9 && y < 9) || (x >= size - 8 && y < 9) || (x < 9 && y >= size - 8) || (size > 21 && Math.abs(x - (size - 7)) <= 2 && Math.abs(y - (size - 7)) <= 2);
  const bits: number[] = [];
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1]) if (!reserved(x, y)) bits.push(Number(dark(x, y) !== mask(x, y)));
    }
  }
  const number = (from: number, length: number): number => bits.slice(from, from + length).reduce((value, bit) => value * 2 + bit, 0);
  if (number(0, 4) !== 4) throw new Error('not in byte mode');
  return new TextDecoder().decode(Uint8Array.from({ length: number(4, 8) }, (_, i) => number(12 + 8 * i, 8)));
}
