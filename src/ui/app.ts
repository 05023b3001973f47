import { LitElement, html, nothing, type TemplateResult } from 'lit';
import './elements/lab-copy';
import './elements/lab-help';
import './elements/lab-notice';
import type { LabHelp } from './elements/lab-help';
import type { Laboratory } from './laboratory';
import './panels/arms-panel';
import type { CatalogueDialog } from './panels/catalogue-dialog';
import './panels/catalogue-panel';
import './panels/claim-panel';
import './panels/controls-panel';
import './panels/curve-panel';
import './panels/goals-panel';
import './panels/measures-panel';
import './panels/run-panel';
import './panels/transport-panel';
import './panels/verdict-panel';
import './panels/world-panel';
import type { ControlsPanel } from './panels/controls-panel';
import type { InspectorPanel, Stride } from './panels/inspector-panel';
import type { WorldPanel } from './panels/world-panel';
import { layoutStyles } from './layout';
import { sharedStyles } from './shared-styles';
import { announcementOf } from './status';
import { Subscription } from './subscription';

/** How often a screen reader may be told something new, in milliseconds. */
const announcementInterval = 1000;

/** The page: places the panels, listens to the keyboard, and keeps the address bar at the current link. */
export class ValenceLab extends LitElement {
  static override properties = { announcement: { state: true } };
  static override styles = [sharedStyles, layoutStyles];

  declare announcement: string;

  private announcing: ReturnType<typeof setTimeout> | undefined;
  private dismissed = '';
  /** what the inspector has said last */
  private inspectorText = '';
  /** whether the page showed the inspector when it was last drawn */
  private inspected = false;

  constructor(private readonly lab: Laboratory) {
    super();
    this.announcement = '';
    new Subscription(this, () => [this.lab]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.onKey);
    addEventListener('hashchange', this.onHash);
    this.lab.addEventListener('refused', this.onRefused);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.onKey);
    removeEventListener('hashchange', this.onHash);
    this.lab.removeEventListener('refused', this.onRefused);
  }

  override render(): TemplateResult {
    const { lab } = this;
    return html`
      <header class="top">
        <p class="name">Valence Lab</p>
        <catalogue-panel .lab=${lab} @catalogue=${this.openCatalogue}></catalogue-panel>
        <lab-copy label="Copy link" .text=${lab.link}></lab-copy>
        <button aria-keyshortcuts="?" aria-label="help: keys and words" @click=${this.openHelp}>?</button>
      </header>
      <div class="messages" role="region" aria-label="messages">${this.messages()}</div>
      <claim-panel role="region" aria-label="claim" .lab=${lab}></claim-panel>
      <main>
        <aside aria-label="experiment">
          <transport-panel .lab=${lab}></transport-panel>
          ${lab.claim ? html`<arms-panel .lab=${lab}></arms-panel>` : nothing}
          <controls-panel .lab=${lab}></controls-panel>
        </aside>
        <run-panel .lab=${lab}></run-panel>
        ${lab.inspecting ? this.inspector() : nothing}
        <world-panel .lab=${lab} ?hidden=${lab.inspecting}></world-panel>
        <div class="results" ?hidden=${lab.inspecting}>
          <curve-panel .lab=${lab}></curve-panel>
          ${lab.claim ? this.choiceOfResults() : nothing}
          ${lab.claim && lab.showingVerdicts
            ? html`<verdict-panel tabindex="0" role="region" aria-label="verdicts" .lab=${lab}></verdict-panel>`
            : html`<goals-panel .lab=${lab}></goals-panel><measures-panel .lab=${lab}></measures-panel>`}
        </div>
      </main>
      <div class="visually-hidden" aria-live="polite">${this.announcement}</div>
      <lab-help></lab-help>
      ${customElements.get('catalogue-dialog') ? html`<catalogue-dialog .lab=${lab}></catalogue-dialog>` : nothing}
    `;
  }

  /** What a claim shows of its results: the verdicts, or the arm that is under way. */
  private choiceOfResults(): TemplateResult {
    const { showingVerdicts } = this.lab;
    const choice = (verdicts: boolean, text: string): TemplateResult =>
      html`<button class="plain" aria-pressed=${verdicts === showingVerdicts} @click=${() => this.lab.showVerdicts(verdicts)}>${text}</button>`;
    return html`<div class="choice" role="group" aria-label="results">${choice(true, 'Verdicts')}${choice(false, 'Measures of this arm')}</div>`;
  }

  protected override updated(): void {
    this.announce();
    const { inspecting } = this.lab;
    if (inspecting === this.inspected) return;
    this.inspected = inspecting;
    if (inspecting) this.loadInspector();
    else this.renderRoot.querySelector<WorldPanel>('world-panel')?.focusInspect();
  }

  /** The inspector comes with the first wish for it: most visits do without. */
  private loadInspector(): void {
    import('./panels/inspector-panel').then(
      () => this.requestUpdate(),
      () => {
        this.lab.inspect(false);
        this.lab.bench.setNotice({ kind: 'problem', text: 'The inspector could not be loaded: reload the page, or try again when the connection is back.' });
      },
    );
  }

  private inspector(): TemplateResult {
    return customElements.get('inspector-panel')
      ? html`<inspector-panel .lab=${this.lab} @announce=${(event: CustomEvent<{ text: string }>) => this.hear(event.detail.text)}></inspector-panel>`
      : html`<p class="inspector small">The inspector is being loaded.</p>`;
  }

  private hear(text: string): void {
    this.inspectorText = text;
    this.announce();
  }

  private messages(): TemplateResult | typeof nothing {
    const { notice, expected } = this.lab.bench;
    const { verdict } = this.lab;
    const { state } = this.lab.session.snapshot;
    if (notice) return html`<lab-notice kind=${notice.kind} .text=${notice.text} @dismiss=${() => this.lab.bench.setNotice(null)}></lab-notice>`;
    const text = verdict?.sentence ?? (expected && state !== 'finished' ? 'This link carries a fingerprint: after a run, the page says whether this device gets the same bits.' : '');
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
    const text = (): string => (this.lab.inspecting && this.lab.rests ? this.inspectorText : announcementOf(this.lab));
    if (this.announcing !== undefined || text() === this.announcement) return;
    this.announcing = setTimeout(() => {
      this.announcing = undefined;
      this.announcement = text();
    }, announcementInterval);
  }

  /** The catalogue comes with the first wish for it, as its pictures do. */
  private readonly openCatalogue = (): void => {
    import('./panels/catalogue-dialog').then(
      async () => {
        this.requestUpdate();
        await this.updateComplete;
        await this.renderRoot.querySelector<CatalogueDialog>('catalogue-dialog')?.open();
      },
      () => this.lab.bench.setNotice({ kind: 'problem', text: 'The catalogue could not be loaded: reload the page, or try again when the connection is back.' }),
    );
  };

  private readonly openHelp = (): void => this.renderRoot.querySelector<LabHelp>('lab-help')?.open();

  private readonly onHash = (): void => this.lab.open(location.hash);

  private readonly onRefused = (event: Event): void => {
    const { path } = (event as CustomEvent<{ path: string }>).detail;
    this.renderRoot.querySelector<ControlsPanel>('controls-panel')?.focusPath(path);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const target = event.composedPath()[0];
    const types = target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || types) return;
    if (target instanceof Element && target.closest('dialog')) return;
    if (event.key === ' ' && target instanceof HTMLButtonElement && target.ariaDisabled !== 'true') return;
    const walk = (stride: Stride) => () => this.renderRoot.querySelector<InspectorPanel>('inspector-panel')?.walk(stride);
    const actions: Readonly<Record<string, () => void>> = {
      ' ': () => this.lab.toggle(), s: () => this.lab.step(), r: () => this.lab.reset(), '?': this.openHelp,
      c: this.openCatalogue, v: () => this.lab.toggleClaim(),
      i: () => this.lab.inspect(!this.lab.inspecting), n: walk('thought'), w: walk('whole'), N: walk('next'),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
}
