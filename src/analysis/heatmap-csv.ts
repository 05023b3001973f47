import { csvText } from './csv';
import type { Axis, HeatMap } from './heatmap';

/** A heat map's numbers: a row per cell, from low to high. */
export function heatMapCsv({ x, y, cells }: HeatMap): string {
  const axes = y ? [x, y] : [x];
  const bounds = ({ bins }: Axis, k: number): number[] => [bins[k]!.from, bins[k]!.to];
  return csvText(
    [...axes.flatMap(({ name }) => [`${name} from`, `${name} to`]), 'mean', 'standardError', 'n'],
    cells.flatMap((row, j) => row.map(({ mean, standardError, count }, i) => [...bounds(x, i), ...(y ? bounds(y, j) : []), mean, standardError, count])),
  );
}
