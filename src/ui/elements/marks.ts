/** The second cue beside colour: a shape for each goal in worlds and legends, a pattern in bars. */
import { svg, type SVGTemplateResult } from 'lit';
import type { GoalStyle, Mark, Pattern } from '../palette';

const outlines: Readonly<Record<Exclude<Mark, 'none' | 'circle'>, string>> = {
  square: 'M-.8-.8H.8V.8H-.8Z',
  triangle: 'M0-.95L.95.75H-.95Z',
  diamond: 'M0-1.05L1.05 0L0 1.05L-1.05 0Z',
  cross: 'M-.3-1H.3V-.3H1V.3H.3V1H-.3V.3H-1V-.3H-.3Z',
};

/** A goal's mark around a centre, in the units of the surrounding drawing. */
export function markAt(style: GoalStyle, x: number, y: number, radius: number): SVGTemplateResult {
  const transform = `translate(${x} ${y}) scale(${radius})`;
  const paint = style.mark === 'none' ? 'fill:none;stroke:var(--ink-soft)' : `fill:${style.colour};stroke:var(--ink)`;
  return style.mark === 'circle' || style.mark === 'none'
    ? svg`<circle transform=${transform} r=".9" style=${paint} stroke-width="1" vector-effect="non-scaling-stroke" />`
    : svg`<path transform=${transform} d=${outlines[style.mark]} style=${paint} stroke-width="1" vector-effect="non-scaling-stroke" />`;
}

/** Strokes of a pattern tile of 6 × 6, drawn over the goal's colour. */
const strokes: Readonly<Record<Pattern, string>> = {
  solid: '',
  outline: '',
  diagonal: 'M-1 1l2-2M0 6l6-6M5 7l2-2',
  dots: 'M2 3h2',
  horizontal: 'M0 3h6',
  vertical: 'M3 0v6',
};

/** A `<pattern>` to fill bars with; referred to as `url(#id)` within the same drawing. */
export const patternOf = (style: GoalStyle, id: string): SVGTemplateResult => svg`
  <pattern id=${id} width="6" height="6" patternUnits="userSpaceOnUse">
    <rect width="6" height="6" style="fill:${style.pattern === 'outline' ? 'transparent' : style.colour}" />
    <path d=${strokes[style.pattern]} style="stroke:#0009" stroke-width=${style.pattern === 'dots' ? 2 : 1} fill="none" />
  </pattern>`;
