/** Which levels the stages of the world view choose from, and what is to be recorded on them. */
import type { Experiment } from '../experiment/types';
import type { World } from '../world/types';
import type { Episode, EpisodeRequest, EpisodeSource } from '../lab/episode';
import type { WorldShape } from './world-shape';

/** Levels that belong together: those of a split, or those that a phase goes through. */
export interface LevelSource {
  readonly name: string;
  readonly source: EpisodeSource;
  /** indices of its levels, each once */
  readonly levels: readonly number[];
}

/** Splits in order of appearance, then phases that have levels of their own. */
export function sourcesOf({ phases }: Pick<Experiment, 'phases'>, world: World, shape: WorldShape): readonly LevelSource[] {
  const numbers = new Map(world.levels.map(({ name }, index) => [name, index]));
  return [
    ...[...shape.splits()].map(([split, levels]): LevelSource => ({ name: split, source: { split }, levels })),
    ...phases.flatMap(({ name, levels }): LevelSource[] => (levels ? [{ name, source: { phase: name }, levels: [...new Set(levels.map((level) => numbers.get(level)!))] }] : [])),
  ];
}

/**
 * The sources that stand beside each other at first: of the first phase, and of the last one that has others. Where all
 * phases have the same, a source that no phase uses; one source stands alone.
 */
export function firstSources({ phases }: Pick<Experiment, 'phases'>, sources: readonly LevelSource[]): readonly string[] {
  const used = phases.map(({ name, split }) => split ?? name);
  const first = sources.find(({ name }) => name === used[0]) ?? sources[0];
  if (!first) return [];
  const second = used.findLast((name) => name !== first.name) ?? sources.find(({ name }) => name !== first.name)?.name;
  return second === undefined ? [first.name] : [first.name, second];
}

/** What a stage shows. */
export interface Staging {
  /** name of its source; null shows where the selected agent is now */
  readonly source: string | null;
  /** index of the level that is kept, or null for whichever the source gives */
  readonly level: number | null;
  /** what the copy has behind it */
  readonly after: EpisodeRequest['after'];
}

export const fromTheBeginning: EpisodeRequest['after'] = { step: 0, episodes: 0 };

/** The copy's next episode after one that was recorded. */
export const afterIt = ({ after }: Staging, { firstStep, steps }: Episode): EpisodeRequest['after'] => ({ step: firstStep + steps.length, episodes: after.episodes + 1 });

/** What is to be recorded for a stage; null if nothing is. */
export function requestOf(staging: Staging, agent: number, sources: readonly LevelSource[]): EpisodeRequest | null {
  const source = sources.find(({ name }) => name === staging.source);
  return source ? { agent, source: source.source, level: staging.level, after: staging.after } : null;
}

/** Whether the same was asked for. */
export const sameRequest = (a: EpisodeRequest, b: EpisodeRequest): boolean => JSON.stringify(a) === JSON.stringify(b);
