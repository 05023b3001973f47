/** From a scenario's pure `step` to the tables of the public JSON form, by breadth-first search. */
import { FeatureWriter } from './feature-lists';
import { InputError } from './input-error';
import { listed } from './json';
import { writtenLevel } from './level-tables';
import { worldLimits } from './limits';
import { StateNumbers } from './state-numbers';
import type { LevelDefinition, Step, WorldDefinition } from './scenario';
import { TransitionWriter } from './transition-table';
import type { Level, World } from './types';

/**
 * Writes out every state that can be reached from the start states of each level. States are numbered in the order in
 * which the search finds them: start states first, then action by action. Outcomes of probability 0 are left out.
 * @throws InputError when there are more states than `worldLimits.rows` in all levels together, or when `deception` names a
 *   state that is never reached
 */
export function enumerate<S>(definition: WorldDefinition<S>): World {
  const { actions, letters, events, intendedGoal, probes, nullAction, featureGroups, impulse, fading, deception } = definition;
  const levels: Level[] = [];
  const numbers = new Map<string, StateNumbers<S>>();
  const writers: Writers = { transitions: new TransitionWriter(), object: new FeatureWriter(), self: new FeatureWriter() };
  let rows = 0;
  definition.levels.forEach((level, i) => {
    const room = Math.floor(worldLimits.rows / (1 << (fading?.names.length ?? 0))) - rows;
    const enumerated = enumerateLevel(level, actions.length, room, writers);
    if (!enumerated) {
      throw new InputError(`levels[${i}] (${level.name})`, rows + room + 1, `at most ${worldLimits.rows} states in all levels together (the state limit)`);
    }
    rows += enumerated.level.states;
    levels.push(enumerated.level);
    // All states of all levels would be much to keep, and only deception asks for their numbers.
    if (deception && !numbers.has(level.name)) numbers.set(level.name, enumerated.numbers);
  });
  return {
    schema: 1,
    actions,
    ...(letters !== undefined && { letters }),
    events,
    levels,
    ...(intendedGoal !== undefined && { intendedGoal }),
    ...(probes !== undefined && { probes }),
    ...(nullAction !== undefined && { nullAction }),
    ...(featureGroups !== undefined && { featureGroups }),
    ...(impulse !== undefined && { impulse }),
    ...(fading !== undefined && { fading }),
    ...(deception !== undefined && {
      deception: { ...deception, unwatched: place(deception.unwatched, 'deception.unwatched', numbers), watched: place(deception.watched, 'deception.watched', numbers) },
    }),
  };
}

/** What all levels are written with, one after the other. */
interface Writers {
  readonly transitions: TransitionWriter;
  readonly object: FeatureWriter;
  readonly self: FeatureWriter;
}

/** The number of a state that a definition names by its value. */
function place<S>([name, state]: readonly [level: string, state: S], path: string, levels: ReadonlyMap<string, StateNumbers<S>>): readonly [string, number] {
  const numbers = levels.get(name);
  if (!numbers) throw new InputError(`${path}[0]`, name, `the name of a level: ${listed([...levels.keys()])}`);
  const number = numbers.find(state);
  if (number === undefined) throw new InputError(`${path}[1]`, state, `a state that can be reached in level ${name}`);
  return [name, number];
}

interface EnumeratedLevel<S> {
  readonly level: Level;
  readonly numbers: StateNumbers<S>;
}

/** Writes one level; undefined when it has more than `room` states. */
function enumerateLevel<S>(level: LevelDefinition<S>, actions: number, room: number, { transitions, object, self }: Writers): EnumeratedLevel<S> | undefined {
  const numbers = new StateNumbers<S>();
  const { states } = numbers;
  const start = level.start.filter(([probability]) => probability !== 0).map(([probability, state]) => [probability, numbers.numberOf(state)] as const);
  // A state is expanded only if an episode can go on from it: one that is only entered by terminating has no transitions.
  const queue = [...new Set(start.map(([, state]) => state))];
  const queued: boolean[] = queue.map(() => true);
  const end = ({ probability = 1, next, events = none, terminated = false }: Step<S>): void => {
    if (probability === 0) return;
    const number = numbers.numberOf(next);
    transitions.outcome(probability, number, events, terminated);
    if (number === queued.length) queued.push(false);
    if (terminated || queued[number]) return;
    queued[number] = true;
    queue.push(number);
  };
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head]!;
    for (let action = 0; action < actions; action++) {
      transitions.transition(state, action);
      const steps: Step<S> | readonly Step<S>[] = level.step(states[state]!, action);
      if (isList(steps)) for (let i = 0; i < steps.length; i++) end(steps[i]!);
      else end(steps);
    }
    if (states.length > room) return undefined;
  }

  let reflective = false;
  for (const state of states) {
    const thought = level.features(state);
    object.thought(thought.object);
    self.thought(thought.self ?? []);
    reflective ||= thought.self !== undefined;
  }
  const [ofObject, ofSelf] = [object.lists(), self.lists()];
  const response = level.response ? states.flatMap((state, number) => (level.response!(state) ? [number] : [])) : [];
  const renews = level.renews ? states.flatMap((state, number) => {
    const thing = level.renews!(state);
    return thing === null ? [] : [[number, thing] as const];
  }) : [];
  const masked = level.masked ? states.flatMap((state, number) => (level.masked!(state) ? [number] : [])) : [];
  const reflection = level.reflection ? states.map((state, number) => [number, level.reflection!(state)] as const).filter(([, events]) => events.length > 0) : [];
  return {
    numbers,
    level: writtenLevel(
      { name: level.name, splits: level.splits, ...(level.maxSteps !== undefined && { maxSteps: level.maxSteps }), states: states.length, start },
      { transitions: transitions.table(), features: reflective ? { object: ofObject, self: ofSelf } : { object: ofObject } },
      {
        ...(reflection.length > 0 && { reflection }),
        ...(response.length > 0 && { response }),
        ...(renews.length > 0 && { renews }),
        ...(masked.length > 0 && { masked }),
        ...(level.draw && level.cell && { draw: { ...level.draw, cell: states.map((state) => level.cell!(state)) } }),
      },
    ),
  };
}

const none: readonly string[] = [];

/** `Array.isArray` does not narrow readonly arrays. */
const isList = <S>(steps: Step<S> | readonly Step<S>[]): steps is readonly Step<S>[] => Array.isArray(steps);
