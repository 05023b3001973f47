import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Scenario } from '../../world/scenario';
import { search } from '../catalogue-entries';
import '../elements/lab-dialog';
import type { LabDialog } from '../elements/lab-dialog';
import { tallyText } from '../outcomes';
import { Painter, pictureOf } from '../pictures';
import { sharedStyles } from '../shared-styles';
import '../views/world-view';
import { Panel } from './panel';

/** The whole catalogue: a card for every entry, found by any of its words, opened by Enter or a click. */
export class CatalogueDialog extends Panel {
  static override properties = { ...Panel.properties, query: { state: true } };

  declare query: string;

  static override styles = [
    sharedStyles,
    css`
      input {
        flex: 0 1 40ch;
        min-width: 0;
      }
      .tools {
        display: flex;
        flex: 1 1 auto;
        align-items: center;
        gap: calc(1.5 * var(--unit));
        min-width: 0;
      }
      .count {
        white-space: nowrap;
      }
      section > h3 {
        padding: calc(2.5 * var(--unit)) 0 calc(0.5 * var(--unit));
        font-size: var(--text);
        font-weight: 600;
        color: var(--ink);
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(42ch, 100%), 1fr));
        column-gap: calc(3 * var(--unit));
      }
      li {
        border-top: 1px solid var(--hairline);
        /* Below the head of the dialog, which stays. */
        scroll-margin-top: calc(16 * var(--unit));
      }
      button {
        display: grid;
        grid-template-columns: calc(9 * var(--unit)) minmax(0, 1fr);
        gap: calc(1.5 * var(--unit));
        width: 100%;
        height: 100%;
        padding: calc(1.5 * var(--unit)) var(--unit) calc(1.5 * var(--unit)) 0;
        border: 0;
        border-radius: 0;
        text-align: left;
        align-content: start;
      }
      button:hover .title,
      button[aria-current='true'] .title {
        color: var(--accent);
      }
      button:focus-visible {
        outline-offset: -2px;
      }
      .picture {
        display: block;
        height: calc(9 * var(--unit));
      }
      .title {
        display: block;
        font-weight: 600;
        line-height: 1.25;
      }
      .claim {
        display: block;
        margin: 2px 0 4px;
        font-size: var(--text-small);
        line-height: 1.35;
      }
      .none {
        padding: calc(3 * var(--unit)) 0;
        color: var(--ink-soft);
      }
    `,
  ];

  private readonly painter = new Painter(() => this.requestUpdate());
  /** Cards whose picture comes into view; a dialog that is closed has none. */
  private readonly observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const { id } = (target as HTMLElement).dataset;
      if (isIntersecting) this.painter.ask(id!);
      else this.painter.withdraw(id!);
    }
  });
  private readonly observed = new WeakSet<Element>();

  constructor() {
    super();
    this.query = '';
  }

  /** Shows the catalogue, all of it, at the entry that is open. */
  async open(): Promise<void> {
    this.query = '';
    await this.updateComplete;
    this.dialog.open();
    this.renderRoot.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'center' });
    this.field.focus({ preventScroll: true });
  }

  private get dialog(): LabDialog {
    return this.renderRoot.querySelector<LabDialog>('lab-dialog')!;
  }

  private get field(): HTMLInputElement {
    return this.renderRoot.querySelector<HTMLInputElement>('input')!;
  }

  private get cards(): readonly HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>('li > button')];
  }

  override render(): TemplateResult {
    const groups = search(this.query);
    const count = groups.reduce((sum, { entries }) => sum + entries.length, 0);
    return html`<lab-dialog wide heading="Catalogue" @keydown=${this.onKey}>
      <div class="tools" slot="tools">
        <input type="text" role="searchbox" aria-label="find in the catalogue" placeholder="find a word of title, claim or text" autocomplete="off" spellcheck="false"
          .value=${this.query} @input=${(event: Event) => (this.query = (event.target as HTMLInputElement).value)} />
        <span class="small count" role="status">${count} ${count === 1 ? 'entry' : 'entries'}</span>
      </div>
      ${groups.map(({ title, entries }) => html`<section>
        <h3>${title}</h3>
        <ul>${repeat(entries, ({ id }) => id, (entry) => this.card(entry))}</ul>
      </section>`)}
      ${count === 0 ? html`<p class="none">No entry has all of these words. Fewer of them may find one.</p>` : nothing}
    </lab-dialog>`;
  }

  protected override updated(): void {
    for (const picture of this.renderRoot.querySelectorAll('.picture')) {
      if (this.observed.has(picture)) continue;
      this.observed.add(picture);
      this.observer.observe(picture);
    }
  }

  private card({ id, title, claim, arms, verdicts }: Scenario): TemplateResult {
    const picture = pictureOf(id);
    return html`<li><button aria-current=${id === this.lab.bench.experiment.scenario} @click=${() => this.choose(id)}>
      <span class="picture" aria-hidden="true" data-id=${id}>${picture ? html`<world-view small .level=${picture.level} .goals=${picture.goals}></world-view>` : nothing}</span>
      <span>
        <span class="title">${title}</span>
        <span class="claim">${claim}</span>
        <span class="small">${[id, ...(arms ? [`${arms.length} arms`] : []), ...(verdicts ? [this.cameOut(id) || predictions(verdicts.length)] : [])].join(' · ')}</span>
      </span>
    </button></li>`;
  }

  /** What came out of a claim here, in the population that it was left with. */
  private cameOut(id: string): string {
    const progress = this.lab.claimOf(id);
    return progress ? tallyText(progress) : '';
  }

  private choose(id: string): void {
    this.dialog.close();
    this.lab.choose(id);
  }

  /** Arrow keys walk over the cards; Enter in the field opens the first one. */
  private readonly onKey = (event: KeyboardEvent): void => {
    const { cards, field } = this;
    const at = cards.findIndex((card) => card === this.shadowRoot?.activeElement);
    const inField = this.shadowRoot?.activeElement === field;
    if (event.key === 'Enter' && inField) {
      event.preventDefault();
      cards[0]?.click();
      return;
    }
    const next = inField ? (event.key === 'ArrowDown' ? cards[0] : undefined) : at < 0 ? undefined : neighbour(cards, at, event.key, field);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
}

/** Where an arrow key leads from a card: beside it in reading order, or the nearest one in the row above or below. */
function neighbour(cards: readonly HTMLElement[], at: number, key: string, above: HTMLElement): HTMLElement | undefined {
  const here = cards[at]!.getBoundingClientRect();
  const inColumn = (card: HTMLElement): boolean => Math.abs(card.getBoundingClientRect().left - here.left) < 1;
  switch (key) {
    case 'ArrowRight': return cards[at + 1];
    case 'ArrowLeft': return cards[at - 1];
    case 'ArrowDown': return cards.slice(at + 1).find(inColumn);
    case 'ArrowUp': return cards.slice(0, at).findLast(inColumn) ?? above;
    case 'Home': return cards[0];
    case 'End': return cards.at(-1);
    default: return undefined;
  }
}

const predictions = (count: number): string => `${count} ${count === 1 ? 'prediction' : 'predictions'}`;

customElements.define('catalogue-dialog', CatalogueDialog);
