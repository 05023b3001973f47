/** The three ways in which the page presents itself, chosen by the query of its address: `?lesson`, `?embed`, or neither. */
import type { PlaceName } from './places';

/** What a query may ask for; an earlier one wins over a later one. */
const asked = ['embed', 'lesson'] as const;
export type Presentation = 'full' | (typeof asked)[number];

/** What a presentation may leave out. */
export type Part = 'catalogue' | 'controls' | 'measures' | 'share' | 'tour' | Exclude<PlaceName, 'experiment'>;

/** A lesson keeps what shows what agents do and think; a frame keeps the experiment alone. */
const parts: Readonly<Record<Presentation, readonly Part[] | 'all'>> = { full: 'all', lesson: ['measures', 'share', 'population', 'inspector'], embed: [] };

/** Whether a presentation has a part of the page; the experiment is in all of them. */
export const offers = (presentation: Presentation, part: Part | 'experiment'): boolean =>
  part === 'experiment' || parts[presentation] === 'all' || parts[presentation].includes(part);

const keyOf = (entry: string): string => entry.split('=', 1)[0]!;

/**
 * The presentation that a query asks for; keys that the page does not know ask for nothing.
 * @param search with or without its `?`
 */
export function presentationOf(search: string): Presentation {
  const keys = search.replace(/^\?/, '').split('&').map(keyOf);
  return asked.find((name) => keys.includes(name)) ?? 'full';
}

/** The same link for another presentation; other keys of its query stay as they are. */
export function linkFor(link: string, presentation: Presentation): string {
  const [, path, query = '', fragment] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(link)!;
  const others = query.split('&').filter((entry) => entry !== '' && !asked.some((name) => name === keyOf(entry)));
  const entries = presentation === 'full' ? others : [...others, presentation];
  return `${path}${entries.length > 0 ? `?${entries.join('&')}` : ''}${fragment ?? ''}`;
}
