/** Rows as columns of text. @param left the columns that are aligned to the left; the others, numbers, to the right */
export function textTable(rows: readonly (readonly string[])[], left: readonly number[] = [0]): string {
  const widths = rows.reduce<number[]>((widest, row) => row.map((cell, i) => Math.max(widest[i] ?? 0, cell.length)), []);
  const padded = (cell: string, i: number): string => (left.includes(i) ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!));
  return rows.map((row) => `  ${row.map(padded).join('   ')}`.trimEnd() + '\n').join('');
}

/** A row of a Markdown table. */
export const markdownRow = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
