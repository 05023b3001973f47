/** Tables of a comparison: a row for what is compared, a column for each run. */
import { css } from 'lit';

export const comparisonStyles = css`
  :host {
    display: grid;
    gap: calc(3 * var(--unit));
  }
  .above {
    display: grid;
    gap: calc(2 * var(--unit)) calc(4 * var(--unit));
  }
  @media (min-width: 1240px) {
    .above {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }
  section {
    min-width: 0;
  }
  section > h2:not(:first-child) {
    margin-top: calc(2 * var(--unit));
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
    min-width: calc(20 * var(--unit));
  }
  .same {
    padding: var(--unit) 0;
  }
  .scroll {
    overflow-x: auto;
    scrollbar-width: thin;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--text-small);
  }
  th,
  td {
    padding: calc(0.5 * var(--unit)) 0 calc(0.5 * var(--unit)) calc(2 * var(--unit));
    border-bottom: 1px solid var(--hairline);
    font-weight: 400;
    text-align: left;
    vertical-align: baseline;
  }
  th:first-child {
    padding-left: 0;
    color: var(--ink-soft);
  }
  thead th {
    max-width: calc(14 * var(--unit));
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
    vertical-align: bottom;
    color: var(--ink);
  }
  thead th:first-child {
    color: var(--ink-soft);
  }
  .mark {
    display: flex;
    align-items: center;
    gap: var(--unit);
    min-height: calc(2.5 * var(--unit));
    color: var(--ink-soft);
  }
  code {
    font-family: ui-monospace, 'DejaVu Sans Mono', monospace;
  }
  .measures td,
  .bits td {
    white-space: nowrap;
  }
  .measures th:first-child {
    width: 24%;
  }
  .difference {
    display: block;
    color: var(--ink-soft);
  }
  @media (max-width: 600px) {
    header .small {
      flex-basis: 100%;
      order: 1;
    }
    figure-export {
      margin-left: auto;
    }
  }
  .clear {
    color: var(--ink);
    font-weight: 600;
  }
`;
