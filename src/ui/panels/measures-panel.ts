import { css, html, nothing, type TemplateResult } from 'lit';
import { csvText } from '../../analysis/csv';
import type { Measure } from '../../analysis/measures';
import type { PhaseResult } from '../../experiment/results';
import '../elements/figure-export';
import '../elements/lab-dialog';
import type { LabDialog } from '../elements/lab-dialog';
import '../elements/lab-term';
import { fixed, grouped, withError } from '../format';
import { channelsOf } from '../palette';
import { sharedStyles } from '../shared-styles';
import { Panel } from './panel';

/** The measures of every phase, each with its standard error: the main ones in the page, all of them in a dialog. */
export class MeasuresPanel extends Panel {
  static override styles = [
    sharedStyles,
    css`
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: calc(0.5 * var(--unit)) 0 calc(0.5 * var(--unit)) var(--unit);
        border-top: 1px solid var(--hairline);
        text-align: right;
        vertical-align: top;
        white-space: nowrap;
        font-weight: 400;
      }
      thead th {
        border-top: 0;
        font-size: var(--text-small);
        color: var(--ink-soft);
        vertical-align: bottom;
      }
      th:first-child {
        padding-left: 0;
        text-align: left;
      }
      tbody th {
        font-weight: 600;
      }
      .all tbody th {
        white-space: normal;
      }
      button.all-measures {
        min-height: 0;
        padding: 0;
        color: var(--accent);
        font-size: inherit;
        text-decoration: underline;
        text-underline-offset: 2px;
      }
      /* A low window keeps to one line a phase; the titles say the rest. */
      @media (min-width: 1240px) and (max-height: 860px) {
        .main tbody br,
        .main tbody .small {
          display: none;
        }
      }
      .none {
        color: var(--ink-faint);
      }
    `,
  ];

  override render(): TemplateResult {
    const { measures } = this.lab;
    return html`
      <div class="scroll main" tabindex="0" role="region" aria-label="main measures by phase">${this.main(measures)}</div>
      <lab-dialog heading="All measures">
        <figure-export slot="tools" name="measures" .csv=${this.lab.session.snapshot.phases.length > 0 ? () => this.csv(measures) : null}></figure-export>
        ${this.all(measures)}</lab-dialog>
    `;
  }

  /** A row for each phase: discounted returns of every channel, the gaps, and how well values predict returns. */
  private main(all: readonly Measure[]): TemplateResult {
    const names = channelsOf(this.lab.world).map((channel) => `${channel}.discounted`).concat('outerGap', 'innerGap', 'valueR2');
    const measures = all.filter(({ name }) => names.includes(name)).sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
    const open = () => this.renderRoot.querySelector<LabDialog>('lab-dialog')?.open();
    return html`<table>
      <caption class="visually-hidden">Population mean ± standard error of the main measures in each phase</caption>
      <thead><tr>
        <th scope="col"><span title="population mean ± standard error">mean ± error</span><br /><button class="plain all-measures" @click=${open}>all measures</button></th>
        ${measures.map(({ name, doc, unit }) => html`<th scope="col" title="${doc} (${unit})">${heading(name)}</th>`)}
      </tr></thead>
      <tbody>${this.lab.shown.phases.map((phase) => {
        const result = this.result(phase.name);
        const diverged = result?.population['diverged']?.mean ?? 0;
        const about = [phase.split ?? 'trials', phase.learn ? 'learning' : 'frozen', ...(diverged > 0 ? [`${grouped(diverged * this.lab.shown.agents)} diverged`] : [])].join(', ');
        return html`<tr>
          <th scope="row" title=${about}>${phase.name}<br /><span class="small">${about}</span></th>
          ${measures.map(({ name }) => cell(result, name))}
        </tr>`;
      })}</tbody>
    </table>`;
  }

  /** A row for each measure, with its unit and what it says. */
  private all(measures: readonly Measure[]): TemplateResult {
    const { phases } = this.lab.shown;
    return html`<div class="scroll all" tabindex="0" role="region" aria-label="all measures"><table>
      <thead><tr><th scope="col">population mean ± standard error</th>${phases.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${measures.map(({ name, unit, doc }) => html`<tr>
        <th scope="row">${name} · <span class="small">${unit}<br />${doc}</span></th>
        ${phases.map((phase) => cell(this.result(phase.name), name))}
      </tr>`)}</tbody>
    </table></div>`;
  }

  /** A row for each measure in each phase that is over. */
  private csv(measures: readonly Measure[]): string {
    return csvText(
      ['phase', 'measure', 'unit', 'mean', 'standardError', '5 %', '25 %', '50 %', '75 %', '95 %', 'n', 'oracle', 'uniform'],
      this.lab.session.snapshot.phases.flatMap((phase) => measures.flatMap(({ name, unit }) => {
        const statistic = phase.population[name];
        return statistic ? [[phase.name, name, unit, statistic.mean, statistic.standardError, ...statistic.quantiles, statistic.count, phase.oracle[`oracle.${name}`] ?? null, phase.uniform[`uniform.${name}`] ?? null]] : [];
      })),
    );
  }

  private result(phase: string): PhaseResult | undefined {
    return this.lab.session.snapshot.phases.find(({ name }) => name === phase);
  }
}

/** Measures that the glossary explains by another word. */
const terms: Readonly<Record<string, string>> = { outerGap: 'outer gap', innerGap: 'inner gap', valueR2: 'value R²' };

/** `reward.discounted` on two lines. */
function heading(measure: string): TemplateResult {
  const [, name, variant] = /^(.*?)(\.discounted)?$/.exec(measure)!;
  const term = terms[name!];
  return html`${term === undefined ? name : html`<lab-term term=${term}>${name}</lab-term>`}${variant === undefined ? nothing : html`<br />discounted`}`;
}

function cell(result: PhaseResult | undefined, measure: string): TemplateResult {
  const statistic = result?.population[measure];
  if (!statistic || statistic.mean === null) return html`<td class="none">–</td>`;
  const oracle = result?.oracle[`oracle.${measure}`];
  const [mean, error] = withError(statistic.mean, statistic.standardError).split(' ± ');
  return html`<td title="n = ${grouped(statistic.count)}${oracle === undefined ? '' : `, oracle ${fixed(oracle, 3)}`}">${mean}${error === undefined ? nothing : html`<span class="small error"> ± ${error}</span>`}${oracle === undefined ? nothing : html`<br /><span class="small">oracle ${fixed(oracle, 3)}</span>`}</td>`;
}

customElements.define('measures-panel', MeasuresPanel);
