import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { longestQrText, qrCode, quietZone } from '../qr-code';
import { grouped } from '../format';
import { sharedStyles } from '../shared-styles';

/** A text as a QR code, small beside it, or on the whole screen for a room. Dark on light in every scheme: cameras want it so. */
export class QrFigure extends LitElement {
  static override properties = { text: {}, heading: {} };

  declare text: string;
  /** what stands over the code on the whole screen */
  declare heading: string;

  static override styles = [
    sharedStyles,
    css`
      svg {
        display: block;
        width: 100%;
        border: 1px solid var(--hairline);
        border-radius: var(--radius);
      }
      .title,
      .leave {
        display: none;
      }
      button {
        margin-top: var(--unit);
      }
      figure:fullscreen {
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: calc(2 * var(--unit));
        padding: calc(3 * var(--unit));
        background: #ffffff;
        color: #000000;
      }
      figure:fullscreen > :is(.title, .leave) {
        display: block;
        margin: 0;
        font-size: var(--text-heading);
      }
      figure:fullscreen > .enlarge {
        display: none;
      }
      figure:fullscreen svg {
        flex: 1;
        min-height: 0;
        width: auto;
        max-width: 100%;
        border: 0;
      }
      @media (max-width: 600px) {
        figure:not(:fullscreen) svg {
          max-width: calc(32 * var(--unit));
        }
      }
    `,
  ];

  constructor() {
    super();
    this.text = this.heading = '';
  }

  override render(): TemplateResult {
    const code = qrCode(this.text);
    if (!code) return html`<p class="small">Too long for a QR code, which holds ${grouped(longestQrText)} characters: send the link instead.</p>`;
    const edge = code.size + 2 * quietZone;
    return html`<figure>
      <figcaption class="title">${this.heading}</figcaption>
      <svg role="img" aria-label="QR code of the link" viewBox="${-quietZone} ${-quietZone} ${edge} ${edge}" shape-rendering="crispEdges">
        <rect x=${-quietZone} y=${-quietZone} width=${edge} height=${edge} fill="#ffffff" />
        <path d=${code.path} fill="#000000" />
      </svg>
      ${document.fullscreenEnabled ? html`<button class="enlarge" @click=${this.enlarge}>Show on the whole screen</button><button class="leave" @click=${() => document.exitFullscreen()}>Back</button>` : nothing}
    </figure>`;
  }

  private enlarge(): Promise<void> | undefined {
    return this.renderRoot.querySelector('figure')?.requestFullscreen();
  }
}

customElements.define('qr-figure', QrFigure);
