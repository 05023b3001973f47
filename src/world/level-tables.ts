/**
 * Levels that are written by a program rather than read: they keep flat tables, and make the nested arrays of the public
 * JSON form when somebody asks for them.
 */
import { featuresOf, type FeatureLists } from './feature-lists';
import { transitionsOf, type TransitionTable } from './transition-table';
import type { FrameFeatures, Level } from './types';

/** What is large in a level. */
export interface LevelTables {
  readonly transitions: TransitionTable;
  readonly features: FrameFeatures<FeatureLists>;
}

const written = new WeakMap<object, LevelTables>();

/** The tables that a level was written from; undefined for one that was read. */
export const writtenTables = (level: object): LevelTables | undefined => written.get(level);

/**
 * A level around its tables. It has the same keys as one that was read, in the same order, also for `JSON.stringify`.
 * @param before what stands before the transitions, `after` what stands behind the features
 */
export function writtenLevel(before: Omit<Level, 'transitions' | 'features'>, tables: LevelTables, after: Partial<Level>): Level {
  const { transitions, features: { object, self } } = tables;
  let nestedTransitions: Level['transitions'] | undefined;
  let nestedFeatures: Level['features'];
  const level: Level = {
    ...before,
    get transitions() {
      return (nestedTransitions ??= transitionsOf(transitions));
    },
    get features() {
      return (nestedFeatures ??= { object: featuresOf(object), ...(self && { self: featuresOf(self) }) });
    },
    ...after,
  };
  written.set(level, tables);
  return level;
}
