import { css, html, type TemplateResult } from 'lit';
import { sharedStyles } from '../shared-styles';
import { Panel } from './panel';

/** Run and pause in one large button; single step and reset beside it. */
export class TransportPanel extends Panel {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto auto;
        gap: var(--unit);
      }
      button {
        height: calc(6 * var(--unit));
      }
      .run {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: var(--unit);
        padding: 0;
        border: 0;
        background: var(--accent);
        color: var(--on-accent);
        font-weight: 600;
        font-size: 16px;
        white-space: nowrap;
      }
      .run:hover {
        background: var(--accent-hover);
      }
      @media (forced-colors: active) {
        .run {
          border: 1px solid;
          background: ButtonFace;
          color: ButtonText;
        }
      }
      svg {
        flex: none;
        fill: currentColor;
      }
    `,
  ];

  override render(): TemplateResult {
    const { state } = this.lab.session.snapshot;
    const running = state === 'running';
    const label = running ? 'Pause' : state === 'paused' && !this.lab.outdated ? 'Continue' : state === 'finished' && !this.lab.outdated ? 'Run again' : 'Run';
    return html`
      <button class="run" aria-keyshortcuts="Space" @click=${() => this.lab.toggle()}>
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path d=${running ? 'M2 1h4v12H2zM8 1h4v12H8z' : 'M2 0l12 7-12 7z'} /></svg>${label}
      </button>
      <button aria-keyshortcuts="s" title="one step of every agent" ?disabled=${running || state === 'finished'} @click=${() => this.lab.step()}>Step<kbd aria-hidden="true">s</kbd></button>
      <button aria-keyshortcuts="r" title="back to the beginning" ?disabled=${state === 'loading' || (!this.lab.underWay && !this.lab.outdated)} @click=${() => this.lab.reset()}>Reset<kbd aria-hidden="true">r</kbd></button>
    `;
  }
}

customElements.define('transport-panel', TransportPanel);
