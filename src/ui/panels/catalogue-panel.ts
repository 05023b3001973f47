import { css, html, type TemplateResult } from 'lit';
import { scenarioOf } from '../../experiment/world-of';
import { goalsOf } from '../palette';
import { sharedStyles } from '../shared-styles';
import '../views/world-view';
import { Panel } from './panel';

/** The entry of the catalogue that is open, and the way to the others. Fires `catalogue` when somebody wants them. */
export class CataloguePanel extends Panel {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: calc(2 * var(--unit));
        min-height: calc(6 * var(--unit));
      }
      .entry {
        display: flex;
        align-items: center;
        gap: var(--unit);
        min-width: 0;
      }
      .picture {
        flex: none;
        width: calc(4 * var(--unit));
        height: calc(4 * var(--unit));
      }
      .title {
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
    `,
  ];

  override render(): TemplateResult {
    const { bench, shape, world } = this.lab;
    const { experiment } = bench;
    const level = shape.level(world.levels.length - 1);
    return html`
      <button aria-haspopup="dialog" aria-keyshortcuts="c" @click=${() => this.dispatchEvent(new CustomEvent('catalogue'))}>Catalogue<kbd aria-hidden="true">c</kbd></button>
      <span class="entry">
        <span class="picture"><world-view aria-hidden="true" small .level=${level} .goals=${goalsOf(world)}></world-view></span>
        <span class="title">${scenarioOf(experiment)?.title ?? (experiment.name || 'A world of your own')}</span>
      </span>`;
  }
}

customElements.define('catalogue-panel', CataloguePanel);
