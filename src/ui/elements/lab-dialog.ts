import { LitElement, css, html, type TemplateResult } from 'lit';
import { sharedStyles } from '../shared-styles';

/** Something to read, over the page; closed by its button, by Escape, or by a click beside it. */
export class LabDialog extends LitElement {
  static override properties = { heading: {} };

  declare heading: string;

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: contents;
      }
      dialog {
        max-width: 64ch;
        padding: calc(3 * var(--unit));
        border: 1px solid var(--ink-faint);
        border-radius: var(--radius);
        background: var(--paper);
        color: var(--ink);
      }
      dialog::backdrop {
        background: #0006;
      }
      h2 {
        margin-bottom: var(--unit);
        font-size: var(--text-heading);
      }
      form {
        margin-top: calc(2 * var(--unit));
      }
    `,
  ];

  constructor() {
    super();
    this.heading = '';
  }

  open(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" @click=${this.closeBeside}>
      <div>
        <h2 id="heading">${this.heading}</h2>
        <slot></slot>
        <form method="dialog"><button>Close</button></form>
      </div>
    </dialog>`;
  }

  private closeBeside(event: MouseEvent): void {
    if (event.target instanceof HTMLDialogElement) event.target.close();
  }
}

customElements.define('lab-dialog', LabDialog);
