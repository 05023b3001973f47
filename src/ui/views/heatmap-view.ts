import { LitElement, css, html, type PropertyValues, type TemplateResult } from 'lit';
import type { HeatMap } from '../../analysis/heatmap';
import { cellAt, cellText, heatMapSvg } from '../../analysis/heatmap-svg';
import { sharedStyles } from '../shared-styles';

/** A heat map as the picture that is saved, with the cell under the pointer in words below it. */
export class HeatMapView extends LitElement {
  static override properties = { map: { attribute: false }, source: {}, address: { state: true }, pointed: { state: true } };

  declare map: HeatMap | null;
  /** what the numbers come from */
  declare source: string;
  declare address: string;
  declare pointed: string;

  static override styles = [
    sharedStyles,
    css`
      img {
        display: block;
        max-width: 100%;
        height: auto;
      }
      p {
        min-height: 1.4em;
      }
    `,
  ];

  constructor() {
    super();
    this.map = null;
    this.source = this.address = this.pointed = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    URL.revokeObjectURL(this.address);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.map || !(changed.has('map') || changed.has('source'))) return;
    URL.revokeObjectURL(this.address);
    this.address = URL.createObjectURL(new Blob([heatMapSvg(this.map, this.source)], { type: 'image/svg+xml' }));
    this.pointed = '';
  }

  override render(): TemplateResult {
    return html`<img src=${this.address} alt="heat map; the same numbers follow as a table" @pointermove=${this.point} @pointerleave=${() => (this.pointed = '')} />
      <p class="small">${this.pointed || 'Mean over the agents of a cell, with its standard error and their number; point at a cell to read it.'}</p>`;
  }

  private point(event: PointerEvent): void {
    const image = event.currentTarget as HTMLImageElement;
    const { left, top, width } = image.getBoundingClientRect();
    const scale = image.naturalWidth / width;
    const found = this.map && cellAt(this.map, (event.clientX - left) * scale, (event.clientY - top) * scale);
    this.pointed = this.map && found ? cellText(this.map, found.column, found.row) : '';
  }
}

customElements.define('heatmap-view', HeatMapView);
