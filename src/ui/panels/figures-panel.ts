import { css, html, nothing, type TemplateResult } from 'lit';
import { FigureData } from '../figure-data';
import '../figures/histogram-figure';
import '../figures/shares-figure';
import '../figures/sweep-figure';
import '../figures/value-figure';
import { grouped } from '../format';
import { memo } from '../memo';
import { sharedStyles } from '../shared-styles';
import { Panel } from './panel';

/** What will be seen, each with a sketch: a path in a field of 64 × 40. */
const coming = [
  { title: 'Distribution', text: 'How any measure, or hyperparameter, is spread over the agents, phase by phase.', sketch: 'M4 36V30h8v6zM14 36V20h8v16zM24 36V6h8v30zM34 36V14h8v22zM44 36V26h8v10z' },
  { title: 'Value and return', text: 'What every agent expects of an episode beside what it pays.', sketch: 'M4 36L60 4M14 28h3v3h-3zM22 24h3v3h-3zM28 17h3v3h-3zM36 20h3v3h-3zM42 12h3v3h-3zM50 8h3v3h-3z' },
  { title: 'Alignment', text: 'Whether agents did what was intended, and whether they were rewarded.', sketch: 'M4 4h56v32H4zM32 4v32M4 20h56M8 14h18M36 14h4M8 30h8M36 30h12' },
  { title: 'Quadrants of desire', text: 'What is wanted in the object frame and unwanted on reflection, where a world has both frames.', sketch: 'M32 4v32M4 20h56M14 10h10v5H14zM42 24h14v8H42zM42 12h5v3h-5zM20 26h3v3h-3z' },
  { title: 'Sweep', text: 'A measure over one or two hyperparameters in which the agents differ.', sketch: 'M4 4h56v32H4zM18 4v32M32 4v32M46 4v32M4 15h56M4 26h56M18 15h14v11H18z' },
] as const;

/** What the agents of a finished run say together: histograms, value against return, alignment, quadrants and sweeps. */
export class FiguresPanel extends Panel {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      .about {
        padding: 4px 0 calc(2 * var(--unit));
      }
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, calc(54 * var(--unit))), 1fr));
        gap: calc(3 * var(--unit)) calc(4 * var(--unit));
        align-items: start;
        min-height: 0;
        overflow-y: auto;
        scrollbar-width: thin;
      }
      .figures > * {
        min-width: 0;
        padding-top: 4px;
        border-top: 1px solid var(--hairline);
      }
      /* Its cells have to be read. */
      .figures > sweep-figure {
        grid-column: 1 / -1;
        max-width: calc(110 * var(--unit));
      }
      .coming {
        max-width: calc(80 * var(--unit));
      }
      .coming li {
        display: grid;
        grid-template-columns: 64px minmax(0, 1fr);
        gap: 0 calc(3 * var(--unit));
        align-items: center;
        padding: calc(1.5 * var(--unit)) 0;
        border-top: 1px solid var(--hairline);
      }
      .coming svg {
        grid-row: span 2;
        fill: none;
        stroke: var(--ink-faint);
      }
      .coming h3 {
        align-self: end;
        font-size: var(--text);
        font-weight: 600;
        color: var(--ink);
      }
      .coming p {
        align-self: start;
      }
    `,
  ];

  override render(): TemplateResult {
    const { lab } = this;
    const { agents, phases, state } = lab.session.snapshot;
    const data = this.data(agents, phases, lab.brushed);
    if (phases.length === 0) {
      return html`<h2>Figures</h2>
        <p class="small about">${state === 'running' ? 'The first figures come with the end of the first phase.' : 'Run the experiment to its end, and this is what will stand here.'}</p>
        <ul class="coming">${coming.map(({ title, text, sketch }) => html`<li>
          <svg width="64" height="40" viewBox="0 0 64 40" aria-hidden="true"><path d=${sketch} /></svg><h3>${title}</h3><p class="small">${text}</p>
        </li>`)}</ul>`;
    }
    const has = (prefix: string): boolean => phases.some(({ population }) => Object.entries(population).some(([name, { count }]) => name.startsWith(prefix) && count > 0));
    return html`<h2>Figures</h2>
      <p class="small about">${this.about(data)}</p>
      <div class="figures" tabindex="0" role="region" aria-label="figures">
        ${agents ? html`<histogram-figure .lab=${lab} .data=${data}></histogram-figure><value-figure .lab=${lab} .data=${data}></value-figure>` : nothing}
        ${has('align.did') ? html`<alignment-figure .lab=${lab} .data=${data}></alignment-figure>` : nothing}
        ${has('quadrant.') ? html`<quadrants-figure .lab=${lab} .data=${data}></quadrants-figure>` : nothing}
        ${agents ? html`<sweep-figure .lab=${lab} .data=${data}></sweep-figure>` : nothing}
      </div>`;
  }

  private readonly data = memo((agents: ConstructorParameters<typeof FigureData>[0], phases: FigureData['phases'], chosen: FigureData['chosen']) => new FigureData(agents, phases, chosen));

  /** Whom the figures are about. */
  private about({ table, agents, chosen, phases }: FigureData): string {
    const { shown, session } = this.lab;
    if (!shown.record.perAgent) return 'This experiment keeps no rows of its agents (record.perAgent), so there are only figures of whole populations.';
    if (!agents || !table) return `${phases.length} of ${shown.phases.length} phases are over; ${session.snapshot.state === 'running' ? 'distributions, values and sweeps come with the end of the run.' : 'distributions, values and sweeps need the whole run.'}`;
    const all = grouped(table.columns[0]!.length);
    return chosen ? `Only the ${grouped(agents.length)} agents that are selected in the population view, of ${all}.` : `All ${all} agents.`;
  }
}

customElements.define('figures-panel', FiguresPanel);
