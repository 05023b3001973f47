import { LitElement, css, html, noChange, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { sharedStyles } from '../shared-styles';
import type { Steps } from '../setting-table';

/** What the user typed or chose; whoever listens decides whether it can be used. */
export type EditEvent = CustomEvent<{ readonly text: string; /** one of several that follow one another while a key is held */ readonly step?: true }>;

/** A button beside the control that opens what stands in the slot `more`. */
export interface More {
  /** what the button is called */
  readonly name: string;
  readonly icon: TemplateResult;
  readonly open: boolean;
}

/**
 * One setting: its label, a control, what it means, and why what was typed cannot be used.
 * Fires `edit` with the text of the control, `revert` to get the default back, and `more` to open or close what is behind
 * the button. Slots: `note` under the control, and `more`.
 */
export class LabField extends LitElement {
  static override properties = {
    kind: {},
    label: {},
    symbol: {},
    value: {},
    choices: { attribute: false },
    steps: { attribute: false },
    unit: {},
    more: { attribute: false },
    help: {},
    error: {},
    changed: { type: Boolean, reflect: true },
  };

  declare kind: 'text' | 'choice' | 'switch';
  declare label: string;
  /** null leaves no room for one */
  declare symbol: string | null;
  declare value: string;
  declare choices: readonly string[];
  /** null: the arrow keys do not step */
  declare steps: Steps | null;
  declare unit: string;
  declare more: More | null;
  declare help: string;
  declare error: string;
  declare changed: boolean;

  /** whether the control holds text that has not been taken over, which nothing else may replace */
  private typing = false;

  static override styles = [
    sharedStyles,
    css`
      :host {
        position: relative;
      }
      .row {
        display: grid;
        grid-template-columns: minmax(0, 1fr) max-content calc(14 * var(--unit)) calc(3 * var(--unit));
        align-items: center;
        min-height: calc(4 * var(--unit));
      }
      label {
        display: flex;
        align-items: center;
        gap: var(--unit);
        padding: 2px 0;
        overflow-wrap: anywhere;
        line-height: 1.2;
      }
      .unit {
        display: block;
        color: var(--ink-soft);
        font-size: var(--text-small);
        font-weight: 400;
      }
      .symbol {
        min-width: calc(2.5 * var(--unit));
        color: var(--ink-soft);
        font-family: Cambria, 'Times New Roman', 'Liberation Serif', serif;
        font-style: italic;
        font-size: 15px;
      }
      sub {
        font-size: 0.7em;
        line-height: 0;
      }
      input:not([type='checkbox']),
      select {
        width: 100%;
        min-width: 0;
      }
      input[type='checkbox'] {
        justify-self: start;
      }
      :host([changed]) label {
        font-weight: 600;
      }
      .revert,
      .more {
        padding: 0;
        width: calc(3 * var(--unit));
        color: var(--accent);
      }
      .more {
        display: grid;
        place-items: center;
        color: var(--ink-faint);
      }
      .more:hover,
      .more[aria-expanded='true'] {
        color: var(--accent);
      }
      [aria-invalid='true'] {
        border-color: var(--problem) !important;
      }
      .error {
        padding-bottom: var(--unit);
        color: var(--problem);
        font-size: var(--text-small);
        overflow-wrap: anywhere;
      }
      .help {
        position: absolute;
        z-index: 2;
        inset: calc(100% + 2px) 0 auto 0;
        padding: var(--unit);
        border: 1px solid var(--ink-faint);
        border-radius: var(--radius);
        background: var(--paper);
        font-size: var(--text-small);
        pointer-events: none;
        visibility: hidden;
        opacity: 0;
        transition: opacity var(--moment);
      }
      label:hover ~ .help,
      .row:not(.open):has(#control:focus-visible) .help {
        visibility: visible;
        opacity: 1;
      }
      label:hover ~ .help {
        transition-delay: 400ms;
      }
    `,
  ];

  constructor() {
    super();
    this.kind = 'text';
    this.label = this.value = this.help = this.error = '';
    this.symbol = this.steps = this.more = null;
    this.unit = '';
    this.choices = [];
    this.changed = false;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('#control')?.focus();
  }

  override render(): TemplateResult {
    return html`
      <div class="row ${this.more?.open ? 'open' : ''}">
        <label for="control">${this.written()}<span>${this.label}${this.unit === '' ? nothing : html`<span class="unit">${this.unit}</span>`}</span></label>
        ${this.disclosure()}
        ${this.control()}
        ${this.changed
          ? html`<button class="plain revert" title="back to the default" aria-label="${this.label}: back to the default" @click=${() => this.dispatchEvent(new CustomEvent('revert'))}>↺</button>`
          : html`<span></span>`}
        ${this.help === '' ? nothing : html`<div class="help" id="help">${this.help}</div>`}
      </div>
      <div id="error" role="alert" class=${this.error === '' ? '' : 'error'}>${this.error}</div>
      <slot name="note"></slot>
      ${this.more?.open ? html`<slot name="more" id="more"></slot>` : nothing}
    `;
  }

  /** The symbol as it is printed: β_m has an index. */
  private written(): TemplateResult | typeof nothing {
    if (this.symbol === null) return nothing;
    const [letter, index] = this.symbol.split('_');
    return html`<span class="symbol" aria-hidden="true">${letter}${index === undefined ? nothing : html`<sub>${index}</sub>`}</span>`;
  }

  private disclosure(): TemplateResult {
    const { more } = this;
    if (!more) return html`<span></span>`;
    return html`<button class="plain more" aria-expanded=${more.open} title=${more.name} aria-label=${more.name} @click=${() => this.dispatchEvent(new CustomEvent('more'))}>${more.icon}</button>`;
  }

  private control(): TemplateResult {
    const invalid = this.error === '' ? 'false' : 'true';
    if (this.kind === 'switch') {
      return html`<input id="control" type="checkbox" aria-describedby="help error" .checked=${live(this.value === 'true')} @change=${(event: Event) => this.edit(String((event.target as HTMLInputElement).checked))} />`;
    }
    if (this.kind === 'choice') {
      return html`<select id="control" aria-describedby="help error" aria-invalid=${invalid} @change=${(event: Event) => this.edit((event.target as HTMLSelectElement).value)}>
        ${this.choices.map((choice) => html`<option value=${choice} .selected=${live(choice === this.value)}>${choice}</option>`)}
      </select>`;
    }
    // The attribute says which text has been taken over: as long as it is another one, undoing belongs to the browser.
    return html`<input id="control" type="text" autocomplete="off" spellcheck="false" aria-describedby="help error" aria-invalid=${invalid} value=${live(this.value)}
      .value=${this.typing ? noChange : live(this.value)} @input=${() => (this.typing = true)} @blur=${this.onLeave} @change=${this.onChange} @keydown=${(event: KeyboardEvent) => this.step(event)} />`;
  }

  private readonly onChange = (event: Event): void => {
    this.typing = false;
    this.takeOver(event.target as HTMLInputElement);
    this.requestUpdate();
  };

  private readonly onLeave = (): void => {
    this.typing = false;
    this.requestUpdate();
  };

  /** Arrow keys in a single number: one more, one less; with Shift ten. */
  private step(event: KeyboardEvent): void {
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    const input = event.target as HTMLInputElement;
    const text = input.value.trim();
    if (by === 0 || this.steps === null || !/^-?(\d+\.?\d*|\.\d+)$/.test(text)) return;
    event.preventDefault();
    const decimals = Math.max(1, text.split('.')[1]?.length ?? 0);
    const step = (this.steps.by ?? 10 ** -decimals) * (event.shiftKey ? 10 : 1);
    const value = Math.min(this.steps.max, Math.max(this.steps.min, Number(text) + by * step));
    input.value = String(Number(value.toFixed(this.steps.by === null ? decimals : 6)));
    this.takeOver(input, true);
  }

  /** At once: the next key, which may be that of undo, may come before this element is drawn again. */
  private takeOver(input: HTMLInputElement, step?: true): void {
    input.defaultValue = input.value;
    this.edit(input.value, step);
  }

  private edit(text: string, step?: true): void {
    this.dispatchEvent(new CustomEvent('edit', { detail: step ? { text, step } : { text } }) satisfies EditEvent);
  }
}

customElements.define('lab-field', LabField);
