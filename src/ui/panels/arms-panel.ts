import { css, html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ClaimProgress } from '../claim-run';
import { armText } from '../outcomes';
import { sharedStyles } from '../shared-styles';
import { Panel } from './panel';

/** What the select says for settings that are no arm's. */
const ownSettings = 'settings of your own';

/** The arms of a claim: one of them to look at, or all of them one after another. */
export class ArmsPanel extends Panel {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: var(--unit);
      }
      button {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--unit);
        width: 100%;
        height: calc(5 * var(--unit));
        border-color: var(--accent);
        color: var(--accent);
        font-weight: 600;
      }
      button:hover:not(:disabled) {
        border-color: var(--accent-hover);
        color: var(--accent-hover);
      }
      button .small {
        color: inherit;
      }
      .arm {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: calc(1.5 * var(--unit));
      }
      select {
        width: 100%;
      }
      .track {
        forced-color-adjust: none;
        height: calc(0.5 * var(--unit));
        margin-bottom: 2px;
        border-radius: 2px;
        background: var(--hairline);
        overflow: hidden;
      }
      .done {
        height: 100%;
        background: var(--accent);
        transform-origin: left;
      }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    const progress = this.lab.claim;
    if (!progress) return nothing;
    const { claim, finished, running } = progress;
    const label = running !== null ? 'Stop the claim' : finished.length === 0 ? 'Run the claim' : finished.length < claim.arms.length ? 'Go on with the claim' : 'Run the claim again';
    return html`
      <button aria-keyshortcuts="v" @click=${() => this.lab.toggleClaim()} title="all arms one after another, up to the verdicts"><span>${label}</span><span class="small">${claim.arms.length} arms<kbd aria-hidden="true">v</kbd></span></button>
      ${running !== null || finished.length > 0 ? this.progress(progress) : nothing}
      <div class="arm"><label for="arm">Arm</label>${this.select(progress)}</div>
    `;
  }

  private select({ claim }: ClaimProgress): TemplateResult {
    const { arm } = this.lab;
    const chosen = arm === undefined ? ownSettings : (arm ?? '');
    return html`<select id="arm" .value=${live(chosen)} @change=${(event: Event) => this.lab.chooseArm((event.target as HTMLSelectElement).value || null)}>
      ${claim.baseIsArm ? nothing : html`<option value="" ?selected=${arm === null}>base experiment</option>`}
      ${claim.arms.map((name) => html`<option value=${name} ?selected=${name === arm}>${name}</option>`)}
      ${arm === undefined ? html`<option value=${ownSettings} disabled selected>${ownSettings}</option>` : nothing}
    </select>`;
  }

  private progress(of: ClaimProgress): TemplateResult {
    const { claim, finished, running } = of;
    const { progress } = this.lab.session.snapshot;
    const under = running !== null && progress ? progress.step / progress.totalSteps : 0;
    const share = Math.min(1, (finished.length + under) / claim.arms.length);
    const text = armText(of);
    return html`<div>
      <div class="track" role="progressbar" aria-label="arms" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.floor(100 * share)} aria-valuetext=${text}><div class="done" style="transform:scaleX(${share})"></div></div>
      <p class="small">${text}</p>
    </div>`;
  }
}

customElements.define('arms-panel', ArmsPanel);
