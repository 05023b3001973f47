import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Episode } from '../../lab/episode';
import { ending, eventsAt, happening, returnsAt } from '../episode-text';
import { fixed, grouped, percent, signed } from '../format';
import { sharedStyles } from '../shared-styles';
import { afterIt, fromTheBeginning, type LevelSource, type Staging } from '../staging';
import type { Names } from '../thought-text';
import type { LevelShape } from '../world-shape';
import './level-stage';
import { likeliest, type CellPolicy } from './policy-arrows';
import type { Walker } from './world-view';

/** Hidden tables have so many rows at most: more would only slow the page down. */
const mostRows = 200;

/** A level with a recorded episode at some time, and what else it could be. Fires `stage` with another staging. */
export class EpisodeStage extends LitElement {
  static override properties = {
    number: { type: Number },
    staging: { attribute: false },
    sources: { attribute: false },
    index: { type: Number },
    level: { attribute: false },
    episode: { attribute: false },
    time: { type: Number },
    agent: { type: Number },
    walkers: { attribute: false },
    trail: { attribute: false },
    goals: { attribute: false },
    values: { attribute: false },
    scale: { type: Number },
    policies: { attribute: false },
    names: { attribute: false },
    resting: { type: Boolean },
  };

  /** from 0 */
  declare number: number;
  declare staging: Staging;
  declare sources: readonly LevelSource[];
  /** of the level */
  declare index: number;
  declare level: LevelShape;
  /** null where the stage shows the population, or nothing is recorded yet */
  declare episode: Episode | null;
  /** of the episode */
  declare time: number;
  declare agent: number;
  /** agents that walk on the level now, where the stage shows the population */
  declare walkers: readonly Walker[];
  /** the way of the selected one of them */
  declare trail: readonly number[];
  declare goals: readonly string[];
  declare values: Float32Array | null;
  declare scale: number;
  declare policies: readonly CellPolicy[] | null;
  declare names: Names;
  /** whether the population rests, so that there is time for tables */
  declare resting: boolean;

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: calc(0.5 * var(--unit));
        min-width: 0;
        min-height: 0;
      }
      .chooser {
        display: flex;
        flex: none;
        align-items: center;
      }
      select {
        flex: 0 1 auto;
        min-width: 0;
        height: calc(3 * var(--unit));
        padding: 0 2px;
        border-color: transparent;
        background: transparent;
        font-weight: 600;
        text-overflow: ellipsis;
      }
      option {
        background: var(--field);
        font-weight: 400;
      }
      .level {
        flex: 1 1 0;
        min-width: 0;
        overflow: hidden;
        font-size: var(--text-small);
        color: var(--ink-soft);
        text-align: center;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .chooser button {
        flex: none;
        min-width: calc(3 * var(--unit));
        padding: 0;
      }
      button.level {
        flex: 1 1 0;
      }
      button.level[aria-pressed='true'] {
        color: var(--ink);
        text-decoration: underline;
        text-underline-offset: 3px;
      }
      .caption {
        flex: none;
        min-height: calc(2 * var(--text-small) * var(--line));
        font-size: var(--text-small);
        color: var(--ink-soft);
      }
      .caption span {
        display: block;
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .now {
        color: var(--ink);
      }
      level-stage {
        flex: 0 1 auto;
        min-height: calc(11 * var(--unit));
      }
    `,
  ];

  override render(): TemplateResult {
    const { episode, level } = this;
    const trail = episode ? episode.rows.slice(0, this.time + 1) : this.trail;
    const walkers = episode ? [{ agent: this.agent, row: trail.at(-1)!, selected: true }] : this.walkers;
    return html`
      ${this.chooser()}
      <level-stage .level=${level} .goals=${this.goals} .values=${this.values} .scale=${this.scale} .policies=${this.policies} .walkers=${walkers} .trail=${trail} ?recorded=${episode !== null} label=${this.described()}></level-stage>
      <p class="caption">${episode ? this.caption(episode) : nothing}</p>
      ${guard([episode, this.resting], () => (episode && this.resting ? this.table(episode) : nothing))}
      ${guard([level, this.values, this.policies, this.resting], () => (this.resting ? this.cellTable() : nothing))}
    `;
  }

  private chooser(): TemplateResult {
    const { staging, sources, number } = this;
    const source = sources.find(({ name }) => name === staging.source);
    const levels = source?.levels ?? [];
    const where = `stage ${number + 1}`;
    const step = (by: number) => () => this.restage({ level: levels[(levels.indexOf(this.index) + by + levels.length) % levels.length]! });
    return html`<div class="chooser" role="group" aria-label=${where}>
      <select aria-label="levels on ${where}" @change=${(event: Event) => this.restage({ source: (event.target as HTMLSelectElement).value || null, level: null })}>
        ${sources.map(({ name }) => html`<option value=${name} ?selected=${name === staging.source}>${name}</option>`)}
        <option value="" ?selected=${staging.source === null}>now</option>
      </select>
      ${levels.length > 1
        ? html`<button class="plain" aria-label="previous level on ${where}" @click=${step(-1)}>‹</button>
          <button class="plain level" aria-pressed=${staging.level !== null} title=${staging.level === null ? `drawn from the ${levels.length} levels of ${source!.name}: press to keep it` : 'kept: press to draw from all levels again'}
            @click=${() => this.restage({ level: staging.level === null ? this.index : null })}>${this.level.name}</button>
          <button class="plain" aria-label="next level on ${where}" @click=${step(1)}>›</button>`
        : html`<span class="level">${this.level.name === source?.name ? '' : this.level.name}</span>`}
      ${source ? html`<button class="plain" aria-label="another start on ${where}" title="the copy’s next episode" @click=${() => this.another()}>↻</button>` : nothing}
    </div>`;
  }

  private restage(changes: Partial<Staging>): void {
    this.dispatchEvent(new CustomEvent('stage', { detail: { staging: { ...this.staging, after: fromTheBeginning, ...changes } } }));
  }

  private another(): void {
    if (this.episode) this.restage({ after: afterIt(this.staging, this.episode) });
  }

  private caption(episode: Episode): TemplateResult {
    const { time, names } = this;
    const over = time >= episode.steps.length;
    const value = episode.steps[time]?.value;
    const now = over ? ending(episode) : happening(episode, time, names);
    return html`<span class="now" title=${now}>${now}</span><span>${returnsAt(episode, time)}${value === undefined ? '' : ` · expects ${fixed(value, 2)}`}</span>`;
  }

  /** What a screen reader says of the picture. */
  private described(): string {
    const { level, episode, names, time, agent } = this;
    const size = level.drawn ? `${level.width} by ${level.height} cells` : `${grouped(level.states)} states`;
    const things = level.objects.length > 0 && level.objects.length <= 12 ? `, with ${level.objects.map(([, name]) => name).join(' and ')}` : '';
    const where = episode ? `agent ${agent} is at ${names.place(episode.rows[time]!)}, after ${time} of ${episode.steps.length} steps` : `${this.walkers.length} of the watched agents are here`;
    return `Level ${level.name}, ${size}${things}; ${where}; colours show the value that agent ${agent} gives to each cell`;
  }

  /** The episode in words and numbers. */
  private table(episode: Episode): TemplateResult {
    const { names } = this;
    return html`<div class="steps visually-hidden"><table>
      <caption>Recorded episode of agent ${this.agent} on ${this.level.name}: ${ending(episode)}, ${returnsAt(episode, episode.steps.length)}</caption>
      <thead><tr>${['step', 'from', 'action', 'to', 'events', 'reward', 'value'].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${episode.steps.slice(0, mostRows).map(({ action, reward, value }, at) => html`<tr>
        <td>${at + 1}</td><td>${names.place(episode.rows[at]!)}</td><td>${names.action(action)}</td><td>${names.place(episode.rows[at + 1]!)}</td>
        <td>${eventsAt(episode, at).join(', ')}</td><td>${signed(reward)}</td><td>${fixed(value, 3)}</td></tr>`)}</tbody>
    </table></div>`;
  }

  /** Values and tendencies in numbers. */
  private cellTable(): TemplateResult | typeof nothing {
    const { level, values, policies, names, agent } = this;
    const cells = Array.from(level.stateOf, (state, cell) => ({ state, cell })).filter(({ state }) => state >= 0);
    if (cells.length > mostRows || (!values && !policies)) return nothing;
    const tendencies = new Map(policies?.map((policy) => [policy.cell, policy]));
    const tends = (cell: number): string => {
      const policy = tendencies.get(cell);
      if (!policy) return '';
      const { to, probability } = likeliest(policy);
      return `${to === cell ? 'stays' : names.place(level.firstRow + level.cell.indexOf(to))}, ${percent(probability)}`;
    };
    return html`<div class="visually-hidden"><table>
      <caption>What agent ${agent} expects and tends to do on ${level.name}</caption>
      <thead><tr><th scope="col">cell</th>${values ? html`<th scope="col">value</th>` : nothing}${policies ? html`<th scope="col">tends to go to</th>` : nothing}</tr></thead>
      <tbody>${cells.map(({ state, cell }) => html`<tr><th scope="row">${names.place(level.firstRow + state)}</th>${values ? html`<td>${fixed(values[level.firstRow + state], 3)}</td>` : nothing}${policies ? html`<td>${tends(cell)}</td>` : nothing}</tr>`)}</tbody>
    </table></div>`;
  }
}

customElements.define('episode-stage', EpisodeStage);
