/** Columns of an `agents.csv`, read line by line: the file of a million agents would be longer than a string can be. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { InputError } from '../world/input-error';
import { listed } from '../world/json';

/**
 * Some columns of numbers, in the order of the names.
 * @param names each with the argument that asks for it
 * @returns [column][agent]; NaN where a cell is empty
 * @throws InputError if the file cannot be read, or a column is missing or holds text
 */
export async function readColumns(path: string, names: readonly (readonly [argument: string, name: string])[]): Promise<readonly (readonly number[])[]> {
  const stream = createReadStream(path, 'utf8');
  const columns: number[][] = names.map(() => []);
  let places: readonly number[] | null = null;
  let line = 0;
  try {
    for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
      line++;
      const cells = cellsOf(text);
      if (places === null) {
        places = names.map(([argument, name]) => placeOf(name, argument, cells));
        continue;
      }
      places.forEach((place, i) => {
        const cell = cells[place] ?? '';
        const value = cell === '' ? NaN : Number(cell);
        if (cell !== '' && Number.isNaN(value)) throw new InputError(names[i]![0], names[i]![1], `a column of numbers (line ${line} says ${JSON.stringify(cell)})`);
        columns[i]!.push(value);
      });
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new InputError(path, code === 'ENOENT' ? undefined : code, 'a file that can be read (an experiment with record.perAgent writes it)');
  } finally {
    stream.destroy();
  }
  if (places === null) throw new InputError(path, undefined, 'a header');
  return columns;
}

function placeOf(name: string, argument: string, header: readonly string[]): number {
  const place = header.indexOf(name);
  if (place >= 0) return place;
  const samePhase = header.filter((other) => other.startsWith(name.slice(0, name.indexOf('.') + 1)));
  throw new InputError(argument, name, `a measure of an agent: ${listed(samePhase.length > 0 ? samePhase : header)}`);
}

/** The cells of a line (RFC 4180). No name contains a line break, so that a line is a row. */
const cellsOf = (line: string): readonly string[] =>
  line.includes('"') ? line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"(.*)"$/, '$1').replaceAll('""', '"')) : line.split(',');
