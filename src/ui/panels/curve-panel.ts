import { css, html, nothing, type TemplateResult } from 'lit';
import { csvText } from '../../analysis/csv';
import { planOf } from '../../experiment/plan';
import type { CurvePoint } from '../../experiment/results';
import type { Experiment } from '../../experiment/types';
import '../elements/figure-export';
import { placeBelow, popoverStyles } from '../elements/popover';
import { fixed, grouped } from '../format';
import { measureGroups, type MeasureGroup } from '../measure-groups';
import { memo } from '../memo';
import { measureColour } from '../palette';
import { sharedStyles } from '../shared-styles';
import type { Course, ReferenceLevels } from '../views/curve-data';
import { secondDash } from '../views/curve-ground';
import { curveSvg } from '../views/curve-svg';
import '../views/curve-view';
import type { AxisPhase } from '../views/phase-axis';
import { Panel } from './panel';

/** Rows of the table that stands in for the curve. */
const tableRows = 20;
/** How smooth the lines may be: half-lives in points. */
const halfLives = [0, 2, 5, 15] as const;

/** The learning curve of one measure over all phases, and of a second one beside it. */
export class CurvePanel extends Panel {
  static override properties = {
    ...Panel.properties, measure: { state: true }, second: { state: true }, halfLife: { state: true }, logSteps: { state: true }, logValues: { state: true }, pointed: { state: true },
  };

  /** null until somebody chooses one */
  declare measure: string | null;
  /** the one that is drawn too; null for none */
  declare second: string | null;
  /** of smoothing, in points */
  declare halfLife: number;
  declare logSteps: boolean;
  declare logValues: boolean;
  /** the point under the pointer */
  declare pointed: number | null;

  static override styles = [
    sharedStyles,
    popoverStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 calc(1 * var(--unit));
      }
      h2 {
        margin-right: 4px;
      }
      header select {
        width: calc(17 * var(--unit));
        max-width: 100%;
      }
      header select.second {
        width: calc(12 * var(--unit));
      }
      .key {
        flex: none;
      }
      button.plain {
        font-size: var(--text-small);
        color: var(--ink-soft);
      }
      .tools {
        display: flex;
        margin-left: auto;
      }
      .scale {
        padding: var(--unit) calc(1.5 * var(--unit));
      }
      .scale label {
        display: flex;
        align-items: center;
        gap: var(--unit);
        min-height: calc(4 * var(--unit));
      }
      .scale span {
        flex: 1;
      }
      .line {
        display: flex;
        flex-basis: 100%;
        gap: calc(2 * var(--unit));
        min-height: 1.4em;
        overflow: hidden;
        white-space: nowrap;
      }
      .line > * {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .readout {
        flex: none;
        max-width: 100%;
      }
      .about {
        flex: 1;
        text-align: right;
      }
      .plot {
        position: relative;
        flex: 1;
        min-height: calc(24 * var(--unit));
      }
      curve-view {
        position: absolute;
        inset: 0;
      }
      .empty {
        position: absolute;
        inset: 40% 72px auto 56px;
        text-align: center;
        color: var(--ink-soft);
        pointer-events: none;
      }
    `,
  ];

  private referenceCache: { key: string; levels: readonly ReferenceLevels[] } = { key: '', levels: [] };

  constructor() {
    super();
    this.measure = this.second = this.pointed = null;
    this.halfLife = 0;
    this.logSteps = this.logValues = false;
  }

  override render(): TemplateResult {
    const { curve, state } = this.lab.session.snapshot;
    const measures = this.measures();
    // What a claim is about, where that has a curve.
    const wished = [this.measure, this.lab.claim?.claim.predictions[0]!.measure, 'reward'];
    const measure = wished.find((name) => name != null && measures.includes(name))!;
    const second = this.second !== null && this.second !== measure && measures.includes(this.second) ? this.second : null;
    const courses = this.courses(measureColour(this.lab.world, measure), measure, second === null ? '' : measureColour(this.lab.world, second), second);
    const phases = this.phases(this.lab.shown);
    const references = this.references(phases, measure);
    const positive = this.positive(curve, courses);
    const drawing = { phases, points: curve, courses, references, halfLife: this.halfLife, logFrom: this.logSteps ? this.lab.shown.record.everySteps : null, logValues: this.logValues && positive };
    const point = curve[this.pointed ?? curve.length - 1];
    const unit = this.unit(measure);
    const label = `${measure} (${unit})${second === null ? '' : ` and ${second} (${this.unit(second)})`} over the steps of all phases`;
    const groups = measureGroups(measures, this.lab.world);
    return html`
      <header>
        <h2>Learning curve</h2>
        ${second === null ? nothing : key(courses[0]!, false)}
        <label class="visually-hidden" for="measure">measure</label>
        <select id="measure" @change=${(event: Event) => (this.measure = (event.target as HTMLSelectElement).value)}>${options(groups, measure)}</select>
        ${second === null ? nothing : key(courses[1]!, true)}
        <label class="visually-hidden" for="second">second measure</label>
        <select id="second" class="second" @change=${(event: Event) => (this.second = (event.target as HTMLSelectElement).value || null)}>
          <option value="" ?selected=${second === null}>and …</option>
          ${options(groups, second)}
        </select>
        <span class="tools">
          <button class="plain" popovertarget="scale">Scale</button>
          <figure-export name="learning-curve" .csv=${curve.length > 0 ? () => csv(curve, courses) : null} .svg=${curve.length > 0 ? () => curveSvg({ ...drawing, title: label }) : null}></figure-export>
        </span>
        ${this.scale(positive)}
        <span class="line small"><span class="readout">${point ? readout(point, measure, second) : ''}</span><span class="about">${unit}: median, 25–75 %, 5–95 % of the agents</span></span>
      </header>
      <div class="plot">
        <curve-view .phases=${phases} .points=${curve} .courses=${courses} .references=${references} .halfLife=${this.halfLife} .logFrom=${drawing.logFrom} .logValues=${drawing.logValues}
          label="${label}; the same numbers follow as a table"
          @point=${(event: CustomEvent<{ index: number | null }>) => (this.pointed = event.detail.index)}></curve-view>
        ${curve.length === 0 ? html`<p class="empty">${state === 'running' ? 'The first points are on their way.' : 'Run to see what the population learns.'}</p>` : nothing}
      </div>
      ${table(curve, measure, second, label)}
    `;
  }

  /** How the axes and the lines are drawn. */
  private scale(positive: boolean): TemplateResult {
    const toggled = (set: (on: boolean) => void) => (event: Event) => set((event.target as HTMLInputElement).checked);
    return html`<div id="scale" class="scale" popover role="group" aria-label="scale of the curve" @beforetoggle=${(event: ToggleEvent) => placeBelow(event, this.renderRoot.querySelector('[popovertarget="scale"]')!)}>
      <label><span>Smoothing, half-life</span><select @change=${(event: Event) => (this.halfLife = Number((event.target as HTMLSelectElement).value))}>
        ${halfLives.map((points) => html`<option value=${points} ?selected=${points === this.halfLife}>${points === 0 ? 'none' : `${points} points`}</option>`)}
      </select></label>
      <label><span>Logarithm of the steps of each phase</span><input type="checkbox" .checked=${this.logSteps} @change=${toggled((on) => (this.logSteps = on))} /></label>
      <label><span>Logarithm of the values${positive ? '' : html`<br /><span class="small">needs quantiles above 0</span>`}</span><input type="checkbox" ?disabled=${!positive} .checked=${this.logValues && positive} @change=${toggled((on) => (this.logValues = on))} /></label>
    </div>`;
  }

  private unit(measure: string): string {
    return this.lab.measures.find(({ name }) => name === measure)?.unit ?? 'valence';
  }

  private measures(): readonly string[] {
    const known = this.lab.session.snapshot.curve.at(-1)?.measures;
    return known ? Object.keys(known) : ['reward'];
  }

  private readonly courses = memo((colour: string, measure: string, otherColour: string, other: string | null): readonly Course[] =>
    [{ measure, colour }, ...(other === null ? [] : [{ measure: other, colour: otherColour }])]);

  private readonly phases = memo((experiment: Experiment): readonly AxisPhase[] =>
    planOf(experiment.phases, this.lab.world).phases.map(({ phase, firstStep, steps }) => ({ name: phase.name, firstStep, steps, learn: phase.learn, split: phase.split ?? null })));

  /** Whether all that is drawn of the courses has a logarithm. */
  private readonly positive = memo((curve: readonly CurvePoint[], courses: readonly Course[]): boolean =>
    curve.every(({ measures }) => courses.every(({ measure }) => measures[measure]?.quantiles.every((value) => value === null || value > 0) ?? true)));

  private references(phaseList: readonly AxisPhase[], measure: string): readonly ReferenceLevels[] {
    const { references, phases } = this.lab.session.snapshot;
    const levels = phaseList.map(({ name }) => {
      // A phase that was over at once is only known by its result.
      const result = references.find(({ phase }) => phase === name) ?? phases.find((phase) => phase.name === name);
      return { oracle: result?.oracle[`oracle.${measure}`] ?? null, uniform: result?.uniform[`uniform.${measure}`] ?? null };
    });
    const key = JSON.stringify(levels);
    if (this.referenceCache.key !== key) this.referenceCache = { key, levels };
    return this.referenceCache.levels;
  }
}

const options = (groups: readonly MeasureGroup[], chosen: string | null): TemplateResult[] =>
  groups.map(({ title, choices }) => html`<optgroup label=${title}>${choices.map(({ name, text }) => html`<option value=${name} ?selected=${name === chosen}>${text}</option>`)}</optgroup>`);

/** The line that stands for a measure. */
const key = ({ colour }: Course, second: boolean): TemplateResult =>
  html`<svg class="key" width="20" height="8" aria-hidden="true"><line x1="0" x2="20" y1="4" y2="4" stroke-width="2" stroke-dasharray=${second ? secondDash.join(' ') : 'none'} style="stroke:${colour}" /></svg>`;

function readout(point: CurvePoint, measure: string, second: string | null): string {
  const statistic = point.measures[measure];
  const [p5, p25, p50, p75, p95] = (statistic?.quantiles ?? []).map((value) => fixed(value));
  const other = second === null ? '' : `; ${second} ${fixed(point.measures[second]?.quantiles[2])}`;
  return `${point.phase}, step ${grouped(point.step)}: ${p50 ?? '–'} [${p25 ?? '–'}, ${p75 ?? '–'}] [${p5 ?? '–'}, ${p95 ?? '–'}], n = ${grouped(statistic?.count ?? 0)}${other}`;
}

/** All recorded numbers of what is drawn, as they were recorded. */
const csv = (curve: readonly CurvePoint[], courses: readonly Course[]): string => csvText(
  ['phase', 'step', 'measure', 'mean', '5 %', '25 %', '50 %', '75 %', '95 %', 'n'],
  courses.flatMap(({ measure }) => curve.map(({ phase, step, measures }) => {
    const { mean = null, quantiles = [], count = 0 } = measures[measure] ?? {};
    return [phase, step, measure, mean, ...[0, 1, 2, 3, 4].map((k) => quantiles[k] ?? null), count];
  })),
);

/** The curve for those who cannot see it: evenly chosen points, the last one always among them. */
function table(curve: readonly CurvePoint[], measure: string, second: string | null, label: string): TemplateResult | typeof nothing {
  if (curve.length === 0) return nothing;
  const stride = Math.max(1, Math.ceil(curve.length / tableRows));
  const chosen = curve.filter((_, index) => (curve.length - 1 - index) % stride === 0);
  return html`<div class="visually-hidden"><table>
    <caption>${label}</caption>
    <thead><tr>${['phase', 'step', '5 %', '25 %', '50 %', '75 %', '95 %', 'agents', ...(second === null ? [] : [`${second}, 50 %`])].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${chosen.map(({ phase, step, measures }) => html`<tr><td>${phase}</td><td>${step}</td>
      ${[0, 1, 2, 3, 4].map((k) => html`<td>${fixed(measures[measure]?.quantiles[k], 3)}</td>`)}<td>${measures[measure]?.count ?? 0}</td>
      ${second === null ? nothing : html`<td>${fixed(measures[second]?.quantiles[2], 3)}</td>`}</tr>`)}</tbody>
  </table></div>`;
}

customElements.define('curve-panel', CurvePanel);
