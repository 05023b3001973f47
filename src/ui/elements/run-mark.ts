/** A piece of a run's line with its mark, as a key to figures and tables. */
import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';
import { runStyle } from '../run-style';
import { markAt } from './marks';

/** Units of a piece of line: 28 × 12. @param place of the run's style */
export function runKey(place: number): SVGTemplateResult {
  const { colour, mark, dash } = runStyle(place);
  return svg`<line x1="0" x2="28" y1="6" y2="6" style="stroke:${colour}" stroke-width="2" stroke-dasharray=${dash} />${markAt({ colour, mark, pattern: 'solid' }, 14, 6, 4.5)}`;
}

export const runMark = (place: number): TemplateResult => html`<svg class="run-mark" viewBox="0 0 28 12" width="28" height="12" aria-hidden="true">${runKey(place)}</svg>`;
