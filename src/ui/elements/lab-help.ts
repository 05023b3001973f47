import { LitElement, css, html, type TemplateResult } from 'lit';
import { keys } from '../keys';
import { sharedStyles } from '../shared-styles';
import './lab-dialog';
import type { LabDialog } from './lab-dialog';

const words = [
  ['value', 'the discounted reward that an agent expects from where it is'],
  ['guess', 'how much better than here a plan’s end would be, as the value function has it'],
  ['actual valence', 'what the arrival was worth in the end: the guess, unless the brainstem overrides it'],
  ['reward', 'what the reward function pays'],
  ['intended', 'what the designer wanted; no agent ever sees it'],
  ['arm', 'one of the experiments that a claim compares; predictions are about their differences'],
  ['as predicted', 'all of the interval lies where the prediction says; “opposite”: all of it on the other side; else “undecided”'],
  ['outer misalignment', 'reward pays what was not intended: specification gaming'],
  ['inner misalignment', 'what is wanted is not what reward pays: goal misgeneralization; deception is neither of the two'],
  ['proxy', 'another goal, which goes together with reward in training'],
  ['oracle', 'the best that can be reached; “uniform” is what random actions reach'],
  ['distribution', 'in place of a number: 0.1…0.5, 0.003…0.1 log, {0, 0.8} as a grid, 0.1 | 0.3 as a draw'],
  ['bit-exact', 'this device computes the same bits as every other; the link carries a fingerprint of them'],
] as const;

/** Keys and words of the page. */
export class LabHelp extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: calc(0.5 * var(--unit)) calc(2 * var(--unit));
        margin-top: calc(2 * var(--unit));
      }
      dt {
        font-weight: 600;
      }
    `,
  ];

  open(): void {
    this.renderRoot.querySelector<LabDialog>('lab-dialog')?.open();
  }

  override render(): TemplateResult {
    return html`<lab-dialog heading="Keys and words">
      ${[keys.map(({ name, doc }) => [name, doc] as const), words].map((entries) => html`<dl>${entries.map(([term, meaning]) => html`<dt>${term}</dt><dd>${meaning}</dd>`)}</dl>`)}
    </lab-dialog>`;
  }
}

customElements.define('lab-help', LabHelp);
