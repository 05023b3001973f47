/** Maps drawn with characters: what a level looks like in its source is what it is. */

export interface AsciiMap {
  readonly width: number;
  readonly height: number;
  /** [cells] row by row from the top left; what stands there */
  readonly characters: readonly string[];
}

export const wall = '#';

/**
 * Reads a map from one string per row; `#` is a wall, a space is floor, and every other character means what the scenario
 * says.
 * @throws Error when rows differ in length: a mistake in a scenario's source, not in input
 */
export function readMap(rows: readonly string[]): AsciiMap {
  const width = rows[0]?.length ?? 0;
  if (width === 0 || rows.some((row) => row.length !== width)) throw new Error(`the rows of a map differ in length:\n${rows.join('\n')}`);
  return { width, height: rows.length, characters: rows.flatMap((row) => [...row]) };
}

/** The cells where a character stands, in order. */
export const cellsOf = (map: AsciiMap, character: string): number[] =>
  map.characters.flatMap((found, cell) => (found === character ? [cell] : []));

/** The cells that are not walls, in order. */
export function floorOf({ characters }: AsciiMap): number[] {
  const cells: number[] = [];
  for (let cell = 0; cell < characters.length; cell++) if (characters[cell] !== wall) cells.push(cell);
  return cells;
}

/** Objects for `draw`: a name for every character that the legend knows. */
export const objectsOf = (map: AsciiMap, legend: Readonly<Record<string, string>>): (readonly [cell: number, name: string])[] =>
  map.characters.flatMap((found, cell) => (Object.hasOwn(legend, found) ? [[cell, legend[found]!] as const] : []));
