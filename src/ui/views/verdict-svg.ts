import { svg } from 'lit';
import type { Verdict } from '../../analysis/verdict';
import type { Prediction } from '../../experiment/claim';
import { byStatistic, contrastOf, intervalText, outcomeMarks, predictedText } from '../outcomes';
import { pixels, svgFile } from '../svg-file';

/** Pixels. */
const columns = { contrast: 16, line: 360, numbers: 696, predicted: 720, verdict: 812 };
const lineWidth = 176;
const width = 960;
const row = 24;

/**
 * Predictions and verdicts as an SVG file: each interval on a scale around 0, shaded where all of it must lie.
 * @param verdicts one for each prediction; null where its arms have not been run
 * @param scaleOf the magnitude at either end of the line of a prediction, > 0
 */
export function verdictSvg(title: string, predictions: readonly Prediction[], verdicts: readonly (Verdict | null)[], scaleOf: (place: number) => number): string {
  const rows = byStatistic(predictions).flatMap(([statistic, places]) => [statistic, ...places]);
  return svgFile(width, 56 + rows.length * row, title, svg`<text x="16" y="28" font-weight="600">${title}</text>
    ${rows.map((entry, index) => svg`<g transform="translate(0 ${56 + index * row})">${typeof entry === 'string'
      ? svg`<line x1="16" x2=${width - 16} y1="-17" y2="-17" stroke="var(--hairline)" /><text x=${columns.contrast} font-weight="600">${entry}</text>`
      : drawRow(predictions[entry]!, verdicts[entry] ?? null, scaleOf(entry))}</g>`)}`);
}

function drawRow(prediction: Prediction, verdict: Verdict | null, scale: number) {
  const { predicted, margin } = prediction;
  const middle = columns.line + lineWidth / 2;
  const x = (value: number): number => pixels(middle + (lineWidth / 2) * Math.max(-1, Math.min(1, value / scale)));
  const [from, to] = predicted === '+' ? [middle, columns.line + lineWidth] : predicted === '-' ? [columns.line, middle] : [x(-(margin ?? 0)), x(margin ?? 0)];
  const interval = verdict?.interval;
  return svg`<text x=${columns.contrast}>${contrastOf(prediction)}</text>
    <rect x=${from} y="-14" width=${Math.max(1, to - from)} height="20" fill="var(--value-zero)" />
    <line x1=${middle} x2=${middle} y1="-14" y2="6" stroke="var(--ink-faint)" />
    ${interval ? svg`<path d="M${x(interval.low)} -4H${x(interval.high)}M${x(interval.low)} -8V0M${x(interval.high)} -8V0" fill="none" stroke="var(--ink)" stroke-width="1.5" /><circle cx=${x(interval.estimate)} cy="-4" r="3" />` : ''}
    <text x=${columns.numbers} text-anchor="end">${interval ? intervalText(interval) : '–'}</text>
    <text x=${columns.predicted}>${predictedText(prediction)}</text>
    <text x=${columns.verdict}>${verdict ? `${outcomeMarks[verdict.verdict]} ${verdict.verdict}` : 'not run yet'}</text>`;
}
