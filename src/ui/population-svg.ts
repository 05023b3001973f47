/** The picture of a population as a file: each agent a circle that can be edited. */
import type { View } from './camera';
import { plain } from './format';
import { roundTicks } from './views/tick-text';
import type { Look } from './views/population-view';

const [width, height, left, bottom, right, top] = [960, 640, 64, 56, 16, 24] as const;

export interface PopulationPicture {
  readonly columns: readonly [Float32Array, Float32Array, Float32Array];
  readonly view: View;
  readonly look: Look;
  readonly titles: readonly [string, string, string];
  /** CSS colours */
  readonly ink: string;
  readonly soft: string;
  readonly paper: string;
}

/** A standalone SVG of 960 × 640. */
export function populationSvg({ columns: [xs, ys, colours], view, look, titles, ink, soft, paper }: PopulationPicture): string {
  const [wide, high] = [width - left - right, height - top - bottom];
  const x = (value: number): number => left + ((value - view[0]) / (view[1] - view[0])) * wide;
  const y = (value: number): number => top + ((view[3] - value) / (view[3] - view[2])) * high;
  const parts = [
    `<rect width="${width}" height="${height}" fill="${paper}"/>`,
    ...roundTicks(view[0], view[1], 10).map((tick) => `<path d="M${digits(x(tick))} ${top}v${high}" stroke="${soft}"/><text x="${digits(x(tick))}" y="${height - bottom + 20}" text-anchor="middle">${plain(tick)}</text>`),
    ...roundTicks(view[2], view[3], 8).map((tick) => `<path d="M${left} ${digits(y(tick))}h${wide}" stroke="${soft}"/><text x="${left - 8}" y="${digits(y(tick))}" text-anchor="end" dominant-baseline="central">${plain(tick)}</text>`),
    `<text x="${width - right}" y="${height - 12}" text-anchor="end">${escaped(titles[0])}</text><text x="${left}" y="16">${escaped(titles[1])}; colour: ${escaped(titles[2])}</text>`,
  ];
  const radius = digits(Math.max(1, look.radius / devicePixelRatio));
  for (let i = 0; i < xs.length; i++) {
    const [cx, cy] = [x(xs[i]!), y(ys[i]!)];
    if (!(cx >= left && cx <= width - right && cy >= top && cy <= height - bottom)) continue;
    parts.push(`<circle cx="${digits(cx)}" cy="${digits(cy)}" r="${radius}" fill="${colourOf(colours[i]!, look)}" fill-opacity="${digits(look.opacity)}"/>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13" fill="${ink}">${parts.join('')}</svg>\n`;
}

function colourOf(value: number, { range: [low, high], ramp }: Look): string {
  if (Number.isNaN(value)) return '#808080';
  const at = Math.round(Math.min(1, Math.max(0, (value - low) / Math.max(high - low, 1e-20))) * 255) * 4;
  return `#${[0, 1, 2].map((channel) => ramp[at + channel]!.toString(16).padStart(2, '0')).join('')}`;
}

const digits = (value: number): string => String(Math.round(value * 100) / 100);

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
