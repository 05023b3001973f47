/** What `probe` reads of a `results.json`, which may come from elsewhere. */
import type { Share } from '../experiment/results';
import { experimentLimits } from '../experiment/limits';
import { InputError } from '../world/input-error';
import { member, readArray, readInteger, readName, readNumber, readObject } from '../world/json';

/** A population's valence of a thought; numbers are null where no agent has one. */
export interface Valence {
  readonly mean: number | null;
  readonly standardError: number | null;
  /** agents with a value */
  readonly count: number;
}

export interface ProbedPhase {
  readonly name: string;
  /** in the order of the world; `self` is null for a probe without a self-reflective frame */
  readonly probes: readonly { readonly name: string; readonly object: Valence; readonly self: Valence | null }[];
  /** by classification (`goal.behaviour`, `goal.desire`) */
  readonly shares: Readonly<Record<string, readonly Share[]>>;
}

const { magnitude } = experimentLimits;
const prefix = 'probe.';
const selfSuffix = '.self';

/**
 * The desires in the results of a run, phase by phase.
 * @throws InputError with the path of the first thing that results of this version do not have
 */
export function readProbedPhases(value: unknown): readonly ProbedPhase[] {
  const results = readObject(value, 'results');
  if (results.schema !== 1) throw new InputError('schema', results.schema, '1, as in the results.json of a run');
  return readArray(results.phases, 'phases', 'phases', 1, experimentLimits.phases).map((entry, i) => {
    const path = member('phases', i);
    const phase = readObject(entry, path);
    const at = member(path, 'population');
    const population = readObject(phase.population, at);
    const valence = (key: string): Valence => readValence(population[key], member(at, key));
    const keys = Object.keys(population).filter((key) => key.startsWith(prefix));
    const probes = keys
      .filter((key) => !(key.endsWith(selfSuffix) && keys.includes(key.slice(0, -selfSuffix.length))))
      .map((key) => ({ name: key.slice(prefix.length), object: valence(key), self: keys.includes(key + selfSuffix) ? valence(key + selfSuffix) : null }));
    return { name: readName(phase.name, member(path, 'name')), probes, shares: readShares(phase.shares, member(path, 'shares')) };
  });
}

function readValence(value: unknown, path: string): Valence {
  const { mean, standardError, count } = readObject(value, path);
  const nullable = (number: unknown, key: string): number | null => (number === null ? null : readNumber(number, member(path, key), -magnitude, magnitude));
  return { mean: nullable(mean, 'mean'), standardError: nullable(standardError, 'standardError'), count: readCount(count, path) };
}

const readShares = (value: unknown, path: string): ProbedPhase['shares'] =>
  Object.fromEntries(
    Object.entries(readObject(value, path)).map(([classification, categories]) => {
      const list = member(path, classification);
      return [classification, readArray(categories, list, 'categories').map((category, i) => readShare(category, member(list, i)))];
    }),
  );

function readShare(value: unknown, path: string): Share {
  const { name, count, ...numbers } = readObject(value, path);
  const part = (key: 'share' | 'low' | 'high'): number => readNumber(numbers[key], member(path, key), 0, 1);
  return { name: readName(name, member(path, 'name')), count: readCount(count, path), share: part('share'), low: part('low'), high: part('high') };
}

const readCount = (value: unknown, path: string): number => readInteger(value, member(path, 'count'), 0, experimentLimits.agents);
