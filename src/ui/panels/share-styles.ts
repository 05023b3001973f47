/** The share dialog: what to copy on the left, the code to be photographed on the right. */
import { css } from 'lit';

export const shareStyles = css`
  .forms {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--unit) calc(3 * var(--unit));
    margin: 0 0 calc(2 * var(--unit));
    padding: 0;
    border: 0;
  }
  .forms label {
    display: flex;
    align-items: center;
    gap: var(--unit);
  }
  input[type='radio'] {
    width: calc(2 * var(--unit));
    height: calc(2 * var(--unit));
    margin: 0;
    accent-color: var(--accent);
  }
  .link {
    display: grid;
    grid-template-columns: minmax(0, 1fr) calc(26 * var(--unit));
    gap: calc(2 * var(--unit)) calc(3 * var(--unit));
    padding-bottom: calc(2 * var(--unit));
  }
  textarea {
    display: block;
    width: 100%;
    padding: var(--unit);
    border: 1px solid var(--hairline);
    border-radius: var(--radius);
    background: var(--field);
    color: inherit;
    font: inherit;
    font-size: var(--text-small);
    line-height: inherit;
    overflow-wrap: anywhere;
    resize: vertical;
  }
  .ways {
    display: flex;
    gap: var(--unit);
    margin: var(--unit) 0;
  }
  .about {
    max-width: 60ch;
  }
  .warning {
    margin-top: var(--unit);
    padding-left: calc(1.5 * var(--unit));
    border-left: 4px solid var(--problem);
    color: var(--ink);
  }
  .height {
    display: flex;
    align-items: center;
    gap: var(--unit);
    margin-bottom: var(--unit);
  }
  .height input {
    width: 9ch;
  }
  section {
    padding-top: calc(1.5 * var(--unit));
    border-top: 1px solid var(--hairline);
  }
  h3 {
    margin-bottom: var(--unit);
  }
  @media (max-width: 600px) {
    .link {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
