/** What thoughts about a drawn world are made of, so that what is learned in one level says something about the others. */
import type { GridLevel, GridModel } from './grid';
import type { Feature, Probe, World } from './types';

/** Indices of features, the same in all levels. */
interface Layout {
  readonly width: number;
  readonly height: number;
  /** number of every thing that is seen, in order */
  readonly seen: readonly number[];
  /** the first index behind those of the cells */
  readonly cells: number;
}

function layoutOf({ levels, things, seesCell }: GridModel): Layout {
  const width = Math.max(...levels.map((level) => level.width));
  const height = Math.max(...levels.map((level) => level.height));
  return { width, height, seen: things.flatMap(({ seen }, thing) => (seen ? [thing] : [])), cells: seesCell ? width * height : 0 };
}

/** The features of a thing that is so many columns and rows away; `place` counts the things that are seen. */
function towards({ width, height, cells }: Layout, place: number, dx: number, dy: number): readonly [Feature, Feature] {
  const first = cells + place * (2 * width - 1 + 2 * height - 1);
  return [[first + dx + width - 1, 1], [first + 2 * width - 1 + dy + height - 1, 1]];
}

/** Names and sizes of the groups of indices; a drawing that is derived from a world knows its features by them. */
export function groupsOf(model: GridModel): NonNullable<World['featureGroups']> {
  const { width, height, seen, cells } = layoutOf(model);
  return [
    ...(cells > 0 ? [{ name: cellGroup, size: cells }] : []),
    ...seen.flatMap((thing) => [
      { name: columnsOf(model.things[thing]!.name), size: 2 * width - 1 },
      { name: `${model.things[thing]!.name}: rows away`, size: 2 * height - 1 },
    ]),
  ];
}

const cellGroup = 'cell';
const columnsOf = (name: string): string => `${name}: columns away`;

/** Which features groups of such names stand for: whether cells are seen, and which things are. */
export function sightOf(groups: World['featureGroups'], names: readonly string[]): { readonly seesCell: boolean; readonly seen: ReadonlySet<string> } {
  const known = new Set(groups?.map(({ name }) => name));
  return { seesCell: known.has(cellGroup), seen: new Set(names.filter((name) => known.has(columnsOf(name)))) };
}

/**
 * Features of a cell: the cell, one-hot, and for every kind of thing that is seen how many columns and how many rows away
 * the nearest one is that is still there (of equally near ones the first), each one-hot; none where none is left.
 */
export function featuresOf(model: GridModel): (level: GridLevel, cell: number, isTaken: (placed: number) => boolean) => readonly Feature[] {
  const layout = layoutOf(model);
  return (level, cell, isTaken) => {
    const x = cell % level.width;
    const y = Math.floor(cell / level.width);
    const features: Feature[] = model.seesCell ? [[y * layout.width + x, 1]] : [];
    layout.seen.forEach((thing, place) => {
      let nearest = Infinity;
      let offset: readonly [number, number] = [0, 0];
      level.things.forEach(([at, kind], placed) => {
        if (kind !== thing || isTaken(placed)) return;
        const dx = (at % level.width) - x;
        const dy = Math.floor(at / level.width) - y;
        if (Math.abs(dx) + Math.abs(dy) >= nearest) return;
        nearest = Math.abs(dx) + Math.abs(dy);
        offset = [dx, dy];
      });
      if (nearest < Infinity) features.push(...towards(layout, place, ...offset));
    });
    return features;
  };
}

/**
 * For every goal that is a thing and is seen, a probe that imagines it one step to the right, and nothing else. Without the
 * intended goal among them there are none: rival goals could not be compared with it.
 */
export function probesOf(model: GridModel): readonly Probe[] {
  const layout = layoutOf(model);
  const proxies = model.events.flatMap(({ proxies: paid }) => Object.keys(paid ?? {}));
  const goals = new Set(model.intendedGoal === undefined ? proxies : [model.intendedGoal, ...proxies]);
  const probes = layout.seen.flatMap((thing, place): Probe[] => {
    const { name } = model.things[thing]!;
    return goals.has(name) && layout.width > 1 ? [{ name: `beside ${name}`, goal: name, features: { object: towards(layout, place, 1, 0) } }] : [];
  });
  return model.intendedGoal === undefined || probes.some(({ goal }) => goal === model.intendedGoal) ? probes : [];
}
