import { css, html, nothing, type TemplateResult } from 'lit';
import '../elements/lab-dialog';
import type { LabDialog } from '../elements/lab-dialog';
import { glossary, searchGlossary } from '../glossary';
import { keysIn } from '../keys';
import { offers } from '../presentation';
import { currentScheme, schemes, useScheme } from '../scheme';
import { sharedStyles } from '../shared-styles';
import { Panel } from './panel';

/** Keys and words of the page, the way to its tour, and its colours. Fires `tour`. */
export class HelpDialog extends Panel {
  static override properties = { ...Panel.properties, query: { state: true } };

  declare query: string;

  static override styles = [
    sharedStyles,
    css`
      .ways {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--unit) calc(3 * var(--unit));
        padding-bottom: calc(2 * var(--unit));
      }
      .ways label,
      .words label {
        display: flex;
        align-items: center;
        gap: var(--unit);
      }
      .keys {
        columns: 2;
        column-gap: calc(4 * var(--unit));
        padding: calc(2 * var(--unit)) 0;
        border-block: 1px solid var(--hairline);
      }
      .keys > div {
        display: grid;
        grid-template-columns: calc(8 * var(--unit)) minmax(0, 1fr);
        padding: 2px 0;
        break-inside: avoid;
      }
      dt {
        font-weight: 600;
      }
      .words {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--unit) calc(2 * var(--unit));
        margin: calc(2 * var(--unit)) 0 var(--unit);
      }
      .words label {
        flex: 1;
      }
      .words input {
        flex: 1;
        min-width: 0;
      }
      .glossary > div {
        display: grid;
        grid-template-columns: calc(20 * var(--unit)) minmax(0, 1fr);
        column-gap: calc(2 * var(--unit));
        padding: var(--unit) 0;
        border-top: 1px solid var(--hairline);
      }
      @media (max-width: 600px) {
        .keys {
          columns: 1;
        }
        .glossary > div {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.query = '';
  }

  /** @param term what is looked up; without one, all words */
  async open(term = ''): Promise<void> {
    this.query = term;
    await this.updateComplete;
    this.renderRoot.querySelector<LabDialog>('lab-dialog')?.open();
    if (term !== '') this.renderRoot.querySelector('h3')?.scrollIntoView();
  }

  override render(): TemplateResult {
    const found = searchGlossary(this.query);
    return html`<lab-dialog heading="Keys and words">
      <div class="ways">
        ${offers(this.lab.presentation, 'tour') ? html`<button @click=${this.tour}>Two-minute tour of the first experiment</button>` : nothing}
        <label>colours <select @change=${(event: Event) => useScheme((event.target as HTMLSelectElement).value)}>
          ${schemes.map((scheme) => html`<option ?selected=${scheme === currentScheme()}>${scheme}</option>`)}
        </select></label>
      </div>
      <dl class="keys" aria-label="keys">${keysIn(this.lab.presentation).map(({ name, doc }) => html`<div><dt>${name}</dt><dd>${doc}</dd></div>`)}</dl>
      <div class="words">
        <label>words <input type="search" autocomplete="off" .value=${this.query} @input=${(event: Event) => (this.query = (event.target as HTMLInputElement).value)} /></label>
        <span class="small" role="status">${found.length === glossary.length ? `${glossary.length} words` : `${found.length} of ${glossary.length} words`}</span>
      </div>
      <dl class="glossary" aria-label="words">${found.map(({ term, definition, source }) => html`<div><dt>${term}</dt><dd>${definition}<br /><span class="small">${source}</span></dd></div>`)}</dl>
    </lab-dialog>`;
  }

  private readonly tour = (): void => {
    this.renderRoot.querySelector<LabDialog>('lab-dialog')?.close();
    this.dispatchEvent(new CustomEvent('tour'));
  };
}

customElements.define('help-dialog', HelpDialog);
