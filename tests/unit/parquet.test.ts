/** Parquet files, read back with a reader of its own. */
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { parquetOf } from '../../src/headless/parquet';

it('holds every bit, typed, nothing where there is nothing, and its experiment', async () => {
  const agents = 70_000;
  const numbers = Array.from({ length: agents }, (_, agent) => agent);
  const columns = [
    numbers,
    numbers.map((agent) => (agent % 3 === 0 ? NaN : Math.fround(agent / 7))),
    numbers.map((agent) => agent / 7),
    numbers.map((agent) => ['corner', 'cheese', ''][agent % 3]!),
    numbers.map(() => NaN),
  ];
  const names = ['agent', 'single', 'double', 'goal', 'nothing'];
  const experiment = parseExperiment({ scenario: 'random-walk', agents });
  const pieces: Uint8Array[] = [];
  for await (const piece of parquetOf({ names, columns }, experiment)) pieces.push(piece);
  const file = Buffer.concat(pieces);
  const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
  const { schema, row_groups, key_value_metadata } = parquetMetadata(bytes);
  expect(schema.slice(1).map(({ name, type, repetition_type }) => [name, type, repetition_type])).toEqual([
    ['agent', 'INT32', 'REQUIRED'], ['single', 'FLOAT', 'OPTIONAL'], ['double', 'DOUBLE', 'OPTIONAL'], ['goal', 'BYTE_ARRAY', 'OPTIONAL'], ['nothing', 'FLOAT', 'OPTIONAL'],
  ]);
  // Never all agents at once.
  expect(row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([65_536, agents - 65_536]);
  expect(parseExperiment(JSON.parse(key_value_metadata!.find(({ key }) => key === 'valence-lab.experiment')!.value!))).toEqual(experiment);
  const rows = await parquetReadObjects({ file: bytes });
  const wrong = rows.findIndex((row, agent) => columns.some((column, c) => {
    const value = column[agent]!;
    return row[names[c]!] !== (value === '' || Number.isNaN(value) ? null : value) && !(row[names[c]!] === undefined && (value === '' || Number.isNaN(value)));
  }));
  expect([rows.length, wrong]).toEqual([agents, -1]);
});
