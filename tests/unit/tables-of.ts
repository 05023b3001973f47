/** Tables of catalogue entries, and what published values are compared with. */
import { expect } from 'vitest';
import { buildWorld, findScenario, parseOptions } from '../../src/scenarios/index';
import { compile } from '../../src/world/compile';
import type { WorldTables } from '../../src/world/types';

export function tablesOf(id: string, options: object = {}): WorldTables {
  const scenario = findScenario(id);
  return compile(buildWorld(scenario, parseOptions(scenario, options)));
}

/** Values of the first level by cell instead of by row. */
export function byCell(tables: WorldTables, values: Float64Array): number[] {
  const { cell, width, height } = tables.world.levels[0]!.draw!;
  const result = new Array<number>(width * height).fill(NaN);
  cell.forEach((c, state) => (result[c] = values[state]!));
  return result;
}

export function expectClose(found: readonly number[], published: readonly number[], error = 1e-9): void {
  expect(found).toHaveLength(published.length);
  found.forEach((value, i) => expect(Math.abs(value - published[i]!), `entry ${i}`).toBeLessThan(error));
}
