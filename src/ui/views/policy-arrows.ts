/** What an agent tends to do, as arrows on the cells of a level. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { LevelShape } from '../world-shape';

/** Arrows on more cells would be too small to be told apart. */
const mostCells = 1600;

/** Whether the cells of a level have room for arrows. */
export const hasRoomForArrows = ({ width, height }: Pick<LevelShape, 'width' | 'height'>): boolean => width * height <= mostCells;

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

/** Where the agent most probably goes from a cell, which may be the cell itself. */
export const likeliest = ({ cell, stay, ways }: CellPolicy): { readonly to: number; readonly probability: number } =>
  ways.reduce<{ to: number; probability: number }>((most, way) => (way.probability > most.probability ? way : most), { to: cell, probability: stay });

/** Of a head whose probability is 1, from its base to its tip, in cells. Its area is in proportion to the probability. */
const longest = 0.3;
/** From the middle of a cell to the base of a head. */
const aside = 0.15;
/** Less is not drawn. */
const least = 0.03;

const text = (x: number): string => String(Number(x.toFixed(3)));

/**
 * On every cell a head for every direction, as large as it is probable, and a ring for staying. In a drawing whose unit is
 * a cell.
 */
export function arrowsOn(policies: readonly CellPolicy[], width: number): SVGTemplateResult | typeof nothing {
  let [heads, rings] = ['', ''];
  for (const { cell, stay, ways } of policies) {
    const [x, y] = [(cell % width) + 0.5, Math.floor(cell / width) + 0.5];
    if (stay >= least) rings += ring(x, y, (aside - 0.02) * Math.sqrt(stay));
    for (const { direction, probability } of ways) if (probability >= least) heads += head(x, y, direction, longest * Math.sqrt(probability));
  }
  if (heads === '' && rings === '') return nothing;
  return svg`<g class="arrows">
    <path d=${heads} vector-effect="non-scaling-stroke" stroke-width="1.5" style="fill:var(--ink);stroke:var(--paper);stroke-linejoin:round;paint-order:stroke" />
    <path d=${rings} vector-effect="non-scaling-stroke" stroke-width="1.25" style="fill:var(--paper);stroke:var(--ink)" /></g>`;
}

/** A triangle that points away from the middle of its cell. */
function head(x: number, y: number, [dx, dy]: readonly [number, number], length: number): string {
  const [bx, by] = [x + dx * aside, y + dy * aside];
  const half = length * 0.55;
  return `M${text(bx - dy * half)} ${text(by + dx * half)}L${text(bx + dx * length)} ${text(by + dy * length)}L${text(bx + dy * half)} ${text(by - dx * half)}z`;
}

const ring = (x: number, y: number, radius: number): string =>
  `M${text(x - radius)} ${text(y)}a${text(radius)} ${text(radius)} 0 1 0 ${text(2 * radius)} 0a${text(radius)} ${text(radius)} 0 1 0 ${text(-2 * radius)} 0z`;
