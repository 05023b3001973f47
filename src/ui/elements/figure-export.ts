import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { download } from '../download';
import { sharedStyles } from '../shared-styles';
import { rasterised } from '../standalone';
import { placeBelow, popoverStyles } from './popover';

type Format = 'csv' | 'svg' | 'png';

const about = { csv: 'the numbers', svg: 'the picture, to be edited', png: 'the picture, in pixels' } as const satisfies Record<Format, string>;

/** How long a failure is shown, in milliseconds. */
const pause = 4000;

/**
 * Saves what a figure shows: its numbers as CSV, its picture as SVG and PNG. A format whose function is absent is not
 * offered; without any there is nothing to see.
 */
export class FigureExport extends LitElement {
  static override properties = { name: {}, csv: { attribute: false }, svg: { attribute: false }, failed: { state: true } };

  /** of the files, without their ending: lower-case words with hyphens */
  declare name: string;
  /** the text of the CSV file */
  declare csv: (() => string) | null;
  /** the text of a standalone SVG file */
  declare svg: (() => string) | null;
  declare failed: boolean;

  static override styles = [
    sharedStyles,
    popoverStyles,
    css`
      :host {
        display: inline-block;
      }
      button {
        min-height: calc(3 * var(--unit));
        padding: 0 calc(0.5 * var(--unit));
        border-color: transparent;
        font-size: var(--text-small);
        color: var(--ink-soft);
      }
      button:hover:not(:disabled) {
        border-color: transparent;
        color: var(--accent);
      }
      li button {
        width: 100%;
        text-align: left;
      }
      b {
        display: inline-block;
        width: calc(5 * var(--unit));
        font-weight: 600;
        color: var(--ink);
      }
    `,
  ];

  constructor() {
    super();
    this.name = '';
    this.csv = this.svg = null;
    this.failed = false;
  }

  override render(): TemplateResult | typeof nothing {
    const formats: readonly Format[] = [...(this.csv ? (['csv'] as const) : []), ...(this.svg ? (['svg', 'png'] as const) : [])];
    if (formats.length === 0) return nothing;
    const subject = this.name.replaceAll('-', ' ');
    const text = html`<span role="status">${this.failed ? 'Not saved: this browser cannot draw it' : ''}</span>`;
    if (formats.length === 1) return html`<button aria-label="Save ${formats[0]!.toUpperCase()}: ${subject}" @click=${() => this.save(formats[0]!)}>Save ${formats[0]!.toUpperCase()}</button>${text}`;
    return html`
      <button popovertarget="formats" aria-label="Save ${subject}">Save</button>${text}
      <ul id="formats" popover aria-label="formats" @beforetoggle=${(event: ToggleEvent) => placeBelow(event, this)} @keydown=${this.move}>
        ${formats.map((format) => html`<li><button @click=${() => this.save(format)}><b>${format.toUpperCase()}</b> ${about[format]}</button></li>`)}
      </ul>
    `;
  }

  /** Arrows walk through the formats. */
  private move(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
    const place = buttons.indexOf(event.target as HTMLButtonElement);
    buttons.at((place + step) % buttons.length)?.focus();
  }

  private async save(format: Format): Promise<void> {
    this.renderRoot.querySelector<HTMLElement>('[popover]')?.hidePopover();
    try {
      download(`${this.name}.${format}`, await this.file(format));
    } catch {
      this.failed = true;
      setTimeout(() => (this.failed = false), pause);
    }
  }

  private file(format: Format): Blob | Promise<Blob> {
    if (format === 'csv') return new Blob([this.csv!()], { type: 'text/csv;charset=utf-8' });
    const svg = this.svg!();
    return format === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : rasterised(svg);
  }
}

customElements.define('figure-export', FigureExport);
