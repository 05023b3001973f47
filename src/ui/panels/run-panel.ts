import { css, html, nothing, type TemplateResult } from 'lit';
import { planOf } from '../../experiment/plan';
import { absenceSentences } from '../absence';
import '../elements/lab-progress';
import type { ProgressPart } from '../elements/lab-progress';
import { fixed, grouped } from '../format';
import { offers } from '../presentation';
import { sharedStyles } from '../shared-styles';
import { statusText } from '../status';
import type { EngineChoice } from '../../lab/messages';
import { Panel } from './panel';

const engineChoices: Readonly<Record<EngineChoice, string>> = { auto: 'automatic', webgpu: 'WebGPU', cpu: 'CPU' };

/** How far the run is and how fast, on which device, and whether that device computes exactly. */
export class RunPanel extends Panel {
  static override styles = [
    sharedStyles,
    css`
      :host {
        container-type: inline-size;
      }
      .run {
        display: grid;
        grid-template-columns: minmax(0, 1fr) calc(50 * var(--unit));
        gap: 0 calc(3 * var(--unit));
        align-items: start;
      }
      .device {
        text-align: right;
      }
      .line {
        display: flex;
        justify-content: flex-end;
        gap: var(--unit);
      }
      .line button {
        min-height: calc(2.5 * var(--unit));
        color: var(--accent);
      }
      .line .pinned {
        font-weight: 600;
      }
      .status {
        min-height: calc(2.5 * var(--unit));
      }
      .problem {
        color: var(--problem);
      }
      select {
        height: calc(2.5 * var(--unit));
        padding: 0 2px;
        font-size: var(--text-small);
        border-color: transparent;
        background: transparent;
        text-decoration: underline;
        text-decoration-color: var(--ink-faint);
        text-underline-offset: 3px;
      }
      @container (max-width: 700px) {
        .run {
          grid-template-columns: minmax(0, 1fr);
          row-gap: var(--unit);
        }
        .device {
          text-align: left;
        }
        .line {
          justify-content: space-between;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const absence = this.lab.session.snapshot.device?.absence;
    return html`<div class="run">
      <div>
        <lab-progress .parts=${this.parts()} .text=${statusText(this.lab)}></lab-progress>
        <p class="small why">${absence ? absenceSentences[absence] : ''} ${this.facts()}</p>
      </div>
      ${this.device()}
    </div>`;
  }

  /** How far a long run survives whatever happens to the page, and what the kernels cost. */
  private facts(): readonly (TemplateResult | string)[] {
    const { kept, state, progress } = this.lab.session.snapshot;
    const { dispatchMilliseconds = null, compileMilliseconds = null } = progress ?? {};
    const facts = [
      ...(kept === null || state !== 'running' ? [] : [html`<span class="kept" title="closing the page loses nothing before this step">kept at step ${grouped(kept)}</span>`]),
      ...(dispatchMilliseconds === null || state !== 'running' ? [] : [`${fixed(dispatchMilliseconds, 1)}\u202fms a dispatch`]),
      ...(compileMilliseconds === null ? [] : [`kernels compiled in ${fixed(compileMilliseconds / 1000, 1)}\u202fs`]),
    ];
    return facts.flatMap((fact, i) => (i === 0 ? [fact] : [' · ', fact]));
  }

  private parts(): readonly ProgressPart[] {
    const step = this.lab.underWay ? (this.lab.session.snapshot.progress?.step ?? 0) : 0;
    const finished = this.lab.session.snapshot.state === 'finished';
    return planOf(this.lab.shown.phases, this.lab.world).phases.map(({ phase, firstStep, steps }) => ({
      name: phase.name,
      weight: Math.sqrt(steps),
      done: finished ? 1 : Math.min(1, Math.max(0, (step - firstStep) / steps)),
    }));
  }

  private device(): TemplateResult {
    const { device, engine } = this.lab.session.snapshot;
    const { latest } = this.lab.runs;
    return html`<div class="device">
      <div class="line">
        <p class="status ${this.lab.session.snapshot.state === 'failed' ? 'problem' : ''}">${statusText(this.lab)}</p>
        ${latest && offers(this.lab.presentation, 'runs') ? html`<button class="plain ${latest.pinned ? 'pinned' : ''}" aria-keyshortcuts="p" title="${latest.pinned ? 'it is kept among the runs; press to let it go' : 'keep this run among the runs'} (key p)" @click=${() => this.lab.pinLatest()}>${latest.pinned ? 'Pinned' : 'Pin'}</button>` : nothing}
      </div>
      <p class="small">
        ${device
          ? html`${device.info.engine === 'webgpu' ? 'WebGPU' : 'CPU engine'} · ${device.info.device} ·
              ${device.exact ? 'bit-exact' : html`<span class="problem" title="bits may differ from those of other devices: they are compared as averages only">statistical only: failed the self-test (${device.selfTestFailures.join(', ')})</span>`} ·`
          : nothing}
        <label>engine <select @change=${(event: Event) => this.lab.useEngine((event.target as HTMLSelectElement).value as EngineChoice)}>
          ${Object.entries(engineChoices).map(([value, text]) => html`<option value=${value} ?selected=${value === engine}>${text}</option>`)}
        </select></label>
      </p>
    </div>`;
  }
}

customElements.define('run-panel', RunPanel);
