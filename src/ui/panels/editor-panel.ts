import { html, type TemplateResult } from 'lit';
import { Panel } from './panel';

export class EditorPanel extends Panel {
  override render(): TemplateResult {
    return html`<h2>World</h2>`;
  }
}

customElements.define('editor-panel', EditorPanel);
