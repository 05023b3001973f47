/** From a drawing to a world. */
import { enumerate } from './enumerate';
import { displacements, gridLimits, moveOn, placesOf, stateName, type GridLevel, type GridModel, type KeptFeatures } from './grid';
import { featuresOf, groupsOf, probesOf } from './grid-features';
import { InputError } from './input-error';
import type { LevelDefinition, Step } from './scenario';
import type { Feature, FrameFeatures, World } from './types';
import { parseWorld } from './validate';

/** Where the agent is, and which of the things that are there once have been taken: bit i is the i-th such thing of the level. */
interface State {
  readonly cell: number;
  readonly taken: number;
}

/**
 * The world of a drawing, valid in every respect. A step leads to the neighbouring cell, or nowhere at a wall or the edge;
 * then the events of every step happen, and those of the things on the cell where it ended.
 * @throws InputError for a drawing that is no world: without levels or start cells, with too many states, or with kept
 *   features that say nothing of a cell that is now floor
 */
export function gridWorld(model: GridModel): World {
  const { actions, letters, events, intendedGoal, nullAction, impulse } = model;
  const kept = keptOf(model);
  checkSize(model);
  const goals = kept ? kept.probes : probesOf(model);
  return parseWorld(
    enumerate({
      actions,
      ...(letters !== undefined && { letters }),
      events,
      levels: model.levels.map((level, i) => definitionOf(model, level, `levels[${i}] (${level.name})`)),
      ...(intendedGoal !== undefined && { intendedGoal }),
      ...(goals && goals.length > 0 && { probes: goals }),
      ...(nullAction !== undefined && { nullAction }),
      ...(impulse !== undefined && { impulse }),
      ...featureGroups(model),
    }),
  );
}

/** The kept features where they are used. */
const keptOf = ({ kept, usesKept }: GridModel): KeptFeatures | null => (usesKept ? kept : null);

function featureGroups(model: GridModel): Pick<World, 'featureGroups'> {
  const kept = keptOf(model);
  const groups = kept ? kept.featureGroups : groupsOf(model);
  return groups ? { featureGroups: groups } : {};
}

/** How many states the levels have at most. */
const statesOf = ({ levels, things }: GridModel): number =>
  levels.reduce((sum, level) => sum + level.walls.filter((wall) => !wall).length * (1 << onceOf(level, things).length), 0);

/** The places in `level.things` of those that are there once. */
const onceOf = (level: GridLevel, things: GridModel['things']): number[] => level.things.flatMap(([, thing], placed) => (things[thing]!.once ? [placed] : []));

function checkSize(model: GridModel): void {
  for (const [i, level] of model.levels.entries()) {
    const path = `levels[${i}] (${level.name})`;
    const once = onceOf(level, model.things).length;
    if (once > gridLimits.once) throw new InputError(path, once, `at most ${gridLimits.once} things that are there once: each doubles the states`);
    if (level.start.length === 0) throw new InputError(path, 'no start cell', 'at least one cell in which episodes start');
  }
  const states = statesOf(model);
  if (states > gridLimits.states) throw new InputError('levels', states, `at most ${gridLimits.states} states in all levels together: things that are there once double them`);
  const seen = model.things.filter((thing) => thing.seen).length;
  if (!keptOf(model) && seen > gridLimits.seen) throw new InputError('things', seen, `at most ${gridLimits.seen} kinds of things that thoughts say something of`);
}

function definitionOf(model: GridModel, level: GridLevel, path: string): LevelDefinition<State> {
  const steps = displacements(model)!;
  const once = onceOf(level, model.things);
  const bits = level.things.map((_, placed) => (once.includes(placed) ? 1 << once.indexOf(placed) : 0));
  const on = new Map<number, number[]>();
  level.things.forEach(([cell], placed) => on.set(cell, [...(on.get(cell) ?? []), placed]));
  const { name, splits, maxSteps, width, height, start } = level;
  return {
    name,
    splits,
    ...(maxSteps !== undefined && { maxSteps }),
    start: start.map((cell) => [1 / start.length, { cell, taken: 0 }]),
    step(state, action): Step<State> | Step<State>[] {
      const cell = moveOn(level, state.cell, steps[action]!);
      const here = (on.get(cell) ?? []).filter((placed) => (state.taken & bits[placed]!) === 0);
      const met = here.map((placed) => model.things[level.things[placed]![1]]!);
      const happened = new Set([...(met.some(({ instead }) => instead) ? [] : model.everyStep), ...met.flatMap((thing) => thing.events)]);
      const events = model.events.flatMap((event) => (happened.has(event.name) ? [event.name] : []));
      const taken = here.reduce((bitsTaken, placed) => bitsTaken | bits[placed]!, state.taken);
      const terminated = met.some(({ terminates }) => terminates);
      if (terminated || !met.some(({ back }) => back)) return { next: { cell, taken }, events, terminated };
      return start.map((first) => ({ probability: 1 / start.length, next: { cell: first, taken }, events }));
    },
    features: keptOf(model) ? keptFeatures(model, level, bits, path) : drawnFeatures(model, level, bits),
    cell: ({ cell }) => cell,
    draw: { width, height, objects: level.things.map(([cell, thing]) => [cell, model.things[thing]!.name] as const) },
  };
}

type FeaturesOfState = (state: State) => FrameFeatures<readonly Feature[]>;

function drawnFeatures(model: GridModel, level: GridLevel, bits: readonly number[]): FeaturesOfState {
  const features = featuresOf(model);
  return ({ cell, taken }) => ({ object: features(level, cell, (placed) => (taken & bits[placed]!) !== 0) });
}

function keptFeatures({ kept, things }: GridModel, level: GridLevel, bits: readonly number[], path: string): FeaturesOfState {
  const own = kept!.levels[level.name];
  const instead = 'features of the drawing instead: those that the world came with do not know the new';
  if (!own) throw new InputError(path, 'a new level', instead);
  if (own.places !== placesOf(level, things)) throw new InputError(path, 'things that were moved, added or erased', instead);
  return ({ cell, taken }) => {
    const takenCells = level.things.flatMap(([at], placed) => ((taken & bits[placed]!) !== 0 ? [at] : []));
    const features = own.features[stateName(cell, takenCells)];
    if (!features) throw new InputError(path, `floor in column ${(cell % level.width) + 1}, row ${Math.floor(cell / level.width) + 1}`, instead);
    return features;
  };
}
