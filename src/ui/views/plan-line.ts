/** The line that a plan takes through the cells of a level. */
export type Point = readonly [x: number, y: number];

/** How far a line keeps to the right of the straight one, in cells. */
const aside = 0.07;

export interface PlanLine {
  /** `d` of an SVG path; empty if the plan goes nowhere */
  readonly d: string;
  readonly end: Point;
  /** direction of the last move in degrees, clockwise from rightwards; null if there was none */
  readonly heading: number | null;
}

/** The line through the cells of a plan. It keeps to the right of its direction, so that going there and back are two lines. */
export function planLine(cells: readonly Point[]): PlanLine {
  let end = cells[0]!;
  let heading: number | null = null;
  let d = '';
  cells.slice(1).forEach((to, k) => {
    const from = cells[k]!;
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy);
    if (length === 0) return;
    const [ox, oy] = [(-dy / length) * aside, (dx / length) * aside];
    const shifted = ([x, y]: Point): Point => [x + ox, y + oy];
    end = shifted(to);
    d += `${d === '' ? 'M' : 'L'}${text(shifted(from))}L${text(end)}`;
    heading = (Math.atan2(dy, dx) * 180) / Math.PI;
  });
  return { d, end, heading };
}

const text = (point: Point): string => point.map((x) => Number(x.toFixed(3))).join(' ');
