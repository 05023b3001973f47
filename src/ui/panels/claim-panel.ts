import { css, html, nothing, type TemplateResult } from 'lit';
import { scenarioOf } from '../../experiment/world-of';
import type { PhaseResult } from '../../experiment/results';
import type { Scenario } from '../../world/scenario';
import '../elements/lab-dialog';
import type { LabDialog } from '../elements/lab-dialog';
import type { ClaimProgress } from '../claim-run';
import { outcomes, tally, tallyText } from '../outcomes';
import { sharedStyles } from '../shared-styles';
import { aboutScenario } from '../views/about-scenario';
import { Panel } from './panel';

/** The claim in one sentence, and beside it the verdicts so far; for a world, how much of the oracle's return is reached where nothing is learned. */
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
      lab-dialog p,
      lab-dialog ul {
        margin: var(--unit) 0 calc(2 * var(--unit));
      }
      lab-dialog li {
        padding-left: calc(2 * var(--unit));
        text-indent: calc(-2 * var(--unit));
      }
      lab-dialog li::before {
        content: '–';
        display: inline-block;
        width: calc(2 * var(--unit));
        text-indent: 0;
        color: var(--ink-faint);
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
        .source,
        dl > div {
          white-space: normal;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const experiment = this.lab.bench.experiment;
    const scenario = scenarioOf(experiment);
    const { phases } = this.lab.session.snapshot;
    const { claim } = this.lab;
    return html`
      <div class="text">
        <h1>${scenario?.claim ?? (experiment.name || 'A world of your own')}</h1>
        ${scenario ? this.about(scenario) : nothing}
      </div>
      ${claim ? verdictsOf(claim) : html`<dl aria-label="share of the oracle's reward">
        ${this.lab.shown.phases.filter(({ learn }) => !learn).map(({ name }) => reached(name, phases.find((phase) => phase.name === name), typeof this.lab.shown.agent.gamma === 'number'))}
      </dl>`}
    `;
  }

  private about(scenario: Scenario): TemplateResult {
    const open = () => this.renderRoot.querySelector<LabDialog>('lab-dialog')?.open();
    const { title, source } = scenario;
    return html`<p class="small source" title=${source}><button class="plain small about" @click=${open}>How it works</button> · <slot name="invitation"></slot>${source}</p>
      <lab-dialog heading=${title}>${aboutScenario(scenario)}</lab-dialog>`;
  }
}

const figure = (label: string, value: string | null): TemplateResult =>
  html`<div><dt>${label}</dt><dd class=${value === null ? 'none' : ''}>${value ?? '–'}</dd></div>`;

/** The population's mean reward as a share of the oracle's; discounted where all agents discount alike. */
function reached(name: string, result: PhaseResult | undefined, alike: boolean): TemplateResult {
  const measure = alike ? 'reward.discounted' : 'reward';
  const mean = result?.population[measure]?.mean ?? null;
  const oracle = result?.oracle[`oracle.${measure}`];
  const share = mean !== null && oracle !== undefined && oracle > 0 ? mean / oracle : null;
  return figure(`of the oracle’s reward in ${name}`, share === null ? null : `${(share * 100).toFixed(1)}\u202f%`);
}

/** How many of a claim's predictions have come out so far, and how. */
function verdictsOf(progress: ClaimProgress): TemplateResult {
  const counts = tally(progress);
  const known = tallyText(progress) !== '';
  const { length } = progress.verdicts;
  return html`<dl aria-label="verdicts so far">
    ${figure(`of ${length} ${length === 1 ? 'prediction' : 'predictions'} as predicted`, known ? String(counts['as predicted']) : null)}
    ${outcomes.slice(1).map((outcome) => (counts[outcome] > 0 ? figure(outcome, String(counts[outcome])) : nothing))}
  </dl>`;
}

customElements.define('claim-panel', ClaimPanel);
