import { html, type TemplateResult } from 'lit';
import '../elements/lab-dialog';
import type { LabDialog } from '../elements/lab-dialog';
import '../elements/lab-copy';
import { Panel } from './panel';

/** The link of the experiment, and what can be done with it. */
export class ShareDialog extends Panel {
  open(): void {
    this.renderRoot.querySelector<LabDialog>('lab-dialog')?.open();
  }

  override render(): TemplateResult {
    return html`<lab-dialog heading="Share"><lab-copy label="Copy link" .text=${this.lab.link}></lab-copy></lab-dialog>`;
  }
}

customElements.define('share-dialog', ShareDialog);
