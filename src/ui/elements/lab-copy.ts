import { LitElement, html, type TemplateResult } from 'lit';
import { sharedStyles } from '../shared-styles';

const thanks = 2000;

/** Copies a text to the clipboard, and says so for a moment. */
export class LabCopy extends LitElement {
  static override properties = { text: {}, label: {}, otherwise: {}, copied: { state: true } };
  static override styles = sharedStyles;

  declare text: string;
  declare label: string;
  /** what to do where a page may not write to the clipboard */
  declare otherwise: string;
  declare copied: 'no' | 'yes' | 'failed';

  constructor() {
    super();
    this.text = this.label = '';
    this.otherwise = 'Copy it from the address bar';
    this.copied = 'no';
  }

  override render(): TemplateResult {
    const label = { no: this.label, yes: 'Copied', failed: this.otherwise }[this.copied];
    return html`<button @click=${this.copy}><span aria-live="polite">${label}</span></button>`;
  }

  private async copy(): Promise<void> {
    this.copied = await navigator.clipboard.writeText(this.text).then(() => 'yes' as const, () => 'failed' as const);
    setTimeout(() => (this.copied = 'no'), thanks);
  }
}

customElements.define('lab-copy', LabCopy);
