import { css, html, nothing, type TemplateResult } from 'lit';
import type { CurvePoint } from '../../experiment/results';
import type { Experiment } from '../../experiment/types';
import { planOf } from '../../experiment/plan';
import { fixed, grouped } from '../format';
import { measureGroups } from '../measure-groups';
import { measureColour } from '../palette';
import { sharedStyles } from '../shared-styles';
import '../views/curve-view';
import type { ReferenceLevels } from '../views/curve-view';
import type { AxisPhase } from '../views/phase-axis';
import { Panel } from './panel';

/** Rows of the table that stands in for the curve. */
const tableRows = 20;

/** The learning curve of one measure over all phases. */
export class CurvePanel extends Panel {
  static override properties = { ...Panel.properties, measure: { state: true }, pointed: { state: true } };

  /** null until somebody chooses one */
  declare measure: string | null;
  /** the point under the pointer */
  declare pointed: number | null;

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 calc(1.5 * var(--unit));
      }
      select {
        width: calc(24 * var(--unit));
        max-width: 100%;
      }
      .readout {
        flex-basis: 100%;
        min-height: 1.4em;
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
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

  private axisCache: { experiment: Experiment; phases: readonly AxisPhase[] } | null = null;
  private referenceCache: { key: string; levels: readonly ReferenceLevels[] } = { key: '', levels: [] };

  constructor() {
    super();
    this.measure = null;
    this.pointed = null;
  }

  override render(): TemplateResult {
    const { curve } = this.lab.session.snapshot;
    const measures = this.measures();
    // What a claim is about, where that has a curve.
    const wished = [this.measure, this.lab.claim?.claim.predictions[0]!.measure, 'reward'];
    const measure = wished.find((name) => name != null && measures.includes(name))!;
    const point = curve[this.pointed ?? curve.length - 1];
    const unit = this.lab.measures.find(({ name }) => name === measure)?.unit ?? 'valence';
    const label = `${measure} (${unit}) over the steps of all phases`;
    return html`
      <header>
        <h2>Learning curve</h2>
        <label class="visually-hidden" for="measure">measure</label>
        <select id="measure" @change=${(event: Event) => (this.measure = (event.target as HTMLSelectElement).value)}>
          ${measureGroups(measures, this.lab.world).map(({ title, choices }) => html`<optgroup label=${title}>
            ${choices.map(({ name, text }) => html`<option value=${name} ?selected=${name === measure}>${text}</option>`)}
          </optgroup>`)}
        </select>
        <span class="small">${unit}: median, 25–75 % and 5–95 % of the agents</span>
        <span class="small readout">${point ? readout(point, measure) : ''}</span>
      </header>
      <div class="plot">
        <curve-view .phases=${this.phases()} .points=${curve} measure=${measure} colour=${measureColour(this.lab.world, measure)}
          .references=${this.references(measure)} label="${label}; the same numbers follow as a table"
          @point=${(event: CustomEvent<{ index: number | null }>) => (this.pointed = event.detail.index)}></curve-view>
        ${curve.length === 0 ? html`<p class="empty">${this.lab.session.snapshot.state === 'running' ? 'The first points are on their way.' : 'Run to see what the population learns.'}</p>` : nothing}
      </div>
      ${table(curve, measure, label)}
    `;
  }

  private measures(): readonly string[] {
    const known = this.lab.session.snapshot.curve.at(-1)?.measures;
    return known ? Object.keys(known) : ['reward'];
  }

  private phases(): readonly AxisPhase[] {
    const { shown: experiment } = this.lab;
    if (this.axisCache?.experiment !== experiment) {
      const phases = planOf(experiment.phases, this.lab.world).phases.map(({ phase, firstStep, steps }) => ({ name: phase.name, firstStep, steps, learn: phase.learn }));
      this.axisCache = { experiment, phases };
    }
    return this.axisCache.phases;
  }

  private references(measure: string): readonly ReferenceLevels[] {
    const { references, phases } = this.lab.session.snapshot;
    const levels = this.phases().map(({ name }) => {
      // A phase that was over at once is only known by its result.
      const result = references.find(({ phase }) => phase === name) ?? phases.find((phase) => phase.name === name);
      return { oracle: result?.oracle[`oracle.${measure}`] ?? null, uniform: result?.uniform[`uniform.${measure}`] ?? null };
    });
    const key = JSON.stringify(levels);
    if (this.referenceCache.key !== key) this.referenceCache = { key, levels };
    return this.referenceCache.levels;
  }
}

function readout(point: CurvePoint, measure: string): string {
  const statistic = point.measures[measure];
  const [p5, p25, p50, p75, p95] = (statistic?.quantiles ?? []).map((value) => fixed(value));
  return `${point.phase}, step ${grouped(point.step)}: ${p50 ?? '–'} [${p25 ?? '–'}, ${p75 ?? '–'}] [${p5 ?? '–'}, ${p95 ?? '–'}], n = ${grouped(statistic?.count ?? 0)}`;
}

/** The curve for those who cannot see it: evenly chosen points, the last one always among them. */
function table(curve: readonly CurvePoint[], measure: string, label: string): TemplateResult | typeof nothing {
  if (curve.length === 0) return nothing;
  const stride = Math.max(1, Math.ceil(curve.length / tableRows));
  const chosen = curve.filter((_, index) => (curve.length - 1 - index) % stride === 0);
  return html`<div class="visually-hidden"><table>
    <caption>${label}</caption>
    <thead><tr>${['phase', 'step', '5 %', '25 %', '50 %', '75 %', '95 %', 'agents'].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${chosen.map(({ phase, step, measures }) => html`<tr><td>${phase}</td><td>${step}</td>
      ${[0, 1, 2, 3, 4].map((k) => html`<td>${fixed(measures[measure]?.quantiles[k], 3)}</td>`)}<td>${measures[measure]?.count ?? 0}</td></tr>`)}</tbody>
  </table></div>`;
}

customElements.define('curve-panel', CurvePanel);
