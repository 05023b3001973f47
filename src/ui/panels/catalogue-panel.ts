import { css, html, nothing, type TemplateResult } from 'lit';
import { worldOf } from '../../experiment/world-of';
import { catalogue } from '../../lab/tables';
import { parseExperiment } from '../../experiment/parse';
import { goalsOf } from '../palette';
import { sharedStyles } from '../shared-styles';
import '../views/world-view';
import { WorldShape, type LevelShape } from '../world-shape';
import { Panel } from './panel';

interface Picture {
  readonly level: LevelShape;
  readonly goals: readonly string[];
}

/** The catalogue: one card per scenario, with a picture of its last level, which is one of deployment where there is deployment. */
export class CataloguePanel extends Panel {
  static override styles = [
    sharedStyles,
    css`
      nav {
        display: flex;
        gap: calc(3 * var(--unit));
        overflow-x: auto;
        scrollbar-width: thin;
      }
      button {
        display: flex;
        align-items: center;
        gap: var(--unit);
        flex: none;
        height: calc(7 * var(--unit));
        padding: 0 calc(0.5 * var(--unit));
        border: 0;
        border-block: 2px solid transparent;
        border-radius: 0;
        color: var(--ink-soft);
      }
      button:hover {
        color: var(--ink);
      }
      button[aria-current='true'] {
        border-bottom-color: var(--ink);
        color: var(--ink);
        font-weight: 600;
      }
      .picture {
        width: calc(4 * var(--unit));
        height: calc(4 * var(--unit));
      }
    `,
  ];

  /** the entry that was brought into view */
  private inView: unknown = null;
  private readonly pictures = new Map<string, Picture>();

  override connectedCallback(): void {
    super.connectedCallback();
    this.paint([...catalogue.keys()]);
  }

  /** Paints the pictures one by one, so that building their worlds never holds up the page. */
  private paint(ids: readonly string[]): void {
    const [id, ...rest] = ids;
    if (id === undefined) return;
    setTimeout(() => {
      const world = worldOf(parseExperiment({ schema: 1, scenario: id }));
      this.pictures.set(id, { level: new WorldShape(world).level(world.levels.length - 1), goals: goalsOf(world) });
      this.requestUpdate();
      this.paint(rest);
    }, 50);
  }

  protected override updated(): void {
    const { scenario } = this.lab.bench.experiment;
    if (scenario === this.inView) return;
    this.inView = scenario;
    this.renderRoot.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  override render(): TemplateResult {
    const current = this.lab.bench.experiment.scenario;
    return html`<nav aria-label="catalogue">
      ${[...catalogue.values()].map(({ id, title, claim }) => html`
        <button aria-current=${id === current} title=${claim} @click=${() => this.lab.choose(id)}>
          <span class="picture">${picture(this.pictures.get(id))}</span>${title}
        </button>`)}
      ${typeof current === 'string' ? nothing : html`<button aria-current="true"><span class="picture">${picture({ level: this.lab.shape.level(0), goals: goalsOf(this.lab.world) })}</span>${this.lab.bench.experiment.name || 'A world of your own'}</button>`}
    </nav>`;
  }
}

const picture = (of: Picture | undefined): TemplateResult | typeof nothing =>
  of ? html`<world-view aria-hidden="true" small .level=${of.level} .goals=${of.goals}></world-view>` : nothing;

customElements.define('catalogue-panel', CataloguePanel);
