/** The flat tables of a level, whichever way it came. */
import { oneHot, type FeatureLists } from './feature-lists';
import { InputError } from './input-error';
import { member, readArray, readObject } from './json';
import { writtenTables, type LevelTables } from './level-tables';
import { worldLimits } from './limits';
import type { FrameFeatures, Level, World } from './types';
import { readFeatures } from './validate-features';
import { readTransitions, type Names } from './validate-transitions';

/**
 * The tables of a level that was read from its JSON form.
 * @throws InputError for what has not the form of transitions or features, or names what the world does not declare
 */
export const readTables = ({ transitions, features }: Partial<Record<keyof Level, unknown>>, path: string, states: number, names: Names): LevelTables => ({
  transitions: readTransitions(transitions, member(path, 'transitions'), states, names),
  features: readLevelFeatures(features, member(path, 'features'), states),
});

function readLevelFeatures(value: unknown, path: string, states: number): FrameFeatures<FeatureLists> {
  if (value === undefined) {
    if (states > worldLimits.features) throw new InputError(path, value, `features, since ${states} states are more than the ${worldLimits.features} that can be one-hot`);
    return { object: oneHot(states) };
  }
  const { object, self } = readObject(value, path, ['object', 'self']);
  const lists = (frame: unknown, at: string): FeatureLists => readFeatures(readArray(frame, at, 'lists of features, one for each state', states, states), (state) => member(at, state));
  const own = lists(object, member(path, 'object'));
  // An empty list says, like none, that no state has a self-reflective frame.
  return self === undefined || (Array.isArray(self) && self.length === 0) ? { object: own } : { object: own, self: lists(self, member(path, 'self')) };
}

/** [levels] the tables of the levels of a world that `parseWorld` accepts. */
export function tablesOfLevels({ actions, events, levels }: World): readonly LevelTables[] {
  const names: Names = { actions, events: new Set(events.map(({ name }) => name)) };
  return levels.map((level, i) => writtenTables(level) ?? readTables(level, `levels[${i}]`, level.states, names));
}
