import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { InputError } from '../../lab/tables';
import { gridLimits, gridTemplate, type GridModel } from '../../lab/worlds';
import type { World } from '../../world/types';
import { download } from '../download';
import { deskOf, longestLink, type Desk } from '../editor/desk';
import { mostText } from '../editor/draft';
import { editorStyles } from '../editor/editor-styles';
import '../editor/events-table';
import { carry, goalNames, paint, withDrawnFeatures, withLevel, type Tool } from '../editor/grid-edits';
import '../editor/grid-stage';
import { startAt, type CarryEvent, type StrokeEvent } from '../editor/grid-stage';
import '../editor/json-editor';
import { layOut } from '../editor/json-text';
import '../editor/level-form';
import '../editor/things-table';
import type { Edit } from '../editor/things-table';
import { fileNameOf, readWorldFile } from '../editor/world-file';
import '../elements/lab-notice';
import { grouped } from '../format';
import { sharedStyles } from '../shared-styles';
import { Subscription } from '../subscription';
import { objectAt } from '../views/world-view';
import { Panel } from './panel';

const templateName = 'A goal and its rival';

const list = (names: readonly string[]): string => (names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`);

/** A world of one's own: drawn on a map or written as JSON, run at once, shared by the link. */
export class EditorPanel extends Panel {
  static override styles = [sharedStyles, editorStyles];

  /** the same list for the same drawing: a page that runs is drawn sixty times a second */
  private goals: { readonly model: GridModel; readonly names: readonly string[] } | null = null;
  private measured: { readonly world: World; readonly characters: number | null } | null = null;

  constructor() {
    super();
    new Subscription(this, () => [this.desk]);
  }

  private get desk(): Desk {
    return deskOf(this.lab);
  }

  /** Draws what was changed at once: a frame later, what a stroke has left would flicker. */
  private readonly edit: Edit = (change) => {
    this.desk.edit(change);
    this.requestUpdate();
  };

  /** Sets what the desk shows, and takes it up at once: on a slow device the next click may come before the next frame. */
  private set(shown: Parameters<Desk['set']>[0]): void {
    this.desk.set(shown);
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const { desk } = this;
    const { remark } = desk;
    return html`
      <div class="desk" @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${this.dropped} @keydown=${this.key}>
      ${this.bar()}
      ${remark ? html`<lab-notice kind=${remark.kind} .text=${remark.text} @dismiss=${() => desk.dismiss()}></lab-notice>` : nothing}
      ${desk.form === 'draw' ? this.drawing(desk.model) : this.json()}
      </div>
    `;
  }

  private bar(): TemplateResult {
    const { desk } = this;
    const form = (name: Desk['form'], title: string): TemplateResult => html`<button class="plain" aria-pressed=${desk.form === name} @click=${() => this.set({ form: name })}>${title}</button>`;
    return html`<div class="bar">
      <h2 class="visually-hidden">World</h2>
      <div class="forms" role="group" aria-label="form of the world">${form('draw', 'Draw')}${form('json', 'JSON')}</div>
      <button class="plain" ?disabled=${!desk.canUndo} @click=${() => desk.undo()}>Undo</button>
      <button class="plain" ?disabled=${!desk.canRedo} @click=${() => desk.redo()}>Redo</button>
      <button @click=${() => desk.begin({ form: 'drawing', model: gridTemplate }, templateName)}>New grid</button>
      <button @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')!.click()}>Open file</button>
      <input type="file" hidden accept=".json,application/json" aria-label="a file with a world" @change=${this.opened} />
      <button ?disabled=${desk.reading.world instanceof InputError} @click=${this.save}>Save file</button>
      <span class="space"></span>
      <button class="use" ?disabled=${desk.reading.world instanceof InputError} @click=${() => desk.use()}>Run this world</button>
    </div>
    <div class="row">
      <label>name <input class="title" maxlength="200" .value=${live(desk.title)} ?disabled=${!desk.own} @change=${(event: Event) => this.set({ name: (event.target as HTMLInputElement).value.trim() })} /></label>
      ${this.state()}
      ${desk.own && !desk.inUse ? html`<button class="plain" @click=${() => desk.leave()}>Back to the experiment’s world</button>` : nothing}
    </div>`;
  }

  /** How large the world and its link are, or why there is none. */
  private state(): TemplateResult {
    const { world, draft } = this.desk.reading;
    if (world instanceof InputError) return html`<p class="state wrong" role="status">${draft.form === 'drawing' ? `${world.message}.` : 'This is no world yet.'}</p>`;
    const states = world.levels.reduce((sum, level) => sum + level.states, 0);
    const characters = this.linkLength(world);
    const size = characters === null ? 'too large for a link' : `link of ${grouped(characters)} characters${characters > longestLink ? `, more than the ${grouped(longestLink)} that every program passes on` : ''}`;
    return html`<p class="state small" role="status">${grouped(world.levels.length)} ${world.levels.length === 1 ? 'level' : 'levels'}, ${grouped(states)} states · ${this.desk.own ? size : 'the experiment’s world'}${this.desk.own && this.desk.inUse ? ' · under the controls' : ''}</p>`;
  }

  private drawing(model: GridModel | string): TemplateResult {
    const { desk } = this;
    if (typeof model === 'string') {
      return html`<div class="empty"><p>This world cannot be drawn on. ${model}</p>
        <p class="small">It can be written as JSON, or begin with a <button class="plain link" @click=${() => desk.begin({ form: 'drawing', model: gridTemplate }, templateName)}>new grid</button>.</p></div>`;
    }
    const level = model.levels[desk.level]!;
    const goals = this.goalsOf(model);
    const { edit } = this;
    return html`<div class="drawing">
      <section aria-label="map">
        ${this.tools(model, goals)}
        <grid-stage .level=${level} .things=${model.things} .goals=${goals} .tool=${desk.tool}
          @tool=${(event: CustomEvent<{ tool: Tool }>) => this.set({ tool: event.detail.tool })}
          @stroke=${({ detail: { cells, tool, on } }: StrokeEvent) => edit((now) => withLevel(now, desk.level, paint(now.levels[desk.level]!, cells, tool, on)))}
          @carry=${({ detail: { from, to } }: CarryEvent) => edit((now) => withLevel(now, desk.level, carry(now.levels[desk.level]!, from, to)))}></grid-stage>
        ${desk.reading.leftOut > 0 ? html`<p class="small">The drawing takes ${model.levels.length} of the world’s ${grouped(model.levels.length + desk.reading.leftOut)} levels, some of every split; what is drawn leaves the others out.</p>` : nothing}
      </section>
      <section class="rules" aria-label="rules">
        <div><div class="row"><h3>Level</h3>${this.levels(model)}</div><level-form .model=${model} .index=${desk.level} .edit=${edit} @level=${(event: CustomEvent<{ index: number }>) => this.set({ level: event.detail.index })}></level-form></div>
        <div><h3>Things</h3><things-table .model=${model} .goals=${goals} .edit=${edit}></things-table></div>
        <div><h3>Events</h3><events-table .model=${model} .edit=${edit}></events-table></div>
        <div><h3>Agents see</h3>${this.features(model)}</div>
      </section>
    </div>`;
  }

  private goalsOf(model: GridModel): readonly string[] {
    if (this.goals?.model !== model) this.goals = { model, names: [model.intendedGoal ?? 'intended', ...goalNames(model)] };
    return this.goals.names;
  }

  private levels({ levels }: GridModel): TemplateResult {
    const { desk } = this;
    const step = (by: number) => () => this.set({ level: (desk.level + by + levels.length) % levels.length });
    return html`<select aria-label="level" @change=${(event: Event) => this.set({ level: (event.target as HTMLSelectElement).selectedIndex })}>
        ${levels.map(({ name, splits }, index) => html`<option .selected=${live(index === desk.level)}>${name} (${Object.keys(splits).join(', ') || 'in no split'})</option>`)}
      </select>
      ${levels.length > 1 ? html`<button class="plain" aria-label="previous level" @click=${step(-1)}>‹</button><button class="plain" aria-label="next level" @click=${step(1)}>›</button>` : nothing}`;
  }

  private tools({ things }: GridModel, goals: readonly string[]): TemplateResult {
    const tool = (value: Tool, key: string, title: string, icon: SVGTemplateResult | typeof nothing): TemplateResult => html`<button aria-pressed=${this.desk.tool === value} @click=${() => this.set({ tool: value })}>
      ${icon === nothing ? nothing : html`<svg width="16" height="16" viewBox="-.5 -.5 1 1" aria-hidden="true">${icon}</svg>`}${title}${key === '' ? nothing : html`<kbd aria-hidden="true">${key}</kbd>`}</button>`;
    const square = (fill: string): SVGTemplateResult => svg`<rect x="-.45" y="-.45" width=".9" height=".9" style="fill:${fill};stroke:var(--ink-faint)" stroke-width="1" vector-effect="non-scaling-stroke"></rect>`;
    return html`<div class="tools" role="group" aria-label="tools">
      ${tool('wall', 'w', 'wall', square('var(--wall)'))}
      ${tool('floor', 'f', 'clear', square('var(--value-zero)'))}
      ${tool('start', 's', 'start', startAt(0, 0, 0.2))}
      ${tool('move', 'm', 'move', nothing)}
      ${things.map(({ name }, index) => tool(index, index < 9 ? String(index + 1) : '', name, objectAt(goals, name, 0, 0, 0.42)))}
    </div>`;
  }

  /** What thoughts are made of; an edited map cannot keep features that somebody made up for the old one. */
  private features(model: GridModel): TemplateResult {
    const { edit } = this;
    const { kept, usesKept, seesCell, things } = model;
    const seen = things.flatMap(({ name, seen: isSeen }) => (isSeen ? [name] : []));
    const what = [...(seesCell ? ['the cell'] : []), ...(seen.length > 0 ? [`how many columns and rows away the nearest ${list(seen)} is, while there is one`] : [])];
    return html`
      ${kept ? html`<label><input type="checkbox" .checked=${live(usesKept)} @change=${(event: Event) => edit((now) => ((event.target as HTMLInputElement).checked ? { ...now, usesKept: true } : withDrawnFeatures(now)))} /> what they saw before the world was drawn on</label>` : nothing}
      ${usesKept
        ? html`<p class="small">The features and probes that the world came with stay as long as only walls are added: they know neither new floor nor things that have moved.</p>`
        : html`<label><input type="checkbox" .checked=${live(seesCell)} @change=${(event: Event) => edit((now) => ({ ...now, seesCell: (event.target as HTMLInputElement).checked }))} /> which cell they are on</label>
          <p class="small">A thought says ${what.length > 0 ? what.join(', and ') : 'nothing: choose at least one thing that is seen'}; each one-hot, with the same meaning in every level. At most ${gridLimits.seen} kinds of things are seen.</p>`}`;
  }

  private json(): TemplateResult {
    const { desk } = this;
    const { reading } = desk;
    const { text, world } = reading;
    if (text === null) {
      return html`<div class="empty">${world instanceof InputError
        ? html`<p>The drawing is no world yet: ${world.message}.</p>`
        : html`<p>The JSON of this world has more than ${grouped(mostText / 1000)} kB, too much for a text field.</p><p class="small">Save it to a file, edit it there, and open the file.</p>`}</div>`;
    }
    return html`<div class="json">
      <json-editor .text=${text} .problem=${world instanceof InputError ? world : null} @type=${(event: CustomEvent<{ text: string }>) => desk.type(event.detail.text)}></json-editor>
      <div class="row">
        <button ?disabled=${world instanceof InputError} @click=${() => world instanceof InputError || desk.type(layOut(world))}>Format</button>
        <p class="small">A Markov decision process as tables: <code>transitions</code> are [state, action, [[probability, next state, events, terminated], …]]. Files may be dropped here, tables of Gymnasium among them.</p>
      </div>
    </div>`;
  }

  private readonly save = (): void => {
    const { world, text } = this.desk.reading;
    if (!(world instanceof InputError)) download(fileNameOf(this.desk.title), new Blob([`${text ?? JSON.stringify(world)}\n`], { type: 'application/json' }));
  };

  private readonly opened = async ({ target }: Event): Promise<void> => {
    const input = target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) await this.open(file);
    input.value = '';
  };

  /** The keys that undo settings elsewhere undo the drawing here; text that is being typed has its own history. */
  private readonly key = (event: KeyboardEvent): void => {
    const target = event.composedPath()[0];
    const types = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'checkbox');
    if (types || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) this.desk.redo();
    else this.desk.undo();
  };

  private readonly dropped = (event: DragEvent): void => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) void this.open(file);
  };

  /** A file that holds no world changes nothing. */
  private async open(file: File): Promise<void> {
    try {
      this.desk.begin({ form: 'world', world: await readWorldFile(file) }, file.name.replace(/(\.world)?\.json$/i, ''));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.desk.say('problem', `${file.name} was not opened, and nothing has changed: ${error.message}.`);
    }
  }

  /** Characters of the link to the world; null for one that no link carries. */
  private linkLength(world: World): number | null {
    if (!this.desk.own) return 0;
    if (this.measured?.world !== world) this.measured = { world, characters: this.desk.linkLength(world) };
    return this.measured.characters;
  }
}

customElements.define('editor-panel', EditorPanel);
