import { LitElement, css, html, nothing, svg, type TemplateResult } from 'lit';
import { fixed } from '../format';
import { valueColour } from '../palette';
import { sharedStyles } from '../shared-styles';
import type { LevelShape } from '../world-shape';

/** Room above and below the bars for their numbers, as a share of the scale. */
const headroom = 0.2;

/** The values of a level of one row as bars, each above its cell. */
export class ValueProfile extends LitElement {
  static override properties = { level: { attribute: false }, values: { attribute: false }, scale: { type: Number } };

  declare level: LevelShape;
  /** [row of the compiled tables], or null when values are not shown */
  declare values: Float32Array | null;
  /** the magnitude of value that reaches the top or the bottom */
  declare scale: number;

  static override styles = [
    sharedStyles,
    css`
      :host,
      svg {
        display: block;
        width: 100%;
        height: 100%;
      }
      text {
        fill: var(--ink-soft);
        font-size: var(--text-small);
        text-anchor: middle;
      }
    `,
  ];

  constructor() {
    super();
    this.values = null;
    this.scale = 1;
  }

  override render(): TemplateResult {
    const { width, stateOf, firstRow } = this.level;
    const values = Array.from(stateOf, (state) => (state < 0 ? null : (this.values?.[firstRow + state] ?? null)));
    const lowest = Math.min(0, ...values.map((value) => value ?? 0)) < 0 ? -this.scale : 0;
    const range = (this.scale - lowest) * (1 + headroom);
    const y = (value: number) => (100 * (this.scale * (1 + headroom / 2) - value)) / range;
    const x = (cell: number) => (100 * cell) / width;
    return html`<svg aria-hidden="true">
      ${values.map((value, cell) => {
        if (value === null) return nothing;
        const top = y(Math.max(0, value));
        return svg`<rect x="${x(cell + 0.2)}%" y="${top}%" width="${x(0.6)}%" height="${y(Math.min(0, value)) - top}%" style="fill:${valueColour(value, this.scale)}" />
          ${width <= 12 ? svg`<text x="${x(cell + 0.5)}%" y="${y(value)}%" dy=${value < 0 ? 14 : -4}>${fixed(value)}</text>` : nothing}`;
      })}
      <line x1="0" x2="100%" y1="${y(0)}%" y2="${y(0)}%" stroke="var(--ink-faint)" />
    </svg>`;
  }
}

customElements.define('value-profile', ValueProfile);
