/** Worlds from files: in the public form, inside an experiment, or as a table of Gymnasium. */
import { parseJson } from '../../experiment/parse-json';
import { InputError } from '../../lab/tables';
import { importGymnasium, parseWorld } from '../../lab/worlds';
import type { World } from '../../world/types';

/** Bytes; a world with all the rows that there may be takes less. */
const largest = 64 * 2 ** 20;

/** @throws InputError for a file that holds no world */
export async function readWorldFile(file: File): Promise<World> {
  if (file.size > largest) throw new InputError(file.name, `${file.size} bytes`, `at most ${largest} bytes`);
  return worldIn(parseJson(await file.text(), file.name));
}

/** The world that a JSON value is, or holds. */
export function worldIn(value: unknown): World {
  const { scenario, world, levels, P } = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  if (levels !== undefined) return parseWorld(value);
  if (world !== undefined) return parseWorld(world);
  if (typeof scenario === 'object' && scenario !== null && 'world' in scenario) return parseWorld(scenario.world, 'scenario.world');
  if (P !== undefined || Array.isArray(value) || (typeof value === 'object' && value !== null && Object.hasOwn(value, '0'))) return importGymnasium(value);
  return parseWorld(value);
}

/** A file name for a world of that name. */
export const fileNameOf = (name: string): string => `${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60) || 'world'}.world.json`;
