import { svg } from 'lit';
import type { Share } from '../../experiment/results';
import { markAt, patternOf } from '../elements/marks';
import { fixed, grouped } from '../format';
import { goalStyle } from '../palette';
import { pixels, svgFile } from '../svg-file';

/** Pixels. */
const row = 28;
const bar = { left: 128, width: 280 };
const numbers = 424;
const width = 640;

/** Shares of a population as an SVG file: bars with their Wilson 95 % intervals. @param goals in the order that fixes their colours */
export function sharesSvg(title: string, goals: readonly string[], shares: readonly Share[]): string {
  const x = (share: number): number => pixels(bar.left + share * bar.width);
  return svgFile(width, 40 + shares.length * row, title, svg`<text x="16" y="24" font-weight="600">${title}</text>${shares.map(({ name, share, low, high, count }, index) => {
    const style = goalStyle(goals, name);
    const fill = `fill-${index}`;
    return svg`<g transform="translate(0 ${40 + index * row})"><defs>${patternOf(style, fill)}</defs>
      ${markAt(style, 22, 8, 6)}<text x="36" y="12">${name}</text>
      <rect x=${bar.left} y="2" width=${pixels(share * bar.width)} height="12" fill="url(#${fill})" stroke="var(--ink-soft)" />
      <path d="M${x(low)} 8H${x(high)}M${x(low)} 4V12M${x(high)} 4V12" stroke="var(--ink)" stroke-width="1.5" fill="none" />
      <text x=${numbers} y="12">${fixed(share, 3)} [${fixed(low, 3)}, ${fixed(high, 3)}], n = ${grouped(count)}</text></g>`;
  })}`);
}
