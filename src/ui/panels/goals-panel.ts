import { css, html, nothing, type TemplateResult } from 'lit';
import { csvText } from '../../analysis/csv';
import '../elements/figure-export';
import '../elements/lab-shares';
import '../elements/lab-term';
import { grouped } from '../format';
import { goalsOf } from '../palette';
import { sharedStyles } from '../shared-styles';
import { sharesSvg } from '../views/shares-svg';
import { Panel } from './panel';

const classifications = [
  { measure: 'goal.behaviour', title: 'What they do', term: 'goal by behaviour', doc: 'whose return stands out on levels where the goals differ' },
  { measure: 'goal.desire', title: 'What they want', term: 'goal by desire', doc: 'whose imagined outcome has the highest valence' },
] as const;

/** The population split by goal, by behaviour and by desire, in the last phase that tells the goals apart. */
export class GoalsPanel extends Panel {
  static override styles = [
    sharedStyles,
    css`
      .pair {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        column-gap: calc(3 * var(--unit));
      }
      @media (min-width: 1240px) {
        .pair {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
      }
      header {
        display: flex;
        align-items: baseline;
        gap: var(--unit);
        margin-top: var(--unit);
      }
      header .small:first-of-type {
        flex: 1;
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
    `,
  ];

  override render(): TemplateResult {
    const { world } = this.lab;
    const goals = goalsOf(world);
    if (goals.length < 2) return html`<p class="small">This world declares no rival goals, so there is nothing to tell apart.</p>`;
    return html`<div class="pair">${classifications.map(({ measure, title, term, doc }) => {
      const result = this.lab.session.snapshot.phases.findLast(({ shares }) => shares[measure] !== undefined);
      const shares = result?.shares[measure] ?? null;
      const total = shares?.reduce((sum, { count }) => sum + count, 0) ?? 0;
      return html`<section>
        <header><h2><lab-term term=${term}>${title}</lab-term></h2><span class="small" title=${doc}>${measure}: ${doc}</span><span class="small">${result ? `${result.name}, n = ${grouped(total)}` : ''}</span>
          ${result && shares ? html`<figure-export name=${measure.replace('.', '-')} .csv=${() => csvText(['phase', 'goal', 'agents', 'share', 'low', 'high'], shares.map(({ name, count, share, low, high }) => [result.name, name, count, share, low, high]))}
            .svg=${() => sharesSvg(`${title} (${measure} in ${result.name})`, goals, shares)}></figure-export>` : nothing}</header>
        <lab-shares .goals=${goals} .shares=${shares} label=${title}></lab-shares>
      </section>`;
    })}</div>`;
  }
}

customElements.define('goals-panel', GoalsPanel);
