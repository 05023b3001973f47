/** Random layouts: walls and places drawn from the counter-based generator, so that equal options give equal levels. */
import { purpose, threefry, uniform24 } from '../numerics/threefry';
import { floorOf, wall, type AsciiMap } from '../world/ascii';
import { move, moves } from '../world/gridworld';

/**
 * A stream of random u32 words of its own for every level, so that asking for more levels changes none of the others.
 * @param index number of the level, below 65,536
 */
export function layoutWords(seed: number, split: number, index: number): () => number {
  let drawn = 0;
  return () => threefry([seed, split], [drawn++, (purpose.scenario << 16) | index])[0];
}

/** A map without walls. */
export const openMap = (size: number): AsciiMap => ({ width: size, height: size, characters: new Array<string>(size * size).fill(' ') });

/**
 * A square map with random walls whose floor hangs together. Cells that the walls cut off from `kept` become walls
 * themselves; a layout that leaves less than half of the cells is drawn again.
 * @param density share of cells that are drawn as walls
 * @param kept a cell that stays floor
 */
export function walledMap(size: number, density: number, kept: number, words: () => number): AsciiMap {
  const open = openMap(size);
  for (;;) {
    const drawn = open.characters.map((floor, cell) => (uniform24(words()) < density && cell !== kept ? wall : floor));
    const connected = reachable({ ...open, characters: drawn }, kept);
    const map = { ...open, characters: drawn.map((character, cell) => (connected.has(cell) ? character : wall)) };
    if (2 * floorOf(map).length >= size * size) return map;
  }
}

/** The cells that can be walked to. */
function reachable(map: AsciiMap, from: number): ReadonlySet<number> {
  const found = new Set([from]);
  // A set is iterated in order of insertion, entries added on the way included: breadth-first search.
  for (const cell of found) moves.actions.forEach((_, action) => found.add(move(map, cell, action)));
  return found;
}
