import { LitElement, css, html, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import uPlot from 'uplot';
import uPlotStyles from 'uplot/dist/uPlot.min.css?inline';
import type { CurvePoint } from '../../experiment/results';
import { fixed } from '../format';
import { onSchemeChange } from '../scheme';
import { sharedStyles } from '../shared-styles';
import { PhaseAxis, type AxisPhase } from './phase-axis';

/** What the oracle and the uniform policy reach in a phase, where it is known. */
export interface ReferenceLevels {
  readonly oracle: number | null;
  readonly uniform: number | null;
}

/** Of the magnitude of what is drawn; below, an axis cannot tell apart. */
const leastSpread = 1e-6;

/** Positions of 5, 25, 50, 75 and 95 % among the series; 0 is the axis. */
const quantileSeries = [1, 2, 3, 4, 5] as const;

/**
 * The population's course over all phases: median, bands of 25–75 % and 5–95 %, and the levels of oracle and uniform
 * policy. Fires `point` with the index of the point under the pointer, or null.
 */
export class CurveView extends LitElement {
  static override properties = {
    phases: { attribute: false },
    points: { attribute: false },
    measure: {},
    colour: {},
    references: { attribute: false },
    label: {},
  };

  declare phases: readonly AxisPhase[];
  declare points: readonly CurvePoint[];
  declare measure: string;
  /** a custom property or a colour in hexadecimal digits */
  declare colour: string;
  /** [phase] */
  declare references: readonly ReferenceLevels[];
  declare label: string;

  static override styles = [
    sharedStyles,
    unsafeCSS(uPlotStyles),
    css`
      :host {
        position: relative;
        min-height: 0;
      }
      .plot {
        position: absolute;
        inset: 0;
      }
      .u-cursor-x {
        border-color: var(--ink-soft) !important;
      }
    `,
  ];

  private plot: uPlot | null = null;
  private axis = new PhaseAxis([]);
  /** [place in the data] index of the point, or −1 between phases */
  private pointAt: number[] = [];
  private readonly resized = new ResizeObserver(() => this.resize());
  private unsubscribe = (): void => undefined;
  private readonly repaint = () => this.build();

  constructor() {
    super();
    this.phases = [];
    this.points = [];
    this.measure = this.label = '';
    this.colour = '#000000';
    this.references = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
    this.unsubscribe = onSchemeChange(this.repaint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    this.unsubscribe();
  }

  override render(): TemplateResult {
    return html`<div class="plot" role="img" aria-label=${this.label}></div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('phases')) this.axis = new PhaseAxis(this.phases);
    if (!this.plot || changed.has('colour')) this.build();
    else if (['phases', 'points', 'measure', 'references'].some((name) => changed.has(name as keyof CurveView))) this.plot.setData(this.data());
  }

  private data(): uPlot.AlignedData {
    const columns: (number | null)[][] = [[], [], [], [], [], []];
    this.pointAt = [];
    let phase = 0;
    this.points.forEach((point, index) => {
      const before = phase;
      while (phase < this.phases.length - 1 && this.phases[phase]!.name !== point.phase) phase++;
      if (!this.phases[phase]) return;
      if (phase !== before) {
        // A place without values between two phases breaks the line.
        columns.forEach((column, k) => column.push(k === 0 ? this.axis.spans[before]![1] + 1e-6 : null));
        this.pointAt.push(-1);
      }
      columns[0]!.push(this.axis.position(phase, point.step));
      for (const k of quantileSeries) columns[k]!.push(point.measures[this.measure]?.quantiles[k - 1] ?? null);
      this.pointAt.push(index);
    });
    return columns as unknown as uPlot.AlignedData;
  }

  private resize(): void {
    const { width, height } = this.getBoundingClientRect();
    if (width > 0 && height > 0) this.plot?.setSize({ width, height });
  }

  private build(): void {
    const place = this.renderRoot.querySelector<HTMLElement>('.plot');
    const { width, height } = this.getBoundingClientRect();
    if (!place) return;
    this.plot?.destroy();
    const style = getComputedStyle(this);
    const token = (name: string) => style.getPropertyValue(name).trim();
    const colour = this.colour.startsWith('var(') ? token(this.colour.slice(4, -1)) : this.colour;
    const font = `12px ${token('--family')}`;
    const axis: uPlot.Axis = { stroke: token('--ink-soft'), font, ticks: { show: false }, grid: { stroke: token('--hairline'), width: 1 } };
    this.plot = new uPlot(
      {
        width: Math.max(1, width),
        height: Math.max(1, height),
        padding: [24, 56, 0, 0],
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, y: false, points: { show: false } },
        scales: { x: { time: false, range: [0, 1] }, y: { range: (_, low, high) => this.range(low, high) } },
        axes: [
          { ...axis, grid: { show: false }, size: 28, splits: (plot) => this.ticks(plot).map(({ position }) => position), values: (plot) => this.ticks(plot).map(({ step }) => stepText(step)) },
          { ...axis, size: 44, values: (_, splits) => splits.map((value) => tickText(value, splits)) },
        ],
        series: [{}, ...quantileSeries.map((k) => ({ stroke: k === 3 ? colour : 'transparent', width: k === 3 ? 2 : 0, points: { show: false } }))],
        bands: [
          { series: [5, 1], fill: `${colour}24` },
          { series: [4, 2], fill: `${colour}3d` },
        ],
        hooks: {
          drawClear: [(plot) => this.drawPhases(plot, font, token)],
          draw: [(plot) => this.drawReferences(plot, font, token)],
          setCursor: [(plot) => this.dispatchEvent(new CustomEvent('point', { detail: { index: this.underCursor(plot) } }))],
        },
      },
      this.data(),
      place,
    );
  }

  private ticks(plot: uPlot) {
    return this.axis.ticks(plot.bbox.width / devicePixelRatio, 56);
  }

  private underCursor(plot: uPlot): number | null {
    const index = plot.cursor.idx === null || plot.cursor.idx === undefined || (plot.cursor.left ?? -1) < 0 ? -1 : (this.pointAt[plot.cursor.idx] ?? -1);
    return index < 0 ? null : index;
  }

  private range(low: number | null, high: number | null): [number, number] {
    const levels = this.references.flatMap(({ oracle, uniform }) => [oracle, uniform]).filter((level) => level !== null);
    const all = [...levels, ...(low === null || high === null ? [] : [low, high])];
    if (all.length === 0) return [0, 1];
    const [least, most] = [Math.min(...all), Math.max(...all)];
    const size = Math.max(Math.abs(least), Math.abs(most));
    // Levels that differ by rounding alone are equal: there are no ticks between them.
    const margin = (most - least > size * leastSpread ? most - least : size || 1) * 0.06;
    return [least - margin, most + margin];
  }

  /** The phases' names and boundaries; phases without learning stand on a tinted ground. */
  private drawPhases(plot: uPlot, font: string, token: (name: string) => string): void {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.font = scaledFont(font);
    ctx.textAlign = 'left';
    ctx.textBaseline = 'bottom';
    this.phases.forEach((phase, index) => {
      const [begin, end] = this.axis.spans[index]!.map((position) => plot.valToPos(position, 'x', true)) as [number, number];
      if (!phase.learn) {
        ctx.fillStyle = `${token('--hairline')}66`;
        ctx.fillRect(begin, bbox.top, end - begin, bbox.height);
      }
      ctx.fillStyle = token('--hairline');
      ctx.fillRect(Math.round(begin), bbox.top - 20 * devicePixelRatio, devicePixelRatio, bbox.height + 20 * devicePixelRatio);
      ctx.fillStyle = token('--ink-soft');
      ctx.fillText(phase.name, begin + 5 * devicePixelRatio, bbox.top - 4 * devicePixelRatio, Math.max(24, end - begin));
    });
    ctx.restore();
  }

  private drawReferences(plot: uPlot, font: string, token: (name: string) => string): void {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = token('--ink');
    ctx.lineWidth = devicePixelRatio;
    ctx.font = scaledFont(font);
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    const names: { text: string; y: number }[] = [];
    for (const [name, dash] of [['oracle', [6, 3]], ['uniform', [1.5, 3]]] as const) {
      ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
      let last: number | null = null;
      this.references.forEach((levels, index) => {
        const level = levels[name];
        const span = this.axis.spans[index];
        if (level === null || !span) return;
        const y = Math.round(plot.valToPos(level, 'y', true)) + 0.5;
        ctx.beginPath();
        ctx.moveTo(plot.valToPos(span[0], 'x', true), y);
        ctx.lineTo(plot.valToPos(span[1], 'x', true), y);
        ctx.stroke();
        last = y;
      });
      if (last !== null) names.push({ text: name, y: last });
    }
    // Two levels that nearly coincide keep their names apart.
    const [upper, lower] = names;
    const push = upper && lower ? Math.max(0, 14 * devicePixelRatio - (lower.y - upper.y)) / 2 : 0;
    names.forEach(({ text, y }, index) => ctx.fillText(text, bbox.left + bbox.width + 6 * devicePixelRatio, y + (index === 0 ? -push : push)));
    ctx.restore();
  }
}

const scaledFont = (font: string): string => font.replace(/^\d+/, (size) => String(Number(size) * devicePixelRatio));

/** Round steps in thousands or millions: `500`, `40 k`, `1.5 M`. */
const stepText = (step: number): string => (step >= 1e6 ? `${step / 1e6}\u202fM` : step >= 1e3 ? `${step / 1e3}\u202fk` : String(step));

/** As many decimals as the distance between ticks has. */
function tickText(value: number, splits: readonly number[]): string {
  const distance = Math.abs((splits[1] ?? 1) - (splits[0] ?? 0));
  let decimals = 0;
  while (decimals < 6 && Math.abs(distance * 10 ** decimals - Math.round(distance * 10 ** decimals)) > 1e-6) decimals++;
  return Math.abs(value) < distance / 1000 ? '0' : fixed(value, decimals);
}

customElements.define('curve-view', CurveView);
