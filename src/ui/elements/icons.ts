/** Small pictures of buttons, in the colour of their text; the button has the words. */
import { svg, html, type TemplateResult } from 'lit';

const icon = (path: string, mirrored = false): TemplateResult =>
  html`<svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${svg`<path d=${path} transform=${mirrored ? 'matrix(-1 0 0 1 16 0)' : ''} />`}</svg>`;

const back = 'M5.5 3L2 6.5L5.5 10M2 6.5H10a3.25 3.25 0 0 1 0 6.5H6.5';

export const undoIcon = icon(back);
export const redoIcon = icon(back, true);
/** a density over a line */
export const spreadIcon = icon('M1.5 13.5H14.5M2.5 10.5C6 10.5 5.5 3 8 3s2 7.5 5.5 7.5');
export const moreIcon = icon('M3.5 8h.01M8 8h.01M12.5 8h.01');
