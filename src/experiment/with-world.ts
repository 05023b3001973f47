/** Experiments that move into a world of one's own. */
import { InputError } from '../world/input-error';
import type { World } from '../world/types';
import { parseExperiment } from './parse';
import type { Experiment, Phase } from './types';

/** What a world gets that has none of the splits of the default phases. */
const lengths = [{ name: 'train', steps: 40_000 }, { name: 'test', steps: 4000, learn: false }] as const;

/**
 * The experiment with the same population, seed and agents in another world. Its phases stay if they can take place there and
 * leave out neither `train` nor `deploy` where the world has it; else they become the default ones.
 * @throws InputError where the agents need what the world does not have, with the path of their setting
 */
export function withWorld({ agents, seed, agent, phases, record }: Experiment, world: World, name: string): Experiment {
  const moved = { schema: 1, name, scenario: { world }, agents, seed, agent };
  const splits = new Set(world.levels.flatMap((level) => Object.keys(level.splits)));
  const keeps = fits(phases, world, splits) && ['train', 'deploy'].every((split) => !splits.has(split) || phases.some((phase) => phase.split === split));
  if (keeps) return parseExperiment({ ...moved, phases, record });
  return parseExperiment({ ...moved, ...phasesOf(world, splits), record: { perAgent: record.perAgent } });
}

/** The recommended experiment in the same place; where a world of one's own has no default phases, with those that there are. */
export function recommendedOf({ scenario, scenarioOptions, phases }: Pick<Experiment, 'scenario' | 'scenarioOptions' | 'phases'>): Experiment {
  try {
    return parseExperiment({ schema: 1, scenario, scenarioOptions });
  } catch (error) {
    if (!(error instanceof InputError) || typeof scenario === 'string') throw error;
    return parseExperiment({ schema: 1, scenario, phases });
  }
}

const fits = (phases: readonly Phase[], world: World, splits: ReadonlySet<string>): boolean =>
  phases.every(({ split, levels }) => (split === undefined || splits.has(split)) && (levels ?? []).every((name) => world.levels.some((level) => level.name === name)));

/** Phases for a world that has neither `train` nor `deploy`: in its first split, or else in its levels by turns. */
function phasesOf(world: World, splits: ReadonlySet<string>): { readonly phases?: readonly object[] } {
  if (splits.has('train') || splits.has('deploy')) return {};
  const [split] = splits;
  const place = split === undefined ? { levels: world.levels.map((level) => level.name) } : { split };
  return { phases: lengths.map((phase) => ({ ...phase, ...place })) };
}
