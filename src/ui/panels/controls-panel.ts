import { html, nothing, type TemplateResult } from 'lit';
import type { HyperparameterName } from '../../lab/tables';
import { differences, formatSetting, type Difference, type Setting } from '../differences';
import { redoIcon, spreadIcon, undoIcon } from '../elements/icons';
import '../elements/lab-distribution';
import type { EditEvent, LabField } from '../elements/lab-field';
import '../elements/lab-field';
import { bytes, grouped } from '../format';
import { populationMemory } from '../population-memory';
import { presets } from '../presets';
import { groups, hyperparameterField, matches, populationFields, ungrouped, worldFields, type Field } from '../setting-table';
import { sharedStyles } from '../shared-styles';
import { controlsStyles } from './controls-styles';
import { Panel } from './panel';
import { phaseFields, type RenderField } from './phase-fields';

/** How many differences are listed before somebody asks for all of them. */
const shortList = 6;
/** The group that holds the presets. */
const presetsTitle = 'Presets';

/** Every setting of the experiment, derived from the tables of scenarios and hyperparameters. */
export class ControlsPanel extends Panel {
  static override properties = { ...Panel.properties, query: { state: true }, open: { state: true }, listing: { state: true } };
  static override styles = [sharedStyles, controlsStyles];

  /** what the settings are searched for */
  declare query: string;
  /** paths of the controls and titles of the groups that are open */
  declare open: ReadonlySet<string>;
  /** whether a long list of differences is shown as a whole */
  declare listing: boolean;

  private found: readonly Difference[] = [];
  /** groups that held a difference when they were last looked at */
  private changedGroups: ReadonlySet<string> = new Set();

  constructor() {
    super();
    this.query = '';
    this.open = new Set();
    this.listing = false;
  }

  /** Groups open themselves when something in them begins to differ from the defaults. */
  protected override willUpdate(): void {
    const { experiment, standard, refusals } = this.lab.bench;
    this.found = differences(experiment, standard);
    const touched = new Set([...this.found.map(({ path }) => path), ...refusals.keys()]);
    const changed = new Set(groups.flatMap(([title, names]) => (names.some((name) => touched.has(`agent.${name}`)) ? title : [])));
    const opening = [...changed].filter((title) => !this.changedGroups.has(title));
    this.changedGroups = changed;
    if (opening.length > 0) this.open = new Set([...this.open, ...opening]);
  }

  override render(): TemplateResult {
    const { experiment } = this.lab.bench;
    const phases = phaseFields(this.lab, this.query, this.field);
    const sections = [this.section('Population', populationFields(experiment)), this.section('World', worldFields(experiment)), this.agent(), phases];
    return html`
      ${this.head()}
      ${this.query === '' ? html`${this.differences()}${this.presets()}` : nothing}
      ${sections}
      <p class="visually-hidden" role="status">${this.lab.travelled}</p>
      <p class="small nothing" role="status">${sections.every((section) => section === nothing) ? 'No setting is called that; Escape shows all.' : ''}</p>
    `;
  }

  /** Brings the control of a path into view and gives it the focus. */
  async focusPath(path: string): Promise<void> {
    this.query = '';
    const group = groups.find(([, names]) => names.some((name) => path === `agent.${name}`));
    const [phase] = /^phases\[\d+\]/.exec(path) ?? [];
    const length = phase === undefined ? undefined : lengthPathOf(this.renderRoot, phase);
    this.open = new Set([...this.open, ...(group ? [group[0]] : []), ...(length === undefined || length === path ? [] : [length])]);
    await this.updateComplete;
    this.renderRoot.querySelector<LabField>(`lab-field[data-path="${path}"]`)?.focus();
  }

  /** Into the field that searches. */
  search(): void {
    this.renderRoot.querySelector<HTMLInputElement>('#search')?.select();
  }

  private head(): TemplateResult {
    const { bench } = this.lab;
    return html`<div class="head">
      <input id="search" type="search" aria-label="search the settings" placeholder="search settings  /" aria-keyshortcuts="/" autocomplete="off" spellcheck="false" .value=${this.query}
        @input=${(event: Event) => (this.query = (event.target as HTMLInputElement).value.trim())} @keydown=${this.onSearchKey} />
      <button class="plain icon" title="undo (Ctrl z)" aria-label="undo" aria-keyshortcuts="Control+Z Meta+Z" aria-disabled=${!bench.canUndo} @click=${() => this.lab.undo()}>${undoIcon}</button>
      <button class="plain icon" title="redo (Ctrl ⇧z)" aria-label="redo" aria-keyshortcuts="Control+Shift+Z Meta+Shift+Z Control+Y" aria-disabled=${!bench.canRedo} @click=${() => this.lab.redo()}>${redoIcon}</button>
    </div>`;
  }

  private readonly onSearchKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.query = '';
  };

  private differences(): TemplateResult {
    const { found } = this;
    const listed = this.listing || found.length <= shortList + 1 ? found : found.slice(0, shortList);
    const hidden = found.length - listed.length;
    return html`<section>
      <div class="title">
        <h2>${found.length === 0 ? 'All settings at their defaults' : 'Differs from the defaults'}</h2>
        ${found.length === 0 ? nothing : html`<button class="plain" aria-label="all back to the defaults" @click=${() => this.lab.bench.takeRecommended()}>all back</button>`}
      </div>
      ${found.length === 0 ? nothing : html`<div class="differences">
        ${listed.map(({ path, label, value, standard }) => html`
          <button title="back to ${formatSetting(standard)}" aria-label="${label} ${formatSetting(value)}: back to ${formatSetting(standard)}" @click=${() => this.revert(path, standard)}>${label} ${formatSetting(value)} <span aria-hidden="true">↺</span></button>`)}
        ${hidden > 0 || (this.listing && found.length > shortList + 1) ? html`<button class="plain" aria-expanded=${this.listing} @click=${() => (this.listing = !this.listing)}>${this.listing ? 'fewer' : `and ${hidden} more`}</button>` : nothing}
      </div>`}
      ${this.lab.underWay && this.lab.outdated ? html`<p class="small outdated" role="status">The results beside are of the settings before; Run starts afresh with these.</p>` : nothing}
    </section>`;
  }

  private presets(): TemplateResult {
    return html`<section class="presets">${this.group(presetsTitle, false, html`<ul>${presets.map(({ title, doc, set }) => html`
      <li><button @click=${() => this.lab.bench.setAll(title, Object.entries(set))}><span>${title}</span><span class="small">${doc}</span></button></li>`)}</ul>`)}</section>`;
  }

  /** What is closed until somebody opens it, or searches for what it holds. */
  private group(title: string, changed: boolean, content: TemplateResult | readonly TemplateResult[]): TemplateResult {
    const open = this.query !== '' || this.open.has(title);
    const toggle = (event: Event): void => {
      event.preventDefault();
      this.toggle(title);
    };
    return html`<details ?open=${open}><summary class=${changed ? 'changed' : ''} @click=${toggle}>${title}</summary>${open ? content : nothing}</details>`;
  }

  private toggle(name: string): void {
    const open = new Set(this.open);
    if (!open.delete(name)) open.add(name);
    this.open = open;
  }

  private searched(fields: readonly Field[]): readonly Field[] {
    return this.query === '' ? fields : fields.filter((field) => matches(field, this.query));
  }

  private section(title: string, all: readonly Field[]): TemplateResult | typeof nothing {
    const fields = this.searched(all);
    return fields.length === 0 ? nothing : html`<section><div class="title"><h2>${title}</h2></div>${fields.map((field) => this.field(field))}</section>`;
  }

  private agent(): TemplateResult | typeof nothing {
    const { experiment } = this.lab.bench;
    const fields = (names: readonly HyperparameterName[]): readonly Field[] => this.searched(names.map((name) => hyperparameterField(name, experiment)));
    const always = fields(ungrouped);
    const inGroups = groups.map(([title, names]) => [title, fields(names)] as const).filter(([, found]) => found.length > 0);
    if (always.length + inGroups.length === 0) return nothing;
    return html`<section>
      <div class="title"><h2>Agent</h2></div>
      ${always.map((field) => this.field(field))}
      ${inGroups.map(([title, found]) => this.group(title, this.changedGroups.has(title), found.map((field) => this.field(field))))}
    </section>`;
  }

  private readonly field: RenderField = (field, behind = this.distribution(field)) => {
    const { path, label, symbol, unit = '', help, kind = 'text', choices = [], steps = null, value } = field;
    const refusal = this.lab.bench.refusals.get(path);
    const difference = this.found.find((entry) => entry.path === path);
    const open = behind !== undefined && (behind.open ?? this.open.has(path));
    return html`<lab-field data-path=${path} kind=${kind} label=${label} symbol=${symbol ?? nothing} unit=${unit} help=${help} .choices=${choices} .steps=${steps}
      .value=${this.textOf(field)} .error=${refusal?.message ?? ''} .changed=${difference !== undefined || refusal !== undefined} .more=${behind ? { name: behind.name, icon: behind.icon, open } : null}
      @edit=${(event: EditEvent) => this.edit(field, event)} @revert=${() => this.revert(path, difference?.standard ?? value)} @more=${() => this.toggle(path)}>
      ${path === 'agents' ? this.memory() : nothing}
      ${open ? html`<div slot="more">${behind.content()}</div>` : nothing}
    </lab-field>`;
  };

  /** What stands in a control: what it holds, or what was typed and cannot be used. */
  private textOf({ path, kind, value }: Field): string {
    return this.lab.bench.refusals.get(path)?.text ?? (kind === 'switch' ? String(value) : formatSetting(value));
  }

  private distribution(field: Field): Parameters<RenderField>[1] {
    const { spread, label } = field;
    if (!spread) return undefined;
    const content = (): TemplateResult => html`<lab-distribution class="more" label=${label} text=${this.textOf(field)} .range=${spread.range} .others=${spread.others} .agents=${this.lab.bench.experiment.agents}
      @edit=${(event: EditEvent) => this.edit(field, event)}></lab-distribution>`;
    return { name: `${label}: distribution over the agents`, icon: spreadIcon, content };
  }

  /** What the population takes, and the largest that fits. */
  private memory(): TemplateResult {
    const { bench, session } = this.lab;
    const memory = populationMemory(bench.experiment, session.snapshot);
    if (!memory) return html`<p slot="note" class="small note">memory is counted when such agents are loaded</p>`;
    const { mostAgents } = memory;
    if (bench.experiment.agents <= mostAgents) return html`<p slot="note" class="small note">${bytes(memory.bytes)} of memory; at most ${grouped(mostAgents)} agents fit</p>`;
    return html`<p slot="note" class="small note problem">${bytes(memory.bytes)} of memory are too much here: <button class="plain" @click=${() => this.revert('agents', mostAgents)}>take ${grouped(mostAgents)} agents</button></p>`;
  }

  private edit({ path, read }: Field, { detail: { text, step } }: EditEvent): void {
    this.lab.bench.set(path, text, () => read(text), step ? path : null);
  }

  private revert(path: string, value: Setting): void {
    this.lab.bench.set(path, '', () => (path === 'phases' ? undefined : value));
  }
}

/** The path of the control behind whose button a phase's other controls stand. */
const lengthPathOf = (root: ParentNode, phase: string): string | undefined =>
  root.querySelector<LabField>(`lab-field[data-path^="${phase}."]`)?.dataset.path;

customElements.define('controls-panel', ControlsPanel);
