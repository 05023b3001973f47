/** What the editor's tables look like: fields in rows, hairlines between them. */
import { css } from 'lit';

export const tableStyles = css`
  .scroll {
    overflow-x: auto;
    scrollbar-width: thin;
  }
  table {
    border-collapse: collapse;
  }
  th,
  td {
    padding: calc(0.25 * var(--unit)) var(--unit) calc(0.25 * var(--unit)) 0;
    border-top: 1px solid var(--hairline);
    text-align: left;
    white-space: nowrap;
    font-weight: 400;
  }
  thead :is(th, td) {
    border-top: 0;
    font-size: var(--text-small);
    color: var(--ink-soft);
    vertical-align: bottom;
  }
  td.centre,
  th.centre {
    text-align: center;
  }
  input[type='checkbox'] {
    vertical-align: middle;
  }
  td input:not([type='checkbox']),
  td select {
    border-color: transparent;
    background: transparent;
  }
  td input:not([type='checkbox']):is(:hover, :focus),
  td select:is(:hover, :focus) {
    border-color: var(--ink-faint);
    background: var(--field);
  }
  input[type='number'] {
    width: 8ch;
    padding-right: 2px;
    text-align: right;
    appearance: textfield;
  }
  th.number {
    text-align: right;
  }
  input.name {
    width: 13ch;
    padding-left: 4px;
  }
  td select {
    max-width: 16ch;
    padding: 0 2px;
  }
  .key {
    display: inline-block;
    vertical-align: middle;
  }
`;
