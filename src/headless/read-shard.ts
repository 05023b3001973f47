/** What `merge` reads of a `shard.json`, which may come from elsewhere. */
import { isDeepStrictEqual } from 'node:util';
import type { Tally } from '../engine/live-record';
import { canonicalJson } from '../experiment/canonical';
import { canonical } from '../experiment/canonical-json';
import { experimentLimits } from '../experiment/limits';
import { parseExperiment } from '../experiment/parse';
import type { Experiment } from '../experiment/types';
import { largestWord, readTally, readWords } from '../lab/read-tally';
import { recordStep, type ShardForm, type ShardHead, type ShardPhaseHead } from '../lab/shard';
import { numerics } from '../numerics/version';
import { InputError, within } from '../world/input-error';
import { member, readArray, readBoolean, readInteger, readNumber, readObject, readText } from '../world/json';
import { columnNames } from './shard-files';

export interface StoredShard extends ShardHead {
  /** the folder */
  readonly name: string;
  /** checksum of its columns */
  readonly columnsCrc32: number;
}

const keys = ['schema', 'experiment', 'firstAgent', 'agents', 'numerics', 'tableDigest', 'exact', 'device', 'engine', 'throughput', 'columns', 'columnsCrc32', 'phases'];

/**
 * The experiment of a shard.
 * @throws InputError if it is none of this version of the arithmetic
 */
export const readShardExperiment = (value: unknown): Experiment => within('experiment', () => parseExperiment(readMembers(value).experiment));

function readMembers(value: unknown): Readonly<Record<string, unknown>> {
  const shard = readObject(value, 'shard', keys);
  if (shard.schema !== 1) throw new InputError('schema', shard.schema, '1, as `shard k/n` writes it');
  if (shard.numerics !== numerics) {
    throw new InputError('numerics', shard.numerics, `${numerics}, the version of the arithmetic that this program computes with: bits of different versions cannot be merged`);
  }
  return shard;
}

/**
 * Checks a shard against the experiment that it should be a part of.
 * @param name of its folder
 * @param first the name of the folder that this experiment was taken from
 * @throws InputError for the first thing that is wrong, before anything of its size is made
 */
export function readShard(value: unknown, name: string, form: ShardForm, first: string): StoredShard {
  const shard = readMembers(value);
  // Nearly always there is nothing to parse again, which takes long where a world is large.
  if (!isDeepStrictEqual(shard.experiment, form.experiment)) {
    const own = readShardExperiment(value);
    if (canonicalJson(own) !== canonicalJson(form.experiment)) throw difference(own, form.experiment, 'experiment', first);
  }
  const whole = form.experiment.agents;
  const firstAgent = readInteger(shard.firstAgent, 'firstAgent', 0, whole - 1);
  const agents = readInteger(shard.agents, 'agents', 1, whole - firstAgent);
  const tableDigest = readWords(shard.tableDigest, 'tableDigest');
  if (!isDeepStrictEqual(tableDigest, form.tableDigest)) {
    throw new InputError('tableDigest', tableDigest.join(' '), `${form.tableDigest.join(' ')}: the shard was made by a version of the program in which this world is another`);
  }
  if (!isDeepStrictEqual(shard.columns, columnNames(form))) {
    throw new InputError('columns', shard.columns, 'the columns that this version of the program writes for this experiment');
  }
  const throughput = readObject(shard.throughput, 'throughput', ['agentSteps', 'seconds']);
  const phases = readArray(shard.phases, 'phases', 'phases', form.plan.phases.length, form.plan.phases.length);
  return {
    name, first: firstAgent, agents, tableDigest,
    exact: readBoolean(shard.exact, 'exact'),
    device: readText(shard.device, 'device', experimentLimits.device),
    engine: readText(shard.engine, 'engine', experimentLimits.device),
    agentSteps: readInteger(throughput.agentSteps, 'throughput.agentSteps', 0, Number.MAX_SAFE_INTEGER),
    seconds: readNumber(throughput.seconds, 'throughput.seconds', 0, experimentLimits.magnitude),
    columnsCrc32: readInteger(shard.columnsCrc32, 'columnsCrc32', 0, largestWord),
    phases: phases.map((phase, p) => readPhase(phase, member('phases', p), form, p, agents)),
  };
}

function readPhase(value: unknown, path: string, form: ShardForm, p: number, agents: number): ShardPhaseHead {
  const { name, steps, stateSum, records } = readObject(value, path, ['name', 'steps', 'stateSum', 'records']);
  const planned = form.plan.phases[p]!;
  expectSame(name, member(path, 'name'), planned.phase.name);
  expectSame(steps, member(path, 'steps'), planned.steps);
  const most = Math.ceil(planned.steps / form.experiment.record.everySteps);
  const at = member(path, 'records');
  return {
    stateSum: readWords(stateSum, member(path, 'stateSum')),
    tallies: readArray(records, at, 'records', 1, most).map((record, k) => readRecord(record, member(at, k), form, recordStep(form, p, k), agents)),
  };
}

function readRecord(value: unknown, path: string, { statistics }: ShardForm, expectedStep: number, agents: number): readonly Tally[] {
  const { step, measures } = readObject(value, path, ['step', 'measures']);
  expectSame(step, member(path, 'step'), expectedStep);
  const at = member(path, 'measures');
  const names = statistics.map(({ name }) => name);
  const tallies = readObject(measures, at, names);
  return names.map((name) => readTally(tallies[name], member(at, name), agents));
}

function expectSame(value: unknown, path: string, expected: string | number): void {
  if (value !== expected) throw new InputError(path, value, `${JSON.stringify(expected)}, as in the experiment`);
}

/** Where two values that are not the same first differ. */
function difference(value: unknown, other: unknown, path: string, from: string): InputError {
  const isObject = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === 'object' && x !== null;
  if (isObject(value) && isObject(other)) {
    const key = [...new Set([...Object.keys(other), ...Object.keys(value)])].find((name) => canonical(value[name] ?? null) !== canonical(other[name] ?? null));
    if (key !== undefined) return difference(value[key], other[key], member(path, Array.isArray(value) ? Number(key) : key), from);
  }
  return new InputError(path, value, `${other === undefined ? 'nothing' : canonical(other).slice(0, 80)}, as in ${from}: shards of different experiments cannot be merged`);
}
