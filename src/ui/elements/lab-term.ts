import { LitElement, css, html, type TemplateResult } from 'lit';
import { sharedStyles } from '../shared-styles';

/** A word that the glossary explains: fires `define` with it, up to the page. Its text is the word as it stands there. */
export class LabTerm extends LitElement {
  static override properties = { term: {} };

  declare term: string;

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: inline;
      }
      button {
        min-height: 0;
        padding: 0;
        border: 0;
        color: inherit;
        font-weight: inherit;
        text-decoration: underline dotted var(--ink-faint);
        text-underline-offset: 3px;
      }
      button:hover {
        color: var(--accent);
      }
    `,
  ];

  constructor() {
    super();
    this.term = '';
  }

  override render(): TemplateResult {
    return html`<button aria-haspopup="dialog" @click=${this.define}><slot></slot></button>`;
  }

  private define(): void {
    this.dispatchEvent(new CustomEvent('define', { detail: { term: this.term }, bubbles: true, composed: true }));
  }
}

customElements.define('lab-term', LabTerm);
