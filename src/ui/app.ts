import { LitElement, html, nothing, type TemplateResult } from 'lit';
import './elements/lab-copy';
import './elements/lab-notice';
import './elements/tour-invitation';
import { firstScenario } from './first-experiment';
import type { Laboratory } from './laboratory';
import './panels/arms-panel';
import type { CatalogueDialog } from './panels/catalogue-dialog';
import './panels/catalogue-panel';
import './panels/claim-panel';
import './panels/controls-panel';
import './panels/curve-panel';
import './panels/goals-panel';
import './panels/measures-panel';
import './panels/population-panel';
import './panels/run-panel';
import './panels/transport-panel';
import './panels/verdict-panel';
import './panels/world-panel';
import type { ControlsPanel } from './panels/controls-panel';
import type { HelpDialog } from './panels/help-dialog';
import type { InspectorPanel, Stride } from './panels/inspector-panel';
import type { WorldPanel } from './panels/world-panel';
import type { ShareDialog } from './panels/share-dialog';
import type { TourGuide } from './panels/tour-guide';
import { keyFor, type KeyTarget } from './keys';
import { layoutStyles } from './layout';
import { linkFor, offers, type Part } from './presentation';
import { presentationStyles } from './presentation-styles';
import { placeNames, places, type PlaceName } from './places';
import { sharedStyles } from './shared-styles';
import { announcementOf } from './status';
import { Subscription } from './subscription';
import { promiseOf } from './verdict';

/** How often a screen reader may be told something new, in milliseconds. */
const announcementInterval = 1000;

/** The page: places the panels, listens to the keyboard, and keeps the address bar at the current link. */
export class ValenceLab extends LitElement implements KeyTarget {
  static override properties = { announcement: { state: true } };
  static override styles = [sharedStyles, layoutStyles, presentationStyles];

  declare announcement: string;

  private announcing: ReturnType<typeof setTimeout> | undefined;
  private dismissed = '';
  /** what the present view has said last */
  private placeText = '';
  /** the view that the page showed when it was last drawn */
  private shownPlace: PlaceName = 'experiment';

  constructor(readonly lab: Laboratory) {
    super();
    this.announcement = '';
    new Subscription(this, () => [this.lab]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('presentation', this.lab.presentation);
    this.addEventListener('define', this.onDefine);
    addEventListener('keydown', this.onKey);
    addEventListener('hashchange', this.onHash);
    this.lab.addEventListener('refused', this.onRefused);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('define', this.onDefine);
    removeEventListener('keydown', this.onKey);
    removeEventListener('hashchange', this.onHash);
    this.lab.removeEventListener('refused', this.onRefused);
  }

  override render(): TemplateResult {
    const { lab } = this;
    return html`
      ${lab.presentation === 'embed' ? nothing : this.top()}
      <div class="messages" role="region" aria-label="messages">${this.messages()}</div>
      <claim-panel role="region" aria-label="claim" .lab=${lab}>${this.has('tour') && lab.bench.experiment.scenario === firstScenario ? html`<tour-invitation slot="invitation" @tour=${this.startTour}></tour-invitation>` : nothing}</claim-panel>
      <main tabindex="-1">
        <aside aria-label="experiment">
          <transport-panel .lab=${lab}></transport-panel>
          ${lab.claim ? html`<arms-panel .lab=${lab}></arms-panel>` : nothing}
          ${this.has('controls') ? html`<controls-panel .lab=${lab}></controls-panel>` : nothing}
        </aside>
        <run-panel .lab=${lab}></run-panel>
        ${this.otherPlace()}
        <world-panel .lab=${lab} ?hidden=${lab.place !== 'experiment'}></world-panel>
        <div class="results" ?hidden=${lab.place !== 'experiment'}>
          <div class="plots">
            <curve-panel .lab=${lab}></curve-panel>
            ${lab.place === 'experiment' && this.has('population') ? html`<population-panel compact .lab=${lab}></population-panel>` : nothing}
          </div>
          ${lab.claim ? this.choiceOfResults() : nothing}
          ${lab.claim && lab.showingVerdicts
            ? html`<verdict-panel tabindex="0" role="region" aria-label="verdicts" .lab=${lab}></verdict-panel>`
            : html`<goals-panel .lab=${lab}></goals-panel>${this.has('measures') ? html`<measures-panel .lab=${lab}></measures-panel>` : nothing}`}
        </div>
      </main>
      ${lab.presentation === 'embed' ? html`<footer class="small"><a target="_blank" rel="noopener" href=${linkFor(lab.link, 'full')}>Valence Lab · open in full</a></footer>` : nothing}
      <div class="visually-hidden" aria-live="polite">${this.announcement}</div>
      ${customElements.get('help-dialog') ? html`<help-dialog .lab=${lab} @tour=${this.startTour}></help-dialog>` : nothing}
      ${customElements.get('tour-guide') ? html`<tour-guide .lab=${lab}></tour-guide>` : nothing}
      ${customElements.get('share-dialog') ? html`<share-dialog .lab=${lab}></share-dialog>` : nothing}
      ${customElements.get('catalogue-dialog') ? html`<catalogue-dialog .lab=${lab}></catalogue-dialog>` : nothing}
    `;
  }

  /** The page's name, and the ways to all that is not in view. */
  private top(): TemplateResult {
    const { lab } = this;
    return html`<header class="top">
      <button class="skip" @click=${() => this.renderRoot.querySelector('main')?.focus()}>Skip to the experiment</button>
      <p class="name">Valence Lab</p>
      ${this.has('catalogue') ? html`<catalogue-panel .lab=${lab} @catalogue=${this.openCatalogue}></catalogue-panel>` : nothing}
      <nav aria-label="views">${placeNames.filter((name) => this.has(name)).map((name) => this.way(name))}</nav>
      ${lab.presentation === 'lesson'
        ? html`<a target="_blank" rel="noopener" href=${linkFor(lab.link, 'full')}>All settings</a>`
        : html`<lab-copy label="Copy link" .text=${lab.link}></lab-copy>`}
      <button class="share" aria-haspopup="dialog" aria-keyshortcuts="l" @click=${this.openShare}>Share</button>
      <button aria-keyshortcuts="?" aria-label="help: keys and words" @click=${this.openHelp}>?</button>
    </header>`;
  }

  /** Whether the page is presented with a part. */
  private has(part: Part | 'experiment'): boolean {
    return offers(this.lab.presentation, part);
  }

  /** What a claim shows of its results: the verdicts, or the arm that is under way. */
  private choiceOfResults(): TemplateResult {
    const { showingVerdicts } = this.lab;
    const choice = (verdicts: boolean, text: string): TemplateResult =>
      html`<button class="plain" aria-pressed=${verdicts === showingVerdicts} @click=${() => this.lab.showVerdicts(verdicts)}>${text}</button>`;
    return html`<div class="choice" role="group" aria-label="results">${choice(true, 'Verdicts')}${choice(false, 'Measures of this arm')}</div>`;
  }

  /** The way to a view. */
  private way(name: PlaceName): TemplateResult {
    const { title, key, doc } = places[name];
    return html`<button class="plain" aria-current=${name === this.lab.place ? 'page' : nothing} aria-keyshortcuts=${key} title="${doc} (key ${key})" @click=${() => this.lab.go(name)}>${title}</button>`;
  }

  /** The view beside the controls where it is not the experiment. */
  private otherPlace(): TemplateResult | typeof nothing {
    const { title, tag, render } = places[this.lab.place];
    if (!tag || !render) return nothing;
    return customElements.get(tag)
      ? html`<div class="view" @announce=${(event: CustomEvent<{ text: string }>) => this.hear(event.detail.text)}>${render(this.lab)}</div>`
      : html`<p class="view small">${title} is being loaded.</p>`;
  }

  protected override updated(): void {
    this.announce();
    const { place } = this.lab;
    if (place === this.shownPlace) return;
    const before = this.shownPlace;
    this.shownPlace = place;
    this.placeText = '';
    const { title, load } = places[place];
    if (load) this.late(title, load, () => this.requestUpdate(), () => this.lab.go('experiment'));
    else if (before === 'inspector') this.renderRoot.querySelector<WorldPanel>('world-panel')?.focusInspect();
  }

  /** Loads a part of the page that most visits do without. */
  private late(title: string, load: () => Promise<unknown>, then: () => unknown, failed?: () => void): void {
    load().then(then, () => {
      failed?.();
      this.lab.bench.setNotice({ kind: 'problem', text: `${title} could not be loaded: reload the page, or try again when the connection is back.` });
    });
  }

  private hear(text: string): void {
    this.placeText = text;
    this.announce();
  }

  private messages(): TemplateResult | typeof nothing {
    const { notice, expected } = this.lab.bench;
    const { verdict } = this.lab;
    const { state } = this.lab.session.snapshot;
    if (notice) return html`<lab-notice kind=${notice.kind} .text=${notice.text} @dismiss=${() => this.lab.bench.setNotice(null)}></lab-notice>`;
    const text = verdict?.sentence ?? (expected && state !== 'finished' ? promiseOf(expected) : '');
    if (text === '' || text === this.dismissed) return nothing;
    const kind = verdict ? (verdict.kind === 'same' ? 'success' : 'problem') : 'information';
    return html`<lab-notice kind=${kind} .text=${text} @dismiss=${() => this.dismiss(text)}></lab-notice>`;
  }

  private dismiss(text: string): void {
    this.dismissed = text;
    this.requestUpdate();
  }

  /** Tells screen readers what the session does, at most once a second. */
  private announce(): void {
    const text = (): string => (this.placeText !== '' && this.lab.rests ? this.placeText : announcementOf(this.lab));
    if (this.announcing !== undefined || text() === this.announcement) return;
    this.announcing = setTimeout(() => {
      this.announcing = undefined;
      this.announcement = text();
    }, announcementInterval);
  }

  private async openDialog<T extends HTMLElement & { open(term?: string): unknown }>(tag: string, term?: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    await this.renderRoot.querySelector<T>(tag)?.open(term);
  }

  /** The catalogue comes with the first wish for it, as its pictures do. */
  readonly openCatalogue = (): void => this.late('The catalogue', () => import('./panels/catalogue-dialog'), () => this.openDialog<CatalogueDialog>('catalogue-dialog'));

  readonly openShare = (): void => this.late('Sharing', () => import('./panels/share-dialog'), () => this.openDialog<ShareDialog>('share-dialog'));

  readonly openHelp = (): void => this.lookUp();

  /** Opens the help, at a word of the glossary if one is given. */
  private lookUp(term?: string): void {
    this.late('The help', () => import('./panels/help-dialog'), () => this.openDialog<HelpDialog>('help-dialog', term));
  }

  private readonly startTour = (): void => this.late('The tour', () => import('./panels/tour-guide'), () => this.openDialog<TourGuide>('tour-guide'));

  private readonly onDefine = (event: Event): void => this.lookUp((event as CustomEvent<{ term: string }>).detail.term);

  searchSettings(): void {
    this.renderRoot.querySelector<ControlsPanel>('controls-panel')?.search();
  }

  playEpisode(): void {
    this.renderRoot.querySelector<WorldPanel>('world-panel:not([hidden])')?.playEpisode();
  }

  stepEpisode(by: number): void {
    this.renderRoot.querySelector<WorldPanel>('world-panel:not([hidden])')?.stepEpisode(by);
  }

  walk(stride: Stride): void {
    this.renderRoot.querySelector<InspectorPanel>('inspector-panel')?.walk(stride);
  }

  private readonly onHash = (): void => this.lab.open(location.hash);

  private readonly onRefused = (event: Event): void => {
    const { path } = (event as CustomEvent<{ path: string }>).detail;
    this.renderRoot.querySelector<ControlsPanel>('controls-panel')?.focusPath(path);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const pressed = keyFor(event, this.lab.presentation);
    if (!pressed) return;
    event.preventDefault();
    pressed.act(this);
  };
}
