import { LitElement, css, html, svg, type TemplateResult } from 'lit';
import { wilson } from '../../analysis/statistics';
import type { Share } from '../../experiment/results';
import { fixed, grouped } from '../format';
import { goalStyle } from '../palette';
import { sharedStyles } from '../shared-styles';
import { markAt, patternOf } from './marks';

/** Shares of a population as bars, each with its Wilson 95 % interval and its count. Without shares: the empty scale. */
export class LabShares extends LitElement {
  static override properties = { goals: { attribute: false }, shares: { attribute: false }, label: {} };

  /** in the order that fixes their colours */
  declare goals: readonly string[];
  declare shares: readonly Share[] | null;
  declare label: string;

  static override styles = [
    sharedStyles,
    css`
      table {
        width: 100%;
        border-collapse: collapse;
        table-layout: fixed;
      }
      th,
      td {
        height: calc(3 * var(--unit));
        padding: 0;
        font-weight: 400;
        text-align: left;
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .name {
        width: calc(14 * var(--unit));
      }
      .interval {
        width: calc(17 * var(--unit));
      }
      .count {
        width: calc(6 * var(--unit));
      }
      @media (max-width: 480px), (min-width: 1240px) and (max-width: 1800px) {
        .name {
          width: calc(10 * var(--unit));
        }
        .interval {
          width: calc(15 * var(--unit));
        }
        .count {
          width: 0;
        }
      }
      .numbers {
        text-align: right;
        font-size: var(--text-small);
      }
      svg {
        display: block;
      }
      svg.key {
        display: inline-block;
        margin-right: 6px;
        vertical-align: -2px;
      }
    `,
  ];

  constructor() {
    super();
    this.goals = [];
    this.shares = null;
    this.label = '';
  }

  override render(): TemplateResult {
    const names = [...this.goals, 'none'];
    const total = this.shares?.reduce((sum, { count }) => sum + count, 0) ?? 0;
    const absent = (name: string): Share | undefined => (total > 0 ? { name, count: 0, share: 0, ...wilson(0, total) } : undefined);
    const byName = new Map(this.shares?.map((share) => [share.name, share]));
    return html`<table>
      <caption class="visually-hidden">${this.label}: share of the population, 95 % Wilson interval, number of agents</caption>
      <colgroup><col class="name" /><col /><col class="interval" /><col class="count" /></colgroup>
      <tbody>
        ${names.map((name, index) => this.row(name, `fill-${index}`, byName.get(name) ?? absent(name)))}
      </tbody>
    </table>`;
  }

  private row(name: string, fill: string, share: Share | undefined): TemplateResult {
    const style = goalStyle(this.goals, name);
    return html`<tr>
      <th scope="row"><svg class="key" width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">${markAt(style, 0, 0, 6)}</svg>${name}</th>
      <td>
        <svg width="100%" height="16" aria-hidden="true">
          <defs>${patternOf(style, fill)}</defs>
          <line x1="0" x2="100%" y1="15.5" y2="15.5" stroke="var(--hairline)" />
          ${share && share.share > 0 ? svg`<rect x="0" y="3" width="${share.share * 100}%" height="10" fill="url(#${fill})" stroke="var(--ink-soft)" />` : ''}
          ${share ? svg`<line x1="${share.low * 100}%" x2="${share.high * 100}%" y1="8" y2="8" stroke="var(--ink)" stroke-width="2" />
            <line x1="${share.low * 100}%" x2="${share.low * 100}%" y1="4" y2="12" stroke="var(--ink)" stroke-width="1.5" />
            <line x1="${share.high * 100}%" x2="${share.high * 100}%" y1="4" y2="12" stroke="var(--ink)" stroke-width="1.5" />` : ''}
        </svg>
      </td>
      <td class="numbers">${share ? `${fixed(share.share, 3)} [${fixed(share.low, 3)}, ${fixed(share.high, 3)}]` : '–'}</td>
      <td class="numbers">${share ? grouped(share.count) : ''}</td>
    </tr>`;
  }
}

customElements.define('lab-shares', LabShares);
