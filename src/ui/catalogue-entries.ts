/** The catalogue as the page lists it: claims in the order of their numbers, then worlds by title. */
import { catalogue } from '../lab/tables';
import type { Scenario } from '../world/scenario';

export interface CatalogueGroup {
  readonly title: string;
  readonly entries: readonly Scenario[];
}

const all = [...catalogue.values()];
const isClaim = ({ id }: Scenario): boolean => id.startsWith('claim-');

export const catalogueGroups: readonly CatalogueGroup[] = [
  { title: 'Claims', entries: all.filter(isClaim) },
  { title: 'Worlds', entries: all.filter((entry) => !isClaim(entry)).sort((a, b) => a.title.localeCompare(b.title, 'en')) },
];

/** Capitals and the shape of apostrophes make no difference. */
const plainText = (text: string): string => text.toLowerCase().replaceAll('’', "'");

/** What is left of the catalogue when every word of a query must occur in an entry's id, title, claim or doc; empty groups are left out. */
export function search(query: string): readonly CatalogueGroup[] {
  const words = plainText(query).split(/\s+/).filter((word) => word !== '');
  const matches = ({ id, title, claim, doc }: Scenario): boolean => {
    const text = plainText([id, title, claim, doc].join(' '));
    return words.every((word) => text.includes(word));
  };
  return catalogueGroups.map(({ title, entries }) => ({ title, entries: entries.filter(matches) })).filter(({ entries }) => entries.length > 0);
}
