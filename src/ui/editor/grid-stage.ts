import { LitElement, css, html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { GridLevel, Thing } from '../../lab/worlds';
import { sharedStyles } from '../shared-styles';
import '../views/world-view';
import type { LevelShape } from '../world-shape';
import { has, paint, type Tool } from './grid-edits';

/** Where a stroke went, and what it does. */
export type StrokeEvent = CustomEvent<{ readonly cells: readonly number[]; readonly tool: Tool; readonly on: boolean }>;
export type CarryEvent = CustomEvent<{ readonly from: number; readonly to: number }>;

/** The tools with a letter; digits are the things in their order. */
export const toolKeys: Readonly<Record<string, Tool>> = { w: 'wall', f: 'floor', s: 'start', m: 'move' };

const arrows: Readonly<Record<string, readonly [number, number]>> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/**
 * The map of one level, to draw on with the mouse, a finger or the keyboard. Fires `stroke`, `carry`, and `tool` when a key
 * picks one.
 */
export class GridStage extends LitElement {
  static override properties = {
    level: { attribute: false },
    things: { attribute: false },
    goals: { attribute: false },
    tool: { attribute: false },
    cursor: { state: true },
    drawn: { state: true },
    lifted: { state: true },
  };

  declare level: GridLevel;
  declare things: readonly Thing[];
  declare goals: readonly string[];
  declare tool: Tool;
  declare cursor: number;
  /** the cells of the stroke under way, and whether it puts something there */
  declare drawn: { readonly cells: readonly number[]; readonly on: boolean } | null;
  /** the cell whose things are being carried */
  declare lifted: number | null;

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: calc(0.5 * var(--unit));
        min-width: 0;
      }
      .map {
        position: relative;
        touch-action: none;
        cursor: crosshair;
        user-select: none;
      }
      .map:focus-visible {
        outline-offset: 4px;
      }
      .over {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
      }
      .cursor {
        display: none;
      }
      .map:focus .cursor {
        display: inline;
      }
    `,
  ];

  constructor() {
    super();
    this.goals = [];
    this.cursor = 0;
    this.drawn = this.lifted = null;
  }

  override render(): TemplateResult {
    const level = this.drawn ? paint(this.level, this.drawn.cells, this.tool, this.drawn.on) : this.level;
    const { width, height, name } = level;
    const cursor = Math.min(this.cursor, width * height - 1);
    // Cells are at most 72 pixels wide, and the map leaves room for the rest of a low window.
    return html`
      <div class="map" tabindex="0" role="application" aria-roledescription="map" aria-label="map of level ${name}, ${width} by ${height} cells: the arrow keys move the cursor, Enter uses the tool, w, f, s, m and digits choose one, Escape leaves"
        style="aspect-ratio:${width}/${height};width:min(100%, ${width * 72}px, max(240px, 100dvh - 470px) * ${width / height})"
        @pointerdown=${this.press} @pointermove=${this.drag} @pointerup=${this.release} @pointercancel=${this.cancel} @keydown=${this.key}>
        <world-view aria-hidden="true" .level=${shapeOf(level, this.things)} .goals=${this.goals}></world-view>
        <svg class="over" viewBox="0 0 ${width} ${height}" aria-hidden="true">
          ${level.start.map((cell) => startAt((cell % width) + 0.14, Math.floor(cell / width) + 0.86, 0.06))}
          ${this.lifted === null ? nothing : outline(this.lifted, width, '4 3')}
          <g class="cursor">${outline(cursor, width, '')}</g>
        </svg>
      </div>
      <p class="small" aria-live="polite">${describe(level, this.things, cursor)}${this.lifted === null ? '' : '; what was picked up is put down with Enter'}</p>
      <p class="small">Drag to draw, or move with the arrow keys and press Enter; Escape gives the keys back to the page.</p>
      <ul class="visually-hidden" aria-label="rows of the map">${Array.from({ length: height }, (_, y) => html`<li>row ${y + 1}: ${Array.from({ length: width }, (__, x) => contents(level, this.things, y * width + x)).join('; ')}</li>`)}</ul>
    `;
  }

  private cellAt({ clientX, clientY }: PointerEvent): number {
    const { width, height } = this.level;
    const box = this.renderRoot.querySelector('.over')!.getBoundingClientRect();
    const along = (at: number, start: number, size: number, cells: number): number => Math.max(0, Math.min(cells - 1, Math.floor(((at - start) / size) * cells)));
    return along(clientY, box.top, box.height, height) * width + along(clientX, box.left, box.width, width);
  }

  private readonly press = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const cell = this.cellAt(event);
    this.cursor = cell;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    if (this.tool === 'move') this.lifted = cell;
    else this.drawn = { cells: [cell], on: !has(this.level, cell, this.tool) };
  };

  private readonly drag = (event: PointerEvent): void => {
    const cell = this.cellAt(event);
    if (!(event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId) || cell === this.cursor) return;
    if (this.drawn) this.drawn = { ...this.drawn, cells: [...this.drawn.cells, ...between(this.cursor, cell, this.level.width)] };
    this.cursor = cell;
  };

  private readonly release = (): void => {
    const { drawn, lifted } = this;
    this.cancel();
    if (drawn) this.stroke(drawn.cells, drawn.on);
    else if (lifted !== null) this.fire('carry', { from: lifted, to: this.cursor });
  };

  private readonly cancel = (): void => void (this.drawn = this.lifted = null);

  private stroke(cells: readonly number[], on: boolean): void {
    this.fire('stroke', { cells, tool: this.tool, on });
  }

  private fire(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const handled = this.walk(event.key) || this.choose(event.key) || this.use(event.key);
    if (handled) event.preventDefault();
  };

  private walk(key: string): boolean {
    const [dx, dy] = arrows[key] ?? [0, 0];
    const { width, height } = this.level;
    if (dx === 0 && dy === 0) return false;
    const cursor = Math.min(this.cursor, width * height - 1);
    const x = Math.max(0, Math.min(width - 1, (cursor % width) + dx));
    const y = Math.max(0, Math.min(height - 1, Math.floor(cursor / width) + dy));
    this.cursor = y * width + x;
    return true;
  }

  private choose(key: string): boolean {
    const digit = /^[1-9]$/.test(key) ? Number(key) - 1 : -1;
    const tool = digit >= 0 && digit < this.things.length ? digit : toolKeys[key];
    if (tool !== undefined) {
      // The next key may come before whoever listens has drawn the page anew.
      this.tool = tool;
      this.fire('tool', { tool });
    }
    // Digits without a thing and other letters are swallowed too: the page would go elsewhere in the middle of a drawing.
    return tool !== undefined || digit >= 0;
  }

  private use(key: string): boolean {
    const cell = Math.min(this.cursor, this.level.walls.length - 1);
    if (key === 'Escape') {
      if (this.lifted === null) this.renderRoot.querySelector<HTMLElement>('.map')?.blur();
      this.cancel();
      return true;
    }
    if (key !== 'Enter' && key !== ' ') return false;
    if (this.tool !== 'move') this.stroke([cell], !has(this.level, cell, this.tool));
    else if (this.lifted === null) this.lifted = cell;
    else {
      this.fire('carry', { from: this.lifted, to: cell });
      this.lifted = null;
    }
    return true;
  }
}

/** A start cell's mark. */
export const startAt = (x: number, y: number, radius: number): SVGTemplateResult =>
  svg`<circle cx=${x} cy=${y} r=${radius} style="fill:var(--ink)"></circle>`;

const outline = (cell: number, width: number, dashes: string): SVGTemplateResult =>
  svg`<rect x=${(cell % width) + 0.04} y=${Math.floor(cell / width) + 0.04} width=".92" height=".92" style="fill:none;stroke:var(--accent)" stroke-width="2.5" stroke-dasharray=${dashes} vector-effect="non-scaling-stroke"></rect>`;

/** The cells on the way from one to another, without the first: a fast pointer skips some. */
function between(from: number, to: number, width: number): readonly number[] {
  const [dx, dy] = [(to % width) - (from % width), Math.floor(to / width) - Math.floor(from / width)];
  const steps = Math.max(Math.abs(dx), Math.abs(dy));
  return Array.from({ length: steps }, (_, i) => from + Math.round((dy * (i + 1)) / steps) * width + Math.round((dx * (i + 1)) / steps));
}

/** A drawn level as the views see levels: every floor cell is a state, and those with a thing that ends the episode are ends. */
export function shapeOf({ name, splits, width, height, walls, things }: GridLevel, kinds: readonly Thing[]): LevelShape {
  const ends = new Set(things.flatMap(([cell, thing]) => (kinds[thing]!.terminates ? [cell] : [])));
  return {
    name, splits: Object.keys(splits), drawn: true, width, height, firstRow: 0, states: walls.length,
    cell: walls.map((_, cell) => cell),
    stateOf: Int32Array.from(walls, (wall, cell) => (wall || ends.has(cell) ? -1 : cell)),
    open: Uint8Array.from(walls, (wall) => (wall ? 0 : 1)),
    objects: things.map(([cell, thing]) => [cell, kinds[thing]!.name] as const),
    // The stage marks them itself: all of them, and while they are being drawn.
    starts: [],
  };
}

function contents({ walls, start, things }: GridLevel, kinds: readonly Thing[], cell: number): string {
  const here = [...(start.includes(cell) ? ['start'] : []), ...things.flatMap(([at, thing]) => (at === cell ? [kinds[thing]!.name] : []))];
  return walls[cell] ? 'wall' : here.join(', ') || 'floor';
}

const describe = (level: GridLevel, kinds: readonly Thing[], cell: number): string =>
  `column ${(cell % level.width) + 1}, row ${Math.floor(cell / level.width) + 1}: ${contents(level, kinds, cell)}`;

customElements.define('grid-stage', GridStage);
