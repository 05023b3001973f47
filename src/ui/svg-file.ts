/** SVG files that are drawn from numbers rather than copied from the page, in the colours that the page has now. */
import { html, render, type SVGTemplateResult } from 'lit';
import { standalone } from './standalone';

/**
 * The text of a file with so many pixels, on the page's paper.
 * @param title what it shows
 * @param content may use the page's custom properties
 */
export function svgFile(width: number, height: number, title: string, content: SVGTemplateResult): string {
  const place = document.createElement('div');
  // Styles are only computed of what is in the document.
  place.style.cssText = 'position:fixed;right:100vw;font-size:var(--text-small)';
  render(html`<svg role="img" width=${width} height=${height} viewBox="0 0 ${width} ${height}" style="fill:var(--ink)"><title>${title}</title>${content}</svg>`, place);
  document.body.append(place);
  try {
    return standalone(place.querySelector('svg')!);
  } finally {
    place.remove();
  }
}

/** Pixels with two decimals. */
export const pixels = (value: number): number => Math.round(value * 100) / 100;
