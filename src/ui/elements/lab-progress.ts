import { LitElement, css, html, type TemplateResult } from 'lit';
import { sharedStyles } from '../shared-styles';

/** A phase on the bar: its share of the bar's width, and how much of it is done. */
export interface ProgressPart {
  readonly name: string;
  readonly weight: number;
  readonly done: number;
}

/** Progress through the phases of a run, each as wide as its weight. */
export class LabProgress extends LitElement {
  static override properties = { parts: { attribute: false }, text: {} };

  declare parts: readonly ProgressPart[];
  /** what a screen reader says of the whole */
  declare text: string;

  static override styles = [
    sharedStyles,
    css`
      .parts {
        display: flex;
        gap: 4px;
      }
      .part {
        min-width: calc(6 * var(--unit));
        flex-basis: 0;
      }
      .track {
        forced-color-adjust: none;
        height: calc(0.5 * var(--unit));
        margin-bottom: calc(0.5 * var(--unit));
        border-radius: 2px;
        background: var(--hairline);
        overflow: hidden;
      }
      .done {
        height: 100%;
        background: var(--accent);
        transform-origin: left;
      }
    `,
  ];

  constructor() {
    super();
    this.parts = [];
    this.text = '';
  }

  override render(): TemplateResult {
    const weight = this.parts.reduce((sum, part) => sum + part.weight, 0);
    const done = this.parts.reduce((sum, part) => sum + part.weight * part.done, 0);
    return html`<div class="parts" role="progressbar" aria-label="progress" aria-valuemin="0" aria-valuemax="100"
      aria-valuenow=${weight > 0 ? Math.floor((100 * done) / weight) : 0} aria-valuetext=${this.text}>
      ${this.parts.map((part) => html`<div class="part" style="flex-grow:${part.weight}">
        <div class="track"><div class="done" style="transform:scaleX(${part.done})"></div></div>
        <span class="small">${part.name}</span>
      </div>`)}
    </div>`;
  }
}

customElements.define('lab-progress', LabProgress);
