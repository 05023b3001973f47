/**
 * A world as a drawing: walls, start cells, and things that say what happens in a step that ends on them. `gridWorld`
 * makes the world's tables from it, and `deriveGrid` finds the drawing of a world that can be drawn.
 */
import type { EventDeclaration, Feature, FrameFeatures, Probe, World } from './types';

/** A kind of thing; it may stand on several cells of a level. */
export interface Thing {
  readonly name: string;
  /** names of the events that happen in a step that ends on it */
  readonly events: readonly string[];
  /** whether such a step terminates the episode */
  readonly terminates: boolean;
  /** whether it is gone for the rest of the episode after the first such step */
  readonly once: boolean;
  /** whether the events of every step do not happen in such a step */
  readonly instead: boolean;
  /** whether such a step leads to a start cell, each equally likely, unless it terminates */
  readonly back: boolean;
  /** whether thoughts say how many columns and rows away the nearest one is */
  readonly seen: boolean;
}

export interface GridLevel {
  readonly name: string;
  readonly splits: Readonly<Record<string, number>>;
  readonly maxSteps?: number;
  readonly width: number;
  readonly height: number;
  /** [cells] row by row from the top left */
  readonly walls: readonly boolean[];
  /** cells in which episodes start, each equally likely */
  readonly start: readonly number[];
  /** [cell, number of the thing] */
  readonly things: readonly (readonly [cell: number, thing: number])[];
}

/** What thoughts were made of before the world was drawn on. */
export interface KeptFeatures {
  /** by name of the level; a level that was added has none */
  readonly levels: Readonly<Record<string, KeptLevel>>;
  readonly probes?: readonly Probe[];
  readonly featureGroups?: World['featureGroups'];
}

export interface KeptLevel {
  /** what stood where, as `placesOf` writes it: features may say where things are */
  readonly places: string;
  /** by cell, and cell by cell what has been taken: `stateName` */
  readonly features: Readonly<Record<string, FrameFeatures<readonly Feature[]>>>;
}

export interface GridModel {
  readonly actions: readonly string[];
  readonly letters?: string;
  readonly events: readonly EventDeclaration[];
  /** names of the events of every step */
  readonly everyStep: readonly string[];
  readonly things: readonly Thing[];
  readonly levels: readonly GridLevel[];
  readonly intendedGoal?: string;
  readonly nullAction?: string;
  readonly impulse?: World['impulse'];
  /** whether thoughts say which cell they are about */
  readonly seesCell: boolean;
  /** the features that the world came with, where they are not those of the drawing */
  readonly kept: KeptFeatures | null;
  /** whether thoughts are made of the kept features and not of those of the drawing */
  readonly usesKept: boolean;
}

/** Bounds on drawings, well inside those of worlds: a page draws them at once. */
export const gridLimits = {
  /** columns, rows */
  side: 32,
  levels: 64,
  things: 24,
  /** kinds of things that thoughts say something of: with the cell, two features each fit a row */
  seen: 7,
  /** things of a level that are there once: each doubles its states */
  once: 12,
  /** states of all levels together */
  states: 1 << 16,
  name: 40,
} as const;

/** Maps, since an action may be called `constructor`. */
const directions = new Map<string | undefined, readonly [dx: number, dy: number]>(Object.entries({
  up: [0, -1], north: [0, -1], down: [0, 1], south: [0, 1], left: [-1, 0], west: [-1, 0], right: [1, 0], east: [1, 0],
  stay: [0, 0], wait: [0, 0], noop: [0, 0],
}));

const initials = new Map<string | undefined, string>(Object.entries({ u: 'up', d: 'down', l: 'left', r: 'right', n: 'north', s: 'south', w: 'west', e: 'east' }));

/** Where every action leads, in columns and rows, by its name or else its letter; null if one does not say. */
export function displacements({ actions, letters }: Pick<World, 'actions' | 'letters'>): readonly (readonly [dx: number, dy: number])[] | null {
  const characters = [...(letters ?? '')];
  const found = actions.map((action, a) => directions.get(action.toLowerCase()) ?? directions.get(initials.get(characters[a])));
  return found.every((displacement) => displacement !== undefined) ? found : null;
}

/** The cell after a move: walls and the edge of the grid are stayed at. */
export function moveOn({ width, height, walls }: Pick<GridLevel, 'width' | 'height' | 'walls'>, cell: number, [dx, dy]: readonly [number, number]): number {
  const x = (cell % width) + dx;
  const y = Math.floor(cell / width) + dy;
  const next = y * width + x;
  return x < 0 || x >= width || y < 0 || y >= height || walls[next] ? cell : next;
}

/** What stands where in a level, as text: equal for equal places of equally named things. */
export const placesOf = ({ width, height, things }: GridLevel, kinds: readonly Thing[]): string =>
  `${width}x${height} ${things.map(([cell, thing]) => `${cell}:${kinds[thing]!.name}`).sort().join(' ')}`;

/**
 * A name for a state of a level that stays the same when walls, starts and other things change: its cell, and the cells of
 * what has been taken.
 */
export const stateName = (cell: number, taken: readonly number[]): string => [cell, ...taken.toSorted((a, b) => a - b)].join(' ');
