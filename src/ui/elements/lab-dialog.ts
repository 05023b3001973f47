import { LitElement, css, html, type TemplateResult } from 'lit';
import { sharedStyles } from '../shared-styles';

/** Something to read, over the page; closed by its button, by Escape, or by a click beside it. Slot `tools`: beside the heading. Fires `closed`. */
export class LabDialog extends LitElement {
  static override properties = { heading: {}, wide: { type: Boolean, reflect: true } };

  declare heading: string;
  /** takes the whole window rather than a column of text; keeps its size whatever it holds */
  declare wide: boolean;

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
      :host([wide]) dialog {
        width: min(1200px, 100% - calc(4 * var(--unit)));
        height: calc(100% - calc(4 * var(--unit)));
      }
      dialog::backdrop {
        background: #0006;
      }
      .head {
        position: sticky;
        z-index: 1;
        top: 0;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--unit) calc(3 * var(--unit));
        padding: calc(2 * var(--unit)) 0 var(--unit);
        background: var(--paper);
      }
      :host([wide]) .head {
        padding-bottom: calc(1.5 * var(--unit));
        border-bottom: 1px solid var(--hairline);
      }
      @media (max-width: 600px) {
        ::slotted([slot='tools']) {
          order: 1;
          flex-basis: 100%;
        }
      }
      h2 {
        font-size: var(--text-heading);
      }
    `,
  ];

  constructor() {
    super();
    this.heading = '';
    this.wide = false;
  }

  open(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  close(): void {
    this.renderRoot.querySelector('dialog')?.close();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" @click=${this.closeBeside} @close=${() => this.dispatchEvent(new CustomEvent('closed'))}>
      <div>
        <div class="head">
          <h2 id="heading">${this.heading}</h2>
          <slot name="tools"></slot>
          <form method="dialog"><button>Close</button></form>
        </div>
        <slot></slot>
      </div>
    </dialog>`;
  }

  private closeBeside(event: MouseEvent): void {
    if (event.target instanceof HTMLDialogElement) event.target.close();
  }
}

customElements.define('lab-dialog', LabDialog);
