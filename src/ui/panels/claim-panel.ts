import { css, html, nothing, type TemplateResult } from 'lit';
import { scenarioOf } from '../../experiment/world-of';
import type { PhaseResult } from '../../experiment/results';
import type { Scenario } from '../../world/scenario';
import '../elements/lab-dialog';
import type { LabDialog } from '../elements/lab-dialog';
import { sharedStyles } from '../shared-styles';
import { Panel } from './panel';

/** The claim in one sentence, and how much of the oracle's return the population reaches where it no longer learns. */
export class ClaimPanel extends Panel {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        align-items: flex-start;
        justify-content: space-between;
        gap: calc(4 * var(--unit));
      }
      h1 {
        max-width: 52em;
        font-size: var(--text-heading);
        font-weight: 600;
        line-height: 1.25;
        letter-spacing: -0.01em;
        text-wrap: balance;
      }
      .text {
        flex: 1;
        min-width: 0;
      }
      lab-dialog p {
        margin: var(--unit) 0 calc(2 * var(--unit));
      }
      .source {
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      dl {
        display: flex;
        gap: calc(3 * var(--unit));
      }
      dl > div {
        display: flex;
        flex-direction: column-reverse;
        padding-left: calc(1.5 * var(--unit));
        border-left: 1px solid var(--hairline);
        white-space: nowrap;
      }
      dd {
        font-size: var(--text-heading);
        font-weight: 600;
        line-height: 1.25;
      }
      dt {
        font-size: var(--text-small);
        color: var(--ink-soft);
      }
      .none {
        color: var(--ink-faint);
        font-weight: 400;
      }
      button.about {
        min-height: 0;
        padding: 0;
        color: var(--accent);
        text-decoration: underline;
        text-underline-offset: 2px;
      }
      @media (max-width: 900px) {
        :host {
          flex-direction: column;
          align-items: stretch;
          gap: calc(2 * var(--unit));
        }
        .source {
          white-space: normal;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const experiment = this.lab.bench.experiment;
    const scenario = scenarioOf(experiment);
    const { phases } = this.lab.session.snapshot;
    return html`
      <div class="text">
        <h1>${scenario?.claim ?? (experiment.name || 'A world of your own')}</h1>
        ${scenario ? this.about(scenario) : nothing}
      </div>
      <dl aria-label="share of the oracle's discounted reward">
        ${this.lab.shown.phases.filter(({ learn }) => !learn).map(({ name }) => figure(name, phases.find((phase) => phase.name === name)))}
      </dl>
    `;
  }

  private about({ title, doc, caveats, source }: Scenario): TemplateResult {
    const open = () => this.renderRoot.querySelector<LabDialog>('lab-dialog')?.open();
    return html`<p class="small source" title=${source}><button class="plain small about" @click=${open}>How it works</button> · ${source}</p>
      <lab-dialog heading=${title}>
        ${doc.split('\n\n').map((paragraph) => html`<p>${paragraph}</p>`)}
        <h2>What the measures cannot show here</h2>
        <p>${caveats}</p>
        <h2>Source</h2>
        <p>${source}</p>
      </lab-dialog>`;
  }
}

/** The population's mean discounted reward as a share of the oracle's. */
function figure(name: string, result: PhaseResult | undefined): TemplateResult {
  const reached = result?.population['reward.discounted']?.mean ?? null;
  const oracle = result?.oracle['oracle.reward.discounted'];
  const share = reached !== null && oracle !== undefined && oracle > 0 ? reached / oracle : null;
  return html`<div><dt>of the oracle’s reward in ${name}</dt><dd class=${share === null ? 'none' : ''}>${share === null ? '–' : `${(share * 100).toFixed(1)}\u202f%`}</dd></div>`;
}

customElements.define('claim-panel', ClaimPanel);
