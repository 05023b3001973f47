import { LitElement, css, html, type TemplateResult } from 'lit';
import { valueColour } from '../palette';
import { sharedStyles } from '../shared-styles';

/** A number as a bar from the middle: to the right above zero, to the left below, in the colours of values. */
export class SignedBar extends LitElement {
  static override properties = { value: { type: Number }, scale: { type: Number } };

  declare value: number;
  /** the magnitude that reaches the edge; > 0 */
  declare scale: number;

  static override styles = [
    sharedStyles,
    css`
      :host {
        forced-color-adjust: none;
        position: relative;
        height: var(--unit);
      }
      .track,
      .bar,
      .zero {
        position: absolute;
        top: 0;
        height: 100%;
      }
      .track {
        width: 100%;
        border-radius: 2px;
        background: var(--value-zero);
      }
      .zero {
        top: -2px;
        left: 50%;
        width: 1px;
        height: calc(100% + 4px);
        background: var(--ink-soft);
      }
    `,
  ];

  constructor() {
    super();
    this.value = 0;
    this.scale = 1;
  }

  override render(): TemplateResult {
    const share = Math.min(1, Math.abs(this.value) / this.scale) * 50;
    return html`<div class="track"></div>
      <div class="bar" style="left:${this.value < 0 ? 50 - share : 50}%;width:${share}%;background:${valueColour(this.value, this.scale / 4)}"></div>
      <div class="zero"></div>`;
  }
}

customElements.define('signed-bar', SignedBar);
