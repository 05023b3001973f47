import { describe, expect, it } from 'vitest';
import { canBeDrawn, WorldShape } from '../../src/ui/world-shape';
import type { World } from '../../src/world/types';

describe('a level that is too large for a picture', () => {
  const world = (width: number): World => ({
    schema: 1, actions: ['stay'], events: [],
    levels: [{ name: 'only', splits: { train: 1 }, states: 1, start: [[1, 0]], transitions: [[0, 0, [[1, 0, [], false]]]], draw: { width, height: 1, cell: [0] } }],
  });

  it.each([[5, true], [10_000, true], [10_001, false], [2 ** 20, false]])('%d cells: drawn %s', (width, drawn) => {
    expect(canBeDrawn(new WorldShape(world(width)).level(0))).toBe(drawn);
  });
});
