/** What a reliability command tried, and what it lost. */
export interface Report {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly tried: number;
  /** a run that ends with anything lost has failed */
  readonly lost: number;
  readonly notes: readonly string[];
}

const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`;

/** A report as Markdown. */
export const markdown = ({ title, head, rows, tried, lost, notes }: Report): string =>
  [line(head), line(head.map(() => '---')), ...rows.map(line), '', ...notes, `${title}: ${tried} tried, ${lost} lost`].join('\n');
