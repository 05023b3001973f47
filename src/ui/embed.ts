/** The HTML with which another page shows an experiment in a frame. */
import { linkFor } from './presentation';

/** Heights of the frame, in CSS pixels. */
export const embedHeights = { default: 880, min: 320, max: 2000 } as const;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const attribute = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character]!);

/** @param height in CSS pixels; taken to the nearest whole number that is allowed */
export function embedSnippet(link: string, title: string, height: number): string {
  const { min, max, default: usual } = embedHeights;
  const pixels = Number.isFinite(height) ? Math.round(Math.min(max, Math.max(min, height))) : usual;
  return `<iframe src="${attribute(linkFor(link, 'embed'))}" title="${attribute(title)} · Valence Lab" width="100%" height="${pixels}" style="border: 0" loading="lazy"></iframe>`;
}
