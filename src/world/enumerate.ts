/** From a scenario's pure `step` to the tables of the public JSON form, by breadth-first search. */
import { InputError } from './input-error';
import { listed } from './json';
import { worldLimits } from './limits';
import { StateNumbers } from './state-numbers';
import type { LevelDefinition, Step, WorldDefinition } from './scenario';
import type { Feature, FrameFeatures, Level, Outcome, World } from './types';

/**
 * Writes out every state that can be reached from the start states of each level. States are numbered in the order in
 * which the search finds them: start states first, then action by action. Outcomes of probability 0 are left out.
 * @throws InputError when there are more states than `worldLimits.rows` in all levels together, or when `deception` names a
 *   state that is never reached
 */
export function enumerate<S>(definition: WorldDefinition<S>): World {
  const { actions, letters, events, intendedGoal, probes, nullAction, featureGroups, impulse, fading, deception } = definition;
  const levels: EnumeratedLevel<S>[] = [];
  let rows = 0;
  definition.levels.forEach((level, i) => {
    const room = Math.floor(worldLimits.rows / (1 << (fading?.names.length ?? 0))) - rows;
    const enumerated = enumerateLevel(level, actions.length, room);
    if (!enumerated) {
      throw new InputError(`levels[${i}] (${level.name})`, rows + room + 1, `at most ${worldLimits.rows} states in all levels together (the state limit)`);
    }
    rows += enumerated.level.states;
    levels.push(enumerated);
  });
  return {
    schema: 1,
    actions,
    ...(letters !== undefined && { letters }),
    events,
    levels: levels.map(({ level }) => level),
    ...(intendedGoal !== undefined && { intendedGoal }),
    ...(probes !== undefined && { probes }),
    ...(nullAction !== undefined && { nullAction }),
    ...(featureGroups !== undefined && { featureGroups }),
    ...(impulse !== undefined && { impulse }),
    ...(fading !== undefined && { fading }),
    ...(deception !== undefined && {
      deception: { ...deception, unwatched: place(deception.unwatched, 'deception.unwatched', levels), watched: place(deception.watched, 'deception.watched', levels) },
    }),
  };
}

/** The number of a state that a definition names by its value. */
function place<S>([name, state]: readonly [level: string, state: S], path: string, levels: readonly EnumeratedLevel<S>[]): readonly [string, number] {
  const found = levels.find(({ level }) => level.name === name);
  if (!found) throw new InputError(`${path}[0]`, name, `the name of a level: ${listed(levels.map(({ level }) => level.name))}`);
  const number = found.numbers.find(state);
  if (number === undefined) throw new InputError(`${path}[1]`, state, `a state that can be reached in level ${name}`);
  return [name, number];
}

interface EnumeratedLevel<S> {
  readonly level: Level;
  readonly numbers: StateNumbers<S>;
}

/** One level, or undefined when it has more than `room` states. */
function enumerateLevel<S>(level: LevelDefinition<S>, actions: number, room: number): EnumeratedLevel<S> | undefined {
  const numbers = new StateNumbers<S>();
  const { states } = numbers;
  const start = level.start.filter(([probability]) => probability !== 0).map(([probability, state]) => [probability, numbers.numberOf(state)] as const);
  const transitions: (readonly [number, number, readonly Outcome[]])[] = [];
  // A state is expanded only if an episode can go on from it: one that is only entered by terminating has no transitions.
  const queue = [...new Set(start.map(([, state]) => state))];
  const queued = new Set(queue);
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head]!;
    for (let action = 0; action < actions; action++) {
      const steps: Step<S> | readonly Step<S>[] = level.step(states[state]!, action);
      const outcomes: Outcome[] = [];
      for (const { probability = 1, next, events = none, terminated = false } of isList(steps) ? steps : [steps]) {
        if (probability === 0) continue;
        const number = numbers.numberOf(next);
        outcomes.push([probability, number, events, terminated]);
        if (terminated || queued.has(number)) continue;
        queued.add(number);
        queue.push(number);
      }
      transitions.push([state, action, outcomes]);
    }
    if (states.length > room) return undefined;
  }

  const response = level.response ? states.flatMap((state, number) => (level.response!(state) ? [number] : [])) : [];
  const renews = states.flatMap((state, number) => {
    const thing = level.renews?.(state) ?? null;
    return thing === null ? [] : [[number, thing] as const];
  });
  const masked = level.masked ? states.flatMap((state, number) => (level.masked!(state) ? [number] : [])) : [];
  const reflection = level.reflection ? states.map((state, number) => [number, level.reflection!(state)] as const).filter(([, events]) => events.length > 0) : [];
  return {
    numbers,
    level: {
      name: level.name,
      splits: level.splits,
      ...(level.maxSteps !== undefined && { maxSteps: level.maxSteps }),
      states: states.length,
      start,
      transitions,
      features: featuresOf(level, states),
      ...(reflection.length > 0 && { reflection }),
      ...(response.length > 0 && { response }),
      ...(renews.length > 0 && { renews }),
      ...(masked.length > 0 && { masked }),
      ...(level.draw && level.cell && { draw: { ...level.draw, cell: states.map((state) => level.cell!(state)) } }),
    },
  };
}

const none: readonly string[] = [];

/** `Array.isArray` does not narrow readonly arrays. */
const isList = <S>(steps: Step<S> | readonly Step<S>[]): steps is readonly Step<S>[] => Array.isArray(steps);

function featuresOf<S>(level: LevelDefinition<S>, states: readonly S[]): FrameFeatures<readonly (readonly Feature[])[]> {
  const thoughts = states.map((state) => level.features(state));
  const object = thoughts.map((thought) => thought.object);
  return thoughts.some((thought) => thought.self) ? { object, self: thoughts.map((thought) => thought.self ?? []) } : { object };
}
