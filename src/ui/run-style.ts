/** What a run looks like wherever it is drawn: a colour, and a mark and a dash beside it, which it keeps for good. */
import type { Mark } from './palette';

export interface RunStyle {
  /** a CSS colour that can be told from light and from dark paper */
  readonly colour: string;
  readonly mark: Exclude<Mark, 'none'>;
  /** `stroke-dasharray`; empty for a solid line */
  readonly dash: string;
}

/** Between the papers in lightness, at least 3 : 1 against both. */
const colours = ['#2f7fc9', '#d2661c', '#9a62c7', '#17897c', '#cb4a86', '#8a7c14'] as const;
const marks = ['circle', 'square', 'triangle', 'diamond', 'cross'] as const;
const dashes = ['', '7 3', '2 3', '10 3 2 3', '4 2'] as const;

/** The style at a place of the list of all styles, which begins anew after 30. @param place a whole number from 0 */
export const runStyle = (place: number): RunStyle => ({ colour: colours[place % colours.length]!, mark: marks[place % marks.length]!, dash: dashes[place % dashes.length]! });

/** The first place that is not taken. */
export function freeStyle(taken: Iterable<number>): number {
  const all = new Set(taken);
  let place = 0;
  while (all.has(place)) place++;
  return place;
}
