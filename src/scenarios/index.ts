/** The catalogue: every file of this folder whose name does not start with an underscore. */
import { enumerate } from '../world/enumerate';
import { InputError } from '../world/input-error';
import type { OptionValues, Scenario, ScenarioOption } from '../world/scenario';
import type { World } from '../world/types';
import { parseWorld } from '../world/validate';

export { parseOptions } from '../world/scenario-options';

const modules = import.meta.glob<Scenario>(['./[!_]*.ts', '!./index.ts'], { eager: true, import: 'default' });

/** All scenarios by id, in alphabetical order. */
export const catalogue: ReadonlyMap<string, Scenario> = new Map(
  Object.values(modules)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((scenario) => [scenario.id, scenario]),
);

/** Longer ones are not compared with those that there are. */
const longestId = 100;

/**
 * A scenario of the catalogue.
 * @param path where the id stands in its file
 * @throws InputError for an unknown id; the message names the nearest ones
 */
export function findScenario(id: string, path = 'scenario'): Scenario {
  const scenario = catalogue.get(id);
  if (scenario) return scenario;
  if (id.length > longestId) throw new InputError(path, id, 'a scenario of the catalogue');
  const near = [...catalogue.keys()].sort((a, b) => editDistance(a, id) - editDistance(b, id)).slice(0, 5);
  throw new InputError(path, id, `a scenario of the catalogue, such as ${near.join(', ')}`);
}

/**
 * The world of a scenario in its public JSON form.
 * @param options as `parseOptions` returns them
 * @throws InputError when options exclude each other, or the world has too many states
 */
export function buildWorld<S, O extends Record<string, ScenarioOption>>(scenario: Scenario<S, O>, options: OptionValues<O>): World {
  return parseWorld(enumerate(scenario.build(options)), scenario.id);
}

/** Insertions, deletions and substitutions between two words (Levenshtein 1966). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
