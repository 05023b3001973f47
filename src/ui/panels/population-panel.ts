import { html, type TemplateResult } from 'lit';
import { Panel } from './panel';

export class PopulationPanel extends Panel {
  override render(): TemplateResult {
    return html`<h2>Population</h2>`;
  }
}

customElements.define('population-panel', PopulationPanel);
