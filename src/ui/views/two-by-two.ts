import { LitElement, css, html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { PopulationStatistic } from '../../experiment/results';
import { withError } from '../format';
import { sharedStyles } from '../shared-styles';
import { standalone } from '../standalone';

export interface FourShares {
  readonly title: string;
  /** [row][column] */
  readonly cells: readonly (readonly (PopulationStatistic | null)[])[];
}

/** Pixels. */
const cell = { width: 100, height: 52 };
const left = 104;
const top = 44;
const between = 24;
/** So many standard errors cover 95 %. */
const reach = 1.96;

/** Shares in two by two cells, a block for every phase; where the row and the column disagree they have another colour and a corner mark. */
export class TwoByTwo extends LitElement {
  static override properties = { blocks: { attribute: false }, rows: { attribute: false }, columns: { attribute: false }, label: {}, width: { state: true } };

  declare blocks: readonly FourShares[];
  declare rows: readonly [string, string];
  declare columns: readonly [string, string];
  declare label: string;
  declare width: number;

  static override styles = [
    sharedStyles,
    css`
      svg {
        display: block;
        max-width: 100%;
        font: var(--text-small) var(--family);
        font-variant-numeric: tabular-nums;
      }
      text {
        fill: var(--ink-soft);
      }
      .title,
      .number {
        fill: var(--ink);
      }
      .title {
        font-weight: 600;
      }
      .frame {
        fill: none;
        stroke: var(--hairline);
      }
      .share {
        fill: var(--ink-faint);
      }
      .apart {
        fill: var(--value-positive);
      }
      .interval {
        stroke: var(--ink);
        stroke-width: 1.5;
      }
    `,
  ];

  private readonly resized = new ResizeObserver(([entry]) => (this.width = Math.floor(entry!.contentRect.width)));

  constructor() {
    super();
    this.blocks = [];
    this.rows = this.columns = ['', ''];
    this.label = '';
    this.width = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
  }

  override render(): TemplateResult | typeof nothing {
    if (this.width === 0) return nothing;
    const wide = 2 * cell.width;
    const abreast = Math.max(1, Math.min(this.blocks.length, Math.floor((this.width - left + between) / (wide + between))));
    const high = top + 2 * cell.height + between / 2;
    const width = left + abreast * (wide + between) - between + 1;
    return html`<svg role="img" aria-label=${this.label} width=${width} height=${Math.ceil(this.blocks.length / abreast) * high} viewBox="0 0 ${width} ${Math.ceil(this.blocks.length / abreast) * high}">
      ${this.blocks.map((block, index) => svg`<g transform="translate(${left + (index % abreast) * (wide + between)} ${Math.floor(index / abreast) * high + top})">
        ${index % abreast === 0 ? this.rows.map((name, row) => svg`<text x="-8" y=${(row + 0.5) * cell.height + 4} text-anchor="end">${name}</text>`) : nothing}
        ${this.block(block)}
      </g>`)}
    </svg>`;
  }

  private block({ title, cells }: FourShares): SVGTemplateResult {
    return svg`<text class="title" x="0" y="-28">${title}</text>
      ${this.columns.map((name, column) => svg`<text x=${column * cell.width + 8} y="-8">${name}</text>`)}
      ${cells.map((row, r) => row.map((share, c) => svg`<g transform="translate(${c * cell.width} ${r * cell.height})">
        <rect class="frame" width=${cell.width} height=${cell.height} />
        <text class="number" x="8" y="20">${share ? withError(share.mean, share.standardError) : '–'}</text>
        ${share?.mean == null ? nothing : drawShare(share.mean, share.standardError, r !== c)}
      </g>`))}`;
  }

  /** The drawing as an SVG file. */
  readonly file = (): string => standalone(this.renderRoot.querySelector('svg')!);
}

function drawShare(mean: number, error: number | null, apart: boolean): SVGTemplateResult {
  const x = (share: number): number => 8 + Math.min(1, Math.max(0, share)) * (cell.width - 16);
  return svg`<rect class="frame" x="8" y="30" width=${cell.width - 16} height="10" />
    <rect class=${apart ? 'share apart' : 'share'} x="8" y="30" width=${x(mean) - 8} height="10" />
    ${apart ? svg`<path class="apart" d="M${cell.width - 10} 1h9v9z" />` : nothing}
    ${error === null ? nothing : svg`<line class="interval" x1=${x(mean - reach * error)} x2=${x(mean + reach * error)} y1="35" y2="35" />`}`;
}

customElements.define('two-by-two', TwoByTwo);
