/**
 * A heat map as an SVG file that stands by itself: it follows the reader's light or dark scheme, and writes the numbers
 * into its cells where they fit.
 */
import type { Axis, Cell, HeatMap } from './heatmap';
import { colourAt, isDark, rampOf, schemes, type Ramp } from './heatmap-colours';
import { sortedQuantile } from './statistics';

/** Pixels. A cell is small once there are so many that numbers in them would be too. */
const margin = { left: 92, top: 64, right: 104, bottom: 64 };
const roomyBins = { x: 12, y: 16 };
const roomyCell = { width: 76, height: 46 };
const smallCell = { width: 22, height: 22 };
const gap = 1;
const legend = { distance: 28, width: 12, least: 120 };
/** A row of titles needs so much, however few cells there are. */
const leastWidth = 420;
/** Colours of cells differ in so many levels. */
const levels = 48;

/**
 * @param title what the numbers come from, such as an experiment
 * @returns the text of an SVG file
 */
export function heatMapSvg(map: HeatMap, title: string): string {
  const { x, y, of, cells } = map;
  const { roomy, cell } = layoutOf(map);
  const scale = scaleOf(map);
  const field = { width: x.bins.length * cell.width, height: cells.length * cell.height };
  const width = margin.left + Math.max(field.width + legend.distance + legend.width + margin.right, leastWidth - margin.left);
  const height = margin.top + Math.max(field.height, legend.least) + margin.bottom;
  const bottom = margin.top + field.height;
  const left = (column: number): number => margin.left + column * cell.width;
  const top = (row: number): number => bottom - (row + 1) * cell.height;
  const drawn = cells.flatMap((row, j) => row.map((own, i) => drawCell(own, left(i), top(j), cell, roomy, scale, cellText(map, i, j))));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title legend">\n`,
    `<title id="title">${escaped(`${of.label} (${of.unit}) by ${x.label}${y ? ` and ${y.label}` : ''}; ${title}`)}</title>\n`,
    `<style>\n${style(cells.flat(), scale)}</style>\n`,
    `<rect class="paper" width="${width}" height="${height}"/>\n`,
    text(margin.left, 26, 'heading', of.label),
    text(margin.left, 46, 'soft', title),
    ...drawn,
    ...ticks(x, roomy).map(([at, label]) => text(margin.left + at * cell.width, bottom + 18, 'tick middle', label)),
    text(margin.left + field.width / 2, bottom + 42, 'name middle', axisName(x)),
    ...(y ? [
      ...ticks(y, roomy).map(([at, label]) => text(margin.left - 8, bottom - at * cell.height + 4, 'tick end', label)),
      `<text class="name middle" transform="translate(20 ${margin.top + field.height / 2}) rotate(-90)">${escaped(axisName(y))}</text>\n`,
    ] : []),
    drawLegend(margin.left + field.width + legend.distance, field.height, map, scale, roomy),
    '</svg>\n',
  ].join('');
}

function layoutOf({ x, cells }: HeatMap): { readonly roomy: boolean; readonly cell: typeof roomyCell } {
  const roomy = x.bins.length <= roomyBins.x && cells.length <= roomyBins.y;
  return { roomy, cell: roomy ? roomyCell : smallCell };
}

/** The cell at a point of the picture, in its own pixels; null beside the cells. */
export function cellAt(map: HeatMap, left: number, top: number): { readonly column: number; readonly row: number } | null {
  const { cell } = layoutOf(map);
  const column = Math.floor((left - margin.left) / cell.width);
  const row = map.cells.length - 1 - Math.floor((top - margin.top) / cell.height);
  return map.cells[row]?.[column] ? { column, row } : null;
}

/** What a cell says: where it is, its mean with the standard error, and of how many agents. */
export function cellText(map: HeatMap, column: number, row: number): string {
  const { mean, standardError, count } = map.cells[row]![column]!;
  const where = place(map, column, row);
  return mean === null ? `${where}: no agent has a value` : `${where}: ${numbersOf(mean, standardError).filter((part) => part !== '').join(' ')}, ${count} agents`;
}

/** A mean and its standard error with the decimals that both deserve. */
function numbersOf(mean: number, standardError: number | null): readonly [value: string, error: string] {
  const decimals = decimalsFor(Math.max(Math.abs(mean), standardError ?? 0));
  return [fixed(mean, decimals), standardError === null ? '' : `± ${fixed(standardError, decimals)}`];
}

interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ramp: Ramp;
  /** whether there are means beyond `low` and `high`, which have the colours at the ends */
  readonly below: boolean;
  readonly above: boolean;
}

/** So many interquartile ranges away from the quartiles a mean no longer stretches the scale, which would be flat for all the others. */
const far = 10;

/** From the lowest to the highest mean that is not far from the others; symmetrical around 0 where both signs occur. */
function scaleOf({ cells, of }: HeatMap): Scale {
  const means = Float64Array.from(cells.flat().flatMap(({ mean }) => (mean === null ? [] : [mean]))).sort();
  const measure = of.name.slice(of.name.indexOf('.') + 1);
  if (means.length === 0) return { low: 0, high: 0, ramp: rampOf(measure, false), below: false, above: false };
  const [lower, upper] = [sortedQuantile(means, 25), sortedQuantile(means, 75)];
  const reach = upper > lower ? far * (upper - lower) : Infinity;
  const near = means.filter((mean) => mean >= lower - reach && mean <= upper + reach);
  const [lowest, highest] = [near[0]!, near.at(-1)!];
  const diverging = lowest < 0 && highest > 0;
  const largest = Math.max(-lowest, highest);
  const [low, high] = diverging ? [-largest, largest] : [lowest, highest];
  return { low, high, ramp: rampOf(measure, diverging), below: means[0]! < low, above: means.at(-1)! > high };
}

/** 0 to `levels`; in the middle where all means are equal. */
const levelOf = ({ low, high }: Scale, mean: number): number =>
  (high > low ? Math.round(levels * Math.min(1, Math.max(0, (mean - low) / (high - low)))) : levels / 2);

/** Only the levels that occur, in both schemes. */
function style(cells: readonly Cell[], scale: Scale): string {
  const used = [...new Set(cells.flatMap(({ mean }) => (mean === null ? [] : [levelOf(scale, mean)])))].sort((a, b) => a - b);
  const rules = ({ paper, ink, soft, faint, onPale, onDark, ramps }: (typeof schemes)[keyof typeof schemes]): string => [
    `.paper{fill:${paper}}text{fill:${ink}}.soft,.tick{fill:${soft}}.none{fill:none;stroke:${faint}}.none+text{fill:${soft}}`,
    ...used.map((level) => {
      const colour = colourAt(ramps[scale.ramp], level / levels);
      return `.l${level} rect{fill:${colour}}.l${level} text{fill:${isDark(colour) ? onDark : onPale}}`;
    }),
    ...ramps[scale.ramp].map((colour, i) => `.stop${i}{stop-color:${colour}}`),
  ].join('');
  return [
    "text{font:12px -apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',system-ui,sans-serif;font-variant-numeric:tabular-nums}",
    '.heading{font-size:16px;font-weight:600}.value{font-size:13px;font-weight:600}.error{font-size:10px}.tick{font-size:11px}.middle{text-anchor:middle}.end{text-anchor:end}\n',
    `${rules(schemes.light)}\n`,
    `@media (prefers-color-scheme:dark){${rules(schemes.dark)}}\n`,
  ].join('');
}

function drawCell({ mean, standardError, count }: Cell, x: number, y: number, cell: typeof roomyCell, roomy: boolean, scale: Scale, described: string): string {
  const size = `x="${x + gap / 2}" y="${y + gap / 2}" width="${cell.width - gap}" height="${cell.height - gap}"`;
  const middle = x + cell.width / 2;
  if (mean === null) return `<g><title>${escaped(described)}</title><rect class="none" ${size}/>${roomy ? text(middle, y + 27, 'middle', '–') : ''}</g>\n`;
  const [value, error] = numbersOf(mean, standardError);
  const numbers = roomy ? `${text(middle, y + 21, 'value middle', value)}${text(middle, y + 36, 'error middle', [error, String(count)].filter((part) => part !== '').join(' · '))}` : '';
  return `<g class="l${levelOf(scale, mean)}"><title>${escaped(described)}</title><rect ${size}/>${numbers}</g>\n`;
}

function drawLegend(x: number, fieldHeight: number, { of }: HeatMap, { low, high, ramp, below, above }: Scale, roomy: boolean): string {
  const height = Math.max(fieldHeight, legend.least);
  const decimals = decimalsFor(Math.max(Math.abs(low), Math.abs(high)));
  const [least, most] = [`${below ? '≤ ' : ''}${fixed(low, decimals)}`, `${above ? '≥ ' : ''}${fixed(high, decimals)}`];
  const stops = schemes.light.ramps[ramp].map((_, i, all) => `<stop class="stop${i}" offset="${i / (all.length - 1)}"/>`).join('');
  const mark = (at: number, down: number, label: string): string => text(x + legend.width + 8, margin.top + at * height + down, 'tick', label);
  return [
    `<g><title id="legend">Colours from ${least} to ${most} ${escaped(of.unit)}</title>\n`,
    `<linearGradient id="ramp" x1="0" y1="1" x2="0" y2="0">${stops}</linearGradient>\n`,
    `<rect x="${x}" y="${margin.top}" width="${legend.width}" height="${height}" fill="url(#ramp)"/>\n`,
    text(x, margin.top - 10, 'soft', of.unit),
    ...(high > low ? [mark(0, 9, most), mark(0.5, 4, fixed((low + high) / 2, decimals)), mark(1, 0, least)] : [mark(0.5, 4, least)]),
    roomy ? text(x, margin.top + height + 18, 'tick', 'mean') + text(x, margin.top + height + 32, 'tick', '± s.e. · agents') : '',
    '</g>\n',
  ].join('');
}

/** Marks of an axis: [place in bins, label]. Bounds stand between bins, values in the middle of theirs. */
function ticks({ scale, bins }: Axis, roomy: boolean): readonly (readonly [at: number, label: string])[] {
  const every = roomy ? 1 : Math.ceil(bins.length / 8);
  if (scale === 'values') return bins.flatMap(({ from }, k) => (k % every === 0 ? [[k + 0.5, plain(from)] as const] : []));
  return [...bins.map(({ from }) => from), bins.at(-1)!.to].flatMap((edge, k) => (k % every === 0 || k === bins.length ? [[k, plain(edge)] as const] : []));
}

const axisName = ({ label, unit }: Axis): string => (unit === '' ? label : `${label} (${unit})`);
const binName = ({ label, bins }: Axis, k: number): string => `${label} ${bins[k]!.from === bins[k]!.to ? plain(bins[k]!.from) : `${plain(bins[k]!.from)} to ${plain(bins[k]!.to)}`}`;
const place = ({ x, y }: HeatMap, column: number, row: number): string => [binName(x, column), ...(y ? [binName(y, row)] : [])].join(', ');

const text = (x: number, y: number, classes: string, content: string): string => `<text class="${classes}" x="${x}" y="${y}">${escaped(content)}</text>\n`;

/** Three significant digits of a number of this size. */
const decimalsFor = (size: number): number => (size > 0 && size < Infinity ? Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(size)))) : 0);
/** A true minus, and no zero before the point. */
const signed = (text: string): string => text.replace(/^-/, '−').replace(/^(−?)0(?=\.)/, '$1');
const fixed = (value: number, decimals: number): string => (Number(value.toFixed(decimals)) === 0 ? '0' : signed(value.toFixed(decimals)));
const plain = (value: number): string => signed(Math.abs(value) >= 10_000 ? `${Number((value / 1000).toPrecision(3))} k` : String(Number(value.toPrecision(3))));

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (content: string): string => content.replace(/[&<>"]/g, (character) => escapes[character]!);
