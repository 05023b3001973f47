import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { InputError } from '../../lab/tables';
import { sharedStyles } from '../shared-styles';
import { keysOf, lineOf, offsetOf, placeOf, type Place } from './json-text';

/** How long the text must rest before it is checked, in milliseconds. */
const rest = 250;

/**
 * JSON text with its line numbers, and the first mistake at its place. Fires `type` with the text, checked or not, when it
 * has rested.
 */
export class JsonEditor extends LitElement {
  static override properties = { text: {}, problem: { attribute: false } };

  declare text: string;
  /** the first mistake of the text; its path says where */
  declare problem: InputError | null;

  /** what the field held when it was last told of */
  private fired: string | null = null;
  private resting: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--unit);
        min-height: 0;
      }
      .text {
        position: relative;
        display: flex;
        flex: 1;
        min-height: calc(30 * var(--unit));
        border: 1px solid var(--hairline);
        border-radius: var(--radius);
        background: var(--field);
        overflow: hidden;
      }
      .text:focus-within {
        border-color: var(--ink-faint);
      }
      textarea,
      .numbers {
        padding: var(--unit);
        border: 0;
        font: var(--text-small) / calc(2 * var(--unit)) ui-monospace, Consolas, 'DejaVu Sans Mono', monospace;
        white-space: pre;
        tab-size: 2;
      }
      .numbers {
        flex: none;
        min-width: 5ch;
        border-right: 1px solid var(--hairline);
        color: var(--ink-soft);
        text-align: right;
        overflow: hidden;
      }
      .numbers > span {
        display: block;
      }
      .numbers .wrong {
        color: var(--problem);
        font-weight: 600;
      }
      textarea {
        flex: 1;
        min-width: 0;
        resize: none;
        background: transparent;
        color: inherit;
        overflow: auto;
      }
      textarea:focus-visible {
        outline-offset: -2px;
      }
      .problem {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--unit);
        color: var(--problem);
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    this.text = '';
    this.problem = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.typed();
  }

  override render(): TemplateResult {
    const place = this.place();
    const at = place ? lineOf(this.text, place.start) : null;
    const lines = this.text.split('\n').length;
    return html`
      <div class="text">
        <div class="numbers" aria-hidden="true">${Array.from({ length: lines }, (_, i) => html`<span class=${i + 1 === at?.line ? 'wrong' : ''}>${i + 1}</span>`)}</div>
        <textarea aria-label="the world as JSON" aria-describedby="problem" aria-invalid=${this.problem ? 'true' : 'false'} spellcheck="false" autocomplete="off" autocapitalize="off" wrap="off"
          @input=${this.input} @change=${this.typed} @scroll=${this.scrolled}></textarea>
      </div>
      <div id="problem" role="alert">${this.problem ? html`<p class="problem"><span>${this.problem.message}.</span>${at ? html`<button class="plain" @click=${this.jump}>Go to line ${at.line}, column ${at.column}</button>` : nothing}</p>` : nothing}</div>
    `;
  }

  /** What is being typed stays: only text from elsewhere replaces that of the field. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('text') && this.text !== this.fired) {
      this.fired = null;
      this.field.value = this.text;
    }
    this.scrolled();
  }

  /** Where the mistake is, in the text that was checked. */
  private place(): Place | null {
    const { problem, text } = this;
    if (!problem) return null;
    const [, line, column] = /^JSON:(\d+):(\d+)$/.exec(problem.path) ?? [];
    if (line === undefined) return placeOf(text, keysOf(problem.path));
    const start = offsetOf(text, Number(line), Number(column));
    return { start, end: Math.min(text.length, start + 1) };
  }

  private get field(): HTMLTextAreaElement {
    return this.renderRoot.querySelector('textarea')!;
  }

  private readonly jump = (): void => {
    const place = this.place();
    if (!place) return;
    const { field } = this;
    field.focus();
    field.setSelectionRange(place.start, place.end);
    const height = field.scrollHeight / this.text.split('\n').length;
    field.scrollTop = Math.max(0, (lineOf(this.text, place.start).line - 6) * height);
  };

  private readonly input = (): void => {
    clearTimeout(this.resting);
    this.resting = setTimeout(this.typed, rest);
  };

  private readonly typed = (): void => {
    clearTimeout(this.resting);
    this.resting = undefined;
    const { value } = this.field;
    if (value === (this.fired ?? this.text)) return;
    this.fired = value;
    this.dispatchEvent(new CustomEvent('type', { detail: { text: value } }));
  };

  private readonly scrolled = (): void => {
    this.renderRoot.querySelector('.numbers')!.scrollTop = this.field.scrollTop;
  };
}

customElements.define('json-editor', JsonEditor);
