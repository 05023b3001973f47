/** The table of agents as Apache Parquet: a row group at a time, so that a million agents are never in memory as text. */
import { isSingle } from '../analysis/csv';
import type { AgentColumn, AgentTable } from '../experiment/results';
import type { Experiment } from '../experiment/types';

/** Agents of a row group. */
const groupAgents = 2 ** 16;

/** Under this key the file says which experiment its agents are from, as JSON with all defaults written out. */
export const experimentKey = 'valence-lab.experiment';

type ParquetType = 'INT32' | 'FLOAT' | 'DOUBLE' | 'STRING';

/** The narrowest type that holds every bit of a column. */
function typeOf(name: string, column: AgentColumn): ParquetType {
  if (name === 'agent') return 'INT32';
  if (typeof column[0] === 'string') return 'STRING';
  return isSingle(column) ? 'FLOAT' : 'DOUBLE';
}

/** An agent without a value has none in Parquet either: no NaN, no empty text. */
const cells = (column: AgentColumn, first: number): (number | string | null)[] =>
  Array.from({ length: Math.max(0, Math.min(groupAgents, column.length - first)) }, (_, i) => {
    const value = column[first + i]!;
    return value === '' || Number.isNaN(value) ? null : value;
  });

/** The bytes of the file, piece by piece. */
export async function* parquetOf({ names, columns }: AgentTable, experiment: Experiment): AsyncGenerator<Uint8Array> {
  const { ByteWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer');
  const types = columns.map((column, c) => typeOf(names[c]!, column));
  const group = (first: number) => columns.map((column, c) => ({ name: names[c]!, type: types[c]!, nullable: c > 0, data: cells(column, first) }));
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: schemaFromColumnData({ columnData: group(Infinity) }),
    kvMetadata: [{ key: experimentKey, value: JSON.stringify(experiment) }],
    createdBy: 'valence-lab',
  });
  const taken = (): Uint8Array => {
    const piece = bytes.getBytes().slice();
    bytes.index = 0;
    return piece;
  };
  for (let first = 0; first < (columns[0]?.length ?? 0); first += groupAgents) {
    writer.write({ columnData: group(first), rowGroupSize: groupAgents });
    yield taken();
  }
  writer.finish();
  yield taken();
}
