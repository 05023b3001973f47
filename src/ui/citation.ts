/** How to cite a run: in words, and for BibTeX. */

export interface Cited {
  /** of the experiment */
  readonly title: string;
  /** where its scenario comes from; null for a world of one's own */
  readonly source: string | null;
  /** of the program */
  readonly version: string;
  /** version of the arithmetic */
  readonly numerics: number;
  readonly link: string;
  /** after the last phase; null before a run has finished */
  readonly fingerprint: string | null;
  /** the day on which the link was made */
  readonly day: Date;
}

/** `2026-07-01`, as the reader's calendar has it. */
const isoDay = (day: Date): string => [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

const facts = ({ source, numerics, fingerprint }: Cited): readonly string[] => [
  ...(source === null ? [] : [`Scenario: ${source}`]),
  `Numerics version ${numerics}`,
  ...(fingerprint === null ? [] : [`Fingerprint ${fingerprint}`]),
];

/** One paragraph. */
export const citationText = (cited: Cited): string =>
  `“${cited.title}.” Valence Lab ${cited.version}, ${cited.day.getFullYear()}. ${facts(cited).map((fact) => `${fact}. `).join('')}${cited.link} (accessed ${isoDay(cited.day)})`;

const escapes: Readonly<Record<string, string>> = { '\\': '\\textbackslash{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}' };

/** A text that TeX sets as it is. */
const tex = (text: string): string => text.replace(/[\\~^{}$&#%_]/g, (character) => escapes[character] ?? `\\${character}`);

/** An entry of a bibliography; `url` is verbatim, as BibTeX styles and biblatex want it. */
export function bibtex(cited: Cited): string {
  const key = cited.title.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const fields = [
    ['title', `{${tex(cited.title)}}`],
    ['author', '{The Valence Lab authors}'],
    ['year', String(cited.day.getFullYear())],
    ['howpublished', `Valence Lab ${cited.version}`],
    ['note', facts(cited).map(tex).join('. ')],
    ['url', cited.link],
    ['urldate', isoDay(cited.day)],
  ];
  return `@misc{valence-lab${key === '' ? '' : `-${key}`},\n${fields.map(([name, value]) => `  ${name} = {${value}},\n`).join('')}}\n`;
}
