import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Inspection } from '../../engine/inspection';
import '../elements/signed-bar';
import { fixed, signed } from '../format';
import { sharedStyles } from '../shared-styles';
import { whatHappened, whatWasDone, whyKept, type Names } from '../thought-text';

/** Why nothing was learned from a step in which it might have been. */
export type WhyNotLearned = 'frozen' | 'gate';

const notLearned: Readonly<Record<WhyNotLearned, string>> = {
  frozen: 'Nothing is learned: weights stay as they are in this phase.',
  gate: 'Nothing is learned: an event of this step closes the gate.',
};

/** What came of a step: what was done, what happened, and what the arrival was worth in the end. */
export class StepOutcome extends LitElement {
  static override properties = {
    inspection: { attribute: false },
    names: { attribute: false },
    satisfices: { type: Boolean },
    single: { type: Boolean },
    gamma: { attribute: false },
    scale: { type: Number },
    learning: { attribute: false },
  };

  declare inspection: Inspection;
  declare names: Names;
  /** whether the first thought above 0 is kept, instead of the best */
  declare satisfices: boolean;
  /** whether there is one action only */
  declare single: boolean;
  /** the agent's discount, where all agents have the same */
  declare gamma: number | null;
  /** the magnitude of δ that fills its bar */
  declare scale: number;
  /** null if there was nothing to keep the agent from learning */
  declare learning: WhyNotLearned | null;

  static override styles = [
    sharedStyles,
    css`
      :host {
        container-type: inline-size;
      }
      .pair {
        border-top: 1px solid var(--hairline);
      }
      section {
        scroll-margin-bottom: calc(7 * var(--unit));
        padding: var(--unit) 0;
      }
      @container (min-width: 560px) {
        .pair {
          display: grid;
          grid-template-columns: repeat(2, minmax(0, 1fr));
          gap: calc(2 * var(--unit));
        }
      }
      dl {
        display: grid;
        grid-template-columns: calc(14 * var(--unit)) minmax(0, 1fr);
        gap: 2px var(--unit);
        margin-top: calc(0.5 * var(--unit));
      }
      dt {
        color: var(--ink-soft);
      }
      .done {
        font-weight: 600;
      }
      .delta {
        display: flex;
        align-items: center;
        gap: var(--unit);
      }
      signed-bar {
        flex: 0 1 calc(20 * var(--unit));
      }
      b {
        font-weight: 600;
      }
    `,
  ];

  constructor() {
    super();
    this.satisfices = this.single = false;
    this.gamma = null;
    this.scale = 1;
    this.learning = null;
  }

  /** Comes into view when it comes about. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('inspection')) this.renderRoot.querySelector('section:last-child')?.scrollIntoView({ block: 'nearest' });
  }

  override render(): TemplateResult {
    const { inspection, names } = this;
    return html`<div class="pair">
      <section>
        <h2>Act</h2>
        <p class="small">${whyKept(inspection, this.satisfices, this.single)}</p>
        <dl>
          <dt>It does</dt><dd class="done">${whatWasDone(inspection, names)}</dd>
          <dt>It arrives at</dt><dd>${names.place(inspection.nextRow)}${inspection.nextReflective && !inspection.terminated ? html` <span class="small">and thinks about itself there</span>` : nothing}</dd>
          <dt>What happens</dt><dd>${whatHappened(names.events(inspection.events), inspection.terminated)}</dd>
          <dt>Reward r</dt><dd>${signed(inspection.reward)}</dd>
        </dl>
      </section>
      <section>
        <h2>Valence</h2>
        ${this.valence()}
      </section>
    </div>`;
  }

  private valence(): TemplateResult {
    const { learning, terminated, value, reward } = this.inspection;
    if (!learning) return html`<p class="small">${notLearned[this.learning ?? 'frozen']}</p>`;
    const discount = this.gamma === null ? 'γ' : String(this.gamma).replace(/^0(?=\.)/, '');
    return html`<dl>
      <dt>Guess on arrival</dt><dd>${terminated ? html`none <span class="small">the episode is over</span>` : fixed(learning.guess, 3)}</dd>
      <dt>Actual valence</dt><dd><b>${fixed(learning.actual, 3)}</b> <span class="small">${terminated ? 'an end is worth 0' : learning.overridden ? 'overridden: the brainstem declares it' : 'defers to the guess'}</span></dd>
      <dt>TD error δ</dt><dd class="delta"><b>${signed(learning.delta)}</b> <signed-bar .value=${learning.delta} .scale=${this.scale}></signed-bar></dd>
      <dt></dt><dd class="small">δ = r + γ · actual − v<br />= ${fixed(reward, 3)} + ${discount} · ${fixed(learning.actual, 3)} − ${value < 0 ? `(${fixed(value, 3)})` : fixed(value, 3)}</dd>
    </dl>`;
  }
}

/** What a screen reader is told of an outcome. */
export function describeOutcome(inspection: Inspection, names: Names): string {
  const { learning } = inspection;
  return `It does ${names.action(inspection.action)}, arrives at ${names.place(inspection.nextRow)}, ${whatHappened(names.events(inspection.events), inspection.terminated)}; reward ${signed(inspection.reward)}${
    learning ? `; actual valence ${fixed(learning.actual, 3)}${learning.overridden ? ', overridden' : ''}, delta ${signed(learning.delta)}` : '; nothing is learned'
  }`;
}

customElements.define('step-outcome', StepOutcome);
