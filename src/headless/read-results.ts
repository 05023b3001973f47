/** What `probe` reads of a `results.json`, which may come from elsewhere. */
import { experimentLimits } from '../experiment/limits';
import { readMoments, readShares } from '../experiment/read-results';
import type { PopulationStatistic, Share } from '../experiment/results';
import { InputError } from '../world/input-error';
import { member, readArray, readName, readObject } from '../world/json';

/** A population's valence of a thought; numbers are null where no agent has one. */
export type Valence = Pick<PopulationStatistic, 'mean' | 'standardError' | 'count'>;

export interface ProbedPhase {
  readonly name: string;
  /** in the order of the world; `self` is null for a probe without a self-reflective frame */
  readonly probes: readonly { readonly name: string; readonly object: Valence; readonly self: Valence | null }[];
  /** by classification (`goal.behaviour`, `goal.desire`) */
  readonly shares: Readonly<Record<string, readonly Share[]>>;
}

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
    const valence = (key: string): Valence => readMoments(population[key], member(at, key));
    const keys = Object.keys(population).filter((key) => key.startsWith(prefix));
    const probes = keys
      .filter((key) => !(key.endsWith(selfSuffix) && keys.includes(key.slice(0, -selfSuffix.length))))
      .map((key) => ({ name: key.slice(prefix.length), object: valence(key), self: keys.includes(key + selfSuffix) ? valence(key + selfSuffix) : null }));
    return { name: readName(phase.name, member(path, 'name')), probes, shares: readShares(phase.shares, member(path, 'shares')) };
  });
}
