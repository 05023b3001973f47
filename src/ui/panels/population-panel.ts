import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { csvOf } from '../../analysis/csv';
import type { Plot } from '../../lab/plot';
import '../elements/figure-export';
import { markAt } from '../elements/marks';
import { fixed, grouped } from '../format';
import { memo } from '../memo';
import { goalsOf, goalStyle } from '../palette';
import { axisTitles, type AxisOption, type AxisPlace } from '../population';
import { populationSvg } from '../population-svg';
import { rampOf } from '../ramp';
import { sharedStyles } from '../shared-styles';
import '../views/population-view';
import { pointText, type Look, type PopulationView } from '../views/population-view';
import { Panel } from './panel';

/** The colours of a quantity, and of one whose sign matters. */
const [sequential, diverging] = [['var(--value-negative)', 'var(--value-positive)'], ['var(--value-negative)', 'var(--value-zero)', 'var(--value-positive)']];

interface Colouring {
  readonly option: AxisOption;
  readonly column: Float32Array | null;
  readonly dark: boolean;
  readonly look: Pick<Look, 'range' | 'ramp' | 'marks'>;
}

/** Every agent a point, on axes of its hyperparameters and measures: small beside the curve, large in a view of its own. */
export class PopulationPanel extends Panel {
  static override properties = { ...Panel.properties, compact: { type: Boolean, reflect: true }, brushing: { state: true }, pointed: { state: true }, size: { state: true } };

  /** a small picture without controls */
  declare compact: boolean;
  declare brushing: boolean;
  /** the agent under the pointer */
  declare pointed: number | null;
  /** of the picture, in pixels of the device */
  declare size: readonly [number, number];

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: calc(0.5 * var(--unit));
        min-width: 0;
      }
      header,
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: calc(0.5 * var(--unit)) calc(1.5 * var(--unit));
      }
      .bar label {
        display: flex;
        align-items: center;
        gap: var(--unit);
      }
      .bar select {
        max-width: calc(26 * var(--unit));
      }
      .say {
        min-height: 1.4em;
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .plane {
        position: relative;
        flex: 1;
        min-height: calc(48 * var(--unit));
      }
      :host([compact]) .plane {
        min-height: calc(18 * var(--unit));
      }
      population-view {
        position: absolute;
        inset: 0;
      }
      .empty {
        position: absolute;
        inset: 40% 16px auto 52px;
        text-align: center;
        color: var(--ink-soft);
        pointer-events: none;
      }
      .key {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        min-width: 0;
        white-space: nowrap;
      }
      .key .name {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .scale {
        forced-color-adjust: none;
        flex: none;
      }
      .scale {
        display: inline-block;
        width: calc(8 * var(--unit));
        height: var(--unit);
        border-radius: 2px;
      }
    `,
  ];

  private colouring: Colouring | null = null;
  private sent = '';
  private readonly scheme = matchMedia('(prefers-color-scheme: dark)');

  constructor() {
    super();
    this.compact = this.brushing = false;
    this.pointed = null;
    this.size = [1, 1];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sent = '';
    this.lab.session.plot(null);
    this.lab.session.drawOn(null);
  }

  override render(): TemplateResult {
    const { plot } = this.lab;
    const { columns, axes, whole } = plot;
    const look = this.look();
    const titles = axes.map(({ text }) => text) as [string, string, string];
    const agents = columns?.[0].length ?? this.lab.shown.agents;
    const known = columns ? columns[0].reduce((sum, x, i) => sum + (Number.isNaN(x + columns[1][i]!) ? 0 : 1), 0) : 0;
    return html`
      ${this.compact ? this.heading(titles) : this.bar(axes)}
      <div class="plane">
        <population-view .columns=${columns} .view=${plot.view} .whole=${whole} .look=${look} .region=${plot.region} .titles=${titles} .selected=${this.lab.selected}
          .elsewhere=${this.lab.session.snapshot.device?.info.engine === 'webgpu'} .brushing=${this.brushing} .still=${this.compact}
          label="${grouped(agents)} agents as points: ${titles[0]} across, ${titles[1]} up, colour ${titles[2]}${this.compact ? '' : '; arrow keys move, plus and minus zoom, 0 shows all, b brushes what is in view, Escape ends that'}"
          @resize=${(event: CustomEvent<{ width: number; height: number }>) => (this.size = [event.detail.width, event.detail.height])}
          @canvas=${(event: CustomEvent<{ canvas: OffscreenCanvas }>) => this.lab.session.drawOn(event.detail.canvas)}
          @view=${(event: CustomEvent<{ view: PopulationView['view'] | null }>) => plot.move(event.detail.view)}
          @pick=${(event: CustomEvent<{ agent: number }>) => this.lab.watch(event.detail.agent)}
          @brush=${(event: CustomEvent<{ region: PopulationView['region'] }>) => plot.brush(event.detail.region)}
          @point=${(event: CustomEvent<{ agent: number | null }>) => (this.pointed = event.detail.agent)}></population-view>
        ${known === 0 ? html`<p class="empty">${this.emptiness()}</p>` : nothing}
      </div>
      <div class="bar small">${this.key()}</div>
      ${this.compact ? nothing : html`<p class="small say">${this.say(titles)}</p>`}
      ${this.numbers(titles)}
    `;
  }

  /** Why there is no point to see. */
  private emptiness(): string {
    if (!this.lab.underWay) return 'Run to see every agent as a point.';
    return this.lab.session.snapshot.state === 'finished' ? 'No agent has both of these numbers in this phase: choose other axes.' : 'The first numbers come with the first record of the phase.';
  }

  private heading([across, up]: readonly [string, string, string]): TemplateResult {
    return html`<header><h2>Population</h2><button class="plain small" title="${across} and ${up}: move, zoom, choose axes and select agents (key 2)" @click=${() => this.lab.go('population')}>Larger</button></header>`;
  }

  private bar(axes: readonly AxisOption[]): TemplateResult {
    const { plot } = this.lab;
    const groups = [...new Set(plot.options.map(({ group }) => group))];
    return html`<div class="bar">
      <h2>Population</h2>
      ${axisTitles.map((title, place) => html`<label>${title} <select aria-label="axis: ${title}" @change=${(event: Event) => plot.choose(place as AxisPlace, (event.target as HTMLSelectElement).value)}>
        ${groups.map((group) => html`<optgroup label=${group}>${plot.options.filter((option) => option.group === group && (place === 2 || !option.categories)).map(({ id, text }) =>
          html`<option value=${id} ?selected=${id === axes[place]!.id}>${text}</option>`)}</optgroup>`)}
      </select></label>`)}
      <span role="group" aria-label="a drag">
        <button class="plain" aria-pressed=${!this.brushing} @click=${() => (this.brushing = false)}>Move</button><button class="plain" aria-pressed=${this.brushing} title="drag over agents to select them for the figures; shift and drag does so too" @click=${() => (this.brushing = true)}>Select</button>
      </span>
      <button class="plain" @click=${() => plot.move(null)}>Show all</button>
      <button class="plain" ?disabled=${!plot.region} @click=${() => plot.brush(null)}>End selection</button>
      <figure-export name="population" .csv=${plot.columns ? () => this.csv() : null} .svg=${plot.columns && this.colouring ? () => this.svg() : null}></figure-export>
    </div>`;
  }

  /** What is selected and pointed at, in words. */
  private say(titles: readonly string[]): string {
    const { columns, brushed } = this.lab.plot;
    const agent = this.pointed ?? this.lab.selected;
    const { categories } = this.lab.plot.axes[2];
    const about = columns && agent < columns[0].length ? pointText(agent, titles, columns.map((column, axis) => (axis === 2 && categories ? (categories[column[agent]!] ?? 'none') : fixed(column[agent], 3)))) : '';
    return `${brushed ? `${grouped(brushed.length)} agents selected; figures are about them. ` : ''}${about}`;
  }

  /** What colours mean. */
  private key(): TemplateResult | readonly TemplateResult[] {
    const { option, look: { range: [low, high] } } = this.colouring ?? this.colours();
    if (!option.categories) {
      const stops = option.id.includes('probe.') ? diverging : sequential;
      return html`<span class="key"><span class="name" title=${option.text}>${option.text}</span> ${fixed(low, 2)} <span class="scale" style="background:linear-gradient(to right, ${stops.join(', ')})"></span> ${fixed(high, 2)}</span>`;
    }
    const goals = goalsOf(this.lab.world);
    return option.categories.map((name) => html`<span class="key"><svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">${markAt(goalStyle(goals, name), 0, 0, 5)}</svg>${name}</span>`);
  }

  /** The same in numbers. */
  private numbers(titles: readonly string[]): TemplateResult | typeof nothing {
    const { columns } = this.lab.plot;
    if (!columns) return nothing;
    // A table is as wide as its cells, whatever it is told; a block hides it.
    return html`<div class="visually-hidden"><table>
      <caption>The population on these axes</caption>
      <thead><tr><th scope="col">axis</th><th scope="col">agents with a value</th><th scope="col">least</th><th scope="col">mean</th><th scope="col">most</th></tr></thead>
      <tbody>${columns.map((column, axis) => {
        const { count, least, mean, most } = spread(column);
        return html`<tr><th scope="row">${titles[axis]}</th><td>${count}</td><td>${fixed(least, 3)}</td><td>${fixed(mean, 3)}</td><td>${fixed(most, 3)}</td></tr>`;
      })}</tbody>
    </table></div>`;
  }

  private look(): Look | null {
    const { look } = this.colours();
    const agents = this.lab.shown.agents;
    const radius = (this.compact ? 0.75 : 1) * Math.max(1.2, Math.min(5, 160 / Math.sqrt(agents))) * devicePixelRatio;
    const opacity = Math.max(0.25, Math.min(0.9, 60 / Math.sqrt(agents)));
    return { ...look, radius, opacity, faint: opacity / 8 };
  }

  /** @param stops CSS colours with commas between them */
  private readonly ramp = memo((stops: string, stepped: boolean, _dark: boolean) => rampOf(this, stops.split(','), stepped));

  /** What the third axis means: found anew only when it, its numbers, or the scheme changes. */
  private colours(): Colouring {
    const option = this.lab.plot.axes[2];
    const column = this.lab.plot.columns?.[2] ?? null;
    const dark = this.scheme.matches;
    const { colouring } = this;
    if (colouring?.option.id === option.id && colouring.column === column && colouring.dark === dark) return colouring;
    const { categories } = option;
    const goals = goalsOf(this.lab.world);
    const { least, most } = column ? spread(column) : { least: 0, most: 1 };
    const signed = option.id.includes('probe.');
    const bound = Math.max(Math.abs(least), Math.abs(most), 1e-6);
    const range: readonly [number, number] = categories ? [0, categories.length - 1] : signed ? [-bound, bound] : least < most ? [least, most] : [least - 0.5, least + 0.5];
    const stops = categories ? categories.map((name) => goalStyle(goals, name).colour) : signed ? diverging : sequential;
    return (this.colouring = { option, column, dark, look: { range, ramp: this.ramp(stops.join(), categories !== undefined, dark), marks: categories ? goals.length : 0 } });
  }

  private csv(): string {
    const { axes, columns } = this.lab.plot;
    const names = ['agent', ...axes.map(({ id }) => id.slice(id.indexOf(':') + 1))];
    const [, , third] = axes;
    const values = columns!.map((column, axis) => Array.from(column, (value) => (axis === 2 && third.categories ? (third.categories[value] ?? '') : value)));
    return [...csvOf({ names, columns: [Array.from(columns![0], (_, agent) => agent), ...values] })].join('');
  }

  private svg(): string {
    const { axes, columns, view } = this.lab.plot;
    const style = getComputedStyle(this);
    return populationSvg({
      columns: columns!, view, look: this.look()!, titles: axes.map(({ text }) => text) as [string, string, string],
      ink: style.getPropertyValue('--ink'), soft: style.getPropertyValue('--hairline'), paper: style.getPropertyValue('--paper'),
    });
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const { axes, view, region } = this.lab.plot;
    const look = this.look()!;
    const { ramp: _, ...rest } = look;
    const plot: Plot = { axes: [axes[0].axis, axes[1].axis, axes[2].axis], size: this.size, view, brush: region, ...look };
    // Colours follow the third axis and the scheme.
    const key = JSON.stringify([plot.axes, plot.size, view, region, rest, this.colouring?.dark, this.lab.session.snapshot.device?.info]);
    if (key === this.sent) return;
    this.sent = key;
    this.lab.session.plot(plot);
  }
}

function spread(column: Float32Array): { readonly count: number; readonly least: number; readonly mean: number; readonly most: number } {
  let [count, sum, least, most] = [0, 0, Infinity, -Infinity];
  for (const value of column) {
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return { count, least, mean: sum / count, most };
}

customElements.define('population-panel', PopulationPanel);
