import { LitElement, css, html, type TemplateResult } from 'lit';
import { fixed } from '../format';
import { sharedStyles } from '../shared-styles';

/** The scale of a value map: symmetric around zero, with its unit. */
export class ValueLegend extends LitElement {
  static override properties = { scale: { type: Number } };

  declare scale: number;

  static override styles = [
    sharedStyles,
    css`
      .bar {
        forced-color-adjust: none;
        height: var(--unit);
        border-radius: 2px;
        background: linear-gradient(to right in oklab, var(--value-negative), var(--value-zero), var(--value-positive));
      }
      .ticks {
        display: flex;
        justify-content: space-between;
      }
    `,
  ];

  constructor() {
    super();
    this.scale = 1;
  }

  override render(): TemplateResult {
    const decimals = [0, 1, 2, 3, 4].find((digits) => Math.abs(this.scale - Number(this.scale.toFixed(digits))) < 1e-9) ?? 4;
    return html`<div class="bar"></div>
      <div class="ticks small"><span>${fixed(-this.scale, decimals)}</span><span>0</span><span>${fixed(this.scale, decimals)}</span></div>`;
  }
}

customElements.define('value-legend', ValueLegend);
