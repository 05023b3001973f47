import { LitElement, css, html, nothing, svg, type TemplateResult } from 'lit';
import { grouped } from '../format';
import { sharedStyles } from '../shared-styles';

/** Something that happened at a time. */
export interface TimeMark {
  readonly time: number;
  readonly name: string;
  /** what it paid decides on its shape: up, down, or a stroke for nothing */
  readonly reward: number;
}

/**
 * Goes through time, in steps: a slider with what happened below it, and buttons. Fires `seek` with a time, and `toggle`
 * when it should play or stop.
 */
export class TimeScrubber extends LitElement {
  static override properties = { time: { type: Number }, length: { type: Number }, playing: { type: Boolean }, marks: { attribute: false }, text: {} };

  declare time: number;
  declare length: number;
  declare playing: boolean;
  /** a line of marks for every recording */
  declare marks: readonly (readonly TimeMark[])[];
  /** what a screen reader says of the present time */
  declare text: string;

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        column-gap: var(--unit);
      }
      .buttons {
        display: flex;
      }
      button {
        width: calc(3.5 * var(--unit));
        min-height: calc(3.5 * var(--unit));
        padding: 0;
        border-color: transparent;
      }
      button[aria-disabled='true'] {
        color: var(--ink-faint);
        cursor: default;
      }
      button:hover:not([aria-disabled='true']) {
        border-color: transparent;
        color: var(--accent);
      }
      button svg {
        display: block;
        width: 14px;
        height: 14px;
        margin: auto;
        fill: currentColor;
      }
      .line {
        display: flex;
        flex-direction: column;
      }
      input[type='range'] {
        width: 100%;
        height: calc(2 * var(--unit));
        margin: 0;
        padding: 0;
        border: 0;
        background: transparent;
        accent-color: var(--accent);
        cursor: pointer;
      }
      .marks {
        display: block;
        width: calc(100% - 16px);
        margin: 0 8px;
        overflow: visible;
      }
      .marks path {
        fill: var(--ink-soft);
      }
      .time {
        min-width: 8ch;
        text-align: right;
      }
    `,
  ];

  constructor() {
    super();
    this.time = this.length = 0;
    this.playing = false;
    this.marks = [];
    this.text = '';
  }

  override render(): TemplateResult {
    const { time, length } = this;
    return html`
      <div class="buttons" role="group" aria-label="recorded episode">
        ${this.button('step back', 'M9 1v10L3 6zM1.5 1H3v10H1.5z', () => this.seek(time - 1), time === 0)}
        ${this.playing ? this.button('pause the episode', 'M2 1h3v10H2zM7 1h3v10H7z', () => this.toggle()) : this.button('play the episode', 'M2 0.5L11 6L2 11.5z', () => this.toggle(), length === 0)}
        ${this.button('step forward', 'M3 1v10l6-5zM9 1h1.500v10H9z', () => this.seek(time + 1), time >= length)}
      </div>
      <div class="line">
        <input type="range" min="0" max=${Math.max(1, length)} step="1" .value=${String(time)} ?disabled=${length === 0} aria-label="time in the recorded episode" aria-valuetext=${this.text}
          @input=${(event: Event) => this.seek((event.target as HTMLInputElement).valueAsNumber)} />
        ${this.marks.some((line) => line.length > 0) ? this.drawnMarks() : nothing}
      </div>
      <span class="time small" aria-hidden="true">${grouped(time)} / ${grouped(length)}</span>
    `;
  }

  private button(name: string, shape: string, act: () => void, off = false): TemplateResult {
    return html`<button aria-label=${name} aria-disabled=${off} @click=${act}><svg viewBox="0 0 12 12" aria-hidden="true"><path d=${shape} /></svg></button>`;
  }

  /** A line for every recording; the slider says in words what stands at its place. */
  private drawnMarks(): TemplateResult {
    const line = 8;
    return html`<svg class="marks" height=${line * this.marks.length} aria-hidden="true">${this.marks.map((marks, row) => marks.map(({ time, name, reward }) => svg`
      <svg x="${(100 * time) / Math.max(1, this.length)}%" y=${row * line} width="8" height=${line} viewBox="0 0 8 8" overflow="visible"><path transform="translate(-4 0)"
        d=${reward > 0 ? 'M4 1L7.500 7H.5z' : reward < 0 ? 'M4 7L7.500 1H.5z' : 'M3.500 1h1v6h-1z'} style=${reward === 0 ? '' : `fill:var(${reward > 0 ? '--reward' : '--problem'})`} /><title>step ${time}: ${name}</title></svg>`))}</svg>`;
  }

  private seek(time: number): void {
    this.dispatchEvent(new CustomEvent('seek', { detail: { time } }));
  }

  private toggle(): void {
    this.dispatchEvent(new CustomEvent('toggle'));
  }
}

customElements.define('time-scrubber', TimeScrubber);
