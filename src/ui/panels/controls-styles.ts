import { css } from 'lit';

export const controlsStyles = css`
  .head {
    position: sticky;
    z-index: 3;
    top: 0;
    display: flex;
    align-items: center;
    padding: 2px 0 var(--unit);
    background: var(--paper);
  }
  .head input {
    flex: 1;
    min-width: 0;
    margin-right: var(--unit);
  }
  .head input:focus-visible,
  summary:focus-visible {
    outline-offset: -2px;
  }
  .icon {
    display: grid;
    place-items: center;
    width: calc(4 * var(--unit));
    color: var(--ink-soft);
  }
  .icon[aria-disabled='true'] {
    color: var(--ink-faint);
    cursor: default;
  }
  section {
    padding: var(--unit) 0;
    border-top: 1px solid var(--hairline);
  }
  .title {
    display: flex;
    align-items: baseline;
    gap: var(--unit);
    min-height: calc(3 * var(--unit));
  }
  .title h2 {
    flex: 1;
  }
  .title button,
  .differences button,
  .more > button,
  .add {
    min-height: calc(3 * var(--unit));
    font-size: var(--text-small);
  }
  .title button[aria-pressed='true'] {
    color: var(--ink);
    font-weight: 600;
  }
  .title button:not([aria-pressed='true']),
  .add {
    color: var(--ink-soft);
  }
  .differences {
    display: flex;
    flex-wrap: wrap;
    gap: 4px var(--unit);
    padding-bottom: var(--unit);
  }
  .differences button {
    max-width: 100%;
    padding: 2px var(--unit);
    text-align: left;
    overflow-wrap: anywhere;
  }
  .differences span {
    color: var(--accent);
  }
  .outdated {
    padding-bottom: var(--unit);
  }
  summary {
    display: flex;
    align-items: center;
    gap: var(--unit);
    min-height: calc(4 * var(--unit));
    color: var(--ink-soft);
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: '›';
    min-width: calc(2.5 * var(--unit));
  }
  details[open] > summary::before {
    content: '⌄';
  }
  summary:hover {
    color: var(--ink);
  }
  summary.changed {
    color: var(--ink);
    font-weight: 600;
  }
  .presets {
    padding: 0;
  }
  .presets ul {
    padding-bottom: var(--unit);
  }
  .presets button {
    width: 100%;
    padding: 4px var(--unit);
    border-color: transparent;
    text-align: left;
    line-height: 1.3;
  }
  .presets button span {
    display: block;
  }
  .more {
    margin: 0 calc(3 * var(--unit)) var(--unit) 2px;
    padding-left: calc(1.5 * var(--unit));
    border-left: 1px solid var(--hairline);
  }
  .note {
    padding-bottom: var(--unit);
  }
  .note.problem {
    color: var(--problem);
  }
  .note button {
    min-height: calc(3 * var(--unit));
    padding: 0 2px;
    color: var(--accent);
    text-decoration: underline;
  }
`;
