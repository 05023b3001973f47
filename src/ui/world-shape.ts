/** A world as the views see it: levels as grids of cells, and which level and cell every row of the tables is. */
import type { Level, World } from '../world/types';

export interface LevelShape {
  readonly name: string;
  readonly splits: readonly string[];
  /** whether the world says where states are; else they stand in a row, wrapped when it is long */
  readonly drawn: boolean;
  readonly width: number;
  readonly height: number;
  /** the level's first row in the compiled tables */
  readonly firstRow: number;
  /** how many rows the level has */
  readonly states: number;
  /** [row of the level] */
  readonly cell: readonly number[];
  /** [cell] the state whose value stands for the cell: the first one that goes on; −1 where none does (a wall, or an end) */
  readonly stateOf: Int32Array;
  /** [cell] 1 where there is any state */
  readonly open: Uint8Array;
  readonly objects: readonly (readonly [cell: number, name: string])[];
  /** cells in which an episode may start, in order */
  readonly starts: readonly number[];
}

/** A browser takes seconds over more shapes than that, again at every change of a value. */
const mostShapes = 10_000;

/** Whether a level can be shown as a picture; a link may carry one with a million cells. */
export const canBeDrawn = ({ width, height, objects }: Pick<LevelShape, 'width' | 'height' | 'objects'>): boolean => width * height + objects.length <= mostShapes;

/** Levels without a drawing become a row of cells, wrapped to a square when long. */
function grid(level: Level): { width: number; height: number; cell: readonly number[] } {
  if (level.draw) return level.draw;
  const width = level.states <= 24 ? level.states : Math.ceil(Math.sqrt(level.states));
  return { width, height: Math.ceil(level.states / width), cell: Array.from({ length: level.states }, (_, state) => state) };
}

/**
 * Where things fade, a state is many rows: all of them are drawn on its cell, and the one at the start of an episode stands
 * for it.
 */
function shape(level: Level, firstRow: number, fading: World['fading']): LevelShape {
  const { width, height, cell: cellOfState } = grid(level);
  const rowsPerState = 2 ** (fading?.names.length ?? 0);
  const start = (fading?.start ?? []).reduce((mask, thing) => mask | (1 << thing), 0);
  const stateOf = new Int32Array(width * height).fill(-1);
  const open = new Uint8Array(width * height);
  const goesOn = new Uint8Array(level.states);
  for (const [state] of level.transitions) goesOn[state] = 1;
  cellOfState.forEach((at, state) => {
    open[at] = 1;
    if (goesOn[state] && stateOf[at] === -1) stateOf[at] = state * rowsPerState + start;
  });
  const states = level.states * rowsPerState;
  const cell = rowsPerState === 1 ? cellOfState : Array.from({ length: states }, (_, row) => cellOfState[Math.floor(row / rowsPerState)]!);
  const objects = level.draw?.objects ?? [];
  const starts = [...new Set(level.start.flatMap(([probability, state]) => (probability > 0 ? [cellOfState[state]!] : [])))].sort((a, b) => a - b);
  return { name: level.name, splits: Object.keys(level.splits), drawn: level.draw !== undefined, width, height, firstRow, states, cell, stateOf, open, objects, starts };
}

/** [cell × actions] the cell that an action most probably leads to from the state that stands for a cell; −1 where there is none. */
function successors(level: Level, actions: number, { cell, stateOf, states }: LevelShape): Int32Array {
  const rowsPerState = states / level.states;
  const cellOf = new Map<number, number>();
  stateOf.forEach((state, at) => {
    if (state >= 0) cellOf.set(Math.floor(state / rowsPerState), at);
  });
  const found = new Int32Array(stateOf.length * actions).fill(-1);
  for (const [state, action, outcomes] of level.transitions) {
    const at = cellOf.get(state);
    if (at === undefined) continue;
    const [, next] = outcomes.reduce((most, outcome) => (outcome[0] > most[0] ? outcome : most));
    found[at * actions + action] = cell[next * rowsPerState]!;
  }
  return found;
}

export class WorldShape {
  /** [level] first row */
  private readonly firstRows: readonly number[];
  private readonly shapes = new Map<number, LevelShape>();
  private readonly leads = new Map<number, Int32Array>();

  constructor(private readonly world: World) {
    let row = 0;
    this.firstRows = world.levels.map((level) => {
      const first = row;
      row += level.states * 2 ** (world.fading?.names.length ?? 0);
      return first;
    });
  }

  /** Made on demand: a world may have thousands of levels. */
  level(index: number): LevelShape {
    let known = this.shapes.get(index);
    if (!known) this.shapes.set(index, (known = shape(this.world.levels[index]!, this.firstRows[index]!, this.world.fading)));
    return known;
  }

  /** [cell × actions] where actions most probably lead on a level; −1 where there are none. */
  successors(index: number): Int32Array {
    let known = this.leads.get(index);
    if (!known) this.leads.set(index, (known = successors(this.world.levels[index]!, this.world.actions.length, this.level(index))));
    return known;
  }

  /** The level of a row of the compiled tables. */
  levelOf(row: number): number {
    let low = 0;
    let high = this.firstRows.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.firstRows[middle]! <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Splits in order of appearance, each with the indices of its levels. */
  splits(): ReadonlyMap<string, readonly number[]> {
    const found = new Map<string, number[]>();
    this.world.levels.forEach((level, index) => {
      for (const [split, weight] of Object.entries(level.splits)) {
        if (!(weight > 0)) continue;
        const members = found.get(split);
        if (members) members.push(index);
        else found.set(split, [index]);
      }
    });
    return found;
  }
}
