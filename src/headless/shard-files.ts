/**
 * A shard in a folder. `shard.json` says what ran and where, and holds the sums and curves. `columns.bin` holds what every
 * agent accumulated: phase by phase and column by column one little-endian number per agent, with every bit of it.
 */
import { createReadStream } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { kindOf, likeColumn, mapColumns, type Column, type Columns } from '../engine/columns';
import { numerics } from '../numerics/version';
import { columnsIn, namedColumns, recordStep, type ShardForm, type ShardRun } from '../lab/shard';
import { InputError } from '../world/input-error';
import { readJsonFile } from './input';
import type { StoredShard } from './read-shard';
import { checkFiles, writeFiles } from './write-files';

const shardFile = 'shard.json';
const columnsFile = 'columns.bin';

/** Characters that a string of this JavaScript engine may surely have. */
const longestText = 2 ** 29 - 32;

/** As `checkFolder` does for results. */
export const checkShardFolder = (folder: string): Promise<void> => checkFiles(folder, [shardFile, columnsFile]);

/** Writes what a merge needs. @returns the paths of the files written */
export async function writeShard(folder: string, form: ShardForm, run: ShardRun): Promise<readonly string[]> {
  const bytes = run.phases.flatMap(({ columns }) => columns.map(bytesOf));
  const checksum = bytes.reduce((sum, piece) => crc32(piece, sum), 0);
  return writeFiles(folder, [[shardFile, shardText(form, run, checksum)], [columnsFile, bytes]]);
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Column): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength);

/** `shard.json`, a record per line. */
function* shardText(form: ShardForm, run: ShardRun, checksum: number): Generator<string> {
  const { first, agents, exact, device, engine, agentSteps, seconds, tableDigest, phases } = run;
  const head = {
    schema: 1, experiment: form.experiment, firstAgent: first, agents, numerics, tableDigest, exact, device, engine,
    throughput: { agentSteps, seconds }, columns: columnNames(form), columnsCrc32: checksum,
  };
  yield `${JSON.stringify(head, null, 1).slice(0, -2)},\n "phases": [`;
  for (const [p, { stateSum, tallies }] of phases.entries()) {
    const { phase: { name }, steps } = form.plan.phases[p]!;
    yield `${p > 0 ? ',' : ''}\n  ${JSON.stringify({ name, steps, stateSum }).slice(0, -1)},"records":[`;
    for (const [k, record] of tallies.entries()) {
      const measures = Object.fromEntries(record.map((tally, s) => [form.statistics[s]!.name, { ...tally, histogram: Array.from(tally.histogram) }]));
      yield `${k > 0 ? ',' : ''}\n   ${JSON.stringify({ step: recordStep(form, p, k), measures })}`;
    }
    yield ']}';
  }
  yield '\n ]\n}\n';
}

/** What stands in the columns' file for every phase, in order: name, and kind of number. */
export const columnNames = (form: ShardForm): readonly (readonly [name: string, kind: string])[] =>
  namedColumns(form.columns).map(([name, column]) => [name, kindOf(column)]);

/** The JSON of the shard in a folder, not yet checked. */
export async function readShardJson(folder: string): Promise<{ readonly file: string; readonly value: unknown }> {
  const file = join(folder, shardFile);
  const bytes = await sizeOf(file);
  if (bytes > longestText) throw new InputError(file, `${bytes} bytes`, `at most ${longestText} bytes`);
  return { file, value: await readJsonFile(file) };
}

async function sizeOf(file: string): Promise<number> {
  const entry = await stat(file).catch(() => null);
  if (!entry?.isFile()) throw new InputError(file, entry ? 'no file' : undefined, 'a file of a shard, as `shard k/n` writes it');
  return entry.size;
}

/** Checks that the columns of a shard are those that it was written with. Allocates nothing of their size. */
export async function checkColumns(form: ShardForm, { name, agents, columnsCrc32 }: StoredShard): Promise<void> {
  const file = join(name, columnsFile);
  const bytes = await sizeOf(file);
  const expected = agents * bytesPerAgent(form) * form.plan.phases.length;
  if (bytes !== expected) throw new InputError(file, `${bytes} bytes`, `${expected} bytes`);
  let sum = 0;
  for await (const piece of createReadStream(file)) sum = crc32(piece as Buffer, sum);
  if (sum !== columnsCrc32) throw new InputError(file, `checksum ${sum}`, `${columnsCrc32}, as its ${shardFile} says: one of the two was damaged or replaced`);
}

/** Bytes of an agent in one phase. */
const bytesPerAgent = (form: ShardForm): number => columnsIn(form.columns).reduce((sum, { BYTES_PER_ELEMENT }) => sum + BYTES_PER_ELEMENT, 0);

/**
 * The columns of one phase, all shards' one behind the other.
 * @throws InputError if something that should be a number is none
 */
export async function readPhaseColumns(form: ShardForm, shards: readonly StoredShard[], phase: number): Promise<Columns> {
  const { agents } = form.experiment;
  const columns = mapColumns(form.columns, agents, (column) => likeColumn(column, agents));
  for (const shard of shards) {
    const path = join(shard.name, columnsFile);
    const file = await open(path);
    try {
      let position = phase * shard.agents * bytesPerAgent(form);
      for (const [name, column] of namedColumns(columns)) {
        const own = column.subarray(shard.first, shard.first + shard.agents);
        await readInto(file, path, bytesOf(own), position);
        const wrong = own.findIndex((value) => !Number.isFinite(value));
        if (wrong >= 0) throw new InputError(`${path}, ${name} of agent ${shard.first + wrong}`, own[wrong], 'a number');
        position += own.byteLength;
      }
    } finally {
      await file.close();
    }
  }
  return columns;
}

async function readInto(file: FileHandle, path: string, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done);
    if (bytesRead === 0) throw new InputError(path, `${position + done} bytes`, 'a file that nobody shortens meanwhile');
    done += bytesRead;
  }
}
