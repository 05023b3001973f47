import { LitElement, html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { GridModel } from '../../lab/worlds';
import type { EventDeclaration } from '../../world/types';
import { sharedStyles } from '../shared-styles';
import { addEvent, goalNames, removeEvent, renameEvent, withEvent } from './grid-edits';
import { tableStyles } from './table-styles';
import type { Edit } from './things-table';

/** What an event pays, column by column. */
interface Column {
  readonly title: string;
  readonly doc: string;
  readonly read: (event: EventDeclaration) => number | undefined;
  readonly write: (event: EventDeclaration, value: number | undefined) => EventDeclaration;
}

const own = (key: 'reward' | 'intended' | 'override', doc: string): Column => ({
  title: key,
  doc,
  read: (event) => event[key],
  write: ({ [key]: _, ...event }, value) => (value === undefined ? event : { ...event, [key]: value }),
});

const proxy = (goal: string): Column => ({
  title: `for “${goal}”`,
  doc: `what the proxy goal “${goal}” would have paid`,
  read: (event) => event.proxies?.[goal],
  write: ({ proxies, ...event }, value) => {
    const { [goal]: _, ...others } = proxies ?? {};
    const paid = value === undefined ? others : { ...others, [goal]: value };
    return Object.keys(paid).length === 0 ? event : { ...event, proxies: paid };
  },
});

/** The events of a drawing: what each pays, and which happen in every step. */
export class EventsTable extends LitElement {
  static override properties = { model: { attribute: false }, edit: { attribute: false } };
  static override styles = [sharedStyles, tableStyles];

  declare model: GridModel;
  declare edit: Edit;

  override render(): TemplateResult {
    const { events, everyStep } = this.model;
    const columns = [own('reward', 'what the reward function pays'), own('intended', 'what the designer wanted, never seen by the agent'), ...goalNames(this.model).map(proxy), own('override', 'the valence that the brainstem declares')];
    return html`<div class="scroll" tabindex="0" role="region" aria-label="events"><table>
      <thead><tr><th>event</th><th class="centre" title="whether it happens in every step">every step</th>${columns.map(({ title, doc }) => html`<th class="number" title=${doc}>${title}</th>`)}<td></td></tr></thead>
      <tbody>${events.map((event, index) => html`<tr>
        <td><input class="name" aria-label="name of event ${index + 1}" .value=${live(event.name)} @change=${(changed: Event) => this.rename(event.name, changed)} /></td>
        <td class="centre"><input type="checkbox" aria-label="${event.name}: happens in every step" .checked=${live(everyStep.includes(event.name))} @change=${(changed: Event) => this.everyStep(event.name, (changed.target as HTMLInputElement).checked)} /></td>
        ${columns.map((column) => html`<td><input type="number" step="any" placeholder="–" aria-label="${event.name}: ${column.doc}" .value=${live(String(column.read(event) ?? ''))} @change=${(changed: Event) => this.pay(event.name, column, changed.target as HTMLInputElement)} /></td>`)}
        <td><button class="plain" aria-label="remove event ${event.name}" @click=${() => this.edit((model) => removeEvent(model, event.name))}>✕</button></td>
      </tr>`)}</tbody>
    </table></div>
    <button class="plain" @click=${() => this.edit(addEvent)}>+ event</button>`;
  }

  private rename(name: string, changed: Event): void {
    this.edit((model) => renameEvent(model, name, (changed.target as HTMLInputElement).value.trim()));
    this.requestUpdate();
  }

  private everyStep(name: string, happens: boolean): void {
    this.edit((model) => ({ ...model, everyStep: model.events.flatMap((event) => ((event.name === name ? happens : model.everyStep.includes(event.name)) ? [event.name] : [])) }));
  }

  private pay(name: string, { write }: Column, { valueAsNumber }: HTMLInputElement): void {
    this.edit((model) => withEvent(model, name, (event) => write(event, Number.isNaN(valueAsNumber) ? undefined : valueAsNumber)));
    this.requestUpdate();
  }
}

customElements.define('events-table', EventsTable);
