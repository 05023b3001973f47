/** Results that may come from elsewhere: a `results.json`, or a file of kept runs. */
import { InputError, within } from '../world/input-error';
import { member, readArray, readBoolean, readInteger, readNumber, readObject, readText } from '../world/json';
import { decodeBase64url } from './base64url';
import { experimentLimits } from './limits';
import { numericsOf } from './link';
import { parseExperiment } from './parse';
import type { CurvePoint, PhaseResult, PopulationStatistic, Results, Share } from './results';
import type { Experiment, Phase } from './types';

const { statistic: magnitude, measures: most, measure: longestName } = experimentLimits;
const quantiles = 5;

/**
 * The results of a run, checked from end to end.
 * @param path where they stand in their file; empty where they are all of it
 * @throws InputError with the path of the first thing that results of this version do not have
 */
export function readResults(value: unknown, path = ''): Results {
  const results = readObject(value, path === '' ? 'results' : path);
  const at = (key: string): string => member(path, key);
  if (results.schema !== 1) throw new InputError(at('schema'), results.schema, '1, as in the results.json of a run');
  readObject(results, path, ['schema', 'experiment', 'link', 'fingerprint', 'exact', 'device', 'engine', 'phases', 'curves', 'throughput']);
  const experiment = within(at('experiment'), () => parseExperiment(results.experiment));
  const phases = readPhases(results.phases, at('phases'), experiment);
  const fingerprints = phases.map(({ fingerprint }) => fingerprint);
  if (results.fingerprint !== fingerprints.at(-1)) throw new InputError(at('fingerprint'), results.fingerprint, `${fingerprints.at(-1)}, that of the last phase`);
  const read: Results = {
    schema: 1,
    experiment,
    link: readText(results.link, at('link'), 4 * experimentLimits.linkBytes),
    fingerprint: results.fingerprint as string,
    exact: readBoolean(results.exact, at('exact')),
    device: readText(results.device, at('device'), experimentLimits.device),
    engine: readText(results.engine, at('engine'), experimentLimits.device),
    phases,
    curves: readCurves(results.curves, at('curves'), experiment),
    throughput: readThroughput(results.throughput, at('throughput')),
  };
  if (numericsOf(read.link, read.fingerprint) === null) throw new InputError(at('link'), read.link.slice(-40), 'the link of the finished run, which ends in ~, the version of the arithmetic and the fingerprint');
  return read;
}

function readPhases(value: unknown, path: string, { phases, agents }: Experiment): readonly PhaseResult[] {
  return readArray(value, path, 'phases, as in the experiment', phases.length, phases.length).map((entry, i) => readPhase(entry, member(path, i), phases[i]!, agents));
}

function readPhase(value: unknown, path: string, { name }: Phase, agents: number): PhaseResult {
  const phase = readObject(value, path, ['name', 'steps', 'fingerprint', 'population', 'shares', 'oracle', 'uniform']);
  const at = (key: string): string => member(path, key);
  if (phase.name !== name) throw new InputError(at('name'), phase.name, `${JSON.stringify(name)}, as in the experiment`);
  const returns = (key: string): PhaseResult['oracle'] => readEach(phase[key], at(key), (number, where) => readNumber(number, where, -magnitude, magnitude));
  return {
    name,
    steps: readInteger(phase.steps, at('steps'), 0, experimentLimits.steps),
    fingerprint: readFingerprint(phase.fingerprint, at('fingerprint')),
    population: readEach(phase.population, at('population'), (entry, where) => readStatistic(entry, where, agents)),
    shares: readShares(phase.shares, at('shares'), agents),
    oracle: returns('oracle'),
    uniform: returns('uniform'),
  };
}

function readFingerprint(value: unknown, path: string): string {
  if (typeof value !== 'string' || decodeBase64url(value)?.length !== 16) throw new InputError(path, value, 'a fingerprint: 22 characters of base64url');
  return value;
}

/** Every member of an object of bounded size, by name. */
function readEach<T>(value: unknown, path: string, read: (member: unknown, path: string) => T): Record<string, T> {
  const entries = Object.entries(readObject(value, path));
  if (entries.length > most) throw new InputError(path, `an object of ${entries.length}`, `at most ${most} members`);
  return Object.fromEntries(entries.map(([name, entry]) => [readText(name, path, longestName), read(entry, member(path, name))]));
}

const nullable = (value: unknown, path: string, low = -magnitude): number | null => (value === null ? null : readNumber(value, path, low, magnitude));

/** Mean, its standard error, and the agents with a value; one agent has no standard error. */
export function readMoments(value: unknown, path: string, agents: number = experimentLimits.agents): Pick<PopulationStatistic, 'mean' | 'standardError' | 'count'> {
  const { mean, standardError, count: agentsWithValue } = readObject(value, path);
  const count = readCount(agentsWithValue, path, agents);
  const error = nullable(standardError, member(path, 'standardError'), 0);
  if (error !== null && count < 2) throw new InputError(member(path, 'standardError'), error, `null, as ${count === 0 ? 'no agent has' : 'only one agent has'} a value`);
  return { mean: nullable(mean, member(path, 'mean')), standardError: error, count };
}

const readQuantiles = (value: unknown, path: string): readonly (number | null)[] =>
  readArray(value, path, 'quantiles', quantiles, quantiles).map((quantile, k) => nullable(quantile, member(path, k)));

function readStatistic(value: unknown, path: string, agents: number): PopulationStatistic {
  const { mean, standardError, count } = readMoments(readObject(value, path, ['mean', 'standardError', 'quantiles', 'count']), path, agents);
  return { mean, standardError, quantiles: readQuantiles((value as PopulationStatistic).quantiles, member(path, 'quantiles')), count };
}

/** Shares of a population by classification. */
export const readShares = (value: unknown, path: string, agents: number = experimentLimits.agents): Record<string, readonly Share[]> =>
  readEach(value, path, (categories, list) => readArray(categories, list, 'categories', 0, most).map((category, i) => readShare(category, member(list, i), agents)));

function readShare(value: unknown, path: string, agents: number): Share {
  const { name, count, ...numbers } = readObject(value, path, ['name', 'count', 'share', 'low', 'high']);
  const part = (key: 'share' | 'low' | 'high'): number => readNumber(numbers[key], member(path, key), 0, 1);
  return { name: readText(name, member(path, 'name'), longestName), count: readCount(count, path, agents), share: part('share'), low: part('low'), high: part('high') };
}

const readCount = (value: unknown, path: string, agents: number): number => readInteger(value, member(path, 'count'), 0, agents);

/** Points in the order of the phases and of their steps. */
export function readCurves(value: unknown, path: string, { phases, agents }: Experiment): readonly CurvePoint[] {
  let [last, phase] = [0, 0];
  return readArray(value, path, 'points', 0, experimentLimits.curvePoints).map((entry, i) => {
    const at = member(path, i);
    const point = readObject(entry, at, ['phase', 'step', 'measures']);
    const place = phases.findIndex(({ name }, p) => p >= phase && name === point.phase);
    if (place < 0) throw new InputError(member(at, 'phase'), point.phase, `a phase of the experiment, not before “${phases[phase]!.name}”`);
    phase = place;
    last = readInteger(point.step, member(at, 'step'), last, experimentLimits.steps);
    return { phase: phases[place]!.name, step: last, measures: readEach(point.measures, member(at, 'measures'), (measure, where) => readPoint(measure, where, agents)) };
  });
}

function readPoint(value: unknown, path: string, agents: number): CurvePoint['measures'][string] {
  const point = readObject(value, path, ['mean', 'quantiles', 'count']);
  return { mean: nullable(point.mean, member(path, 'mean')), quantiles: readQuantiles(point.quantiles, member(path, 'quantiles')), count: readCount(point.count, path, agents) };
}

function readThroughput(value: unknown, path: string): Results['throughput'] {
  const throughput = readObject(value, path, ['agentSteps', 'seconds', 'agentStepsPerSecond']);
  const number = (key: keyof Results['throughput']): number => readNumber(throughput[key], member(path, key), 0, magnitude);
  return { agentSteps: number('agentSteps'), seconds: number('seconds'), agentStepsPerSecond: number('agentStepsPerSecond') };
}
