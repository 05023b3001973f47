import { LitElement, css, html, nothing, svg, type TemplateResult } from 'lit';
import type { Interval } from '../../analysis/verdict';
import type { Prediction } from '../../experiment/claim';
import { sharedStyles } from '../shared-styles';

/** Shares of the drawing's width that stay free at either end. */
const inset = 0.03;

/** An interval on a scale that is symmetric around 0; shaded is where all of it must lie to come out as predicted. */
export class IntervalLine extends LitElement {
  static override properties = { interval: { attribute: false }, prediction: { attribute: false }, scale: { type: Number } };

  declare interval: Interval | null;
  declare prediction: Pick<Prediction, 'predicted' | 'margin'>;
  /** the magnitude at either end; > 0 */
  declare scale: number;

  static override styles = [
    sharedStyles,
    css`
      svg {
        display: block;
        width: 100%;
        height: calc(2.5 * var(--unit));
      }
    `,
  ];

  constructor() {
    super();
    this.interval = null;
    this.scale = 1;
  }

  override render(): TemplateResult {
    const { predicted, margin } = this.prediction;
    const x = (value: number): number => 100 * (0.5 + (0.5 - inset) * Math.max(-1, Math.min(1, value / this.scale)));
    const [from, to] = predicted === '+' ? [50, 100] : predicted === '-' ? [0, 50] : [x(-(margin ?? 0)), x(margin ?? 0)];
    return html`<svg aria-hidden="true">
      <rect x="${from}%" width="${Math.max(to - from, 0.8)}%" y="0" height="100%" style="fill:var(--value-zero)" />
      <line x1="50%" x2="50%" y1="0" y2="100%" style="stroke:var(--ink-faint)" />
      ${this.interval ? interval(this.interval, x) : nothing}
    </svg>`;
  }
}

const interval = ({ estimate, low, high }: Interval, x: (value: number) => number): TemplateResult => svg`
  <line x1="${x(low)}%" x2="${x(high)}%" y1="50%" y2="50%" stroke-width="2" style="stroke:var(--ink)" />
  ${[low, high].map((end) => svg`<line x1="${x(end)}%" x2="${x(end)}%" y1="30%" y2="70%" stroke-width="1.5" style="stroke:var(--ink)" />`)}
  <circle cx="${x(estimate)}%" cy="50%" r="3" style="fill:var(--ink)" />`;

customElements.define('interval-line', IntervalLine);
