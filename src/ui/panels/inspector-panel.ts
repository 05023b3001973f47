import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Inspection } from '../../engine/inspection';
import { planOf, type PlannedPhase } from '../../experiment/plan';
import type { InspectedAgent } from '../../lab/client';
import type { Laboratory } from '../laboratory';
import { fixed, grouped } from '../format';
import { goalsOf, roundScale } from '../palette';
import { sharedStyles } from '../shared-styles';
import { frameName, Names } from '../thought-text';
import '../views/level-stage';
import { scaleOf } from '../views/level-stage';
import '../views/step-outcome';
import { describeOutcome, type WhyNotLearned } from '../views/step-outcome';
import '../views/thought-list';
import { describeThought } from '../views/thought-list';
import '../views/value-legend';
import type { DrawnPlan } from '../views/world-view';
import { inspectorStyles } from './inspector-styles';
import { Panel } from './panel';

/** What the immediate valence of an imagined arrival is called, by what judges plans; empty where nothing asks for it. */
const feltNames: Readonly<Record<string, string>> = { critic: 'feels ρ', 'critic-only': '', 'critic+reward': 'pays' };

/** How far to walk: one thought or act, the whole step, or to the next step. */
export type Stride = 'thought' | 'whole' | 'next';

/** One agent, thought by thought: what comes to its mind, what it does, and what that was worth. Fires `announce`. */
export class InspectorPanel extends Panel {
  static override properties = { ...Panel.properties, shown: { state: true }, focused: { state: true } };

  /** how many parts of the present step are shown: its thoughts, then its outcome */
  declare shown: number;
  /** the thought that is drawn; null is the one that came last, or was kept */
  declare focused: number | null;

  private present: Inspection | null = null;
  /** whether the step that was asked for is to be shown whole */
  private whole = false;

  static override styles = [sharedStyles, inspectorStyles];

  constructor() {
    super();
    this.shown = 0;
    this.focused = null;
  }

  /** Walks on, if the moment allows it. */
  walk(stride: Stride): void {
    const { inspected } = this.lab;
    const { present } = this;
    // What has not been drawn yet cannot be walked on from.
    if (!inspected || inspected.awaiting || !present || present !== inspected.steps.at(-1)) return;
    const parts = present.candidates.length + 1;
    if (stride === 'next' || this.shown >= parts) {
      this.whole = stride === 'whole';
      this.lab.session.inspectNext();
    } else this.show(stride === 'whole' ? parts : this.shown + 1);
  }

  private show(parts: number): void {
    this.shown = parts;
    this.focused = null;
  }

  protected override willUpdate(): void {
    const steps = this.lab.inspected?.steps ?? [];
    const step = steps.at(-1) ?? null;
    if (step === this.present) return;
    // An agent that has just been opened waits for the first press.
    this.show(!step || steps.length === 1 ? 0 : this.whole ? step.candidates.length + 1 : 1);
    this.present = step;
    this.whole = false;
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('.forward')?.focus({ preventScroll: true });
    this.scrollIntoView({ block: 'start' });
  }

  protected override updated(_: PropertyValues<this>): void {
    this.dispatchEvent(new CustomEvent('announce', { detail: { text: this.spoken() } }));
  }

  override render(): TemplateResult {
    const { lab, present } = this;
    const { inspected } = lab;
    const names = this.names(inspected);
    return html`
      <div class="bar">
        <label>Agent <input type="number" min="0" max=${lab.shown.agents - 1} .value=${String(lab.selected)} @change=${(event: Event) => lab.watch(Math.trunc((event.target as HTMLInputElement).valueAsNumber) || 0)} /></label>
        <span class="small">${present ? this.where(present) : ''}</span>
        <button aria-keyshortcuts="i" @click=${() => lab.inspect(false)}>Back to the population<kbd aria-hidden="true">i</kbd></button>
      </div>
      ${this.world(names)}
      <div class="step" role="region" aria-label="thoughts of agent ${lab.selected}" tabindex="0">${this.step(inspected, names)}</div>
      ${this.controls(inspected)}
    `;
  }

  private names(inspected: InspectedAgent | null): Names {
    return new Names(this.lab.shape, this.lab.world.actions, inspected?.letters ?? '', inspected?.eventSets ?? []);
  }

  /** The phase that the agent is in. */
  private get phase(): PlannedPhase | undefined {
    const { phases } = planOf(this.lab.shown.phases, this.lab.world);
    const name = this.lab.session.snapshot.progress?.phase;
    return phases.find(({ phase }) => phase.name === name) ?? phases[0];
  }

  private where({ step, started }: Inspection): string {
    const { phase } = this;
    const over = phase && step >= phase.firstStep + phase.steps;
    return [
      `step ${grouped(step)}${phase ? ` of ${phase.phase.name}` : ''}`,
      ...(started ? ['an episode begins'] : []),
      ...(over ? ['the phase is over; so it would go on'] : []),
    ].join(' · ');
  }

  private world(names: Names): TemplateResult {
    const { lab, present } = this;
    const { watched } = lab.session.snapshot;
    const acted = present !== null && this.shown > present.candidates.length;
    const selected = watched?.selected ?? null;
    const row = present ? (acted ? present.nextRow : present.row) : (selected?.row ?? 0);
    const level = lab.shape.level(lab.shape.levelOf(row));
    const reflective = present !== null && (acted ? present.nextReflective : present.reflective);
    const values = (reflective ? selected?.selfValues : null) ?? selected?.values ?? null;
    const walkers = watched || present ? [{ agent: lab.selected, row, selected: true }] : [];
    return html`<div class="world">
      <level-stage .level=${level} .goals=${goalsOf(lab.world)} .values=${values} .walkers=${walkers} .trail=${this.trail(row)} .plans=${this.plans()}
        label="Level ${level.name}; agent ${lab.selected} is at ${names.place(row)}; a line shows where the chosen thought leads, and colours what the agent expects from every cell"></level-stage>
      <div class="legend">
        <p class="small">${level.name}<br />${this.plans().length > 0 ? 'Line: where the chosen thought leads. ' : ''}Colour: what the agent expects from a cell${selected?.selfValues ? `, ${frameName(reflective)}` : ''}.</p>
        <value-legend .scale=${scaleOf(level, values)}></value-legend>
      </div>
    </div>`;
  }

  /** The way of the present episode, as far as it was looked at. */
  private trail(row: number): readonly number[] {
    const steps = this.lab.inspected?.steps ?? [];
    const begin = Math.max(0, steps.findLastIndex(({ started }) => started));
    return [...steps.slice(begin).map((step) => step.row), row];
  }

  private plans(): readonly DrawnPlan[] {
    const { present } = this;
    if (!present) return [];
    const focused = this.standsOut(present);
    const acted = this.shown > present.candidates.length;
    return present.candidates.slice(0, this.shown).flatMap(({ plan }, c) =>
      plan.length === 0 || (acted && c !== focused) ? [] : [{ rows: [present.row, ...plan.map(({ row }) => row)], focused: c === focused }]);
  }

  /** The thought that stands out: the chosen one, else the one that came last, and once all have come the one that was kept. */
  private standsOut({ candidates }: Inspection): number {
    return this.focused ?? (this.shown < candidates.length ? this.shown - 1 : candidates.findIndex(({ kept }) => kept));
  }

  private step(inspected: InspectedAgent | null, names: Names): TemplateResult {
    const { present, lab } = this;
    const absence = absenceOf(lab, inspected);
    if (absence !== '' || !present) return html`<p class="say">${absence}</p>`;
    const { agent } = lab.shown;
    const scale = roundScale(inspected!.steps.flatMap(({ candidates, learning }) => [...candidates.map(({ guess }) => guess ?? 0), learning?.delta ?? 0].filter(isFinite32)));
    return html`
      <header><h2>${present.candidates.length > 0 ? 'Candidate thoughts' : 'Thought'}</h2><span class="small">${frameName(present.reflective)}, at ${names.place(present.row)}, where v = ${fixed(present.value, 3)}</span></header>
      ${this.shown === 0 ? html`<p class="say">${this.invitation()}</p>` : nothing}
      <thought-list .inspection=${present} .names=${names} .shown=${this.shown} .focused=${this.standsOut(present)} .scale=${scale} .felt=${feltNames[agent.planValue] ?? ''}
        @focusThought=${(event: CustomEvent<{ index: number }>) => (this.focused = event.detail.index)}></thought-list>
      ${this.shown > present.candidates.length
        ? html`<step-outcome .inspection=${present} .names=${names} .single=${lab.world.actions.length === 1} .satisfices=${agent.rule === 'satisfice' && this.phase?.phase.greedy !== true} .gamma=${typeof agent.gamma === 'number' ? agent.gamma : null}
            .scale=${scale} .learning=${this.phase?.phase.learn === false ? 'frozen' : 'gate' satisfies WhyNotLearned}></step-outcome>`
        : nothing}
      ${inspected!.over ? html`<p class="say">${noMoreSteps(lab.selected)}</p>` : nothing}
    `;
  }

  private invitation(): string {
    return `Agent ${grouped(this.lab.selected)} is about to think. “${this.forward()}” shows ${(this.present?.candidates.length ?? 0) > 0 ? 'what comes to its mind, one thought at a time, then what it does' : 'what it does'} and what that was worth.`;
  }

  /** What one press further shows. */
  private forward(): string {
    return this.present !== null && this.shown === this.present.candidates.length ? 'Act' : 'Next thought';
  }

  private controls(inspected: InspectedAgent | null): TemplateResult {
    const idle = !this.present || inspected?.over === true;
    return html`<div class="walk" role="group" aria-label="walk through its thoughts">
      <button class="forward" aria-keyshortcuts="n" aria-disabled=${idle} @click=${() => this.walk('thought')}>${this.forward()}<kbd aria-hidden="true">n</kbd></button>
      <button aria-keyshortcuts="w" aria-disabled=${idle} @click=${() => this.walk('whole')}>Whole step<kbd aria-hidden="true">w</kbd></button>
      <button aria-keyshortcuts="Shift+N" aria-disabled=${idle} @click=${() => this.walk('next')}>Next step<kbd aria-hidden="true">⇧n</kbd></button>
    </div>`;
  }

  /** What is new, for a screen reader. */
  private spoken(): string {
    const { present, lab } = this;
    const absence = absenceOf(lab, lab.inspected);
    if (absence !== '' || !present) return absence;
    if (lab.inspected?.over) return noMoreSteps(lab.selected);
    if (this.shown === 0) return this.invitation();
    const names = this.names(lab.inspected);
    return this.shown > present.candidates.length ? describeOutcome(present, names) : describeThought(present, this.shown - 1, this.shown, names);
  }
}

const isFinite32 = (value: number): boolean => Math.abs(value) < 1e30;

const noMoreSteps = (agent: number): string => `Agent ${grouped(agent)} makes no more steps: it has finished its episodes, or has diverged.`;

/** Why there is nothing to see, and what to do; empty if there is something. */
function absenceOf({ session, selected, rests, outdated, underWay }: Laboratory, inspected: InspectedAgent | null): string {
  const { state } = session.snapshot;
  if (state === 'running') return `The population is running. Pause it to look into agent ${grouped(selected)} where it then is.`;
  if (state === 'failed') return 'There is no population to look into; its status says why.';
  if (!rests || (outdated && !underWay)) return 'The world and its population are being built.';
  if (!inspected || (inspected.steps.length === 0 && !inspected.over)) return 'The agent is being copied.';
  return inspected.steps.length === 0 ? noMoreSteps(selected) : '';
}

customElements.define('inspector-panel', InspectorPanel);
