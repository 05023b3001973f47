/** A scenario's card as text: what the page shows of it. */
import type { Scenario, ScenarioOption } from '../world/scenario';
import { contrastText } from './claim-report';
import { plain } from './number-text';
import { markdownRow } from './text-table';

const columns = 100;

/** The whole card: claim, specification, caveats, source, options, and what is predicted of which arms. */
export function cardText({ id, title, claim, doc, caveats, source, options, arms = [], verdicts = [] }: Scenario): string {
  const sections = [
    `${title} (${id})`, claim, ...doc.split('\n\n'), `What the measures cannot show here: ${caveats}`, `Source: ${source}`,
    ...list('Options', Object.entries(options).map(([name, option]) => `${name} (${rangeOf(option)}; default ${option.default}): ${option.doc}`)),
    ...list('Arms', arms.map(({ name, set = {} }) => `${name}${Object.keys(set).length > 0 ? `: ${Object.entries(set).map(([path, value]) => `${path} = ${JSON.stringify(value)}`).join(', ')}` : ''}`)),
    ...list('Predicted', verdicts.map(({ statistic, contrast, predicted, margin }) => {
      const sign = { '+': 'above 0', '-': 'below 0', '0': `0 ± ${plain(margin ?? 0)}` }[predicted];
      return `${statistic}: ${contrastText(contrast.map(([arm, weight]) => ({ arm, weight })))} is ${sign}`;
    })),
  ];
  return sections.map((section) => `${section.split('\n').map(wrap).join('\n')}\n`).join('\n');
}

/** The catalogue as a Markdown table. */
export const catalogueTable = (scenarios: Iterable<Scenario>): string =>
  [['id', 'claim', 'source'], ['---', '---', '---'], ...[...scenarios].map(({ id, claim, source }) => [`\`${id}\``, claim, source])].map(markdownRow).join('');

const list = (heading: string, items: readonly string[]): string[] => (items.length > 0 ? [`${heading}\n${items.map((item) => `- ${item}`).join('\n')}`] : []);

function rangeOf(option: ScenarioOption): string {
  if ('choices' in option) return option.choices.join(', ');
  return typeof option.default === 'number' && 'min' in option ? `${plain(option.min)} to ${plain(option.max)}` : 'true or false';
}

/** Breaks a line at spaces. */
function wrap(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}
