import { html, nothing, type TemplateResult } from 'lit';
import { decodeLink, type LinkFingerprint } from '../../experiment/link';
import { scenarioOf } from '../../experiment/world-of';
import { numerics } from '../../numerics/version';
import { bibtex, citationText, type Cited } from '../citation';
import { embedHeights, embedSnippet } from '../embed';
import '../elements/lab-copy';
import '../elements/lab-dialog';
import type { LabDialog } from '../elements/lab-dialog';
import '../elements/qr-figure';
import { grouped } from '../format';
import { linkFor, type Presentation } from '../presentation';
import { sharedStyles } from '../shared-styles';
import { version } from '../version';
import { Panel } from './panel';
import { shareStyles } from './share-styles';

/** Longer links are cut by some programs that pass them on. */
const safeLength = 2000;

const forms: Readonly<Record<Presentation, { readonly title: string; readonly doc: string }>> = {
  full: { title: 'Laboratory', doc: 'The whole page, with every setting.' },
  lesson: { title: 'Lesson', doc: 'Run, world, curve and results; settings and the catalogue are hidden.' },
  embed: { title: 'Frame', doc: 'HTML that shows the experiment in another page.' },
};

/** The link of the experiment, and what can be done with it. */
export class ShareDialog extends Panel {
  static override properties = { ...Panel.properties, form: { state: true }, height: { state: true }, opened: { state: true } };
  static override styles = [sharedStyles, shareStyles];

  /** how the page will present itself to whoever opens the link */
  declare form: Presentation;
  /** of the frame, in CSS pixels */
  declare height: number;
  /** codes and citations are made for a dialog that somebody sees */
  declare opened: boolean;

  private carried: { readonly link: string; readonly fingerprint: LinkFingerprint | null } | null = null;

  constructor() {
    super();
    this.form = 'full';
    this.height = embedHeights.default;
    this.opened = false;
  }

  async open(): Promise<void> {
    if (this.lab.presentation === 'lesson') this.form = 'lesson';
    this.opened = true;
    await this.updateComplete;
    this.renderRoot.querySelector<LabDialog>('lab-dialog')?.open();
  }

  override render(): TemplateResult {
    return html`<lab-dialog heading="Share" @closed=${() => (this.opened = false)}>${this.opened ? this.content() : nothing}</lab-dialog>`;
  }

  private content(): TemplateResult {
    const link = linkFor(this.lab.link, this.form);
    const cited = this.cited();
    return html`
      <fieldset class="forms">
        <legend class="visually-hidden">what the link opens</legend>
        ${Object.entries(forms).map(([form, { title }]) => html`<label><input type="radio" name="form" .checked=${form === this.form} @change=${() => (this.form = form as Presentation)} />${title}</label>`)}
        <span class="small">${forms[this.form].doc}</span>
      </fieldset>
      <div class="link">
        <div>${this.form === 'embed' ? this.frame(link, cited.title) : this.link(link)}</div>
        <qr-figure .text=${this.form === 'embed' ? linkFor(link, 'full') : link} heading=${cited.title}></qr-figure>
      </div>
      <section aria-label="citation">
        <h3>Citation</h3>
        ${text('citation', 'Copy citation', citationText(cited))}
        ${text('BibTeX entry', 'Copy BibTeX', bibtex(cited))}
      </section>`;
  }

  private link(link: string): TemplateResult {
    const data = { title: `${this.cited().title} · Valence Lab`, url: link };
    return html`${text('link', 'Copy this link', link, navigator.canShare?.(data) ? html`<button @click=${() => void share(data)}>Send…</button>` : nothing)}${this.about(link)}`;
  }

  private frame(link: string, title: string): TemplateResult {
    const { min, max } = embedHeights;
    return html`
      <label class="height">height <input type="number" min=${min} max=${max} step="20" .value=${String(this.height)} @input=${(event: Event) => (this.height = (event.target as HTMLInputElement).valueAsNumber)} /> pixels</label>
      ${text('HTML of the frame', 'Copy HTML', embedSnippet(link, title, this.height))}
      ${this.about(link)}`;
  }

  /** What a link carries, and whether it may be too long. */
  private about(link: string): TemplateResult {
    return html`<p class="small about">${grouped(link.length)} characters. ${this.fingerprint()
      ? 'It carries the experiment and the fingerprint of its run: whoever opens it can check the same bits.'
      : 'It carries the experiment; after a run it also carries the fingerprint, by which others can check the same bits.'}</p>
    ${link.length > safeLength
      ? html`<p class="small about warning">It is longer than ${grouped(safeLength)} characters, and some programs cut such links: try it once where you send it.</p>`
      : nothing}`;
  }

  /** What the link carries; reading it takes a while, and a running population asks for many frames. */
  private fingerprint(): LinkFingerprint | null {
    const { link } = this.lab;
    if (this.carried?.link !== link) this.carried = { link, fingerprint: decodeLink(link).fingerprint };
    return this.carried.fingerprint;
  }

  private cited(): Cited {
    const { experiment } = this.lab.bench;
    const { link } = this.lab;
    const scenario = scenarioOf(experiment);
    const title = experiment.name || scenario?.title || 'A world of your own';
    const fingerprint = this.fingerprint();
    return { title, source: scenario?.source ?? null, version, numerics: fingerprint?.numerics ?? numerics, link: linkFor(link, 'full'), fingerprint: fingerprint?.end ?? null, day: new Date() };
  }
}

/** A text to be copied, by button or by hand. */
const text = (label: string, copy: string, content: string, more: TemplateResult | typeof nothing = nothing): TemplateResult => html`
  <textarea readonly spellcheck="false" aria-label=${label} rows=${Math.min(6, Math.max(3, Math.ceil(content.length / 90), content.split('\n').length))} .value=${content} @focus=${(event: Event) => (event.target as HTMLTextAreaElement).select()}></textarea>
  <div class="ways"><lab-copy label=${copy} otherwise="Select the text and copy it" .text=${content}></lab-copy>${more}</div>`;

/** Whoever closes the system's dialog has changed their mind, which is no failure. */
const share = (data: ShareData): Promise<void> => navigator.share(data).catch(() => undefined);

customElements.define('share-dialog', ShareDialog);
