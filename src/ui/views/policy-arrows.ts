/** What an agent tends to do, as arrows on the cells of a level. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { LevelShape } from '../world-shape';

/** The tendencies on one cell. */
export interface CellPolicy {
  readonly cell: number;
  /** probability of staying where it is */
  readonly stay: number;
  /** by cell that actions lead to: unit vector towards it on the drawing, and the probability of going there */
  readonly ways: readonly { readonly to: number; readonly direction: readonly [x: number, y: number]; readonly probability: number }[];
}

/**
 * Probabilities of actions as probabilities of directions: actions that lead to the same cell are one way.
 * @param successors [cell × actions] as of WorldShape
 * @param probabilities [row of the level × actions]
 */
export function cellPolicies({ stateOf, width }: LevelShape, successors: Int32Array, probabilities: Float32Array): readonly CellPolicy[] {
  const actions = successors.length / stateOf.length;
  const policies: CellPolicy[] = [];
  stateOf.forEach((state, cell) => {
    if (state < 0) return;
    let stay = 0;
    const towards = new Map<number, number>();
    for (let action = 0; action < actions; action++) {
      const to = successors[cell * actions + action]!;
      const probability = probabilities[state * actions + action] ?? 0;
      if (to < 0 || to === cell) stay += probability;
      else towards.set(to, (towards.get(to) ?? 0) + probability);
    }
    const ways = [...towards].map(([to, probability]) => {
      const [dx, dy] = [(to % width) - (cell % width), Math.floor(to / width) - Math.floor(cell / width)];
      const length = Math.hypot(dx, dy);
      return { to, direction: [dx / length, dy / length] as const, probability };
    });
    policies.push({ cell, stay, ways });
  });
  return policies;
}

/** Of a stroke whose probability is 1, in cells. */
const longest = 0.42;
/** Less is not drawn. */
const least = 0.04;
/** How far the strongest must be ahead of an even spread to have a head. */
const ahead = 0.1;

const text = (x: number): string => String(Number(x.toFixed(3)));

/**
 * A stroke for every direction, as long as it is probable, with a head on the most probable one; a ring for staying. In a
 * drawing whose unit is a cell.
 */
export function arrowsOn(policies: readonly CellPolicy[], width: number): SVGTemplateResult | typeof nothing {
  let strokes = '';
  let heads = '';
  for (const { cell, stay, ways } of policies) {
    const [x, y] = [(cell % width) + 0.5, Math.floor(cell / width) + 0.5];
    const best = Math.max(stay, ...ways.map(({ probability }) => probability));
    const even = 1 / (ways.length + (stay > 0 ? 1 : 0));
    if (stay >= least) strokes += ring(x, y, 0.06 + 0.16 * stay);
    for (const { direction: [dx, dy], probability } of ways) {
      if (probability < least) continue;
      const [ex, ey] = [x + dx * longest * probability, y + dy * longest * probability];
      strokes += `M${text(x)} ${text(y)}L${text(ex)} ${text(ey)}`;
      if (probability < best || (ways.length > 1 && probability < even + ahead)) continue;
      const size = 0.09 + 0.06 * probability;
      heads += `M${text(ex - size * (dx - dy))} ${text(ey - size * (dy + dx))}L${text(ex)} ${text(ey)}L${text(ex - size * (dx + dy))} ${text(ey - size * (dy - dx))}`;
    }
  }
  if (strokes === '') return nothing;
  const line = (colour: string, thickness: number, d: string) =>
    svg`<path d=${d} vector-effect="non-scaling-stroke" stroke-width=${thickness} style="fill:none;stroke:${colour};stroke-linecap:round;stroke-linejoin:round" />`;
  return svg`<g class="arrows">${line('var(--paper)', 3, strokes + heads)}${line('var(--ink)', 1.25, strokes + heads)}</g>`;
}

const ring = (x: number, y: number, radius: number): string =>
  `M${text(x - radius)} ${text(y)}a${text(radius)} ${text(radius)} 0 1 0 ${text(2 * radius)} 0a${text(radius)} ${text(radius)} 0 1 0 ${text(-2 * radius)} 0`;
