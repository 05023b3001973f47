/** Tables as comma-separated values (RFC 4180, with line feeds): a header, then one line per row. */
import type { AgentColumn, AgentTable } from '../experiment/results';

/** Lines are handed out in pieces of so many agents: the text of a million agents would be longer than a string can be. */
const agentsPerPiece = 4096;

/**
 * The table as text, piece by piece. A column of binary32 numbers has the shortest digits that read back as the same
 * binary32, any other the shortest that read back as the same binary64. An agent without a value has an empty cell.
 */
export function* csvOf({ names, columns }: AgentTable): Generator<string> {
  yield `${names.map(quoted).join(',')}\n`;
  const cells = columns.map(cellWriter);
  const agents = columns[0]?.length ?? 0;
  for (let first = 0; first < agents; first += agentsPerPiece) {
    let piece = '';
    for (let agent = first; agent < Math.min(agents, first + agentsPerPiece); agent++) {
      piece += `${cells.map((write, column) => write(columns[column]![agent]!)).join(',')}\n`;
    }
    yield piece;
  }
}

/**
 * A small table as text.
 * @param rows [row][column]; null and NaN become empty cells
 */
export const csvText = (names: readonly string[], rows: readonly (readonly (number | string | null)[])[]): string =>
  [...csvOf({ names, columns: names.map((_, column) => rows.map((row) => row[column] ?? NaN)) })].join('');

/** Whether a column is of text, or of numbers that binary32 holds. */
export function isSingle(column: AgentColumn): boolean {
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (typeof value === 'number' && !Object.is(Math.fround(value), value)) return false;
  }
  return true;
}

function cellWriter(column: AgentColumn): (value: number | string) => string {
  const single = isSingle(column);
  return (value) => (typeof value === 'string' ? quoted(value) : Number.isNaN(value) ? '' : single ? shortestSingle(value) : String(value));
}

/** The shortest decimal that reads back as the same binary32: 6 to 9 digits always do, fewer are among them as trailing zeros. */
function shortestSingle(value: number): string {
  if (Number.isInteger(value)) return String(value);
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return String(rounded);
  }
  return String(Number(value.toPrecision(9)));
}

/** Text as a cell (RFC 4180). */
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
