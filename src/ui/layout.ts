/** Where the parts of the page stand: one column on a phone, two on a tablet, an instrument on a laptop. */
import { css } from 'lit';

export const layoutStyles = css`
  :host {
    min-height: 100dvh;
  }
  .top {
    display: flex;
    align-items: center;
    gap: calc(2 * var(--unit));
    padding: 0 calc(2 * var(--unit));
    border-bottom: 1px solid var(--hairline);
  }
  .name {
    font-weight: 600;
    white-space: nowrap;
  }
  catalogue-panel {
    flex: 1;
    min-width: 0;
  }
  @media (max-width: 720px) {
    .top {
      flex-wrap: wrap;
      padding-top: var(--unit);
    }
    .name {
      flex: 1;
    }
    catalogue-panel {
      flex-basis: 100%;
      order: 1;
    }
  }
  nav {
    display: flex;
    gap: var(--unit);
    min-width: 0;
    overflow-x: auto;
    scrollbar-width: none;
  }
  @media (max-width: 720px) {
    nav {
      flex-wrap: wrap;
      row-gap: 0;
    }
  }
  nav button {
    flex: none;
    color: var(--ink-soft);
  }
  nav button[aria-current] {
    color: var(--ink);
    font-weight: 600;
  }
  @media (max-width: 1239px) {
    .top {
      flex-wrap: wrap;
      row-gap: 0;
      padding-top: calc(0.5 * var(--unit));
    }
    nav {
      order: 2;
      flex-basis: 100%;
    }
  }
  .messages {
    padding: 0 calc(2 * var(--unit));
  }
  .messages lab-notice {
    margin-top: var(--unit);
  }
  claim-panel {
    padding: calc(2 * var(--unit));
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(2 * var(--unit));
    padding: 0 calc(2 * var(--unit)) calc(2 * var(--unit));
  }
  aside {
    display: contents;
  }
  transport-panel,
  arms-panel {
    order: -2;
  }
  run-panel {
    order: -1;
  }
  controls-panel {
    order: 1;
  }
  .results {
    display: flex;
    flex-direction: column;
    gap: var(--unit);
    min-width: 0;
  }
  .results[hidden] {
    display: none;
  }
  .plots {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(2 * var(--unit)) calc(3 * var(--unit));
  }
  .plots > * {
    height: calc(36 * var(--unit));
  }
  @media (min-width: 720px) {
    .plots:has(population-panel) {
      grid-template-columns: minmax(0, 5fr) minmax(0, 3fr);
    }
  }

  @media (min-width: 900px) {
    main {
      grid-template: 'aside run' auto 'aside world' auto 'aside results' 1fr / calc(36 * var(--unit)) minmax(0, 1fr);
      column-gap: calc(3 * var(--unit));
      border-top: 1px solid var(--hairline);
      padding-top: calc(2 * var(--unit));
    }
    aside {
      display: block;
      grid-area: aside;
    }
    arms-panel {
      margin-top: var(--unit);
    }
    controls-panel {
      margin-top: calc(2 * var(--unit));
    }
    run-panel {
      grid-area: run;
    }
    world-panel {
      grid-area: world;
    }
    .results {
      grid-area: results;
    }
    .view {
      grid-area: world-start / world-start / results-end / results-end;
      align-self: start;
    }
  }

  @media (min-width: 1240px) and (min-height: 720px) {
    :host {
      display: flex;
      flex-direction: column;
      height: 100dvh;
    }
    main {
      flex: 1;
      min-height: 0;
      grid-template: 'aside run run' auto 'aside world results' minmax(0, 1fr) / calc(36 * var(--unit)) minmax(0, 2fr) minmax(0, 3fr);
    }
    aside {
      display: flex;
      flex-direction: column;
      min-height: 0;
    }
    controls-panel {
      /* What is hidden in it scrolls with it, not with the page. */
      position: relative;
      flex: 1;
      min-height: 0;
      overflow-y: auto;
      scrollbar-width: thin;
    }
    .view {
      display: flex;
      flex-direction: column;
      align-self: stretch;
    }
    .place {
      flex: 1;
    }
    world-panel,
    .view,
    .place,
    .results {
      min-height: 0;
    }
    .plots {
      flex: 1;
      min-height: calc(28 * var(--unit));
    }
    .plots > * {
      height: auto;
      min-height: 0;
    }
    .plots:has(~ verdict-panel) {
      min-height: calc(34 * var(--unit));
    }
    verdict-panel {
      flex: 0 1 auto;
      min-height: 0;
    }
  }
`;
