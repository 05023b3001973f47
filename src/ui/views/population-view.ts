import { LitElement, css, html, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { between, nearest, pan, placeAt, shareOf, zoom, type Region, type View } from '../camera';
import { plain } from '../format';
import { sharedStyles } from '../shared-styles';
import { drawPoints, type Raster } from './point-raster';
import { roundTicks } from './tick-text';

/** Room for the axes around the plane, in pixels: left, bottom, right, top. */
const room = { left: 44, bottom: 34, right: 8, top: 6 } as const;
/** How near a press must be to a point, in pixels. */
const reach = 14;
const [panStep, zoomStep] = [0.1, 0.8];

/** How the points look. */
export type Look = Pick<Raster, 'radius' | 'opacity' | 'faint' | 'range' | 'ramp' | 'marks'>;

/**
 * Agents as points on a plane that can be moved, zoomed, picked from and brushed. Fires `view` {view}, `pick` {agent}, `brush`
 * {region}, `point` {agent} for the agent under the pointer, `resize` {width, height} in pixels of the device, and `canvas`
 * {canvas} when somebody else is to draw.
 */
export class PopulationView extends LitElement {
  static override properties = {
    columns: { attribute: false }, view: { attribute: false }, whole: { attribute: false }, look: { attribute: false }, region: { attribute: false },
    titles: { attribute: false }, selected: { type: Number }, elsewhere: { type: Boolean }, brushing: { type: Boolean }, still: { type: Boolean }, label: {},
    dragged: { state: true }, width: { state: true }, height: { state: true },
  };

  declare columns: readonly [Float32Array, Float32Array, Float32Array] | null;
  declare view: View;
  declare whole: View;
  declare look: Look | null;
  declare region: Region | null;
  declare titles: readonly [string, string];
  /** the agent with a ring */
  declare selected: number;
  /** whether the points are drawn by the worker, on a GPU */
  declare elsewhere: boolean;
  /** whether a drag brushes rather than moves */
  declare brushing: boolean;
  /** whether wheel and drags are left to the page: a small picture that can only be picked from */
  declare still: boolean;
  declare label: string;
  declare dragged: Region | null;
  declare width: number;
  declare height: number;

  static override styles = [
    sharedStyles,
    css`
      :host {
        position: relative;
        min-height: 0;
      }
      .plane {
        position: absolute;
        inset: ${room.top}px ${room.right}px ${room.bottom}px ${room.left}px;
        border: 1px solid var(--hairline);
        touch-action: pan-y;
        cursor: crosshair;
      }
      .plane.moves {
        touch-action: none;
        cursor: grab;
      }
      .plane.brushes {
        cursor: crosshair;
      }
      canvas,
      svg {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
      }
      svg.axes {
        inset: 0;
        pointer-events: none;
        font-size: var(--text-small);
        fill: var(--ink-soft);
      }
      .plane svg {
        pointer-events: none;
      }
    `,
  ];

  private start: { readonly at: readonly [number, number]; readonly view: View; readonly brushes: boolean; moved: boolean } | null = null;
  private readonly resized = new ResizeObserver(() => this.measure());

  constructor() {
    super();
    this.columns = this.look = this.region = this.dragged = null;
    this.view = this.whole = [-1, 1, -1, 1];
    this.titles = ['', ''];
    this.selected = -1;
    this.elsewhere = this.brushing = this.still = false;
    this.label = '';
    this.width = this.height = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
  }

  private measure(): void {
    const { width, height } = this.getBoundingClientRect();
    this.width = Math.max(1, width - room.left - room.right);
    this.height = Math.max(1, height - room.top - room.bottom);
    this.tell('resize', { width: Math.round(this.width * devicePixelRatio), height: Math.round(this.height * devicePixelRatio) });
  }

  override render(): TemplateResult {
    return html`
      <svg class="axes" aria-hidden="true">${this.axes()}</svg>
      <div class="plane ${this.still ? '' : 'moves'} ${this.brushing ? 'brushes' : ''}" tabindex="0" role="group" aria-label=${this.label}
        @pointerdown=${this.press} @pointermove=${this.drag} @pointerup=${this.release} @pointercancel=${() => this.cancel()} @pointerleave=${() => this.tell('point', { agent: null })}
        @wheel=${this.wheel} @keydown=${this.key}>
        ${keyed(this.elsewhere, html`<canvas aria-hidden="true"></canvas>`)}
        <svg aria-hidden="true">${this.brushed()}${this.ring()}</svg>
      </div>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.elsewhere) {
      if (changed.has('elsewhere')) this.tell('canvas', { canvas: this.canvas.transferControlToOffscreen() });
    } else if (['columns', 'view', 'look', 'region', 'width', 'height', 'elsewhere'].some((name) => changed.has(name as keyof PopulationView))) this.draw();
  }

  private get canvas(): HTMLCanvasElement {
    return this.renderRoot.querySelector('canvas')!;
  }

  private draw(): void {
    const { canvas, columns, look, view } = this;
    const [width, height] = [Math.max(1, Math.round(this.width * devicePixelRatio)), Math.max(1, Math.round(this.height * devicePixelRatio))];
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const context = canvas.getContext('2d')!;
    const image = context.createImageData(width, height);
    if (columns && look) drawPoints(image, { ...look, columns, view, brush: this.region });
    context.putImageData(image, 0, 0);
  }

  private axes(): readonly SVGTemplateResult[] {
    const { width, height, view: [left, right, bottom, top], titles: [across, up] } = this;
    if (width === 0) return [];
    const [x0, y0] = [room.left, room.top];
    const label = (value: number, size: number): string => (Math.abs(value) < size * 1e-9 ? '0' : plain(value));
    return [
      ...roundTicks(left, right, Math.max(2, width / 72)).map((tick) => {
        const x = x0 + ((tick - left) / (right - left)) * width;
        return svg`<path d="M${x} ${y0}v${height + 4}" stroke="var(--hairline)" /><text x=${x} y=${y0 + height + 16} text-anchor="middle">${label(tick, right - left)}</text>`;
      }),
      ...roundTicks(bottom, top, Math.max(2, height / 40)).map((tick) => {
        const y = y0 + height - ((tick - bottom) / (top - bottom)) * height;
        return svg`<path d="M${x0 - 4} ${y}h${width + 4}" stroke="var(--hairline)" /><text x=${x0 - 6} y=${y} text-anchor="end" dominant-baseline="central">${label(tick, top - bottom)}</text>`;
      }),
      svg`<text x=${x0 + width} y=${y0 + height + 30} text-anchor="end" fill="var(--ink)">${across} →</text>`,
      svg`<text x=${x0 + 6} y=${y0 + 14} fill="var(--ink)" style="paint-order:stroke;stroke:var(--paper);stroke-width:3px">↑ ${up}</text>`,
    ];
  }

  /** A place in pixels of the plane. */
  private pixel(x: number, y: number): readonly [number, number] {
    const [across, up] = shareOf(this.view, x, y);
    return [across * this.width, (1 - up) * this.height];
  }

  private brushed(): SVGTemplateResult | typeof nothing {
    const region = this.dragged ?? this.region;
    if (!region) return nothing;
    const [[x0, y1], [x1, y0]] = [this.pixel(region[0], region[2]), this.pixel(region[1], region[3])];
    return svg`<rect x=${x0} y=${y0} width=${Math.max(0, x1 - x0)} height=${Math.max(0, y1 - y0)} fill="none" stroke="var(--accent)" stroke-dasharray="4 3" />`;
  }

  private ring(): SVGTemplateResult | typeof nothing {
    const [x, y] = [this.columns?.[0][this.selected], this.columns?.[1][this.selected]];
    if (x === undefined || y === undefined || Number.isNaN(x + y)) return nothing;
    const [cx, cy] = this.pixel(x, y);
    return svg`<circle cx=${cx} cy=${cy} r="7" fill="none" stroke="var(--paper)" stroke-width="4" /><circle cx=${cx} cy=${cy} r="7" fill="none" stroke="var(--ink)" stroke-width="1.5" />`;
  }

  /** Moves at once: the next press may come before the page has heard of this one. @param view null: all points */
  private go(view: View | null): void {
    if (view) this.view = view;
    this.tell('view', { view });
  }

  private tell(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Shares of width and height from the left and the bottom. */
  private placeOf(event: MouseEvent): readonly [number, number] {
    const { left, bottom, width, height } = this.renderRoot.querySelector('.plane')!.getBoundingClientRect();
    return [(event.clientX - left) / width, (bottom - event.clientY) / height];
  }

  private agentAt(event: MouseEvent): number | null {
    return this.columns && nearest(this.columns[0], this.columns[1], this.view, this.placeOf(event), [this.width, this.height], reach);
  }

  private readonly press = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.start = { at: this.placeOf(event), view: this.view, brushes: this.brushing !== event.shiftKey, moved: false };
    if (!this.still) (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };

  private readonly drag = (event: PointerEvent): void => {
    const { start } = this;
    if (!start) return this.tell('point', { agent: this.agentAt(event) });
    if (this.still) return;
    const at = this.placeOf(event);
    const [dx, dy] = [at[0] - start.at[0], at[1] - start.at[1]];
    start.moved ||= Math.abs(dx) * this.width + Math.abs(dy) * this.height > 4;
    if (!start.moved) return;
    if (start.brushes) this.dragged = between(placeAt(start.view, ...start.at), placeAt(start.view, ...at));
    else this.go(pan(start.view, -dx, -dy));
  };

  private readonly release = (event: PointerEvent): void => {
    const { start, dragged } = this;
    this.cancel();
    if (!start) return;
    if (dragged) return this.tell('brush', { region: dragged });
    const agent = start.moved ? null : this.agentAt(event);
    if (agent !== null) this.tell('pick', { agent });
  };

  private cancel(): void {
    this.start = null;
    this.dragged = null;
  }

  private readonly wheel = (event: WheelEvent): void => {
    if (this.still) return;
    event.preventDefault();
    this.go(zoom(this.view, Math.exp(Math.max(-1, Math.min(1, event.deltaY / 300))), this.placeOf(event), this.whole));
  };

  private readonly key = (event: KeyboardEvent): void => {
    const centre = [0.5, 0.5] as const;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => this.go(pan(this.view, -panStep, 0)),
      ArrowRight: () => this.go(pan(this.view, panStep, 0)),
      ArrowUp: () => this.go(pan(this.view, 0, panStep)),
      ArrowDown: () => this.go(pan(this.view, 0, -panStep)),
      '+': () => this.go(zoom(this.view, zoomStep, centre, this.whole)),
      '-': () => this.go(zoom(this.view, 1 / zoomStep, centre, this.whole)),
      '0': () => this.go(null),
      b: () => this.tell('brush', { region: this.view }),
      Escape: () => this.tell('brush', { region: null }),
    };
    const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : moves[event.key];
    if (!move || this.still) return;
    event.preventDefault();
    move();
  };
}

/** `agent 12: reward .44, proxy.corner 1.0` */
export const pointText = (agent: number, titles: readonly string[], values: readonly string[]): string => `agent ${agent}: ${titles.map((title, i) => `${title} ${values[i]}`).join(', ')}`;

customElements.define('population-view', PopulationView);
