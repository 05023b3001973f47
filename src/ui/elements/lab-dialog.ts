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
        width: min(80ch, 100% - calc(4 * var(--unit)));
        padding: 0 calc(3 * var(--unit)) calc(3 * var(--unit));
        border: 1px solid var(--ink-faint);
        border-radius: var(--radius);
        background: var(--paper);
        color: var(--ink);
      }
      dialog::backdrop {
        background: #0006;
      }
      header {
        position: sticky;
        top: 0;
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: calc(2 * var(--unit)) 0 var(--unit);
        background: var(--paper);
      }
      h2 {
        font-size: var(--text-heading);
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
        <header>
          <h2 id="heading">${this.heading}</h2>
          <form method="dialog"><button>Close</button></form>
        </header>
        <slot></slot>
      </div>
    </dialog>`;
  }

  private closeBeside(event: MouseEvent): void {
    if (event.target instanceof HTMLDialogElement) event.target.close();
  }
}

customElements.define('lab-dialog', LabDialog);
