/**
 * A session as bytes, to be taken up later, elsewhere, or on another engine. In order: eight bytes that say what it is,
 * the length of the head, the head as JSON, the totals of every finished phase column by column, all agents in blocks, and
 * a checksum of everything before it. Numbers are little-endian.
 */
import { likeColumn } from '../engine/columns';
import type { AgentBlock } from '../engine/engine';
import { specialise, type ProgramShape } from '../engine/specialise';
import { strayWord } from '../engine/word-bounds';
import { crc32 } from '../experiment/crc32';
import { experimentLimits } from '../experiment/limits';
import { parseExperiment } from '../experiment/parse';
import { parseJson } from '../experiment/parse-json';
import { planOf } from '../experiment/plan';
import { readCurves } from '../experiment/read-results';
import { numerics } from '../numerics/version';
import { InputError } from '../world/input-error';
import { member, readArray, readBoolean, readInteger, readNumber, readObject } from '../world/json';
import { shapeOf } from './program';
import type { Session } from './session';
import type { SavedSession } from './session-state';
import { readTally, readWords } from './read-tally';
import { columnsIn, emptyColumns } from './shard';

/** Bytes that can be read anywhere. */
export interface ByteSource {
  readonly size: number;
  /** exactly so many bytes */
  read(offset: number, length: number): Promise<Uint8Array>;
}

export interface Checkpoint {
  readonly saved: SavedSession;
  /** its bytes */
  readonly source: ByteSource;
  /** for `Session.resume` */
  agents(): AsyncGenerator<AgentBlock>;
}

const magic = new TextEncoder().encode('valence1');
const wordBytes = 4;
const beginning = magic.length + wordBytes;
const longestHead = 2 ** 28;
/** How much is held in memory at a time, about. */
const blockBytes = 2 ** 24;
/** A multiple of the agents of a tile, so that tiles are read once. */
const blockStep = 64;

const blockAgents = (perAgent: number): number => Math.max(blockStep, Math.floor(blockBytes / perAgent / blockStep) * blockStep);

/** Words of an agent in the three parts of a block. */
function agentWords(shape: ProgramShape): { readonly memory: number; readonly words: number; readonly measures: number; readonly bytes: number } {
  const { network, extras, measures } = specialise(shape);
  const words = { memory: network.slots * 4, words: extras.WORDS, measures: measures.MEASURES };
  return { ...words, bytes: (words.memory + words.words + words.measures) * wordBytes };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array => new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
const wordOf = (word: number): Uint8Array => bytesOf(Uint32Array.of(word));

/** The bytes of a session as it stands between two advances, piece by piece. It must not be advanced meanwhile. */
export async function* checkpointOf(session: Session): AsyncGenerator<Uint8Array> {
  let sum = 0;
  for await (const piece of contents(session)) {
    sum = crc32(piece, sum);
    yield piece;
  }
  yield wordOf(sum);
}

async function* contents(session: Session): AsyncGenerator<Uint8Array> {
  const state = await session.state();
  const head = new TextEncoder().encode(JSON.stringify({ ...state, numerics, phases: state.phases.map(({ stateSum, tallies }) => ({ stateSum, tallies })) }));
  yield magic;
  yield wordOf(head.length);
  yield head;
  for (const { columns } of state.phases) yield* columns.map(bytesOf);
  for await (const { memory, words, measures } of session.agents(blockAgents(agentWords(session.shape).bytes))) yield* [memory, words, measures].map(bytesOf);
}

/**
 * Opens a checkpoint. Everything is checked, the checksum of all bytes included, before anything of its size is made.
 * @param name what to call it in messages
 * @throws InputError if it is damaged, incomplete, or of another version
 */
export async function openCheckpoint(source: ByteSource, name: string): Promise<Checkpoint> {
  const damaged = (what: string, expected: string): InputError => new InputError(name, what, `${expected}: the checkpoint was damaged, or was not written to its end`);
  if (source.size < beginning + wordBytes) throw damaged(`${source.size} bytes`, 'a whole checkpoint');
  const start = await source.read(0, beginning);
  if (magic.some((byte, i) => start[i] !== byte)) throw new InputError(name, 'other bytes at its beginning', 'a checkpoint of this version of the program');
  const headBytes = wordAt(start, magic.length);
  if (headBytes > longestHead || beginning + headBytes + wordBytes > source.size) throw damaged(`a head of ${headBytes} bytes`, 'one within the file');
  const end = source.size - wordBytes;
  let sum = 0;
  for (let at = 0; at < end; at += blockBytes) sum = crc32(await source.read(at, Math.min(blockBytes, end - at)), sum);
  const expectedSum = wordAt(await source.read(end, wordBytes), 0);
  if (sum !== expectedSum) throw damaged(`checksum ${sum}`, String(expectedSum));

  const head = readHead(parseJson(new TextDecoder().decode(await source.read(beginning, headBytes)), name), name);
  const shape = shapeOf(head.experiment, head.shard);
  const template = columnsIn(emptyColumns(shape));
  const columnBytes = template.reduce((total, { BYTES_PER_ELEMENT }) => total + BYTES_PER_ELEMENT, 0) * shape.agents;
  const firstBlock = beginning + headBytes + head.phases.length * columnBytes;
  const own = agentWords(shape);
  const expected = firstBlock + shape.agents * own.bytes + wordBytes;
  if (source.size !== expected) throw damaged(`${source.size} bytes`, `${expected} bytes`);

  let at = beginning + headBytes;
  const phases = [];
  for (const phase of head.phases) {
    const columns = [];
    for (const kind of template) {
      const column = likeColumn(kind, shape.agents);
      bytesOf(column).set(await source.read(at, column.byteLength));
      columns.push(column);
      at += column.byteLength;
    }
    phases.push({ ...phase, columns });
  }
  return { saved: { ...head, phases }, source, agents: () => blocks(source, shape, own, firstBlock) };
}

const wordAt = (bytes: Uint8Array, at: number): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);

/** @throws InputError if an agent is where nobody can be */
async function* blocks(source: ByteSource, shape: ProgramShape, own: ReturnType<typeof agentWords>, offset: number): AsyncGenerator<AgentBlock> {
  const { agents } = shape;
  let at = offset;
  const next = async (words: number): Promise<Uint32Array> => {
    const bytes = await source.read(at, words * wordBytes);
    at += bytes.length;
    return new Uint32Array(bytes.buffer.byteLength === bytes.length ? bytes.buffer : bytes.slice().buffer);
  };
  const size = blockAgents(own.bytes);
  for (let first = 0; first < agents; first += size) {
    const count = Math.min(size, agents - first);
    const block = { first, agents: count, memory: await next(own.memory * count), words: await next(own.words * count), measures: await next(own.measures * count) };
    const stray = strayWord(shape, block);
    if (stray) throw new InputError(`checkpoint, agent ${stray.agent}, ${stray.name}`, stray.value, `below ${stray.end}`);
    yield block;
  }
}

type Head = Omit<SavedSession, 'phases'> & { readonly phases: readonly Pick<SavedSession['phases'][number], 'stateSum' | 'tallies'>[] };

/** The head of a checkpoint, which may come from elsewhere. */
function readHead(value: unknown, name: string): Head {
  const head = readObject(value, name);
  if (head.numerics !== numerics) throw new InputError(`${name}, numerics`, head.numerics, `${numerics}, the version of the arithmetic that this program computes with`);
  const experiment = parseExperiment(head.experiment);
  const shard = readObject(head.shard, 'shard', ['first', 'agents']);
  const first = readInteger(shard.first, 'shard.first', 0, experiment.agents - 1);
  const shape = shapeOf(experiment);
  const { phases: planned } = planOf(experiment.phases, shape.tables.world);
  const agents = readInteger(shard.agents, 'shard.agents', 1, experiment.agents - first);
  const statistics = specialise(shape).statistics.length;
  const tallies = (value: unknown, path: string): Head['tallies'] =>
    readArray(value, path, 'records', 0, experimentLimits.curvePoints).map((record, k) =>
      readArray(record, member(path, k), 'statistics', statistics, statistics).map((tally, s) => readTally(tally, member(member(path, k), s), agents)));
  const phases = readArray(head.phases, 'phases', 'finished phases', 0, planned.length - 1).map((value, p) => {
    const at = member('phases', p);
    const phase = readObject(value, at, ['stateSum', 'tallies']);
    return { stateSum: readWords(phase.stateSum, member(at, 'stateSum')), tallies: tallies(phase.tallies, member(at, 'tallies')) };
  });
  return {
    experiment,
    shard: { first, agents },
    tableDigest: readWords(head.tableDigest, 'tableDigest'),
    phaseSteps: readInteger(head.phaseSteps, 'phaseSteps', 0, planned[phases.length]!.steps),
    mergeable: readBoolean(head.mergeable, 'mergeable'),
    active: readBoolean(head.active, 'active'),
    agentSteps: readInteger(head.agentSteps, 'agentSteps', 0, Number.MAX_SAFE_INTEGER),
    seconds: readNumber(head.seconds, 'seconds', 0, Number.MAX_VALUE),
    diverged: readInteger(head.diverged, 'diverged', 0, experiment.agents),
    curves: readCurves(head.curves, 'curves', experiment),
    tallies: tallies(head.tallies, 'tallies'),
    phases,
  };
}
