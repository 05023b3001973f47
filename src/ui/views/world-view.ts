import { LitElement, css, html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { markAt } from '../elements/marks';
import { grouped } from '../format';
import { goalStyle } from '../palette';
import { sharedStyles } from '../shared-styles';
import { canBeDrawn, type LevelShape } from '../world-shape';
import { groundOf } from './cell-ground';
import type { Point } from './plan-line';
import { planAt } from './plan-path';
import { arrowsOn, type CellPolicy } from './policy-arrows';

/** An agent on a level; `row` is a row of the compiled tables and lies in the level. */
export interface Walker {
  readonly agent: number;
  readonly row: number;
  readonly selected: boolean;
}

/** Where a thought would lead: rows of the compiled tables, the first one where it is had. */
export interface DrawnPlan {
  readonly rows: readonly number[];
  /** whether it stands out among the others */
  readonly focused: boolean;
}

/**
 * One level, drawn as shapes so that it is crisp at any size: cells in the colour of their value, walls, objects, agents,
 * the way that the selected agent came, and where its thoughts would lead.
 */
export class WorldView extends LitElement {
  static override properties = {
    level: { attribute: false },
    goals: { attribute: false },
    values: { attribute: false },
    scale: { type: Number },
    walkers: { attribute: false },
    trail: { attribute: false },
    recorded: { type: Boolean },
    policies: { attribute: false },
    plans: { attribute: false },
    small: { type: Boolean },
    label: {},
  };

  declare level: LevelShape;
  declare goals: readonly string[];
  /** [row of the compiled tables], or null when values are not shown */
  declare values: Float32Array | null;
  /** the magnitude of value at which the colour is full */
  declare scale: number;
  declare walkers: readonly Walker[];
  declare trail: readonly number[];
  /** whether the trail is a recorded one, which stands out */
  declare recorded: boolean;
  /** what the agent tends to do, as arrows; null when that is not shown */
  declare policies: readonly CellPolicy[] | null;
  declare plans: readonly DrawnPlan[];
  /** a thumbnail: no letters, no values */
  declare small: boolean;
  declare label: string;

  static override styles = [
    sharedStyles,
    css`
      :host {
        width: 100%;
        height: 100%;
      }
      svg {
        display: block;
        width: 100%;
        height: 100%;
      }
      .gliding {
        transition: transform var(--moment) ease-out;
      }
    `,
  ];

  constructor() {
    super();
    this.goals = [];
    this.values = null;
    this.scale = 1;
    this.walkers = [];
    this.trail = [];
    this.recorded = false;
    this.policies = null;
    this.plans = [];
    this.small = false;
    this.label = '';
  }

  override render(): TemplateResult {
    const { width, height } = this.level;
    if (!canBeDrawn(this.level)) return html`${this.small ? nothing : html`<p class="small">This level is not drawn: it has ${grouped(width)} × ${grouped(height)} cells.</p>`}`;
    return html`<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMinYMid" role="img" aria-label=${this.label}>
      ${this.small ? this.ground() : guard([this.level, this.values, this.scale], () => groundOf(this.level, this.values, this.scale))}
      ${this.objects()}
      ${this.small ? nothing : guard([this.level, this.policies], () => (this.policies ? arrowsOn(this.policies, width) : nothing))}
      ${this.small ? nothing : this.path()}
      ${this.agents()}
      ${this.plans.toSorted((a, b) => Number(a.focused) - Number(b.focused)).map(({ rows, focused }) => planAt(rows.map((row) => this.centre(this.cellOf(row))), focused))}
    </svg>`;
  }

  /** Marks on a thumbnail are larger than its cells may be. */
  private get smallRadius(): number {
    return Math.max(0.4, 0.06 * Math.max(this.level.width, this.level.height));
  }

  private centre(cell: number): Point {
    return [(cell % this.level.width) + 0.5, Math.floor(cell / this.level.width) + 0.5];
  }

  private cellOf(row: number): number {
    return this.level.cell[row - this.level.firstRow] ?? 0;
  }

  /** All cells of a thumbnail in two shapes. */
  private ground(): SVGTemplateResult {
    const { open, width, height } = this.level;
    let walls = '';
    open.forEach((isOpen, cell) => {
      if (!isOpen) walls += `M${cell % width} ${Math.floor(cell / width)}h1v1h-1z`;
    });
    return svg`<rect width=${width} height=${height} style="fill:var(--value-zero)" /><path d=${walls} style="fill:var(--wall)" />`;
  }

  private objects(): SVGTemplateResult[] {
    const crowd = new Map<number, number>();
    for (const [cell] of this.level.objects) crowd.set(cell, (crowd.get(cell) ?? 0) + 1);
    const placed = new Map<number, number>();
    return this.level.objects.map(([cell, name]) => {
      const [x, y] = this.centre(cell);
      const together = crowd.get(cell)! > 1;
      const place = placed.get(cell) ?? 0;
      placed.set(cell, place + 1);
      const aside = together ? (place % 2 === 0 ? -0.22 : 0.22) : 0;
      return objectAt(this.goals, name, x + aside, y + aside, (this.small ? this.smallRadius : 0.34) * (together ? 0.68 : 1));
    });
  }

  /** The way as a line; where it jumps over cells, the line is broken. */
  private path(): SVGTemplateResult | typeof nothing {
    const { firstRow, states } = this.level;
    let [d, jumps] = ['', ''];
    let last: Point | null = null;
    for (const row of this.trail) {
      if (row < firstRow || row >= firstRow + states) {
        last = null;
        continue;
      }
      const here = this.centre(this.cellOf(row));
      const adjacent = last !== null && Math.abs(last[0] - here[0]) + Math.abs(last[1] - here[1]) <= 1;
      if (last !== null && !adjacent) jumps += `M${last[0]} ${last[1]}L${here[0]} ${here[1]}`;
      d += `${adjacent ? 'L' : 'M'}${here[0]} ${here[1]}`;
      last = here;
    }
    if (d === '') return nothing;
    const line = (own: string, colour: string, width: number, dashes: string | typeof nothing = nothing): SVGTemplateResult =>
      svg`<path d=${own} style="fill:none;stroke:${colour};stroke-linecap:round;stroke-linejoin:round" stroke-width=${width} stroke-dasharray=${dashes} vector-effect="non-scaling-stroke" />`;
    if (!this.recorded) return line(d, 'var(--ink)', 1.5, '1 4');
    const begin = this.centre(this.cellOf(this.trail[0]!));
    return svg`<g class="trail">${line(d, 'var(--paper)', 4.5)}${line(jumps, 'var(--ink)', 1.25, '2 4')}${line(d, 'var(--ink)', 2)}
      <circle cx=${begin[0]} cy=${begin[1]} r=".11" style="fill:var(--paper);stroke:var(--ink)" stroke-width="1.5" vector-effect="non-scaling-stroke" /></g>`;
  }

  private agents(): SVGTemplateResult[] {
    const crowd = new Map<number, number>();
    for (const { row } of this.walkers) crowd.set(this.cellOf(row), (crowd.get(this.cellOf(row)) ?? 0) + 1);
    const standing = new Map<number, number>();
    // Only from one step to the next; between pictures of a running population there is no way to show.
    const gliding = this.trail.length > 1 ? 'gliding' : '';
    // The selected agent is drawn last, on top.
    return [...this.walkers].sort((a, b) => Number(a.selected) - Number(b.selected)).map(({ agent, row, selected }) => {
      const cell = this.cellOf(row);
      const [x, y] = this.centre(cell);
      const place = standing.get(cell) ?? 0;
      standing.set(cell, place + 1);
      const [dx, dy] = selected || crowd.get(cell) === 1 ? [0, 0] : [[-0.26, -0.26], [0.26, -0.26], [-0.26, 0.26], [0.26, 0.26]][place % 4]!;
      // Styles glide, attributes do not; a picture that leaves the page has the attribute alone.
      return svg`<g class=${gliding} transform="translate(${x + dx!} ${y + dy!})" style="transform:translate(${x + dx!}px,${y + dy!}px)">
        ${this.small ? agentAt(this.smallRadius, false) : agentAt(selected ? 0.22 : 0.14, selected)}
        <title>agent ${agent}</title></g>`;
    });
  }
}

const arrows: Readonly<Record<string, number>> = { 'arrow right': 0, 'arrow down': 90, 'arrow left': 180, 'arrow up': 270 };

const initial = (name: string, x: number, y: number, radius: number): SVGTemplateResult =>
  svg`<text x=${x} y=${y} style="font-size:${radius * 1.2}px;font-weight:600;text-anchor:middle;dominant-baseline:central;fill:var(--ink)">${name.slice(0, 1)}</text>`;

/** An agent around the origin of the surrounding drawing; the selected one has an eye. */
export const agentAt = (radius: number, selected: boolean): SVGTemplateResult => svg`
  <circle r=${radius} style="fill:var(--ink);stroke:var(--paper)" stroke-width="1.5" vector-effect="non-scaling-stroke" />
  ${selected ? svg`<circle r=${radius * 0.4} style="fill:var(--paper)" />` : nothing}`;

/** A goal is its mark, an arrow is an arrow, and any other thing is a ring with its initial. */
export function objectAt(goals: readonly string[], name: string, x: number, y: number, radius: number): SVGTemplateResult {
  const turn = arrows[name];
  if (turn !== undefined) {
    return svg`<path transform="translate(${x} ${y}) rotate(${turn}) scale(${radius})" d="M-.8 0H.7M.1 -.6L.75 0L.1 .6" style="fill:none;stroke:var(--ink)" stroke-width="1.5" vector-effect="non-scaling-stroke"><title>${name}</title></path>`;
  }
  const style = goalStyle(goals, name);
  return svg`<g>${markAt(style, x, y, radius)}${style.mark === 'none' ? initial(name, x, y, radius) : nothing}<title>${name}</title></g>`;
}

customElements.define('world-view', WorldView);
