import { plot, type PlotOptions } from '@observablehq/plot';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { sharedStyles } from '../shared-styles';
import { standalone } from '../standalone';

/** A drawing of Observable Plot, as wide as there is room. */
export class PlotFigure extends LitElement {
  static override properties = { draw: { attribute: false }, label: {}, width: { state: true } };

  /** what to draw in so many pixels; drawn anew when it is another one */
  declare draw: ((width: number) => PlotOptions) | null;
  declare label: string;
  declare width: number;

  static override styles = [
    sharedStyles,
    css`
      .drawing {
        min-height: calc(10 * var(--unit));
      }
      svg {
        --plot-background: var(--field);
        display: block;
        max-width: 100%;
        overflow: visible;
        color: var(--ink-soft);
        background: none;
        font-family: var(--family);
        font-size: var(--text-small);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  private readonly resized = new ResizeObserver(([entry]) => (this.width = Math.floor(entry!.contentRect.width)));

  constructor() {
    super();
    this.draw = null;
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

  override render(): TemplateResult {
    return html`<div class="drawing" role="img" aria-label=${this.label}></div>`;
  }

  protected override updated(): void {
    const place = this.renderRoot.querySelector('.drawing')!;
    if (!this.draw || this.width < 40) return place.replaceChildren();
    const drawing = plot({ width: this.width, style: { background: 'none', overflow: 'visible', fontSize: '12px' }, ...this.draw(this.width) });
    // Plot names its marks, and names need a role.
    for (const mark of drawing.querySelectorAll('g[aria-label]')) mark.setAttribute('role', 'group');
    place.replaceChildren(drawing);
  }

  /** The drawing as an SVG file. */
  readonly file = (): string => standalone(this.renderRoot.querySelector<SVGSVGElement>('.drawing > svg')!);
}

customElements.define('plot-figure', PlotFigure);
