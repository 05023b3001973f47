/** What can be changed about a drawing: pure functions from one drawing to the next. */
import { InputError, readName } from '../../lab/tables';
import { gridLimits, type GridLevel, type GridModel, type Thing } from '../../lab/worlds';
import type { EventDeclaration } from '../../world/types';

/** What a stroke on the map does: `floor` clears a cell, a number puts that thing there. */
export type Tool = 'wall' | 'floor' | 'start' | 'move' | number;

/** Whether a cell already has what a tool would put there, so that the stroke takes it away. */
export function has({ walls, start, things }: GridLevel, cell: number, tool: Tool): boolean {
  if (tool === 'wall') return walls[cell]!;
  if (tool === 'start') return start.includes(cell);
  return typeof tool === 'number' && things.some(([at, thing]) => at === cell && thing === tool);
}

/** A level after a stroke. @param on whether the tool puts something there, or takes it away */
export function paint(level: GridLevel, cells: readonly number[], tool: Tool, on: boolean): GridLevel {
  const touched = new Set(cells);
  const { walls, start, things } = level;
  if (tool === 'move') return level;
  if (tool === 'wall' || tool === 'floor') {
    const wall = tool === 'wall' && on;
    const clears = wall || tool === 'floor';
    return {
      ...level,
      walls: walls.map((was, cell) => (touched.has(cell) ? wall : was)),
      start: clears ? start.filter((cell) => !touched.has(cell)) : start,
      things: clears ? things.filter(([cell]) => !touched.has(cell)) : things,
    };
  }
  const opened = on ? walls.map((was, cell) => was && !touched.has(cell)) : walls;
  if (tool === 'start') {
    const others = start.filter((cell) => !touched.has(cell));
    return { ...level, walls: opened, start: on ? [...others, ...touched].sort((a, b) => a - b) : others };
  }
  const others = things.filter(([cell, thing]) => thing !== tool || !touched.has(cell));
  return { ...level, walls: opened, things: on ? [...others, ...[...touched].map((cell) => [cell, tool] as const)] : others };
}

/** Carries all that stands on a cell to another one, which becomes floor. */
export function carry(level: GridLevel, from: number, to: number): GridLevel {
  const { start, things } = level;
  const lifted = things.filter(([cell]) => cell === from);
  const startMoves = start.includes(from);
  if (from === to || (lifted.length === 0 && !startMoves)) return level;
  const there = new Set(things.flatMap(([cell, thing]) => (cell === to ? [thing] : [])));
  return {
    ...level,
    walls: level.walls.map((wall, cell) => wall && cell !== to),
    start: startMoves ? [...new Set(start.map((cell) => (cell === from ? to : cell)))].sort((a, b) => a - b) : start,
    things: [...things.filter(([cell]) => cell !== from), ...lifted.flatMap(([, thing]) => (there.has(thing) ? [] : [[to, thing] as const]))],
  };
}

/** Every floor cell on which nothing stands becomes a start cell. */
export const startAnywhere = (level: GridLevel): GridLevel => {
  const taken = new Set(level.things.map(([cell]) => cell));
  return { ...level, start: level.walls.flatMap((wall, cell) => (wall || taken.has(cell) ? [] : [cell])) };
};

/** More or fewer columns and rows at the right and at the bottom; new cells are floor. */
export function resize(level: GridLevel, width: number, height: number): GridLevel {
  for (const side of [width, height]) if (!Number.isInteger(side) || side < 1 || side > gridLimits.side) throw new InputError('size', side, `a whole number from 1 to ${gridLimits.side}`);
  const kept = (cell: number): number | null => {
    const [x, y] = [cell % level.width, Math.floor(cell / level.width)];
    return x < width && y < height ? y * width + x : null;
  };
  const walls = new Array<boolean>(width * height).fill(false);
  level.walls.forEach((wall, cell) => {
    const at = kept(cell);
    if (at !== null) walls[at] = wall;
  });
  return {
    ...level, width, height, walls,
    start: level.start.flatMap((cell) => kept(cell) ?? []),
    things: level.things.flatMap(([cell, thing]) => {
      const at = kept(cell);
      return at === null ? [] : [[at, thing] as const];
    }),
  };
}

export const withLevel = (model: GridModel, index: number, level: GridLevel): GridModel => ({ ...model, levels: model.levels.with(index, level) });

/** A copy of a level behind it. */
export function copyLevel(model: GridModel, index: number): GridModel {
  if (model.levels.length >= gridLimits.levels) throw new InputError('levels', model.levels.length + 1, `at most ${gridLimits.levels}`);
  const level = model.levels[index]!;
  return { ...model, levels: model.levels.toSpliced(index + 1, 0, { ...level, name: freeName(level.name, model.levels.map(({ name }) => name)) }) };
}

export const removeLevel = (model: GridModel, index: number): GridModel => ({ ...model, levels: model.levels.toSpliced(index, 1) });

/** @throws InputError for a name that is empty, too long or taken */
export function checkName(name: string, taken: readonly string[]): string {
  if (taken.includes(readName(name, 'name'))) throw new InputError('name', name, 'a name that is not used twice');
  return name;
}

function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  const stem = name.replace(/ \d+$/, '').slice(0, gridLimits.name - 4);
  for (let number = 2; ; number++) if (!taken.includes(`${stem} ${number}`)) return `${stem} ${number}`;
}

/** A new kind of thing, with an event of its own. */
export function addThing(model: GridModel): GridModel {
  if (model.things.length >= gridLimits.things) throw new InputError('things', model.things.length + 1, `at most ${gridLimits.things}`);
  const name = freeName('thing', [...model.things, ...model.events].map((other) => other.name));
  const seen = !model.usesKept && model.things.filter((thing) => thing.seen).length < gridLimits.seen;
  return {
    ...model,
    events: [...model.events, { name }],
    things: [...model.things, { name, events: [name], terminates: false, once: false, instead: false, back: false, seen }],
  };
}

export const withThing = (model: GridModel, index: number, change: Partial<Thing>): GridModel => ({ ...model, things: model.things.with(index, { ...model.things[index]!, ...change }) });

/** Takes a kind of thing away, and its event where nothing else brings that about. */
export function removeThing(model: GridModel, index: number): GridModel {
  const thing = model.things[index]!;
  const things = model.things.toSpliced(index, 1);
  const without: GridModel = {
    ...asGoal(model, index, 'none'),
    things,
    levels: model.levels.map((level) => ({ ...level, things: level.things.flatMap(([cell, at]) => (at === index ? [] : [[cell, at > index ? at - 1 : at] as const])) })),
  };
  return thing.events
    .filter((event) => !model.everyStep.includes(event) && !things.some(({ events }) => events.includes(event)))
    .reduce(removeEvent, without);
}

/** A thing's new name, which its event and its goal take too if they had the old one. */
export function renameThing(model: GridModel, index: number, name: string): GridModel {
  const old = model.things[index]!.name;
  if (name === old) return model;
  checkName(name, model.things.map((thing) => thing.name));
  const renamed = withThing(model, index, { name });
  const eventToo = model.things[index]!.events.includes(old) && !model.events.some((event) => event.name === name);
  const goals = goalNames(model);
  const events = renamed.events.map((event) => (event.proxies && old in event.proxies && !goals.includes(name) ? { ...event, proxies: rekey(event.proxies, old, name) } : event));
  const withGoals = { ...renamed, events, ...(model.intendedGoal === old && { intendedGoal: name }) };
  return eventToo ? renameEvent(withGoals, old, name) : withGoals;
}

const rekey = (record: Readonly<Record<string, number>>, old: string, name: string): Record<string, number> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key === old ? name : key, value]));

export const withEvent = (model: GridModel, name: string, change: (event: EventDeclaration) => EventDeclaration): GridModel => ({
  ...model,
  events: model.events.map((event) => (event.name === name ? change(event) : event)),
});

/** @throws InputError for a name that is taken */
export function renameEvent(model: GridModel, old: string, name: string): GridModel {
  if (old === name) return model;
  checkName(name, model.events.map((event) => event.name));
  const renamed = (event: string): string => (event === old ? name : event);
  return {
    ...model,
    events: model.events.map((event) => ({ ...event, name: renamed(event.name), ...(event.mistakenFor !== undefined && { mistakenFor: renamed(event.mistakenFor) }) })),
    everyStep: model.everyStep.map(renamed),
    things: model.things.map((thing) => ({ ...thing, events: thing.events.map(renamed) })),
    ...(model.impulse && { impulse: { sooner: renamed(model.impulse.sooner), later: renamed(model.impulse.later) } }),
  };
}

export function addEvent(model: GridModel): GridModel {
  return { ...model, events: [...model.events, { name: freeName('event', model.events.map(({ name }) => name)) }] };
}

/** Takes an event away, and whatever refers to it. */
export function removeEvent(model: GridModel, name: string): GridModel {
  const others = (event: string): boolean => event !== name;
  const { impulse, ...rest } = model;
  return {
    ...rest,
    events: model.events.filter((event) => others(event.name)).map(({ mistakenFor, ...event }) => (mistakenFor !== undefined && others(mistakenFor) ? { ...event, mistakenFor } : event)),
    everyStep: model.everyStep.filter(others),
    things: model.things.map((thing) => ({ ...thing, events: thing.events.filter(others) })),
    ...(impulse && others(impulse.sooner) && others(impulse.later) && { impulse }),
  };
}

export const goalNames = (model: Pick<GridModel, 'events'>): readonly string[] => [...new Set(model.events.flatMap(({ proxies }) => Object.keys(proxies ?? {})))];

/** What a thing is to the designer. */
export type GoalKind = 'none' | 'intended' | 'proxy';

export const goalKind = (model: GridModel, { name }: Thing): GoalKind =>
  model.intendedGoal === name ? 'intended' : goalNames(model).includes(name) ? 'proxy' : 'none';

/** Makes a thing the intended goal, or a proxy goal whose event pays 1 to it, or neither. */
export function asGoal(model: GridModel, index: number, kind: GoalKind): GridModel {
  const { name, events } = model.things[index]!;
  const { intendedGoal, ...rest } = model;
  const goal = kind === 'intended' ? name : intendedGoal === name ? undefined : intendedGoal;
  return {
    ...rest,
    ...(goal !== undefined && { intendedGoal: goal }),
    events: model.events.map((event) => {
      const { [name]: own, ...others } = event.proxies ?? {};
      const proxies = kind === 'proxy' && (own !== undefined || event.name === events[0]) ? { ...others, [name]: own ?? 1 } : others;
      const { proxies: _, ...declared } = event;
      return Object.keys(proxies).length > 0 ? { ...declared, proxies } : declared;
    }),
  };
}

/** The same drawing with features of its own instead of those that the world came with. */
export function withDrawnFeatures(model: GridModel): GridModel {
  const things = model.things.some(({ seen }) => seen) ? model.things : model.things.map((thing, index) => ({ ...thing, seen: index < gridLimits.seen }));
  return { ...model, usesKept: false, things };
}
