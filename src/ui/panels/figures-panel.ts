import { html, type TemplateResult } from 'lit';
import { Panel } from './panel';

export class FiguresPanel extends Panel {
  override render(): TemplateResult {
    return html`<h2>Figures</h2>`;
  }
}

customElements.define('figures-panel', FiguresPanel);
