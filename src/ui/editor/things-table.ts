import { LitElement, html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { GridModel, Thing } from '../../lab/worlds';
import { sharedStyles } from '../shared-styles';
import { objectAt } from '../views/world-view';
import { addThing, asGoal, goalKind, removeThing, renameThing, withThing, type GoalKind } from './grid-edits';
import { tableStyles } from './table-styles';

/** How a drawing is changed: by a function from the present one to the next, which may throw an InputError. */
export type Edit = (change: (model: GridModel) => GridModel) => void;

type Flag = { readonly [K in keyof Thing]: Thing[K] extends boolean ? K : never }[keyof Thing];

const flags: readonly { readonly name: Flag; readonly title: string; readonly doc: string }[] = [
  { name: 'terminates', title: 'ends', doc: 'a step onto it ends the episode' },
  { name: 'once', title: 'once', doc: 'it is gone for the rest of the episode after the first step onto it' },
  { name: 'back', title: 'back', doc: 'a step onto it leads back to a start cell' },
  { name: 'instead', title: 'instead', doc: 'the events of every step do not happen in a step onto it' },
  { name: 'seen', title: 'seen', doc: 'agents see how many columns and rows away the nearest one is' },
];

/** The kinds of things of a drawing, and what a step onto them does. */
export class ThingsTable extends LitElement {
  static override properties = { model: { attribute: false }, goals: { attribute: false }, edit: { attribute: false } };
  static override styles = [sharedStyles, tableStyles];

  declare model: GridModel;
  declare goals: readonly string[];
  declare edit: Edit;

  override render(): TemplateResult {
    const { model } = this;
    const shown = flags.filter(({ name }) => (name !== 'instead' || model.everyStep.length > 0) && (name !== 'seen' || !model.usesKept));
    return html`<div class="scroll" tabindex="0" role="region" aria-label="things"><table>
      <thead><tr><th>thing</th><th title="what happens in a step that ends on it">event</th>${shown.map(({ title, doc }) => html`<th class="centre" title=${doc}>${title}</th>`)}<th>goal</th><td></td></tr></thead>
      <tbody>${model.things.map((thing, index) => html`<tr>
        <td>
          <svg class="key" width="16" height="16" viewBox="-.5 -.5 1 1" aria-hidden="true">${objectAt(this.goals, thing.name, 0, 0, 0.42)}</svg>
          <input class="name" aria-label="name of thing ${index + 1}" .value=${live(thing.name)} @change=${this.on((text) => (now) => renameThing(now, index, text.trim()))} />
        </td>
        <td>${this.events(thing, index)}</td>
        ${shown.map(({ name, doc }) => html`<td class="centre"><input type="checkbox" aria-label="${thing.name}: ${doc}" .checked=${live(thing[name])} @change=${(event: Event) => this.edit((now) => withThing(now, index, { [name]: (event.target as HTMLInputElement).checked }))} /></td>`)}
        <td><select aria-label="${thing.name}: goal" @change=${this.on((text) => (now) => asGoal(now, index, text as GoalKind))}>
          ${(['none', 'intended', 'proxy'] as const).map((kind) => html`<option value=${kind} .selected=${live(goalKind(model, thing) === kind)}>${kind === 'none' ? '–' : kind}</option>`)}
        </select></td>
        <td><button class="plain" aria-label="remove ${thing.name}" @click=${() => this.edit((now) => removeThing(now, index))}>✕</button></td>
      </tr>`)}</tbody>
    </table></div>
    <button class="plain" @click=${() => this.edit(addThing)}>+ thing</button>`;
  }

  /** A thing may bring about several events in a world that was not drawn here; then they stay together. */
  private events({ name, events }: Thing, index: number): TemplateResult {
    const several = events.length > 1 ? [events.join(' + ')] : [];
    const options = ['', ...this.model.events.map((event) => event.name), ...several];
    const value = several[0] ?? events[0] ?? '';
    const read = (text: string): readonly string[] => (text === '' ? [] : text === several[0] ? events : [text]);
    return html`<select aria-label="${name}: event" @change=${this.on((text) => (now) => withThing(now, index, { events: read(text) }))}>
      ${options.map((option) => html`<option value=${option} .selected=${live(option === value)}>${option === '' ? '–' : option}</option>`)}
    </select>`;
  }

  private on(change: (text: string) => (model: GridModel) => GridModel): (event: Event) => void {
    return (event) => {
      this.edit(change((event.target as HTMLInputElement | HTMLSelectElement).value));
      // A name that was refused stands there again as it was.
      this.requestUpdate();
    };
  }
}

customElements.define('things-table', ThingsTable);
