import { css, html, nothing, type TemplateResult } from 'lit';
import { csvText } from '../../analysis/csv';
import { confidence, type ContrastTerm, type Verdict } from '../../analysis/verdict';
import type { Prediction } from '../../experiment/claim';
import { scenarioOf } from '../../experiment/world-of';
import type { ClaimProgress } from '../claim-run';
import '../elements/figure-export';
import '../elements/interval-line';
import { grouped, percent, withError } from '../format';
import { byStatistic, contrastOf, intervalText, outcomeMarks, predictedText, termsOf } from '../outcomes';
import { roundScale } from '../palette';
import { sharedStyles } from '../shared-styles';
import { verdictSvg } from '../views/verdict-svg';
import { Panel } from './panel';

/** What a claim predicts of each contrast between its arms, and what came out: it grows while arms finish. */
export class VerdictPanel extends Panel {
  static override styles = [
    sharedStyles,
    css`
      :host {
        overflow-y: auto;
        scrollbar-width: thin;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        height: calc(3 * var(--unit));
        padding: 2px 0 2px calc(1.5 * var(--unit));
        font-weight: 400;
        text-align: left;
        line-height: 1.25;
      }
      th:first-child {
        padding-left: 0;
      }
      thead th {
        position: sticky;
        top: 0;
        background: var(--paper);
        font-size: var(--text-small);
        color: var(--ink-soft);
        vertical-align: bottom;
        white-space: nowrap;
      }
      tbody th[scope='colgroup'] {
        max-width: 0;
        padding-top: 4px;
        border-top: 1px solid var(--hairline);
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
        font-weight: 600;
      }
      tbody th[scope='colgroup'] .small {
        margin-left: var(--unit);
      }
      tbody th[scope='row'],
      tbody td {
        font-size: var(--text-small);
      }
      /* Lines break between arms before they break within one. */
      .term {
        display: inline-block;
      }
      .line {
        width: 19%;
      }
      .numbers,
      .predicted,
      .verdict {
        white-space: nowrap;
      }
      .numbers,
      .predicted {
        text-align: right;
      }
      /* What is not there yet has its room. */
      .numbers {
        min-width: calc(16 * var(--unit));
      }
      .verdict {
        min-width: calc(13 * var(--unit));
      }
      .mark {
        display: inline-block;
        width: calc(2 * var(--unit));
        font-weight: 600;
      }
      .as-predicted .mark {
        color: var(--reward);
      }
      .opposite {
        color: var(--problem);
      }
      .undecided {
        color: var(--ink-soft);
      }
      .none {
        color: var(--ink-soft);
      }
      .about {
        display: flex;
        gap: calc(2 * var(--unit));
        align-items: start;
        justify-content: space-between;
        padding: var(--unit) 0;
        border-top: 1px solid var(--hairline);
      }
      @media (max-width: 600px) {
        thead {
          display: none;
        }
        tbody tr {
          display: grid;
          grid-template-columns: minmax(0, 1fr) max-content calc(16 * var(--unit));
          padding-bottom: 4px;
        }
        tbody th,
        .line {
          grid-column: 1 / -1;
          width: auto;
        }
        th,
        td {
          height: auto;
          padding-left: 0;
        }
        tbody th[scope='colgroup'] {
          max-width: none;
          white-space: normal;
        }
        td.verdict {
          padding-left: calc(2 * var(--unit));
        }
        .numbers {
          text-align: left;
        }
      }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    const progress = this.lab.claim;
    if (!progress) return nothing;
    const { claim, verdicts } = progress;
    return html`<table>
        <caption class="visually-hidden">Predictions and verdicts</caption>
        <thead><tr>
          <th scope="col">contrast between arms</th><th scope="col" class="line"><span class="visually-hidden">drawn</span></th><th scope="col" class="numbers">estimate [${percent(confidence)}]</th><th scope="col" class="predicted">predicted</th><th scope="col" class="verdict">verdict</th>
        </tr></thead>
        ${byStatistic(claim.predictions).map(([statistic, places]) => {
          return html`<tbody>
            <tr><th scope="colgroup" colspan="5" title=${this.about(claim.predictions[places[0]!]!)}>${statistic}<span class="small">${this.about(claim.predictions[places[0]!]!)}</span></th></tr>
            ${places.map((place) => this.row(claim.predictions[place]!, verdicts[place] ?? null, scaleAt(progress, place)))}
          </tbody>`;
        })}
      </table>
      <div class="about"><p class="small">${footnote(progress)}</p>
        ${verdicts.some((verdict) => verdict) ? html`<figure-export name="verdicts" .csv=${() => csv(progress)} .svg=${() => verdictSvg(scenarioOf(this.lab.shown)?.title ?? claim.scenario, claim.predictions, verdicts, (place) => scaleAt(progress, place))}></figure-export>` : nothing}
      </div>`;
  }

  /** What the measure of a statistic says. */
  private about({ measure }: Prediction): string {
    return this.lab.measures.find(({ name }) => name === measure)?.doc ?? '';
  }

  private row(prediction: Prediction, verdict: Verdict | null, scale: number): TemplateResult {
    return html`<tr>
      <th scope="row" title=${verdict ? verdict.contrast.map(termText).join('\n') : ''}>${termsOf(prediction).map((term) => html`<span class="term">${term}</span> `)}</th>
      <td class="line"><interval-line .interval=${verdict?.interval ?? null} .prediction=${prediction} .scale=${scale}></interval-line></td>
      <td class="numbers">${verdict?.interval ? intervalText(verdict.interval) : html`<span class="none">–</span>`}</td>
      <td class="predicted">${predictedText(prediction)}</td>
      <td class="verdict">${verdict ? outcome(verdict) : html`<span class="none"><span class="visually-hidden">not run yet</span></span>`}</td>
    </tr>`;
  }
}

const scaleOf = (verdicts: readonly (Verdict | null | undefined)[]): number =>
  roundScale(verdicts.flatMap((verdict) => (verdict?.interval ? [verdict.interval.low, verdict.interval.high] : [])));

/** What the line of a prediction reaches to: those of one statistic share it. */
function scaleAt({ claim: { predictions }, verdicts }: ClaimProgress, place: number): number {
  const { statistic, predicted, margin } = predictions[place]!;
  // The whole band of an equivalence has to be in view, however large other differences are.
  if (predicted === '0') return Math.max(2 * (margin ?? 0), scaleOf([verdicts[place]]));
  return scaleOf(verdicts.filter((_, other) => predictions[other]!.statistic === statistic));
}

const csv = ({ claim: { predictions }, verdicts }: ClaimProgress): string => csvText(
  ['statistic', 'contrast', 'predicted', 'margin', 'estimate', 'low', 'high', 'degreesOfFreedom', 'verdict'],
  predictions.map((prediction, place) => {
    const { interval = null, verdict = '' } = verdicts[place] ?? {};
    return [prediction.statistic, contrastOf(prediction), prediction.predicted, prediction.margin ?? null, interval?.estimate ?? null, interval?.low ?? null, interval?.high ?? null, interval?.degreesOfFreedom ?? null, verdict];
  }),
);

const termText = ({ arm, mean, standardError, count }: ContrastTerm): string => `${arm}: ${withError(mean, standardError)}, n = ${grouped(count)}`;

const outcome = ({ verdict, reason }: Verdict): TemplateResult =>
  html`<span class=${verdict.replace(' ', '-')} title=${reason ?? ''}><span class="mark" aria-hidden="true">${outcomeMarks[verdict]}</span>${verdict}</span>`;

function footnote({ claim, agents, seed, finished, verdicts }: ClaimProgress): string {
  const joint = verdicts.length === 1 ? '' : `, Bonferroni over ${verdicts.length} contrasts`;
  const inexact = finished.every(({ exact }) => exact) ? '' : ' A device failed the self-test, so these numbers are statistical only.';
  return `${finished.length} of ${claim.arms.length} arms run, each with ${grouped(agents)} agents and seed ${seed}. Shaded: where the whole interval must lie to come out as predicted. Intervals are ${percent(confidence)} (Welch${joint}); they cover agents, not worlds.${inexact}`;
}

customElements.define('verdict-panel', VerdictPanel);
