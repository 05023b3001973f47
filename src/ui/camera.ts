/** What part of a plane a picture shows: left, right, bottom, top, in the units of its axes. */
export type View = readonly [left: number, right: number, bottom: number, top: number];

/** A rectangle in the units of the axes, in the same order. */
export type Region = View;

/** Of the extent, beyond the outermost points. */
const margin = 0.06;
/** The widest and the narrowest extent of a view, in terms of what is shown at first. */
const [widest, narrowest] = [20, 1e-4];

/** The view that shows all points with room around them; a unit around a single one. NaN counts nowhere. */
export function fit(x: ArrayLike<number>, y: ArrayLike<number>): View {
  const [left, right] = extent(x);
  const [bottom, top] = extent(y);
  return [left, right, bottom, top];
}

/** The ends of an axis that shows all numbers; a symmetric one around 0 where there are none. */
function extent(values: ArrayLike<number>): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [-1, 1];
  const size = high - low;
  const room = size > 1e-6 * Math.max(Math.abs(low), Math.abs(high)) ? size * margin : Math.max(0.5, Math.abs(low) * margin);
  return [low - room, high + room];
}

/** The same view moved by shares of its width and height. */
export function pan([left, right, bottom, top]: View, across: number, up: number): View {
  const [dx, dy] = [(right - left) * across, (top - bottom) * up];
  return [left + dx, right + dx, bottom + dy, top + dy];
}

/**
 * The view larger (factor < 1) or smaller around a place that stays where it is.
 * @param at the place, as shares of width and height from the left and the bottom
 * @param whole the view that shows all points, which bounds how far one may go
 */
export function zoom(view: View, factor: number, at: readonly [number, number], whole: View): View {
  const scale = (low: number, high: number, share: number, size: number): readonly [number, number] => {
    const wanted = Math.min(size * widest, Math.max(size * narrowest, (high - low) * factor));
    const fixed = low + (high - low) * share;
    return [fixed - wanted * share, fixed + wanted * (1 - share)];
  };
  return [...scale(view[0], view[1], at[0], whole[1] - whole[0]), ...scale(view[2], view[3], at[1], whole[3] - whole[2])] as unknown as View;
}

/** The place of a point, as shares of width and height from the left and the bottom. */
export const shareOf = ([left, right, bottom, top]: View, x: number, y: number): readonly [number, number] => [(x - left) / (right - left), (y - bottom) / (top - bottom)];

/** The inverse. */
export const placeAt = ([left, right, bottom, top]: View, across: number, up: number): readonly [number, number] => [left + across * (right - left), bottom + up * (top - bottom)];

/** The region between two places. */
export const between = ([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): Region => [Math.min(x0, x1), Math.max(x0, x1), Math.min(y0, y1), Math.max(y0, y1)];

/** The points inside a region, in ascending order. */
export function inside(x: ArrayLike<number>, y: ArrayLike<number>, [left, right, bottom, top]: Region): number[] {
  const found: number[] = [];
  for (let i = 0; i < x.length; i++) if (x[i]! >= left && x[i]! <= right && y[i]! >= bottom && y[i]! <= top) found.push(i);
  return found;
}

/**
 * The point that is nearest to a place on the picture.
 * @param reach how far it may be, in pixels
 * @param size of the picture in pixels
 * @returns null if none is so near
 */
export function nearest(x: ArrayLike<number>, y: ArrayLike<number>, view: View, at: readonly [number, number], size: readonly [number, number], reach: number): number | null {
  let [best, least] = [-1, reach * reach];
  const [perX, perY] = [size[0] / (view[1] - view[0]), size[1] / (view[3] - view[2])];
  const [px, py] = placeAt(view, at[0], at[1]);
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [(x[i]! - px) * perX, (y[i]! - py) * perY];
    const distance = dx * dx + dy * dy;
    if (distance <= least) [best, least] = [i, distance];
  }
  return best < 0 ? null : best;
}
