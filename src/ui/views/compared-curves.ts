import { LitElement, css, html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { csvText } from '../../analysis/csv';
import type { Results } from '../../experiment/results';
import '../elements/figure-export';
import { markAt } from '../elements/marks';
import { runKey } from '../elements/run-mark';
import { fixed, plain } from '../format';
import { phaseNames } from '../run-comparison';
import type { KeptRun } from '../run-store';
import { runStyle } from '../run-style';
import { sharedStyles } from '../shared-styles';
import { standalone } from '../standalone';
import type { PhaseAxis } from './phase-axis';
import { placedCurve, sharedAxis, stretches, type PlacedPoint } from './run-curves';
import { roundTicks, stepText } from './tick-text';

const plotHeight = 232;
const margin = { top: 22, right: 12, bottom: 24, left: 48 };
const line = 18;
/** Marks along a curve, and rows of the table that stands in for it. */
const [marksPerCurve, tableRows] = [6, 12];
/** Where there is no room for more than a median beside a name, in pixels. */
const narrow = 420;
/** The width of a character of small text, about. */
const character = 6.2;

interface Drawn {
  readonly run: KeptRun;
  /** [phase] */
  readonly curve: readonly (readonly PlacedPoint[])[];
}

/** The learning curves of several runs over each other: each with its median and the middle half of its agents. */
export class ComparedCurves extends LitElement {
  static override properties = { runs: { attribute: false }, measure: {}, width: { state: true }, pointed: { state: true } };

  declare runs: readonly KeptRun[];
  declare measure: string;
  declare width: number;
  /** where the pointer is along the axis, from 0 to 1 */
  declare pointed: number | null;

  static override styles = [
    sharedStyles,
    css`
      svg {
        display: block;
        width: 100%;
        overflow: visible;
        font-size: var(--text-small);
      }
      text {
        fill: var(--ink-soft);
      }
      .name {
        fill: var(--ink);
      }
      .value {
        text-anchor: end;
      }
      .grid {
        stroke: var(--hairline);
      }
      .still {
        fill: var(--hairline);
        fill-opacity: 0.4;
      }
      .pointer {
        stroke: var(--ink-soft);
      }
    `,
  ];

  private readonly resized = new ResizeObserver(([entry]) => (this.width = Math.round(entry!.contentRect.width)));

  constructor() {
    super();
    this.runs = [];
    this.measure = '';
    this.width = 0;
    this.pointed = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
  }

  /** The drawing as a standalone file. */
  readonly svgText = (): string => standalone(this.renderRoot.querySelector('svg')!);

  readonly csvText = (): string => curvesCsv(this.runs, this.measure);

  override render(): TemplateResult | typeof nothing {
    if (this.width === 0 || this.runs.length === 0) return nothing;
    const results = this.runs.map((run) => run.results);
    const axis = sharedAxis(results);
    const drawn = this.runs.map((run): Drawn => ({ run, curve: placedCurve(run.results, axis, this.measure) }));
    return html`
      <svg role="img" aria-label="${this.measure} over the steps of ${this.runs.length} runs; the same numbers follow as a table" viewBox="0 0 ${this.width} ${this.height}" height=${this.height}
        @pointermove=${this.point} @pointerleave=${() => (this.pointed = null)}>
        ${this.frame(axis)} ${this.curves(drawn)} ${drawn.map((one, row) => this.key(one, row))}
      </svg>
      ${table(drawn, axis, results, this.measure)}
    `;
  }

  private get height(): number {
    return plotHeight + this.runs.length * line;
  }

  private get inner(): number {
    return Math.max(1, this.width - margin.left - margin.right);
  }

  private x(position: number): number {
    return margin.left + position * this.inner;
  }

  /** Phases with their names, and steps below. */
  private frame(axis: PhaseAxis): SVGTemplateResult {
    const bottom = plotHeight - margin.bottom;
    return svg`
      ${axis.phases.map(({ name, learn }, i) => {
        const [begin, end] = axis.spans[i]!.map((position) => this.x(position)) as [number, number];
        const room = Math.max(1, Math.floor((end - begin - 5) / character));
        return svg`${learn ? nothing : svg`<rect class="still" x=${begin} y=${margin.top} width=${end - begin} height=${bottom - margin.top} />`}
          <line class="grid" x1=${begin} x2=${begin} y1="4" y2=${bottom} /><text x=${begin + 5} y="15">${name.length > room ? `${name.slice(0, room - 1)}…` : name}</text>`;
      })}
      ${axis.ticks(this.inner, 56).map(({ position, step }) => svg`<text x=${this.x(position)} y=${bottom + 16} text-anchor="middle">${stepText(step)}</text>`)}
    `;
  }

  private curves(drawn: readonly Drawn[]): SVGTemplateResult {
    const values = drawn.flatMap(({ curve }) => curve.flat().flatMap(({ low, median, high }) => [low, median, high].filter((value) => value !== null)));
    const [least, most] = values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
    if (values.length === 0) return svg`<text x=${this.x(0.5)} y=${plotHeight / 2} text-anchor="middle">None of these runs has a value of ${this.measure}.</text>`;
    const room = (most - least > 1e-6 * Math.max(Math.abs(least), Math.abs(most)) ? most - least : Math.abs(most) || 1) * 0.06;
    const [low, high] = [least - room, most + room];
    const y = (value: number): number => margin.top + ((plotHeight - margin.bottom - margin.top) * (high - value)) / (high - low);
    return svg`
      ${roundTicks(low, high, 5).map((value) => svg`<line class="grid" x1=${margin.left} x2=${this.width - margin.right} y1=${y(value)} y2=${y(value)} /><text x=${margin.left - 6} y=${y(value) + 4} text-anchor="end">${plain(value)}</text>`)}
      ${drawn.map(({ run, curve }) => svg`<path d=${areas(curve, (position) => this.x(position), y)} style="fill:${runStyle(run.style).colour}" fill-opacity=".14" />`)}
      ${drawn.map(({ run, curve }, i) => {
        const { colour, mark, dash } = runStyle(run.style);
        const points = curve.flat().filter(({ median }) => median !== null);
        const distance = Math.max(1, Math.round(points.length / marksPerCurve));
        // Marks of different runs do not lie upon each other.
        const marked = points.filter((_, k) => k % distance === Math.floor((distance * (i + 0.5)) / drawn.length) % distance);
        return svg`<path d=${lines(curve, (position) => this.x(position), y)} style="fill:none;stroke:${colour}" stroke-width="2" stroke-linejoin="round" stroke-dasharray=${dash} />
          ${marked.map(({ position, median }) => markAt({ colour, mark, pattern: 'solid' }, this.x(position), y(median!), 4))}`;
      })}
      ${this.pointed === null ? nothing : svg`<line class="pointer" x1=${this.x(this.pointed)} x2=${this.x(this.pointed)} y1=${margin.top} y2=${plotHeight - margin.bottom} />`}
    `;
  }

  /** A run's line, its name, and its value under the pointer, or else its last one. */
  private key({ run, curve }: Drawn, row: number): SVGTemplateResult {
    const y = plotHeight + row * line;
    const points = curve.flat();
    const { pointed } = this;
    const point = pointed === null ? points.at(-1) : points.reduce<PlacedPoint | undefined>((best, one) => (best && Math.abs(best.position - pointed) <= Math.abs(one.position - pointed) ? best : one), undefined);
    const median = fixed(point?.median);
    const value = point && this.inner > narrow ? `${placeText(run.results, point)}: ${median} [${fixed(point.low)}, ${fixed(point.high)}]` : median;
    const room = Math.max(8, Math.floor((this.inner - 36) / character) - value.length - 2);
    return svg`<g transform="translate(${margin.left} ${y})">${runKey(run.style)}</g>
      <text class="name" x=${margin.left + 36} y=${y + 10}>${run.name.length > room ? `${run.name.slice(0, room - 1)}…` : run.name}</text>
      <text class="value" x=${this.width - margin.right} y=${y + 10}>${value}</text>`;
  }

  private point(event: PointerEvent): void {
    const { left, width } = (event.currentTarget as SVGElement).getBoundingClientRect();
    const position = ((event.clientX - left) * (this.width / width) - margin.left) / this.inner;
    this.pointed = position >= 0 && position <= 1 ? position : null;
  }
}

/** `train, step 500` */
const placeText = ({ curves }: Results, { index }: PlacedPoint): string => `${curves[index]!.phase}, step ${curves[index]!.step}`;

const at = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

const lines = (curve: Drawn['curve'], x: (position: number) => number, y: (value: number) => number): string =>
  curve.flatMap(stretches).map((points) => `M${points.map(({ position, median }) => at(x(position), y(median!))).join('L')}`).join('');

const areas = (curve: Drawn['curve'], x: (position: number) => number, y: (value: number) => number): string =>
  curve.flatMap(stretches).map((points) => {
    const upper = points.map(({ position, high, median }) => at(x(position), y(high ?? median!)));
    const lower = points.map(({ position, low, median }) => at(x(position), y(low ?? median!))).reverse();
    return `M${[...upper, ...lower].join('L')}Z`;
  }).join('');

/** Every point of the curves of a measure, run by run. */
export function curvesCsv(runs: readonly KeptRun[], measure: string): string {
  const rows = runs.flatMap(({ name, results }) =>
    results.curves.map(({ phase, step, measures: { [measure]: point } }) => [name, phase, step, measure, point?.mean ?? null, ...Array.from({ length: 5 }, (_, k) => point?.quantiles[k] ?? null), point?.count ?? 0]));
  return csvText(['run', 'phase', 'step', 'measure', 'mean', 'q5', 'q25', 'q50', 'q75', 'q95', 'agents'], rows);
}

/** The curves for those who cannot see them: medians at evenly chosen places of every phase. */
function table(drawn: readonly Drawn[], axis: PhaseAxis, results: readonly Results[], measure: string): TemplateResult {
  const perPhase = Math.max(2, Math.round(tableRows / axis.phases.length));
  const rows = phaseNames(results).flatMap((name, p) => {
    const [begin, end] = axis.spans[p]!;
    return Array.from({ length: perPhase }, (_, k) => {
      const position = begin + ((end - begin) * (k + 1)) / perPhase;
      const cells = drawn.map(({ run, curve }) => {
        const points = curve[run.results.phases.findIndex((phase) => phase.name === name)] ?? [];
        const before = points.filter((point) => point.position <= position + 1e-9).at(-1);
        return before ? `${fixed(before.median, 3)} (${placeText(run.results, before)})` : '–';
      });
      return html`<tr><th scope="row">${name}, ${k + 1} of ${perPhase}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
    });
  });
  return html`<div class="visually-hidden"><table>
    <caption>Median ${measure} of ${drawn.length} runs</caption>
    <thead><tr><th scope="col">place</th>${drawn.map(({ run }) => html`<th scope="col">${run.name}</th>`)}</tr></thead>
    <tbody>${rows}</tbody>
  </table></div>`;
}

customElements.define('compared-curves', ComparedCurves);
