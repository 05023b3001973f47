/** When the phases of an experiment begin and how long they last, in steps of every agent. */
import { worldLimits } from '../world/limits';
import type { World } from '../world/types';
import type { Phase } from './types';

export interface PlannedPhase {
  readonly phase: Phase;
  /** absolute step at which the phase begins */
  readonly firstStep: number;
  /** its length in steps */
  readonly steps: number;
  /** finished episodes after which an agent rests; 0: no limit */
  readonly episodes: number;
  /** indices of the levels that episodes come from: those of the split, or the list as it is gone through */
  readonly levels: readonly number[];
}

export interface Plan {
  readonly phases: readonly PlannedPhase[];
  readonly totalSteps: number;
}

/**
 * Plans validated phases. A phase in episodes lasts as long as its longest level would need: episodes × the largest
 * `maxSteps` of its levels.
 */
export function planOf(phases: readonly Phase[], world: World): Plan {
  const numbers = new Map(world.levels.map(({ name }, i) => [name, i]));
  const planned: PlannedPhase[] = [];
  let firstStep = 0;
  for (const phase of phases) {
    const levels = phase.levels ? phase.levels.map((name) => numbers.get(name)!) : levelsOf(phase.split!, world);
    const episodes = phase.episodes ?? (phase.repeat ?? 0) * levels.length;
    const steps = phase.steps ?? episodes * longestEpisode(levels, world);
    planned.push({ phase, firstStep, steps, episodes, levels });
    firstStep += steps;
  }
  return { phases: planned, totalSteps: firstStep };
}

const levelsOf = (split: string, world: World): number[] =>
  world.levels.flatMap(({ splits }, i) => (Object.hasOwn(splits, split) ? [i] : []));

const longestEpisode = (levels: readonly number[], world: World): number =>
  levels.reduce((longest, i) => Math.max(longest, world.levels[i]!.maxSteps ?? worldLimits.defaultMaxSteps), 0);
