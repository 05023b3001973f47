import { css, html, nothing, type TemplateResult } from 'lit';
import type { PhaseResult } from '../../experiment/results';
import { fixed, grouped, withError } from '../format';
import { goalsOf } from '../palette';
import { sharedStyles } from '../shared-styles';
import { Panel } from './panel';

/** The main measures of every phase, each with its standard error and what the oracle reaches. */
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
      /* A low window keeps to one line a phase; the titles say the rest. */
      @media (min-width: 1240px) and (max-height: 860px) {
        tbody br,
        tbody .small {
          display: none;
        }
      }
      .none {
        color: var(--ink-faint);
      }
    `,
  ];

  override render(): TemplateResult {
    const { phases } = this.lab.session.snapshot;
    const measures = this.measures();
    return html`<div class="scroll" tabindex="0" role="region" aria-label="measures by phase"><table>
      <caption class="visually-hidden">Population mean ± standard error of each measure in each phase</caption>
      <thead><tr><th scope="col">mean ±<br />standard error</th>${measures.map((measure) => html`<th scope="col">${heading(measure)}</th>`)}</tr></thead>
      <tbody>${this.lab.shown.phases.map((phase) => {
        const result = phases.find(({ name }) => name === phase.name);
        const diverged = result?.population['diverged']?.mean ?? 0;
        return html`<tr>
          <th scope="row">${phase.name}<br /><span class="small">${phase.split ?? 'trials'}, ${phase.learn ? 'learning' : 'no learning'}${diverged > 0 ? html`, ${grouped(diverged * this.lab.shown.agents)} diverged` : nothing}</span></th>
          ${measures.map((measure) => cell(result, measure))}
        </tr>`;
      })}</tbody>
    </table></div>`;
  }

  /** Discounted returns of every channel, and what the value function knows of them. */
  private measures(): readonly string[] {
    const proxies = goalsOf(this.lab.world).filter((goal) => this.lab.world.events.some((event) => event.proxies?.[goal] !== undefined));
    return ['reward', 'intended', ...proxies.map((proxy) => `proxy.${proxy}`)].map((channel) => `${channel}.discounted`).concat('outerGap', 'innerGap', 'valueR2');
  }
}

/** `reward.discounted` on two lines. */
function heading(measure: string): TemplateResult {
  const [, name, variant] = /^(.*?)(\.discounted)?$/.exec(measure)!;
  return html`${name}${variant === undefined ? nothing : html`<br />discounted`}`;
}

function cell(result: PhaseResult | undefined, measure: string): TemplateResult {
  const statistic = result?.population[measure];
  if (!statistic) return html`<td class="none">–</td>`;
  const oracle = result?.oracle[`oracle.${measure}`];
  return html`<td title="n = ${grouped(statistic.count)}${oracle === undefined ? '' : `, oracle ${fixed(oracle, 3)}`}">${withError(statistic.mean, statistic.standardError)}${oracle === undefined ? nothing : html`<br /><span class="small">oracle ${fixed(oracle, 3)}</span>`}</td>`;
}

customElements.define('measures-panel', MeasuresPanel);
