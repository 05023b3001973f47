/** The world that an experiment takes place in. */
import { buildWorld, catalogue } from '../scenarios';
import type { OptionValues, Scenario } from '../world/scenario';
import type { World } from '../world/types';
import { canonical } from './canonical-json';
import type { Experiment } from './types';

/** Enumerating a scenario takes a while, and parsing, planning and compiling all need the same world. */
const recent = new Map<string, World>();
const remembered = 4;

/** The catalogue entry of an experiment, or null for a world of one's own. */
export const scenarioOf = (experiment: Pick<Experiment, 'scenario'>): Scenario | null =>
  typeof experiment.scenario === 'string' ? catalogue.get(experiment.scenario)! : null;

/** The world of an experiment whose scenario and options have been validated; the last few are remembered. */
export function worldOf(experiment: Pick<Experiment, 'scenario' | 'scenarioOptions'>): World {
  if (typeof experiment.scenario !== 'string') return experiment.scenario.world;
  const key = canonical([experiment.scenario, experiment.scenarioOptions]);
  const world = recent.get(key) ?? buildWorld(scenarioOf(experiment)!, experiment.scenarioOptions as OptionValues<Scenario['options']>);
  recent.delete(key);
  recent.set(key, world);
  if (recent.size > remembered) recent.delete(recent.keys().next().value!);
  return world;
}
