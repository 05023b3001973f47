import { LitElement, css, html, type TemplateResult } from 'lit';
import { sharedStyles } from '../shared-styles';

/** One sentence about what has just happened; fires `dismiss`. */
export class LabNotice extends LitElement {
  static override properties = { kind: { reflect: true }, text: {} };

  declare kind: 'information' | 'problem' | 'success';
  declare text: string;

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--unit);
        padding: calc(0.5 * var(--unit)) 0 calc(0.5 * var(--unit)) calc(1.5 * var(--unit));
        border-left: 4px solid var(--ink-faint);
      }
      :host([kind='problem']) {
        border-color: var(--problem);
      }
      :host([kind='success']) {
        border-color: var(--reward);
      }
      p {
        flex: 1;
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    this.kind = 'information';
    this.text = '';
  }

  override render(): TemplateResult {
    return html`<p role=${this.kind === 'problem' ? 'alert' : 'status'}>${this.kind === 'success' ? '✓ ' : ''}${this.text}</p>
      <button class="plain" aria-label="dismiss" @click=${() => this.dispatchEvent(new CustomEvent('dismiss'))}>✕</button>`;
  }
}

customElements.define('lab-notice', LabNotice);
