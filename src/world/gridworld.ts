/** The four moves of gridworlds, for scenarios. */
import { wall, type AsciiMap } from './ascii';

/** Names of the actions, in the order of their numbers; `letters` for `replay`. */
export const moves = { actions: ['up', 'down', 'left', 'right'], letters: 'udlr' } as const;

const displacement = [[0, -1], [0, 1], [-1, 0], [1, 0]] as const;

/** The cell after a move: walls and the edge of the map are stayed at. */
export function move(map: AsciiMap, cell: number, action: number): number {
  const [dx, dy] = displacement[action]!;
  const x = (cell % map.width) + dx;
  const next = cell + dx + dy * map.width;
  const stays = x < 0 || x >= map.width || next < 0 || next >= map.characters.length || map.characters[next] === wall;
  return stays ? cell : next;
}
