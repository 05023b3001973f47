import { css, html, nothing, type TemplateResult } from 'lit';
import { beside } from '../beside';
import { firstScenario } from '../first-experiment';
import { isForPage } from '../keys';
import { sharedStyles } from '../shared-styles';
import { tourSteps } from '../tour-steps';
import { Panel } from './panel';

/** Between the card, its target and the window, in CSS pixels. */
const gap = 12;

/** The tour: a card beside the part of the page that it speaks of. The page stays usable, and the tour follows what is done there. */
export class TourGuide extends Panel {
  static override properties = { ...Panel.properties, step: { state: true } };

  /** null while there is no tour */
  declare step: number | null;

  static override styles = [
    sharedStyles,
    css`
      [popover] {
        position: fixed;
        inset: auto;
        margin: 0;
        border-radius: var(--radius);
      }
      .ring {
        padding: 0;
        border: 2px solid var(--accent);
        background: none;
        pointer-events: none;
      }
      .card {
        width: calc(40 * var(--unit));
        padding: calc(2 * var(--unit));
        border: 1px solid var(--ink-faint);
        background: var(--paper);
        color: var(--ink);
      }
      .card p {
        margin: var(--unit) 0 calc(2 * var(--unit));
      }
      .ways {
        display: flex;
        align-items: center;
        gap: var(--unit);
      }
      .ways .small {
        flex: 1;
      }
      @media (max-width: 600px) {
        .card {
          inset: auto var(--unit) var(--unit);
          width: auto;
          padding: calc(1.5 * var(--unit));
        }
      }
    `,
  ];

  /** what had the focus before the tour */
  private opener: HTMLElement | null = null;
  /** whether what the present step waits for had not happened when it came up */
  private waiting = false;
  private readonly follow = (): void => this.place();

  constructor() {
    super();
    this.step = null;
  }

  /** Begins the tour, in the first experiment as it is under the controls. */
  async open(): Promise<void> {
    const { lab } = this;
    this.opener = focused();
    if (lab.bench.experiment.scenario !== firstScenario) lab.choose(firstScenario);
    lab.go('experiment');
    this.goTo(0);
    await this.updateComplete;
    this.card?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.onKey);
    addEventListener('resize', this.follow);
    addEventListener('scroll', this.follow, { capture: true, passive: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.onKey);
    removeEventListener('resize', this.follow);
    removeEventListener('scroll', this.follow, { capture: true });
  }

  override render(): TemplateResult | typeof nothing {
    if (this.step === null) return nothing;
    const { title, text } = tourSteps[this.step]!;
    const last = this.step === tourSteps.length - 1;
    return html`
      <div class="ring" popover="manual"></div>
      <section class="card" popover="manual" role="dialog" tabindex="-1" aria-label="tour">
        <div aria-live="polite" aria-atomic="true"><h2>${title}</h2><p>${text}</p></div>
        <div class="ways">
          <span class="small">${this.step + 1} of ${tourSteps.length}</span>
          <button class="plain" @click=${this.end}>${last ? 'Close' : 'End the tour'}</button>
          <button aria-label="back" ?disabled=${this.step === 0} @click=${() => this.move(-1)}>‹</button>
          <button class="next" @click=${() => this.move(1)}>${last ? 'Done' : 'Next'}</button>
        </div>
      </section>`;
  }

  protected override updated(): void {
    if (this.step === null) return;
    for (const part of this.renderRoot.querySelectorAll<HTMLElement>('[popover]')) if (!part.matches(':popover-open')) part.showPopover();
    if (this.waiting && tourSteps[this.step]!.until?.(this.lab)) this.move(1);
    else this.place();
  }

  private get card(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.card');
  }

  private move(by: number): void {
    if (this.step === null) return;
    const next = this.step + by;
    if (next >= tourSteps.length) this.end();
    else if (next >= 0) this.goTo(next);
  }

  private goTo(step: number): void {
    const { until } = tourSteps[step]!;
    this.step = step;
    this.waiting = until !== undefined && !until(this.lab);
    const narrow = matchMedia('(max-width: 600px)').matches;
    this.target?.scrollIntoView({ block: narrow ? 'start' : 'nearest' });
  }

  private readonly end = (): void => {
    const inside = this.card?.matches(':focus-within') ?? false;
    this.step = null;
    if (!inside) return;
    const main = (this.getRootNode() as ShadowRoot).querySelector('main');
    (this.opener?.isConnected ? this.opener : main)?.focus();
  };

  /** What the present step speaks of; the nearest part around it that is there. */
  private get target(): Element | null {
    let root: ParentNode | null = this.getRootNode() as ShadowRoot;
    let found: Element | null = null;
    for (const selector of this.step === null ? [] : tourSteps[this.step]!.target) {
      const next: Element | null = root?.querySelector(selector) ?? null;
      if (!next?.checkVisibility()) break;
      found = next;
      root = next.shadowRoot;
    }
    return found;
  }

  /** Puts ring and card where the target now is. */
  private place(): void {
    const { card, target } = this;
    const ring = this.renderRoot.querySelector<HTMLElement>('.ring');
    if (!card || !ring || !target) return;
    const edges = target.getBoundingClientRect();
    Object.assign(ring.style, { left: `${edges.left - 4}px`, top: `${edges.top - 4}px`, width: `${edges.width + 8}px`, height: `${edges.height + 8}px` });
    if (matchMedia('(max-width: 600px)').matches) Object.assign(card.style, { left: '', top: '' });
    else {
      const { left, top } = beside(edges, { width: card.offsetWidth, height: card.offsetHeight }, { width: innerWidth, height: innerHeight }, gap);
      Object.assign(card.style, { left: `${left}px`, top: `${top}px` });
    }
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (this.step === null || event.ctrlKey || event.metaKey || !isForPage(event)) return;
    if (event.key === 'Escape') this.end();
    else if (event.key === 'ArrowRight') this.move(1);
    else if (event.key === 'ArrowLeft') this.move(-1);
    else return;
    event.preventDefault();
  };
}

/** The element that has the focus, through shadow roots. */
function focused(): HTMLElement | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement && element !== document.body ? element : null;
}

customElements.define('tour-guide', TourGuide);
