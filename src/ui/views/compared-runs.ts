import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { csvText } from '../../analysis/csv';
import type { Measure } from '../../analysis/measures';
import { confidence, type Interval } from '../../analysis/verdict';
import type { PopulationStatistic } from '../../experiment/results';
import '../elements/figure-export';
import { runMark } from '../elements/run-mark';
import { percent, plain, withError } from '../format';
import { intervalText } from '../outcomes';
import { comparedBits, comparedMeasures, differentSettings, leavesZeroOut, phaseNames, sharedCurves, type Bits, type MeasureRow } from '../run-comparison';
import type { KeptRun } from '../run-store';
import { sharedStyles } from '../shared-styles';
import './compared-curves';
import type { ComparedCurves } from './compared-curves';
import { comparisonStyles } from './comparison-styles';

/** What two or more runs differ in: settings, bits, curves and measures. The first is what the others are compared with. */
export class ComparedRuns extends LitElement {
  static override properties = { runs: { attribute: false }, measures: { attribute: false }, measure: { state: true }, phase: { state: true } };

  /** at least two */
  declare runs: readonly KeptRun[];
  /** what is known of measures */
  declare measures: readonly Measure[];
  /** null until somebody chooses one */
  declare measure: string | null;
  declare phase: string | null;

  static override styles = [sharedStyles, comparisonStyles];

  constructor() {
    super();
    this.runs = this.measures = [];
    this.measure = this.phase = null;
  }

  override render(): TemplateResult | typeof nothing {
    if (this.runs.length < 2) return nothing;
    return html`
      <div class="above">
        <section>${this.curves()}</section>
        <section>${this.settings()}${this.bits()}</section>
      </div>
      <section>${this.table()}</section>
    `;
  }

  private get results(): readonly KeptRun['results'][] {
    return this.runs.map(({ results }) => results);
  }

  private curves(): TemplateResult {
    const names = sharedCurves(this.results);
    if (names.length === 0) return html`<h2>Learning curves</h2><p class="small">These runs have no curve of a measure that all of them share.</p>`;
    const measure = [this.measure, 'intended', 'reward'].find((name) => name !== null && names.includes(name)) ?? names[0]!;
    const drawing = (): ComparedCurves => this.renderRoot.querySelector<ComparedCurves>('compared-curves')!;
    return html`
      <header>
        <h2>Learning curves</h2>
        <select aria-label="measure of the curves" @change=${(event: Event) => (this.measure = (event.target as HTMLSelectElement).value)}>
          ${names.map((name) => html`<option value=${name} ?selected=${name === measure}>${name}</option>`)}
        </select>
        <span class="small">median and 25–75 % of the agents</span>
        <figure-export name="learning-curves-of-runs" .csv=${() => drawing().csvText()} .svg=${() => drawing().svgText()}></figure-export>
      </header>
      <compared-curves .runs=${this.runs} measure=${measure}></compared-curves>
    `;
  }

  private settings(): TemplateResult {
    const rows = differentSettings(this.results.map(({ experiment }) => experiment));
    if (rows.length === 0) return html`<h2>Settings</h2><p class="same small">All settings are the same.</p>`;
    return html`<h2>Settings that differ</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="settings that differ"><table class="settings">
        ${this.head('setting')}
        <tbody>${rows.map(({ path, label, values }) => html`<tr data-path=${path}><th scope="row" title=${path}>${label}</th>${values.map((value) => html`<td>${value ?? '–'}</td>`)}</tr>`)}</tbody>
      </table></div>`;
  }

  private bits(): TemplateResult {
    const rows = comparedBits(this.results);
    const inexact = this.runs.filter(({ results }) => !results.exact);
    return html`<h2>Bits</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="bits"><table class="bits">
        ${this.head('phase')}
        <tbody>${rows.map(({ phase, fingerprints, bits }) => html`<tr><th scope="row">${phase}</th>
          ${fingerprints.map((fingerprint, i) => html`<td title=${fingerprint ?? ''}>${i === 0 || bits[i] === 'other' ? html`<code>${fingerprint?.slice(0, 6) ?? '–'}</code> ` : nothing}${i === 0 ? nothing : bitsText(bits[i]!)}</td>`)}
        </tr>`)}</tbody>
      </table></div>
      ${inexact.length > 0 ? html`<p class="small">Statistical only, because the device failed the self-test: ${inexact.map(({ name }) => name).join('; ')}.</p>` : nothing}`;
  }

  private table(): TemplateResult {
    const phases = phaseNames(this.results);
    const phase = this.phase !== null && phases.includes(this.phase) ? this.phase : phases.at(-1)!;
    const rows = comparedMeasures(this.results, phase);
    return html`
      <header>
        <h2>Measures</h2>
        <div class="choice" role="group" aria-label="phase">${phases.map((name) => html`<button class="plain" aria-pressed=${name === phase} @click=${() => (this.phase = name)}>${name}</button>`)}</div>
        <span class="small">mean ± standard error; below, the difference to the first run [${percent(confidence)}, Welch], bold where it leaves 0 out</span>
        <figure-export name="measures-of-runs" .csv=${() => measuresCsv(this.runs, phase)}></figure-export>
      </header>
      ${rows.length === 0 ? html`<p class="small">None of these runs has a value in this phase.</p>` : html`<div class="scroll" tabindex="0" role="region" aria-label="measures"><table class="measures">
        ${this.head('measure')}
        <tbody>${rows.map((row) => this.row(row))}</tbody>
      </table></div>`}
      <p class="small">Each interval holds by itself and covers agents, not worlds. Runs with the same seed share random numbers, which Welch’s interval does not take into account.</p>
    `;
  }

  private row({ measure, statistics, differences }: MeasureRow): TemplateResult {
    const known = this.measures.find(({ name }) => name === measure);
    return html`<tr>
      <th scope="row" title=${known ? `${known.doc} (${known.unit})` : ''}>${measure}</th>
      ${statistics.map((statistic, i) => html`<td title=${statistic ? `n = ${statistic.count}` : ''}>${statistic ? statisticText(statistic) : '–'}${differences[i] ? html`<span class="difference ${leavesZeroOut(differences[i]) ? 'clear' : ''}">${differenceText(differences[i])}</span>` : nothing}</td>`)}
    </tr>`;
  }

  private head(what: string): TemplateResult {
    return html`<thead><tr><th scope="col">${what}</th>${this.runs.map(({ name, style }, i) => html`<th scope="col" title=${name}><span class="mark">${runMark(style)}${i === 0 ? 'first' : ''}</span>${name}</th>`)}</tr></thead>`;
  }
}

/** What is the same for all agents has no error to speak of. */
const statisticText = ({ mean, standardError }: PopulationStatistic): string => (mean !== null && standardError === 0 ? plain(mean) : withError(mean, standardError));

const differenceText = (interval: Interval): string => (interval.low === 0 && interval.high === 0 ? 'same' : intervalText(interval));

const bitsText = (bits: Bits): string => ({ same: '✓ same bits', other: 'other bits', absent: '–', 'other arithmetic': 'other version of the arithmetic' })[bits];

/** The measures of a phase, a line for each run. */
function measuresCsv(runs: readonly KeptRun[], phase: string): string {
  const rows = comparedMeasures(runs.map(({ results }) => results), phase).flatMap(({ measure, statistics, differences }) =>
    runs.map(({ name }, i) => [name, phase, measure, statistics[i]?.mean ?? null, statistics[i]?.standardError ?? null, statistics[i]?.count ?? 0, differences[i]?.estimate ?? null, differences[i]?.low ?? null, differences[i]?.high ?? null]));
  return csvText(['run', 'phase', 'measure', 'mean', 'standardError', 'agents', 'difference', 'low', 'high'], rows);
}

customElements.define('compared-runs', ComparedRuns);
