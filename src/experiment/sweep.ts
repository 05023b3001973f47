/** A sweep: one experiment with many settings, as a product of values or as a list. */
import { InputError } from '../world/input-error';
import { member, readArray, readObject } from '../world/json';
import { folderName, parseArm, type Arm } from './claim';
import { experimentLimits } from './limits';

export interface SweepPoint extends Arm {
  /** what it sets in the base, by path */
  readonly set: Readonly<Record<string, unknown>>;
}

export interface Sweep {
  /** every path that any point sets, in the order in which they come up */
  readonly paths: readonly string[];
  readonly points: readonly SweepPoint[];
}

type Settings = Readonly<Record<string, unknown>>;

/**
 * The sweep that a JSON value describes: `base`, an experiment, and either `grid`, lists of values by path, of which all
 * combinations run, the last path changing fastest, or `arms` as in a claim.
 * @throws InputError for the first thing that is wrong, with its path
 */
export function parseSweep(value: unknown): Sweep {
  const given = readObject(value, 'sweep', ['schema', 'base', 'grid', 'arms']);
  if (given.schema !== undefined && given.schema !== 1) throw new InputError('schema', given.schema, '1');
  const base = readObject(given.base, 'base');
  if ((given.grid === undefined) === (given.arms === undefined)) throw new InputError('grid', given.grid, 'either grid or arms, beside the base');
  const arms = given.grid === undefined ? readArray(given.arms, 'arms', 'arms', 1, experimentLimits.sweep) : product(given.grid);
  const taken = new Set<string>();
  const points = arms.map((arm, i) => ({ ...parseArm(arm, given.grid === undefined ? member('arms', i) : `grid, point ${i + 1}`, base, taken), set: ((arm as { set?: Settings }).set ?? {}) }));
  return { paths: [...new Set(points.flatMap(({ set }) => Object.keys(set)))], points };
}

/** Every combination of the values, as arms. */
function product(grid: unknown): readonly { readonly name: string; readonly set: Settings }[] {
  const entries = Object.entries(readObject(grid, 'grid')).map(([path, values]) => [path, readArray(values, member('grid', path), 'values', 1, experimentLimits.values)] as const);
  if (entries.length === 0) throw new InputError('grid', grid, 'at least one path with its values');
  const count = entries.reduce((all, [, values]) => all * values.length, 1);
  if (count > experimentLimits.sweep) throw new InputError('grid', `${count} combinations`, `at most ${experimentLimits.sweep}`);
  const sets = entries.reduce<readonly Settings[]>((all, [path, values]) => all.flatMap((set) => values.map((one) => ({ ...set, [path]: one }))), [{}]);
  const names = sets.map((set) => Object.entries(set).map(([path, one]) => `${/[^.]+$/.exec(path)![0].replaceAll(/[[\]]/g, ' ').trim()} ${String(one)}`).join(' '));
  const usable = names.every((name) => folderName.test(name)) && new Set(names.map((name) => name.toLowerCase())).size === names.length;
  return sets.map((set, i) => ({ name: usable ? names[i]! : `point ${i + 1}`, set }));
}
