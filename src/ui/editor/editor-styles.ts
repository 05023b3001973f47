/** Where the parts of the editor stand: the map beside its rules, or above them where there is little room. */
import { css } from 'lit';

export const editorStyles = css`
  :host,
  .desk {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: var(--unit);
    min-height: 0;
    min-width: 0;
  }
  .bar,
  .row,
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.5 * var(--unit)) var(--unit);
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: calc(0.5 * var(--unit));
  }
  .title {
    width: 30ch;
  }
  .forms {
    display: flex;
    gap: calc(1.5 * var(--unit));
    margin-right: var(--unit);
  }
  .forms button {
    padding: 0;
    border-width: 0 0 2px;
    border-radius: 0;
    color: var(--ink-soft);
  }
  .forms button[aria-pressed='true'] {
    border-color: var(--ink);
    color: var(--ink);
    font-weight: 600;
  }
  .space {
    flex: 1;
  }
  .wrong {
    color: var(--problem);
    overflow-wrap: anywhere;
  }
  .use:not(:disabled) {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  .use:hover:not(:disabled) {
    background: var(--accent-hover);
  }
  .tools button {
    display: inline-flex;
    align-items: center;
    gap: calc(0.5 * var(--unit));
    padding: 0 var(--unit);
  }
  .tools button[aria-pressed='true'] {
    border-color: var(--ink);
    box-shadow: inset 0 0 0 1px var(--ink);
  }
  .drawing {
    display: grid;
    gap: calc(2 * var(--unit)) calc(3 * var(--unit));
    min-height: 0;
  }
  .drawing > section {
    display: flex;
    flex-direction: column;
    gap: var(--unit);
    min-width: 0;
  }
  .rules > div + div {
    padding-top: var(--unit);
    border-top: 1px solid var(--hairline);
  }
  .rules > div:first-child {
    display: flex;
    flex-direction: column;
    gap: calc(0.5 * var(--unit));
  }
  .rules > div + div > h3 {
    padding-bottom: calc(0.5 * var(--unit));
  }
  .json {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: var(--unit);
    min-height: 0;
  }
  json-editor {
    flex: 1;
  }
  .json .small {
    flex: 1;
    min-width: calc(30 * var(--unit));
  }
  .empty {
    max-width: 60em;
    padding: calc(3 * var(--unit)) 0;
  }
  .link {
    min-height: 0;
    padding: 0;
    color: var(--accent);
    font-size: inherit;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  @media (min-width: 900px) {
    .drawing {
      grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
    }
  }
  @media (max-width: 1239px), (max-height: 719px) {
    json-editor {
      height: calc(60 * var(--unit));
    }
  }
  @media (min-width: 1240px) and (min-height: 720px) {
    .drawing {
      flex: 1;
    }
    .drawing > section {
      min-height: 0;
      overflow-y: auto;
      scrollbar-width: thin;
      padding: 2px;
    }
  }
`;
