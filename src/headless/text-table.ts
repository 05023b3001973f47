/** Rows as columns of text: the first column to the left, the others to the right. */
export function textTable(rows: readonly (readonly string[])[], indent = '  '): string {
  const widths = rows.reduce<number[]>((widest, row) => row.map((cell, i) => Math.max(widest[i] ?? 0, cell.length)), []);
  return rows.map((row) => `${indent}${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('   ')}`.trimEnd() + '\n').join('');
}
