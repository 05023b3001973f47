/** The drawing of a world whose tables a drawing can give. */
import { displacements, gridLimits, moveOn, placesOf, stateName, type GridLevel, type GridModel, type KeptLevel, type Thing } from './grid';
import { sightOf } from './grid-features';
import { sameLevels } from './grid-same';
import { gridWorld } from './grid-world';
import { InputError } from './input-error';
import type { Feature, Level, World } from './types';

/** What steps that end on a cell do, as far as the tables show. */
interface Arrival {
  readonly level: number;
  readonly cell: number;
  /** events that happen each time */
  always: Set<string>;
  /** events that have ever happened */
  readonly ever: Set<string>;
  terminates: boolean;
  back: boolean;
}

/** What a drawing cannot say, as one sentence. */
class Undrawable extends Error {}

/**
 * The drawing that gives exactly the transitions of a world, found from its tables alone: so a world that was drawn, and
 * came back by a link, can be drawn on again.
 * @returns the drawing, or in one sentence why there is none
 */
export function deriveGrid(world: World): GridModel | string {
  try {
    checkParts(world);
    let problem: unknown;
    // Of a drawn cell without a state, the tables do not say whether one can step there and is sent back, or bumps into it.
    for (const objectsAreFloor of [true, false]) {
      try {
        return checked(world, modelOf(world, objectsAreFloor));
      } catch (error) {
        problem ??= error;
      }
    }
    throw problem;
  } catch (error) {
    if (error instanceof Undrawable) return error.message;
    if (error instanceof InputError) return `A drawing of this world would not be valid: ${error.message}.`;
    throw error;
  }
}

function checkParts(world: World): void {
  const steps = displacements(world);
  if (!steps) throw new Undrawable(`Its actions (${world.actions.slice(0, 6).join(', ')}) are not all moves such as up, down, left, right or stay.`);
  if (world.fading) throw new Undrawable('Things fade in this world, which a drawing cannot say.');
  if (world.deception) throw new Undrawable('This world compares two of its states by number, which a drawing has not.');
  if (world.levels.length > gridLimits.levels) throw new Undrawable(`It has ${world.levels.length} levels, more than the ${gridLimits.levels} that are drawn at once.`);
  for (const { name, draw, reflection, response } of world.levels) {
    if (!draw) throw new Undrawable(`Level “${name}” does not say where its states are (draw).`);
    if (draw.width > gridLimits.side || draw.height > gridLimits.side) throw new Undrawable(`Level “${name}” has ${draw.width} × ${draw.height} cells, more than the ${gridLimits.side} × ${gridLimits.side} that can be drawn.`);
    if (reflection) throw new Undrawable(`In level “${name}” thoughts of oneself pay, which a drawing cannot say.`);
    if (response) throw new Undrawable(`Level “${name}” has conditioned responses, which a drawing cannot say.`);
  }
}

/** The drawing if it gives the same transitions, with the features that the world came with. */
function checked(world: World, model: GridModel): GridModel {
  const drawn = gridWorld(model);
  const levels: Record<string, KeptLevel> = {};
  let same = true;
  world.levels.forEach((level, l) => {
    const found = sameLevels(level, drawn.levels[l]!, world.actions.length);
    if (!(found instanceof Int32Array)) {
      const { state, action } = found;
      throw new Undrawable(state === null ? `The start states of level “${level.name}” are not equally likely cells.` : surprise(level, state, world.actions[action]!));
    }
    const { features, states } = drawn.levels[l]!;
    const own: Record<string, KeptLevel['features'][string]> = {};
    const taken = takenOf(model, model.levels[l]!, drawn.levels[l]!);
    for (let state = 0; state < states; state++) {
      const original = found[state]!;
      const object: readonly Feature[] = level.features ? level.features.object[original]! : [[original, 1]];
      const self = level.features?.self?.[original];
      same &&= self === undefined && JSON.stringify(object) === JSON.stringify(features!.object[state]);
      own[stateName(level.draw!.cell[original]!, taken[state]!)] = self && self.length > 0 ? { object, self } : { object };
    }
    levels[level.name] = { places: placesOf(model.levels[l]!, model.things), features: own };
  });
  same &&= probesText(world) === probesText(drawn);
  if (same) return model;
  const { probes, featureGroups } = world;
  return { ...model, usesKept: true, kept: { levels, ...(probes && { probes }), ...(featureGroups && { featureGroups }) } };
}

/** Whatever the order of keys: a link sorts them. */
const probesText = ({ probes = [] }: World): string => JSON.stringify(probes.map(({ name, goal, outcome, context, features }) => [name, goal, outcome, context, features.object, features.self]));

/** [states] the cells of what has been taken, found by walking through the drawn level. */
function takenOf({ things }: GridModel, { things: placed }: GridLevel, drawn: Level): readonly (readonly number[])[] {
  const onceAt = new Set(placed.flatMap(([cell, thing]) => (things[thing]!.once ? [cell] : [])));
  const count = new Map<number, number>();
  for (const [cell, thing] of placed) if (things[thing]!.once) count.set(cell, (count.get(cell) ?? 0) + 1);
  const taken: (readonly number[] | undefined)[] = new Array(drawn.states).fill(undefined);
  for (const [, state] of drawn.start) taken[state] = [];
  // Transitions stand in the order of a breadth-first search, so that a state is known before it is left.
  for (const [state, , outcomes] of drawn.transitions) {
    for (const [, next] of outcomes) {
      const cell = drawn.draw!.cell[next]!;
      const before = taken[state]!;
      const all = onceAt.has(cell) && !before.includes(cell) ? [...before, ...new Array<number>(count.get(cell)!).fill(cell)] : before;
      taken[next] ??= all;
    }
  }
  return taken.map((cells) => cells ?? []);
}

const surprise = ({ name, draw }: Level, state: number, action: string): string => {
  const cell = draw!.cell[state]!;
  return `In level “${name}”, “${action}” in column ${(cell % draw!.width) + 1}, row ${Math.floor(cell / draw!.width) + 1} does more than to move and to meet what stands there.`;
};

function modelOf(world: World, objectsAreFloor: boolean): GridModel {
  const steps = displacements(world)!;
  const grids = world.levels.map((level): GridLevel => {
    const { width, height, cell, objects = [] } = level.draw!;
    const walls = new Array<boolean>(width * height).fill(true);
    for (const at of cell) walls[at] = false;
    if (objectsAreFloor) for (const [at] of objects) walls[at] = false;
    return {
      name: level.name, splits: level.splits, ...(level.maxSteps !== undefined && { maxSteps: level.maxSteps }),
      width, height, walls, start: level.start.map(([, state]) => cell[state]!), things: [],
    };
  });
  const arrivals = world.levels.map((level, l) => arrivalsIn(level, l, grids[l]!, world.actions, steps));
  const plain = arrivals.flatMap((cells, l) => {
    const drawn = new Set(world.levels[l]!.draw!.objects?.map(([cell]) => cell));
    return [...cells.values()].filter(({ cell }) => !drawn.has(cell));
  });
  const everyStep = plain.length === 0 ? [] : world.events.map(({ name }) => name).filter((name) => plain.every(({ always }) => always.has(name)));
  const names = [...new Set(world.levels.flatMap(({ draw }) => draw!.objects?.map(([, name]) => name) ?? []))];
  const sight = sightOf(world.featureGroups, names);
  const things: Thing[] = names.map((name) => ({ ...thingOf(name, world, arrivals, everyStep), seen: sight.seen.has(name) }));
  const levels = grids.map((grid, l): GridLevel => {
    const placed = (world.levels[l]!.draw!.objects ?? []).map(([cell, name]) => [cell, names.indexOf(name)] as const);
    const unseen = [...arrivals[l]!.values()].flatMap((arrival) => unexplained(arrival, placed.flatMap(([cell, thing]) => (cell === arrival.cell ? [things[thing]!] : [])), everyStep, things));
    return { ...grid, things: [...new Map([...placed, ...unseen].map((entry) => [entry.join(), entry])).values()] };
  });
  if (things.length > gridLimits.things) throw new Undrawable(`It has ${things.length} kinds of things, more than the ${gridLimits.things} that can be drawn.`);
  const { actions, letters, events, intendedGoal, nullAction, impulse } = world;
  return {
    actions, events, everyStep, things, levels, seesCell: world.featureGroups === undefined || sight.seesCell, kept: null, usesKept: false,
    ...(letters !== undefined && { letters }), ...(intendedGoal !== undefined && { intendedGoal }),
    ...(nullAction !== undefined && { nullAction }), ...(impulse !== undefined && { impulse }),
  };
}

/** What steps of a level do where they end, by cell. */
function arrivalsIn(level: Level, l: number, grid: GridLevel, actions: readonly string[], steps: readonly (readonly [number, number])[]): ReadonlyMap<number, Arrival> {
  const { cell } = level.draw!;
  const starts = new Set(grid.start);
  const found = new Map<number, Arrival>();
  for (const [state, action, outcomes] of level.transitions) {
    const target = moveOn(grid, cell[state]!, steps[action]!);
    const [, next, events, terminates] = outcomes[0]!;
    const stays = outcomes.length === 1 && cell[next] === target;
    const back = !stays && outcomes.length === starts.size && outcomes.every(([, to]) => starts.has(cell[to]!));
    if (!stays && !back) throw new Undrawable(surprise(level, state, actions[action]!));
    const known = found.get(target);
    if (!known) found.set(target, { level: l, cell: target, always: new Set(events), ever: new Set(events), terminates, back });
    else {
      known.always = new Set(events.filter((event) => known.always.has(event)));
      for (const event of events) known.ever.add(event);
      known.terminates &&= terminates;
      known.back &&= back;
    }
  }
  return found;
}

/** What a drawn thing does: what all cells do on which it stands, alone if there are such. */
function thingOf(name: string, world: World, arrivals: readonly ReadonlyMap<number, Arrival>[], everyStep: readonly string[]): Omit<Thing, 'seen'> {
  const places = world.levels.flatMap(({ draw }, l) => {
    const objects = draw!.objects ?? [];
    return objects.filter(([, other]) => other === name).flatMap(([cell]) => {
      const arrival = arrivals[l]!.get(cell);
      return arrival ? [{ arrival, others: objects.flatMap(([at, other]) => (at === cell && other !== name ? [other] : [])) }] : [];
    });
  });
  const alone = places.filter(({ others }) => others.length === 0);
  const base = alone.length > 0 ? alone : places;
  const first = base[0];
  if (!first) return { name, events: [], terminates: false, once: false, instead: false, back: false };
  const events = [...first.arrival.ever].filter((event) => {
    if (everyStep.includes(event) || !base.every(({ arrival }) => arrival.ever.has(event))) return false;
    return alone.length > 0 || !first.others.includes(event);
  });
  return {
    name,
    events,
    terminates: base.every(({ arrival }) => arrival.terminates),
    once: base.some(({ arrival }) => events.some((event) => !arrival.always.has(event))),
    instead: everyStep.length > 0 && base.every(({ arrival }) => everyStep.every((event) => !arrival.ever.has(event))),
    back: base.every(({ arrival }) => arrival.back),
  };
}

/** Things that are not drawn but must be there, since what a cell does is not explained by what is; new kinds are added to `things`. */
function unexplained({ cell, always, ever, terminates, back }: Arrival, here: readonly Thing[], everyStep: readonly string[], things: Thing[]): (readonly [number, number])[] {
  const events = [...ever].filter((event) => !everyStep.includes(event) && !here.some((thing) => thing.events.includes(event)));
  const instead = everyStep.length > 0 && everyStep.every((event) => !ever.has(event)) && !here.some((thing) => thing.instead);
  const missing = {
    events,
    terminates: terminates && !here.some((thing) => thing.terminates),
    once: events.some((event) => !always.has(event)),
    instead,
    back: back && !here.some((thing) => thing.back),
  };
  if (events.length === 0 && !missing.terminates && !instead && !missing.back) return [];
  // Whether it is gone after the first step cannot be told where that step terminates the episode.
  const same = (thing: Thing): boolean =>
    thing.events.join() === events.join() && thing.terminates === missing.terminates && thing.back === missing.back &&
    thing.instead === instead && (terminates || thing.once === missing.once);
  let index = things.findIndex(same);
  if (index < 0) index = things.push({ name: freeName(events[0] ?? (missing.terminates ? 'end' : 'way back'), things), ...missing, seen: false }) - 1;
  return [[cell, index]];
}

/** A name that no thing has yet. */
function freeName(name: string, things: readonly Thing[]): string {
  const taken = new Set(things.map((thing) => thing.name));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} ${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
