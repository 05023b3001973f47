import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { recall, remember } from '../remembered';
import { sharedStyles } from '../shared-styles';

const key = 'tour';

/** A quiet word to somebody who is here for the first time, until it has been answered. Fires `tour`. */
export class TourInvitation extends LitElement {
  static override properties = { answered: { state: true } };

  declare answered: boolean;

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: inline;
      }
      button {
        min-height: 0;
        padding: 0 calc(0.5 * var(--unit));
        border: 0;
        color: var(--accent);
        font-size: var(--text-small);
      }
      button:first-child {
        padding-left: 0;
        text-decoration: underline;
        text-underline-offset: 2px;
      }
    `,
  ];

  constructor() {
    super();
    this.answered = recall(key) !== null;
  }

  override render(): TemplateResult | typeof nothing {
    if (this.answered) return nothing;
    return html`<button @click=${this.accept}>New here? Two-minute tour</button><button aria-label="no tour" title="no tour" @click=${this.answer}>✕</button> · `;
  }

  private answer(): void {
    remember(key, 'answered');
    this.answered = true;
  }

  private accept(): void {
    this.answer();
    this.dispatchEvent(new CustomEvent('tour', { bubbles: true, composed: true }));
  }
}

customElements.define('tour-invitation', TourInvitation);
