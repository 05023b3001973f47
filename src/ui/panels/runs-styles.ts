/** The list of runs: a table where there is room, and a stack of entries where there is none. */
import { css } from 'lit';

export const runsStyles = css`
  :host {
    overflow-y: auto;
    scrollbar-width: thin;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(1.5 * var(--unit));
    min-height: calc(4 * var(--unit));
  }
  header .small {
    flex: 1;
  }
  .message {
    padding: calc(0.5 * var(--unit)) 0 calc(0.5 * var(--unit)) calc(1.5 * var(--unit));
    margin: calc(0.5 * var(--unit)) 0;
    border-left: 4px solid var(--ink-faint);
    overflow-wrap: anywhere;
  }
  .message.problem {
    border-color: var(--problem);
  }
  .undo {
    color: var(--accent);
  }
  .empty {
    max-width: 60ch;
    padding: calc(6 * var(--unit)) 0;
    color: var(--ink-soft);
  }
  .hint {
    padding: calc(1.5 * var(--unit)) 0;
  }
  compared-runs {
    margin-top: calc(3 * var(--unit));
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0 0 0 calc(2 * var(--unit));
    border-bottom: 1px solid var(--hairline);
    font-weight: 400;
    text-align: left;
  }
  th:first-child,
  td:first-child {
    padding-left: 0;
  }
  thead th {
    font-size: var(--text-small);
    color: var(--ink-soft);
    white-space: nowrap;
  }
  td {
    height: calc(4.5 * var(--unit));
    font-size: var(--text-small);
    white-space: nowrap;
  }
  tbody th {
    width: 50%;
  }
  .choose label {
    display: flex;
    align-items: center;
    gap: var(--unit);
    min-height: calc(3 * var(--unit));
  }
  .name:not([type='checkbox']) {
    width: 100%;
    min-width: calc(16 * var(--unit));
    padding: 0 calc(0.5 * var(--unit));
    margin-left: calc(-0.5 * var(--unit));
    border-color: transparent;
    background: transparent;
    text-overflow: ellipsis;
  }
  .name:hover,
  .name:focus {
    border-color: var(--hairline);
    background: var(--field);
  }
  .pinned .name {
    font-weight: 600;
  }
  .date,
  .size,
  .device {
    color: var(--ink-soft);
  }
  .device .small {
    display: block;
    max-width: 22ch;
    white-space: normal;
    line-height: 1.2;
  }
  .actions {
    text-align: right;
  }
  .actions button {
    color: var(--ink-soft);
  }
  .actions .pin {
    color: var(--accent);
  }
  .pinned .pin {
    font-weight: 600;
  }
  @media (max-width: 600px) {
    .date:nth-child(n) {
      margin-left: 0;
    }
  }
  @media (max-width: 1300px) {
    thead {
      display: none;
    }
    tbody tr {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 calc(1.5 * var(--unit));
      padding: calc(0.5 * var(--unit)) 0;
      border-bottom: 1px solid var(--hairline);
    }
    tbody th,
    td {
      width: auto;
      height: auto;
      padding: 0;
      border: 0;
    }
    tbody th {
      flex: 1 1 calc(100% - 10 * var(--unit));
      min-width: 0;
    }
    .date {
      margin-left: calc(8 * var(--unit));
    }
    .device {
      flex: 1;
    }
    .actions {
      white-space: normal;
    }
  }
`;
