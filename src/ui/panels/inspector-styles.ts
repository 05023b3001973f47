/** Where the parts of the inspector stand: the world beside the thoughts, or above them where there is little room. */
import { css } from 'lit';

export const inspectorStyles = css`
  :host {
    display: grid;
    grid-template: 'bar' auto 'world' auto 'step' auto 'walk' auto / minmax(0, 1fr);
    gap: var(--unit);
  }
  .bar,
  .walk {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.5 * var(--unit)) var(--unit);
    min-height: calc(4 * var(--unit));
  }
  .bar {
    grid-area: bar;
  }
  .bar .small {
    flex: 1;
  }
  .bar label {
    display: flex;
    align-items: center;
    gap: var(--unit);
    font-weight: 600;
  }
  input[type='number'] {
    width: 9ch;
  }
  .world {
    grid-area: world;
    display: flex;
    flex-direction: column;
    gap: var(--unit);
    min-height: 0;
  }
  .legend {
    display: flex;
    align-items: flex-start;
    justify-content: space-between;
    gap: calc(2 * var(--unit));
  }
  .legend value-legend {
    flex: 0 0 calc(16 * var(--unit));
  }
  .step {
    grid-area: step;
    min-height: 0;
  }
  .step header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 var(--unit);
    padding-bottom: calc(0.5 * var(--unit));
  }
  .say {
    max-width: 60ch;
    padding: calc(2 * var(--unit)) 0;
    border-top: 1px solid var(--hairline);
    color: var(--ink-soft);
  }
  .walk {
    grid-area: walk;
    align-self: start;
    position: sticky;
    bottom: 0;
    padding: var(--unit) 0;
    border-top: 1px solid var(--hairline);
    background: var(--paper);
  }
  .walk button {
    padding: 0 var(--unit);
  }
  .forward {
    min-width: calc(16 * var(--unit));
    border-color: var(--accent);
    color: var(--accent);
    font-weight: 600;
  }
  .forward:hover:not([aria-disabled='true']) {
    border-color: var(--accent-hover);
    color: var(--accent-hover);
  }
  button[aria-disabled='true'] {
    border-color: var(--hairline);
    color: var(--ink-faint);
    cursor: default;
  }
  @media (max-width: 899px) {
    level-stage {
      max-height: 38vh;
    }
    .bar .small {
      flex-basis: 100%;
      order: 1;
    }
    .bar button {
      margin-left: auto;
    }
  }
  @media (min-width: 900px) {
    :host {
      grid-template: 'bar bar' auto 'world step' minmax(0, 1fr) 'world walk' auto / minmax(0, 3fr) minmax(0, 4fr);
      column-gap: calc(3 * var(--unit));
    }
  }
  @media (min-width: 1240px) and (min-height: 720px) {
    .step {
      overflow-y: auto;
      scrollbar-width: thin;
    }
  }
`;
