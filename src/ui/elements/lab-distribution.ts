import { LitElement, css, html, noChange, nothing, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { experimentLimits } from '../../experiment/limits';
import type { Distribution } from '../../experiment/types';
import { InputError } from '../../lab/tables';
import { inForm, kindsFor, quantiles, respread, sentenceOf, type DistributionRange } from '../distribution-forms';
import { distributionKinds, formatDistribution, parseDistribution, partsOf, readDecimal, textOf, type DistributionKind } from '../distribution-text';
import { plain } from '../format';
import { sharedStyles } from '../shared-styles';
import type { EditEvent } from './lab-field';

/** Marks that stand for the agents of a range. */
const marks = 32;

/** A distribution, part by part. It is its text: fires `edit` with the text that its parts make, whether that can be used or not. */
export class LabDistribution extends LitElement {
  static override properties = { label: {}, text: {}, range: { attribute: false }, agents: { type: Number }, others: { type: Number }, count: { state: true } };

  /** of what */
  declare label: string;
  declare text: string;
  declare range: DistributionRange;
  declare agents: number;
  /** points of the grids of all other hyperparameters */
  declare others: number;
  /** how many values the list is to have, until it has; null: as many as it has */
  declare count: string | null;

  /** whether a part holds text that has not been taken over, which nothing else may replace */
  private typing = false;

  static override styles = [
    sharedStyles,
    css`
      .parts {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr) max-content minmax(0, 1fr);
        align-items: center;
        gap: calc(0.5 * var(--unit)) var(--unit);
        font-size: var(--text-small);
      }
      .parts > :is(select, .list) {
        grid-column: 2 / -1;
      }
      :is(input, select):not([type='checkbox']) {
        width: 100%;
        min-width: 0;
        height: calc(3 * var(--unit));
      }
      .spread {
        grid-column: 3 / -1;
        display: flex;
        gap: var(--unit);
      }
      .spread button {
        padding: 0;
        color: var(--accent);
      }
      .spread button:disabled {
        color: var(--ink-faint);
      }
      svg {
        display: block;
        width: 100%;
        height: calc(2 * var(--unit));
        margin-top: var(--unit);
        overflow: visible;
      }
      .axis,
      .mark {
        vector-effect: non-scaling-stroke;
      }
      .axis {
        stroke: var(--hairline);
      }
      .mark {
        stroke: var(--accent);
      }
      .ends {
        display: flex;
        justify-content: space-between;
      }
    `,
  ];

  constructor() {
    super();
    this.label = this.text = '';
    this.agents = this.others = 1;
    this.count = null;
  }

  override render(): TemplateResult {
    const { kind, parts } = partsOf(this.text);
    return html`
      <div class="parts" role="group" aria-label="${this.label}: distribution" @input=${this.onTyping} @focusout=${this.onLeave}>
        <label for="kind">form</label>
        <select id="kind" @change=${(event: Event) => this.change((event.target as HTMLSelectElement).value as DistributionKind)}>
          ${kindsFor(this.range).map((name) => html`<option value=${name} .selected=${live(name === kind)}>${distributionKinds[name]}</option>`)}
        </select>
        ${kind === 'number' ? nothing : kind === 'uniform' || kind === 'logUniform' ? this.ends(kind, parts) : this.list(kind, parts)}
      </div>
      ${this.preview()}
    `;
  }

  private ends(kind: DistributionKind, parts: readonly string[]): TemplateResult {
    const end = (index: number, name: string): TemplateResult => this.input(name, '', parts[index] ?? '', (text) => this.edit(kind, parts.with(index, text)));
    return html`${end(0, 'from')}${end(1, 'to')}`;
  }

  private list(kind: DistributionKind, parts: readonly string[]): TemplateResult {
    const values = parts.map(readDecimal).filter((value) => value !== null);
    const spread = (log: boolean) => (): void => {
      const count = readDecimal(this.count ?? '') ?? values.length;
      this.edit(kind, respread(values, Math.min(Math.round(count), experimentLimits.values), log, this.range).map(String));
    };
    return html`
      ${this.input('values', 'list', parts.join(', '), (text) => this.edit(kind, text.split(/[\s,;]+/).filter((part) => part !== '')))}
      ${this.input('count', '', this.count ?? String(parts.length), (text) => (this.count = text))}
      <div class="spread">
        <button class="plain" title="so many values at equal distances" ?disabled=${values.length < 2} @click=${spread(false)}>evenly</button>
        <button class="plain" title="so many values by equal ratios" ?disabled=${values.length < 2 || values.some((value) => value <= 0)} @click=${spread(true)}>by ratios</button>
      </div>`;
  }

  private input(name: string, className: string, text: string, take: (text: string) => unknown): TemplateResult {
    return html`<label for=${name}>${name}</label>
      <input id=${name} class=${className} type="text" autocomplete="off" spellcheck="false" value=${text} .value=${this.typing ? noChange : live(text)} @change=${(event: Event) => take((event.target as HTMLInputElement).value)} />`;
  }

  private readonly onTyping = (event: Event): void => void (this.typing = event.target instanceof HTMLInputElement);

  private readonly onLeave = (): void => {
    this.typing = false;
    this.requestUpdate();
  };

  /** The values as marks along a line, and what they come to; nothing for what is no distribution yet. */
  private preview(): TemplateResult | typeof nothing {
    const distribution = this.distribution();
    if (distribution === null) return nothing;
    const sentence = html`<p class="small" aria-live="polite">${sentenceOf(distribution, this.agents, this.others)}</p>`;
    if (typeof distribution === 'number') return sentence;
    const range = 'uniform' in distribution || 'logUniform' in distribution;
    const values = quantiles(distribution, marks);
    const ends = Object.values(distribution)[0] as readonly number[];
    const [low, high] = [ends.reduce((a, b) => Math.min(a, b)), ends.reduce((a, b) => Math.max(a, b))];
    const at = (value: number): number => (high > low ? (100 * (value - low)) / (high - low) : 50);
    return html`
      <svg viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
        <line class="axis" x1="0" x2="100" y1="15.5" y2="15.5" />
        ${values.map((value) => svg`<line class="mark" x1=${at(value)} x2=${at(value)} y1=${range ? 6 : 2} y2="15" stroke-width=${range ? 1 : 2} />`)}
      </svg>
      ${high > low ? html`<p class="ends small" aria-hidden="true"><span>${plain(low)}</span><span>${plain(high)}</span></p>` : nothing}
      ${sentence}
    `;
  }

  private distribution(): Distribution | null {
    try {
      return parseDistribution(this.text, this.label);
    } catch (error) {
      if (error instanceof InputError) return null;
      throw error;
    }
  }

  private change(kind: DistributionKind): void {
    const { kind: from, parts } = partsOf(this.text);
    const values = parts.map(readDecimal).filter((value) => value !== null);
    this.fire(formatDistribution(inForm(values, from, kind, this.range)));
  }

  private edit(kind: DistributionKind, parts: readonly string[]): void {
    this.fire(textOf({ kind, parts }));
  }

  private fire(text: string): void {
    this.typing = false;
    this.count = null;
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('edit', { detail: { text } }) satisfies EditEvent);
  }
}

customElements.define('lab-distribution', LabDistribution);
