/** What buttons, fields and headings look like in every shadow root. */
import { css } from 'lit';

export const sharedStyles = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  figure,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  h2 {
    font-size: var(--text);
    font-weight: 600;
  }
  h3,
  .small {
    font-size: var(--text-small);
    font-weight: 400;
    color: var(--ink-soft);
  }
  button,
  input,
  select {
    font: inherit;
    font-variant-numeric: inherit;
    color: inherit;
  }
  button {
    min-height: calc(4 * var(--unit));
    padding: 0 calc(1.5 * var(--unit));
    border: 1px solid var(--hairline);
    border-radius: var(--radius);
    background: transparent;
    cursor: pointer;
    transition: border-color var(--moment), background-color var(--moment);
  }
  button:hover:not(:disabled) {
    border-color: var(--ink-faint);
  }
  button:disabled {
    color: var(--ink-faint);
    cursor: default;
  }
  button.plain {
    min-height: calc(3 * var(--unit));
    padding: 0 calc(0.5 * var(--unit));
    border-color: transparent;
  }
  button.plain:hover:not(:disabled) {
    color: var(--accent);
  }
  kbd {
    margin-left: 6px;
    color: var(--ink-soft);
    font: inherit;
    font-size: var(--text-small);
    font-weight: 400;
  }
  @media (pointer: coarse) {
    kbd {
      display: none;
    }
  }
  input:not([type='checkbox']),
  select {
    height: calc(3.5 * var(--unit));
    padding: 0 var(--unit);
    border: 1px solid var(--hairline);
    border-radius: var(--radius);
    background: var(--field);
  }
  input:hover,
  select:hover {
    border-color: var(--ink-faint);
  }
  input[type='checkbox'] {
    width: calc(2 * var(--unit));
    height: calc(2 * var(--unit));
    margin: 0;
    accent-color: var(--accent);
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  a {
    color: var(--accent);
  }
  @media (forced-colors: active) {
    [aria-pressed='true'],
    [aria-current] {
      border: 2px solid Highlight !important;
    }
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .choice {
    display: flex;
    gap: calc(1.5 * var(--unit));
  }
  .choice button {
    padding: 0;
    border-width: 0 0 2px;
    border-radius: 0;
    color: var(--ink-soft);
  }
  .choice button[aria-pressed='true'] {
    border-color: var(--ink);
    color: var(--ink);
    font-weight: 600;
  }
`;
