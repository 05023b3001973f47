import { css } from 'lit';

export const worldStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: var(--unit);
    container-type: inline-size;
  }
  .bar {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.5 * var(--unit)) var(--unit);
    min-height: calc(4 * var(--unit));
  }
  .bar label {
    display: flex;
    align-items: center;
    gap: var(--unit);
  }
  input[type='number'] {
    width: 7.5ch;
  }
  .shows {
    display: flex;
    gap: calc(0.25 * var(--unit));
  }
  .shows button {
    border-width: 0 0 2px;
    border-radius: 0;
    color: var(--ink-soft);
  }
  .shows button[aria-pressed='true'] {
    border-color: var(--ink);
    color: var(--ink);
  }
  .inspect {
    margin-left: auto;
  }
  .stages {
    display: grid;
    flex: 0 1 auto;
    gap: calc(1.5 * var(--unit));
    min-height: 0;
  }
  .beside {
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
  }
  .below {
    grid-auto-rows: minmax(0, auto);
  }
  time-scrubber {
    flex: none;
  }
  .legend {
    display: flex;
    flex: none;
    align-items: flex-start;
    justify-content: space-between;
    gap: calc(2 * var(--unit));
  }
  .legend .scale {
    display: flex;
    flex: 0 0 auto;
    align-items: flex-start;
    gap: var(--unit);
  }
  value-legend {
    width: calc(15 * var(--unit));
    padding-top: 6px;
  }
  .explanation {
    display: block;
  }
  @media (min-width: 1240px) and (max-height: 799px) {
    .explanation {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  .key {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    margin-right: var(--unit);
    white-space: nowrap;
  }
  .end {
    width: 11px;
    height: 11px;
    border: 1px solid var(--ink-faint);
    background: var(--value-zero);
    background-clip: content-box;
  }
  .walkers {
    display: grid;
    flex: none;
    grid-template-columns: repeat(7, minmax(0, 1fr));
    gap: calc(0.5 * var(--unit));
  }
  .walkers button {
    height: auto;
    padding: 4px;
    border-color: transparent;
    font-size: var(--text-small);
    color: var(--ink-soft);
  }
  .walkers button[aria-pressed='true'] {
    border-color: var(--ink);
    color: var(--ink);
  }
  .thumbnail {
    display: block;
    aspect-ratio: 1;
    max-height: calc(6 * var(--unit));
    margin: 0 auto;
  }
`;
