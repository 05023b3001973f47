/** From a scenario's pure `step` to the tables of the public JSON form, by breadth-first search. */
import { InputError } from './input-error';
import { worldLimits } from './limits';
import type { LevelDefinition, Step, WorldDefinition } from './scenario';
import type { Feature, FrameFeatures, Level, Outcome, World } from './types';

/**
 * Writes out every state that can be reached from the start states of each level. States are numbered in the order in
 * which the search finds them: start states first, then action by action. Outcomes of probability 0 are left out.
 * @throws InputError when there are more states than `worldLimits.rows` in all levels together
 */
export function enumerate<S>(definition: WorldDefinition<S>): World {
  const { actions, letters, events, intendedGoal, probes } = definition;
  const levels: Level[] = [];
  let rows = 0;
  definition.levels.forEach((level, i) => {
    const room = worldLimits.rows - rows;
    const enumerated = enumerateLevel(level, actions.length, room);
    if (!enumerated) {
      throw new InputError(`levels[${i}] (${level.name})`, rows + room + 1, `at most ${worldLimits.rows} states in all levels together (the state limit)`);
    }
    rows += enumerated.states;
    levels.push(enumerated);
  });
  return {
    schema: 1,
    actions,
    ...(letters !== undefined && { letters }),
    events,
    levels,
    ...(intendedGoal !== undefined && { intendedGoal }),
    ...(probes !== undefined && { probes }),
  };
}

/** One level, or undefined when it has more than `room` states. */
function enumerateLevel<S>(level: LevelDefinition<S>, actions: number, room: number): Level | undefined {
  const states: S[] = [];
  const numbers = new Map<unknown, number>();
  const numberOf = (state: S): number => {
    const key = typeof state === 'number' ? state : JSON.stringify(state);
    let number = numbers.get(key);
    if (number === undefined) {
      number = states.length;
      numbers.set(key, number);
      states.push(state);
    }
    return number;
  };

  const start = level.start.filter(([probability]) => probability !== 0).map(([probability, state]) => [probability, numberOf(state)] as const);
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
        const number = numberOf(next);
        outcomes.push([probability, number, events, terminated]);
        if (terminated || queued.has(number)) continue;
        queued.add(number);
        queue.push(number);
      }
      transitions.push([state, action, outcomes]);
    }
    if (states.length > room) return undefined;
  }

  return {
    name: level.name,
    splits: level.splits,
    ...(level.maxSteps !== undefined && { maxSteps: level.maxSteps }),
    states: states.length,
    start,
    transitions,
    features: featuresOf(level, states),
    ...(level.draw && level.cell && { draw: { ...level.draw, cell: states.map((state) => level.cell!(state)) } }),
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
