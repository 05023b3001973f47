/** What lessons and frames of other pages change in the layout: without settings, the experiment has the whole width. */
import { css } from 'lit';

export const presentationStyles = css`
  .skip:not(:focus) {
    position: absolute;
    overflow: hidden;
    width: 1px;
    height: 1px;
    min-height: 0;
    padding: 0;
    clip-path: inset(50%);
  }
  main:focus {
    outline: none;
  }
  :host([presentation='lesson']) .top {
    min-height: calc(6 * var(--unit));
  }
  :host([presentation='lesson']) nav {
    flex: 1;
  }
  footer {
    padding: 0 calc(2 * var(--unit)) var(--unit);
    text-align: right;
  }
  :host([presentation='embed']) claim-panel {
    --text-heading: var(--text);
    padding: var(--unit) calc(2 * var(--unit));
  }
  :host([presentation='embed']) main {
    padding-top: var(--unit);
    border-top: 1px solid var(--hairline);
  }
  :host([presentation='embed']) curve-panel {
    height: calc(36 * var(--unit));
  }
  @media (min-width: 600px) {
    :host([presentation='embed']) main,
    :host([presentation='lesson']) main {
      grid-template: 'aside run run' auto 'world world results' minmax(0, 1fr) / calc(32 * var(--unit)) minmax(0, 1fr) minmax(0, 4fr);
      column-gap: calc(3 * var(--unit));
    }
    :host(:not([presentation='full'])) aside {
      display: block;
      grid-area: aside;
    }
    :host(:not([presentation='full'])) run-panel {
      grid-area: run;
    }
    :host(:not([presentation='full'])) world-panel {
      grid-area: world;
    }
    :host(:not([presentation='full'])) .results {
      grid-area: results;
    }
    :host(:not([presentation='full'])) .view {
      grid-area: world-start / world-start / results-end / results-end;
    }
  }
  @media (min-width: 1240px) {
    :host(:not([presentation='full'])) main:not(:has(arms-panel)) {
      grid-template: 'aside run run' auto 'world world results' minmax(0, 1fr) / calc(36 * var(--unit)) minmax(0, 1fr) minmax(0, 5fr);
    }
    :host(:not([presentation='full'])) main:has(arms-panel) {
      grid-template: 'aside run run' auto 'aside world results' minmax(0, 1fr) / calc(36 * var(--unit)) minmax(0, 3fr) minmax(0, 4fr);
    }
  }
`;
