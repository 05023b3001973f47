import { html, type TemplateResult } from 'lit';
import { Panel } from './panel';

export class RunsPanel extends Panel {
  override render(): TemplateResult {
    return html`<h2>Runs</h2>`;
  }
}

customElements.define('runs-panel', RunsPanel);
