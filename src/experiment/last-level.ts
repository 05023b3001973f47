import { catalogue, parseOptions } from '../scenarios';
import { enumerate } from '../world/enumerate';
import type { World } from '../world/types';

/**
 * The world of a scenario at its defaults with nothing but its last level, which is one of deployment where there is
 * deployment. For a picture: one level is a hundred times faster than all of them.
 */
export function lastLevelOf(id: string): World {
  const scenario = catalogue.get(id)!;
  // Deception names levels that are not there.
  const { deception, ...definition } = scenario.build(parseOptions(scenario, undefined));
  return enumerate({ ...definition, levels: definition.levels.slice(-1) });
}
