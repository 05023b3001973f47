import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Phase } from '../../experiment/types';
import type { Episode } from '../../lab/episode';
import '../elements/figure-export';
import '../elements/time-scrubber';
import type { TimeMark } from '../elements/time-scrubber';
import { ending, happening, moments } from '../episode-text';
import { grouped } from '../format';
import { goalsOf } from '../palette';
import { Playback } from '../playback';
import { offers } from '../presentation';
import { sharedStyles } from '../shared-styles';
import { firstSources, fromTheBeginning, requestOf, sameRequest, sourcesOf, type LevelSource, type Staging } from '../staging';
import { Names } from '../thought-text';
import '../views/episode-stage';
import { scaleOf } from '../views/level-stage';
import { cellPolicies, hasRoomForArrows, type CellPolicy } from '../views/policy-arrows';
import '../views/value-legend';
import { levelKey } from '../views/level-key';
import type { Walker } from '../views/world-view';
import { worldCsv, worldSvg } from '../views/world-export';
import { canBeDrawn, type LevelShape, type WorldShape } from '../world-shape';
import { Panel } from './panel';
import { worldStyles } from './world-styles';

const shows = ['values', 'arrows', 'both'] as const;
type Shown = (typeof shows)[number];

const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** How long an episode is seen before the next one is recorded, while the population runs, in milliseconds. */
const pause = 900;

/** What stands on a stage now. */
interface Staged {
  readonly staging: Staging;
  readonly index: number;
  readonly level: LevelShape;
  readonly episode: Episode | null;
  readonly policies: readonly CellPolicy[] | null;
}

/** The world: episodes of the selected agent on levels beside each other, what it expects and does there, and a few agents walking. */
export class WorldPanel extends Panel {
  static override properties = { ...Panel.properties, stagings: { state: true }, shown: { state: true } };

  /** [stage] */
  declare stagings: readonly Staging[];
  declare shown: Shown;

  /** what the stages were chosen for */
  private chosenFor = '';
  /** [stage] the step at which the population rested when its episode was asked for; −1 while it ran */
  private moments: number[] = [];
  /** the episodes that are played */
  private played: readonly (Episode | null)[] = [];
  /** whether the next episodes are played from their beginning */
  private eager = false;
  /** whether episodes follow each other while the population runs */
  private following = true;
  /** whether the population ran when this was last drawn */
  private ran = false;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private sourceCache: { readonly shape: WorldShape; readonly phases: readonly Phase[]; readonly sources: readonly LevelSource[] } | null = null;
  private policyCache: { readonly from: unknown; readonly known: Map<number, readonly CellPolicy[] | null> } = { from: null, known: new Map() };
  private readonly playback = new Playback(() => this.requestUpdate(), () => this.ended());

  static override styles = [sharedStyles, worldStyles];

  constructor() {
    super();
    this.stagings = [];
    this.shown = 'both';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.playback.stop();
    clearTimeout(this.waiting);
  }

  focusInspect(): void {
    this.renderRoot.querySelector<HTMLElement>('.inspect')?.focus();
  }

  /** Plays the recorded episodes, or stops; goes so many steps on, or back. */
  playEpisode(): void {
    this.following = !this.playback.playing;
    this.playback.toggle();
  }

  stepEpisode(by: number): void {
    this.seek(this.playback.time + by);
  }

  private seek(time: number): void {
    this.following = false;
    this.playback.seek(time);
  }

  private get sources(): readonly LevelSource[] {
    const { shape, shown: { phases }, world } = this.lab;
    if (this.sourceCache?.shape !== shape || this.sourceCache.phases !== phases) this.sourceCache = { shape, phases, sources: sourcesOf({ phases }, world, shape) };
    return this.sourceCache.sources;
  }

  private get running(): boolean {
    return this.lab.session.snapshot.state === 'running';
  }

  protected override willUpdate(): void {
    const { lab } = this;
    const { name, phases, scenario } = lab.shown;
    const key = JSON.stringify([typeof scenario === 'string' ? scenario : name, lab.world.levels.length, this.sources.map((source) => source.name), phases.map((phase) => phase.split ?? phase.name)]);
    if (key !== this.chosenFor) {
      this.chosenFor = key;
      this.moments = [];
      this.stagings = firstSources(lab.shown, this.sources).map((source) => ({ source, level: null, after: fromTheBeginning }));
    }
    this.takeUp();
    if (this.running && !this.ran) {
      this.following = true;
      this.ended();
    }
    this.ran = this.running;
  }

  /** Takes up episodes that have arrived: all of them together. */
  private takeUp(): void {
    const staged = this.stagings.map(({ source }, stage) => (source === null ? undefined : this.lab.session.snapshot.episodes[stage]));
    const episodes = staged.map((own) => own?.episode ?? null);
    if (staged.some((own) => own?.awaiting) || (episodes.length === this.played.length && episodes.every((episode, stage) => episode === this.played[stage]))) return;
    this.played = episodes;
    const length = Math.max(0, ...episodes.map((episode) => episode?.steps.length ?? 0));
    this.playback.load(length, length > 0 && !calm() && (this.eager || (this.running && this.following)));
    // Agents that have learned nothing yet wait at their start: their ways say nothing.
    if (!this.playback.playing && !this.lab.underWay) this.playback.seek(0);
    this.eager = false;
    if (this.running && this.following && !this.playback.playing) this.ended();
  }

  /** While the population runs, the next episodes follow. */
  private ended(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      if (!this.running || !this.following || this.lab.place !== 'experiment') return;
      this.stagings = this.stagings.map((staging) => ({ ...staging, after: { step: 0, episodes: staging.after.episodes + 1 } }));
    }, calm() ? 3 * pause : pause);
  }

  protected override updated(): void {
    this.ask();
    const levels = this.shown === 'values' || this.lab.world.actions.length === 1 ? [] : this.staged().flatMap(({ index, level }) => (hasRoomForArrows(level) ? [index] : []));
    if (this.lab.place === 'experiment') this.lab.session.watchLevels(levels);
  }

  /** Asks for the episodes that are not there yet, and for those of a population that rests elsewhere now. */
  private ask(): void {
    const { lab } = this;
    const { state, episodes, progress } = lab.session.snapshot;
    if (lab.place !== 'experiment' || !(lab.rests || state === 'running') || (lab.outdated && !lab.underWay)) return;
    this.stagings.forEach((staging, stage) => {
      const request = requestOf(staging, lab.selected, this.sources);
      if (!request) return;
      const known = episodes[stage];
      const asked = known !== undefined && sameRequest(known.request, request);
      const moment = lab.rests ? (progress?.step ?? 0) : -1;
      if (asked && (known.awaiting || moment === -1 || moment === this.moments[stage])) return;
      this.moments[stage] = moment;
      lab.session.recordEpisode(stage, request);
    });
  }

  private restage(stage: number, staging: Staging): void {
    this.eager = this.following = true;
    this.stagings = this.stagings.map((own, at) => (at === stage ? staging : own));
  }

  private staged(): readonly Staged[] {
    const { lab, sources } = this;
    const { watched, episodes } = lab.session.snapshot;
    return this.stagings.map((staging, stage): Staged => {
      const source = sources.find(({ name }) => name === staging.source);
      const recorded = source ? (episodes[stage]?.episode ?? null) : null;
      const here = watched?.selected ? lab.shape.levelOf(watched.selected.row) : 0;
      const index = Math.min(recorded?.level ?? staging.level ?? source?.levels[0] ?? here, lab.world.levels.length - 1);
      const level = lab.shape.level(index);
      const fits = recorded !== null && recorded.rows.every((row) => row >= level.firstRow && row < level.firstRow + level.states);
      return { staging, index, level, episode: fits ? recorded : null, policies: this.policies(index, level) };
    });
  }

  /** The tendencies on a level; remembered, as the same are shown at every moment of an episode. */
  private policies(index: number, level: LevelShape): readonly CellPolicy[] | null {
    const policies = this.lab.session.snapshot.watched?.selected?.policies;
    if (this.shown === 'values' || !policies) return null;
    if (this.policyCache.from !== policies) this.policyCache = { from: policies, known: new Map() };
    const { known } = this.policyCache;
    if (!known.has(index)) {
      const own = policies.find((policy) => policy.level === index);
      const drawn = own !== undefined && hasRoomForArrows(level) && own.probabilities.length === level.states * this.lab.world.actions.length;
      known.set(index, drawn ? cellPolicies(level, this.lab.shape.successors(index), own.probabilities) : null);
    }
    return known.get(index)!;
  }

  override render(): TemplateResult {
    const { lab } = this;
    const { watched, trail } = lab.session.snapshot;
    const goals = goalsOf(lab.world);
    const staged = this.staged();
    const walkers: readonly Walker[] = watched ? watched.rows.map((row, index) => ({ agent: lab.watched[index] ?? index, row, selected: lab.watched[index] === lab.selected })) : [];
    const values = this.shown === 'arrows' ? null : (watched?.selected?.values ?? null);
    const scale = Math.max(...staged.map(({ level }) => scaleOf(level, values)));
    const wide = staged.some(({ level }) => level.width > 2 * level.height);
    return html`
      ${this.bar()}
      <div class="stages ${wide ? 'below' : 'beside'}">${staged.map(({ staging, index, level, episode, policies }, number) =>
        html`<episode-stage .number=${number} .staging=${staging} .sources=${this.sources} .index=${index} .level=${level} .episode=${episode} .time=${Math.min(this.playback.time, episode?.steps.length ?? 0)}
          .agent=${lab.selected} .walkers=${episode ? [] : walkers} .trail=${trail} .goals=${goals} .values=${values} .scale=${scale} .policies=${policies} .names=${this.names} ?resting=${lab.rests}
          @stage=${(event: CustomEvent<{ staging: Staging }>) => this.restage(number, event.detail.staging)}></episode-stage>`)}</div>
      ${this.scrubber(staged)}
      <div class="legend">
        <p class="small">${levelKey(staged.map(({ level }) => level), goals)}<span class="explanation">${this.explanation(staged, values !== null)}</span></p>
        <div class="scale">
          ${this.shown === 'arrows' ? nothing : html`<value-legend .scale=${scale}></value-legend>`}
          <figure-export name="world" .csv=${() => worldCsv(staged, values)} .svg=${staged.some(({ level }) => !canBeDrawn(level)) ? null : () => worldSvg(this.drawings(), staged.map(({ level }) => level.name), scale)}></figure-export>
        </div>
      </div>
      <div class="walkers" role="group" aria-label="agents">${guard([watched, lab.selected, lab.shape], () => walkers.map((walker) => html`<button aria-pressed=${walker.selected} @click=${() => lab.watch(walker.agent)}>
          <span class="thumbnail" aria-hidden="true"><world-view small .level=${lab.shape.level(lab.shape.levelOf(walker.row))} .goals=${goals} .walkers=${[walker]}></world-view></span><span class="visually-hidden">agent </span>${grouped(walker.agent)}
        </button>`))}</div>
    `;
  }

  private get names(): Names {
    return new Names(this.lab.shape, this.lab.world.actions, '', []);
  }

  private bar(): TemplateResult {
    const { lab } = this;
    const several = lab.world.actions.length > 1;
    return html`<div class="bar">
      <label>agent <input type="number" min="0" max=${lab.shown.agents - 1} .value=${String(lab.selected)} @change=${(event: Event) => lab.watch(Math.trunc((event.target as HTMLInputElement).valueAsNumber) || 0)} /></label>
      ${several ? html`<div class="shows" role="group" aria-label="on the cells">${shows.map((name) => html`<button class="plain" aria-pressed=${name === this.shown} @click=${() => (this.shown = name)}>${name}</button>`)}</div>` : nothing}
      ${offers(lab.presentation, 'inspector') ? html`<button class="inspect" aria-keyshortcuts="i" title="what the selected agent thinks, thought by thought" @click=${() => lab.inspect(true)}>Inspect<kbd aria-hidden="true">i</kbd></button>` : nothing}
    </div>`;
  }

  /** The levels as they are drawn now. */
  private drawings(): readonly SVGSVGElement[] {
    return [...this.renderRoot.querySelectorAll('episode-stage')].flatMap((stage) => {
      const view = stage.shadowRoot!.querySelector('level-stage')!.shadowRoot!.querySelector('world-view');
      return view?.shadowRoot!.querySelector('svg') ?? [];
    });
  }

  private scrubber(staged: readonly Staged[]): TemplateResult {
    const { playback } = this;
    const episodes = staged.flatMap(({ episode, level }) => (episode ? [{ episode, level }] : []));
    const marks = guard([...this.played, this.lab.shape], () => episodes.map(({ episode }) => moments(episode).map(({ time, events, reward }): TimeMark => ({ time, name: events.join(', ') || 'reward', reward }))));
    return html`<time-scrubber .time=${playback.time} .length=${playback.length} ?playing=${playback.playing} .marks=${marks} .text=${this.spoken(episodes)}
      @seek=${(event: CustomEvent<{ time: number }>) => this.seek(event.detail.time)} @toggle=${() => this.playEpisode()}></time-scrubber>`;
  }

  /** The present time, for a screen reader. */
  private spoken(episodes: readonly { readonly episode: Episode; readonly level: LevelShape }[]): string {
    const { time, length } = this.playback;
    const parts = episodes.map(({ episode, level }) => {
      const own = Math.min(time, episode.steps.length);
      return `${level.name}: ${happening(episode, own, this.names)}${own === episode.steps.length && own > 0 ? `; ${ending(episode)}` : ''}`;
    });
    return [`step ${time} of ${length}`, ...parts].join('. ');
  }

  /** What the picture shows, in a sentence or two. */
  private explanation(staged: readonly Staged[], valued: boolean): string {
    const { lab } = this;
    const agent = `agent ${grouped(lab.selected)}`;
    const { depth, reflectionDepth, learner } = lab.shown.agent;
    const plans = [depth, reflectionDepth].some((own) => typeof own !== 'number' || own > 0);
    const arrows = staged.some(({ policies }) => policies);
    return [
      ...(valued ? [`Colour: the discounted reward that ${agent} expects.`] : []),
      ...(arrows ? [plans ? 'Arrows: what its actor proposes; it thinks before it acts.' : 'Arrows: where it tends to go.'] : []),
      ...(this.shown !== 'values' && !staged.some(({ level }) => hasRoomForArrows(level)) ? ['The cells have no room for arrows.'] : []),
      ...(this.shown !== 'values' && learner !== 'td' ? ['Its actions are looked up, without tendencies.'] : []),
      ...(staged.some(({ episode }) => episode) ? ['Line: an episode of a copy that learns nothing.'] : []),
    ].join(' ') || 'Cells will take the colour of the selected agent’s value.';
  }
}

customElements.define('world-panel', WorldPanel);
