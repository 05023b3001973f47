import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { CandidateThought, ImaginedStep, Inspection } from '../../engine/inspection';
import '../elements/signed-bar';
import { fixed, signed } from '../format';
import { sharedStyles } from '../shared-styles';
import { fateOf, frameName, whatHappened, type Fate, type Names } from '../thought-text';

const fateMarks: Readonly<Record<Fate, string>> = { kept: '✓', discarded: '✕', 'best so far': '', vetoed: '⊘' };

/** What a screen reader says of a candidate. */
export function describeThought(inspection: Inspection, c: number, shown: number, names: Names): string {
  const { action, plan, guess } = inspection.candidates[c]!;
  const way = plan.length === 0 ? names.action(action) : plan.map((step) => [names.action(step.action), ...names.events(step.events)].join(' ')).join(', ');
  return `Thought ${c + 1}, ${frameName(inspection.reflective)}: ${way}; ${guess === null ? 'no guess' : `guess ${signed(guess)}`}; ${fateOf(inspection.candidates, c, shown)}`;
}

/** The candidate thoughts that have come to mind so far. Fires `focusThought` with the place of the one that was chosen. */
export class ThoughtList extends LitElement {
  static override properties = {
    inspection: { attribute: false },
    names: { attribute: false },
    shown: { type: Number },
    focused: { type: Number },
    scale: { type: Number },
    felt: {},
  };

  declare inspection: Inspection;
  declare names: Names;
  /** how many have come to mind */
  declare shown: number;
  /** the one whose imagined steps are listed */
  declare focused: number;
  /** the magnitude of a guess that fills its bar */
  declare scale: number;
  /** what the immediate valence of an imagined arrival is called; empty where plans are judged without it */
  declare felt: string;

  static override styles = [
    sharedStyles,
    css`
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        scroll-margin-bottom: calc(7 * var(--unit));
        border-top: 1px solid var(--hairline);
      }
      button,
      .heading {
        display: grid;
        grid-template-columns: 3ch minmax(0, 1fr) calc(12 * var(--unit)) 7ch 12ch;
        align-items: center;
        gap: 0 var(--unit);
        width: 100%;
        padding: 0 calc(0.5 * var(--unit));
        border: 0;
        border-left: 2px solid transparent;
        border-radius: 0;
      }
      button {
        min-height: calc(4.5 * var(--unit));
        text-align: left;
      }
      button[aria-pressed='true'] {
        border-left-color: var(--accent);
      }
      .number {
        color: var(--ink-soft);
      }
      .plan {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.4ch;
      }
      .mark {
        min-width: 1.4ch;
        text-align: center;
        font-size: 16px;
        line-height: 1.2;
      }
      .event {
        align-self: center;
        margin-right: 0.6ch;
        font-size: var(--text-small);
        color: var(--ink-soft);
      }
      .guess {
        justify-self: end;
        white-space: nowrap;
      }
      .fate {
        font-size: var(--text-small);
        color: var(--ink-soft);
      }
      .kept .fate {
        color: var(--ink);
        font-weight: 600;
      }
      .discarded .mark,
      .vetoed .mark {
        color: var(--ink-soft);
      }
      .kept .mark {
        font-weight: 600;
      }
      table {
        width: 100%;
        margin: 0 0 var(--unit);
        border-collapse: collapse;
        border-left: 2px solid var(--accent);
        font-size: var(--text-small);
        color: var(--ink-soft);
      }
      th,
      td {
        padding: 1px var(--unit) 1px 0;
        font-weight: 400;
        text-align: left;
        vertical-align: top;
      }
      th:first-child {
        width: calc(5 * var(--unit));
        padding-left: calc(0.5 * var(--unit));
      }
      .felt {
        width: 8ch;
        text-align: right;
      }
      @media (max-width: 480px) {
        button,
        .heading {
          grid-template-columns: 2ch minmax(0, 1fr) calc(6 * var(--unit)) 6ch 9ch;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.shown = this.focused = 0;
    this.scale = 1;
    this.felt = '';
  }

  override render(): TemplateResult {
    return html`${this.shown === 0 || this.inspection.candidates.length === 0 ? nothing : html`<div class="heading small" aria-hidden="true"><span></span><span>plan</span><span></span><span class="guess">guess g</span></div>`}
      <ol>${this.inspection.candidates.slice(0, this.shown).map((candidate, c) => this.thought(candidate, c))}</ol>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('shown')) this.renderRoot.querySelector('li:last-child')?.scrollIntoView({ block: 'nearest' });
  }

  private thought({ action, plan, guess }: CandidateThought, c: number): TemplateResult {
    const { names, inspection, shown } = this;
    const fate = fateOf(inspection.candidates, c, shown);
    const focused = c === this.focused;
    const steps = plan.length === 0 ? [{ action, events: 0 }] : plan;
    return html`<li class=${fate}>
      <button aria-pressed=${focused} @click=${() => this.focusThought(c)}>
        <span class="visually-hidden">${describeThought(inspection, c, shown, names)}</span>
        <span class="number" aria-hidden="true">${c + 1}</span>
        <span class="plan" aria-hidden="true">${steps.map((step) => html`<span class="mark">${names.mark(step.action)}</span>${names.events(step.events).map((event) => html`<span class="event">${event}</span>`)}`)}</span>
        ${guess === null ? html`<span></span><span class="guess" aria-hidden="true">–</span>` : html`<signed-bar aria-hidden="true" .value=${guess} .scale=${this.scale}></signed-bar><span class="guess" aria-hidden="true">${signed(guess)}</span>`}
        <span class="fate" aria-hidden="true">${fateMarks[fate]} ${fate}</span>
      </button>
      ${focused && plan.length > 0 ? this.imagined(plan, c) : nothing}
    </li>`;
  }

  private imagined(plan: readonly ImaginedStep[], c: number): TemplateResult {
    const { names, felt } = this;
    return html`<table>
      <caption class="visually-hidden">What thought ${c + 1} imagines</caption>
      <thead><tr><th scope="col"><span class="visually-hidden">imagined step</span></th><th scope="col">action</th><th scope="col">arrives at</th><th scope="col">what happens</th>${felt === '' ? nothing : html`<th scope="col" class="felt">${felt}</th>`}</tr></thead>
      <tbody>${plan.map((step, k) => html`<tr>
        <th scope="row">${k + 1}</th><td>${names.markedAction(step.action)}</td><td>${names.place(step.row)}</td><td>${whatHappened(names.events(step.events), step.terminated)}</td>${felt === '' ? nothing : html`<td class="felt">${fixed(step.felt, 3)}</td>`}
      </tr>`)}</tbody>
    </table>`;
  }

  private focusThought(index: number): void {
    this.dispatchEvent(new CustomEvent('focusThought', { detail: { index } }));
  }
}

customElements.define('thought-list', ThoughtList);
