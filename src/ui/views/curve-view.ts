import { LitElement, css, html, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import uPlot from 'uplot';
import uPlotStyles from 'uplot/dist/uPlot.min.css?inline';
import type { CurvePoint } from '../../experiment/results';
import { plain } from '../format';
import { onSchemeChange } from '../scheme';
import { sharedStyles } from '../shared-styles';
import { curveData, levelsOf, valueRange, type Course, type ReferenceLevels } from './curve-data';
import { drawPhases, drawReferences, secondDash, type Token } from './curve-ground';
import { PhaseAxis, type AxisPhase } from './phase-axis';
import { stepText, tickText } from './tick-text';

/** For each course the median as it was recorded, behind its five quantiles; 0 is the axis. */
const seriesPerCourse = 6;

/**
 * The population's course over all phases: median, bands of 25–75 % and 5–95 %, and the levels of oracle and uniform
 * policy; of a second measure a dashed median and one band. Fires `point` with the index of the point under the pointer, or null.
 */
export class CurveView extends LitElement {
  static override properties = {
    phases: { attribute: false },
    points: { attribute: false },
    courses: { attribute: false },
    references: { attribute: false },
    halfLife: { type: Number },
    logFrom: { attribute: false },
    logValues: { type: Boolean },
    label: {},
  };

  declare phases: readonly AxisPhase[];
  declare points: readonly CurvePoint[];
  /** one or two */
  declare courses: readonly Course[];
  /** [phase] for the first of them */
  declare references: readonly ReferenceLevels[];
  /** of smoothing, in points; 0 for none */
  declare halfLife: number;
  /** null for steps in proportion, else where their logarithms begin */
  declare logFrom: number | null;
  declare logValues: boolean;
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
  private pointAt: readonly number[] = [];
  private readonly resized = new ResizeObserver(() => this.resize());
  private unsubscribe = (): void => undefined;
  private readonly repaint = () => this.build();

  constructor() {
    super();
    this.phases = [];
    this.points = [];
    this.courses = [];
    this.references = [];
    this.halfLife = 0;
    this.logFrom = null;
    this.logValues = false;
    this.label = '';
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
    if (changed.has('phases') || changed.has('logFrom')) this.axis = new PhaseAxis(this.phases, this.logFrom);
    if (!this.plot || changed.has('courses') || changed.has('logValues')) this.build();
    else if (['phases', 'logFrom', 'points', 'references', 'halfLife'].some((name) => changed.has(name as keyof CurveView))) this.plot.setData(this.data());
  }

  private data(): uPlot.AlignedData {
    const { positions, pointAt, courses } = curveData(this.axis, this.points, this.courses, this.halfLife);
    this.pointAt = pointAt;
    const absent = positions.map(() => null);
    // What is not drawn must not stretch the axis.
    const columns = courses.flatMap(({ quantiles: [q5, q25, q50, q75, q95], median }, course) =>
      [this.halfLife === 0 ? absent : median, course === 0 ? q5 : absent, q25, q50, q75, course === 0 ? q95 : absent]);
    return [positions, ...columns] as uPlot.AlignedData;
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
    const token: Token = (name) => style.getPropertyValue(name).trim();
    const colours = this.courses.map(({ colour }) => (colour.startsWith('var(') ? token(colour.slice(4, -1)) : colour));
    const font = `12px ${token('--family')}`;
    const axis: uPlot.Axis = { stroke: token('--ink-soft'), font, ticks: { show: false }, grid: { stroke: token('--hairline'), width: 1 } };
    this.plot = new uPlot(
      {
        width: Math.max(1, width),
        height: Math.max(1, height),
        padding: [24, 56, 0, 0],
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, y: false, points: { show: false } },
        scales: { x: { time: false, range: [0, 1] }, y: { distr: this.logValues ? 3 : 1, range: (_, low, high) => this.range(low, high) } },
        axes: [
          { ...axis, grid: { show: false }, size: 28, splits: (plot) => this.ticks(plot).map(({ position }) => position), values: (plot) => this.ticks(plot).map(({ step }) => stepText(step)) },
          { ...axis, size: 44, values: (_, splits) => splits.map((value) => (this.logValues ? (value === null ? '' : plain(value)) : tickText(value, splits))) },
        ],
        series: [{}, ...colours.flatMap((colour, course) => seriesOf(colour, course > 0))],
        bands: colours.flatMap((colour, course) => bandsOf(colour, course)),
        hooks: {
          drawClear: [(plot) => drawPhases(plot, this.axis, font, token)],
          draw: [(plot) => drawReferences(plot, this.axis, this.references, (level) => !this.logValues || level > 0, font, token)],
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
    return valueRange([...levelsOf(this.references), ...(low === null || high === null ? [] : [low, high])], this.logValues);
  }
}

/** The medians are lines, a second measure's is dashed; the recorded one shows thin behind a smoothed one. */
function seriesOf(colour: string, second: boolean): readonly uPlot.Series[] {
  return Array.from({ length: seriesPerCourse }, (_, k): uPlot.Series => {
    const [recorded, median] = [k === 0, k === 3];
    return { stroke: median ? colour : recorded ? `${colour}80` : 'transparent', width: median ? 2 : recorded ? 1 : 0, points: { show: false }, ...(second && median ? { dash: [...secondDash] } : {}) };
  });
}

function bandsOf(colour: string, course: number): readonly uPlot.Band[] {
  const [q5, q25, , q75, q95] = [2, 3, 4, 5, 6].map((k) => course * seriesPerCourse + k) as [number, number, number, number, number];
  const inner: uPlot.Band = { series: [q75, q25], fill: `${colour}${course === 0 ? '3d' : '24'}` };
  return course === 0 ? [{ series: [q95, q5], fill: `${colour}24` }, inner] : [inner];
}

customElements.define('curve-view', CurveView);
