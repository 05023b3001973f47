/** What all figures of the view have in common: a heading with choosers and the way to save it, the drawing, and one sentence. */
import { css, html, type TemplateResult } from 'lit';
import '../elements/figure-export';
import type { FigureData } from '../figure-data';
import { Panel } from '../panels/panel';
import { sharedStyles } from '../shared-styles';
import '../views/plot-figure';

export interface Choice {
  readonly label: string;
  readonly value: string;
  readonly groups: readonly { readonly title?: string; readonly choices: readonly { readonly name: string; readonly text: string }[] }[];
  readonly choose: (name: string) => void;
}

export interface Figure {
  readonly title: string;
  readonly choices?: readonly Choice[];
  /** of the files */
  readonly name: string;
  readonly csv?: () => string;
  readonly svg?: () => string;
  readonly body: TemplateResult;
  /** how to read it */
  readonly text: string;
}

export abstract class FigurePart extends Panel {
  static override properties = { ...Panel.properties, data: { attribute: false } };

  declare data: FigureData;

  static override styles = [
    sharedStyles,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 calc(1.5 * var(--unit));
        min-height: calc(4 * var(--unit));
      }
      h3 {
        font-size: var(--text);
        font-weight: 600;
        color: var(--ink);
      }
      label {
        display: flex;
        align-items: center;
        gap: calc(0.5 * var(--unit));
        min-width: 0;
        font-size: var(--text-small);
        color: var(--ink-soft);
      }
      select {
        height: calc(3 * var(--unit));
        max-width: calc(22 * var(--unit));
        padding: 0 2px;
        color: var(--ink);
        text-overflow: ellipsis;
      }
      figure-export {
        margin-left: auto;
      }
      .body {
        margin: var(--unit) 0;
      }
      img {
        display: block;
        max-width: 100%;
        height: auto;
      }
    `,
  ];

  protected figure({ title, choices = [], name, csv, svg, body, text }: Figure): TemplateResult {
    return html`<section aria-label=${title}>
      <header>
        <h3>${title}</h3>
        ${choices.map(({ label, value, groups, choose }) => html`<label>${label}
          <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
            ${groups.map(({ title, choices }) => {
              const options = choices.map((choice) => html`<option value=${choice.name} ?selected=${choice.name === value}>${choice.text}</option>`);
              return title === undefined ? options : html`<optgroup label=${title}>${options}</optgroup>`;
            })}
          </select></label>`)}
        <figure-export name=${name} .csv=${csv ?? null} .svg=${svg ?? null}></figure-export>
      </header>
      <div class="body">${body}</div>
      <p class="small">${text}</p>
    </section>`;
  }
}

/** The numbers of a drawing for those who cannot see it. */
export const hiddenTable = (caption: string, names: readonly string[], rows: readonly (readonly (string | number)[])[]): TemplateResult => html`<div class="visually-hidden"><table>
  <caption>${caption}</caption>
  <thead><tr>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
  <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
</table></div>`;

/** A sentence in the place of a drawing. */
export const instead = (text: string): TemplateResult => html`<p class="small">${text}</p>`;
