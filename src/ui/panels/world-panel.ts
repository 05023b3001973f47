import { css, html, nothing, type TemplateResult } from 'lit';
import { goalsOf } from '../palette';
import { grouped } from '../format';
import { offers } from '../presentation';
import { sharedStyles } from '../shared-styles';
import '../views/value-legend';
import '../views/level-stage';
import { scaleOf } from '../views/level-stage';
import { agentAt, objectAt, type Walker } from '../views/world-view';
import { canBeDrawn, type LevelShape } from '../world-shape';
import { Panel } from './panel';

/** The world with the selected agent's values, and a few agents walking. */
export class WorldPanel extends Panel {
  static override properties = { ...Panel.properties, split: { state: true }, place: { state: true } };

  /** which split's levels are looked through; null follows the selected agent */
  declare split: string | null;
  /** place within the split */
  declare place: number;

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--unit);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: calc(0.5 * var(--unit)) var(--unit);
        min-height: calc(4 * var(--unit));
      }
      .bar .small {
        flex: 1;
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .bar label {
        display: flex;
        align-items: center;
        gap: var(--unit);
      }
      input[type='number'] {
        width: 9ch;
      }
      .legend {
        display: flex;
        align-items: flex-start;
        justify-content: space-between;
        gap: calc(2 * var(--unit));
      }
      .legend .scale {
        flex: 0 0 calc(20 * var(--unit));
      }
      .key {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        margin-right: var(--unit);
        white-space: nowrap;
      }
      .walkers {
        display: grid;
        grid-template-columns: repeat(7, minmax(0, 1fr));
        gap: calc(0.5 * var(--unit));
      }
      .walkers button {
        height: auto;
        padding: 4px;
        border-color: transparent;
        font-size: var(--text-small);
        color: var(--ink-soft);
      }
      .walkers button[aria-pressed='true'] {
        border-color: var(--ink);
        color: var(--ink);
      }
      @media (min-width: 900px) and (max-width: 1239px), (min-width: 900px) and (max-height: 719px) {
        :host {
          display: grid;
          grid-template: 'bar bar' 'field legend' 'field walkers' 1fr / minmax(0, calc(60 * var(--unit))) minmax(0, 1fr);
          column-gap: calc(3 * var(--unit));
        }
        .bar {
          grid-area: bar;
        }
        level-stage {
          grid-area: field;
        }
        .legend {
          grid-area: legend;
          flex-direction: column;
        }
        .legend .scale {
          flex: none;
          width: 100%;
        }
        .walkers {
          grid-area: walkers;
          grid-template-columns: repeat(4, minmax(0, 1fr));
          align-content: start;
        }
      }
      .thumbnail {
        display: block;
        aspect-ratio: 1;
        max-height: calc(7 * var(--unit));
        margin: 0 auto;
      }
    `,
  ];

  constructor() {
    super();
    this.split = null;
    this.place = 0;
  }

  focusInspect(): void {
    this.renderRoot.querySelector<HTMLElement>('.inspect')?.focus();
  }

  override render(): TemplateResult {
    const { watched, trail } = this.lab.session.snapshot;
    const { shape, world } = this.lab;
    const goals = goalsOf(world);
    const walkers: readonly Walker[] = watched ? watched.rows.map((row, index) => ({ agent: this.lab.watched[index] ?? index, row, selected: this.lab.watched[index] === this.lab.selected })) : [];
    const level = shape.level(this.levelShown());
    const here = walkers.filter(({ row }) => row >= level.firstRow && row < level.firstRow + level.states);
    const values = watched?.selected?.values ?? null;
    return html`
      ${this.bar(level)}
      <level-stage .level=${level} .goals=${goals} .values=${values} .walkers=${here} .trail=${trail} label=${describe(level, this.lab.selected, here.length)}></level-stage>
      <div class="legend">
        <p class="small">${key(level, goals)}<br />${values ? `Colour: the discounted reward that agent ${grouped(this.lab.selected)} expects from a cell` : 'Cells will take the colour of the selected agent’s value.'}</p>
        <div class="scale"><value-legend .scale=${scaleOf(level, values)}></value-legend></div>
      </div>
      <div class="walkers" role="group" aria-label="agents">
        ${walkers.map((walker) => html`<button aria-pressed=${walker.selected} @click=${() => this.lab.watch(walker.agent)}>
          <span class="thumbnail" aria-hidden="true"><world-view small .level=${shape.level(shape.levelOf(walker.row))} .goals=${goals} .walkers=${[walker]}></world-view></span><span class="visually-hidden">agent </span>${grouped(walker.agent)}
        </button>`)}
      </div>
    `;
  }

  /** The chosen level, or that of the selected agent. */
  private levelShown(): number {
    const { shape } = this.lab;
    const levels = this.split === null ? undefined : shape.splits().get(this.split);
    if (levels) return levels[Math.min(this.place, levels.length - 1)]!;
    const row = this.lab.session.snapshot.watched?.selected?.row;
    return row === undefined ? 0 : shape.levelOf(row);
  }

  private bar(level: LevelShape): TemplateResult {
    const splits = this.lab.shape.splits();
    const levels = this.split === null ? undefined : splits.get(this.split);
    const step = (by: number) => () => (this.place = (Math.min(this.place, levels!.length - 1) + by + levels!.length) % levels!.length);
    return html`<div class="bar">
      <label>agent <input type="number" min="0" max=${this.lab.shown.agents - 1} .value=${String(this.lab.selected)} @change=${(event: Event) => this.lab.watch(Math.trunc((event.target as HTMLInputElement).valueAsNumber) || 0)} /></label>
      <label>level <select @change=${(event: Event) => this.choose((event.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${!levels}>where it is</option>
        ${[...splits].map(([split, members]) => html`<option value=${split} ?selected=${split === this.split}>${split} (${members.length})</option>`)}
      </select></label>
      ${levels && levels.length > 1 ? html`<button class="plain" aria-label="previous level" @click=${step(-1)}>‹</button><button class="plain" aria-label="next level" @click=${step(1)}>›</button>` : nothing}
      ${offers(this.lab.presentation, 'inspector') ? html`<button class="inspect" aria-keyshortcuts="i" title="what the selected agent thinks, thought by thought" @click=${() => this.lab.inspect(true)}>Inspect<kbd aria-hidden="true">i</kbd></button>` : nothing}
      <span class="small">${level.name}</span>
    </div>`;
  }

  private choose(split: string): void {
    this.split = split === '' ? null : split;
    this.place = 0;
  }
}

/** What the marks on the level mean. */
function key(level: LevelShape, goals: readonly string[]): readonly TemplateResult[] {
  const names = canBeDrawn(level) ? [...new Set(level.objects.map(([, name]) => name))] : [];
  return [
    ...names.map((name) => html`<span class="key"><svg width="14" height="14" viewBox="-.5 -.5 1 1" aria-hidden="true">${objectAt(goals, name, 0, 0, 0.42)}</svg>${name}</span>`),
    html`<span class="key"><svg width="14" height="14" viewBox="-.5 -.5 1 1" aria-hidden="true">${agentAt(0.4, true)}</svg>agent</span>`,
  ];
}

/** What a screen reader says of the picture. */
const describe = (level: LevelShape, selected: number, walking: number): string =>
  `Level ${level.name}, ${level.width} by ${level.height} cells${level.objects.length > 0 && canBeDrawn(level) ? `, with ${level.objects.map(([, name]) => name).join(' and ')}` : ''}; ${walking} of the watched agents are here; colours show the value that agent ${selected} gives to each cell`;

customElements.define('world-panel', WorldPanel);
