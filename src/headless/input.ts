/** The first argument of most commands: a file, a link, or the id of a scenario. */
import { readFile, stat } from 'node:fs/promises';
import { claimOfScenario, looksLikeClaim } from '../experiment/claim';
import { decodeLink } from '../experiment/link';
import { parseExperiment } from '../experiment/parse';
import { parseJson } from '../experiment/parse-json';
import { withSetting } from '../experiment/settings';
import type { Experiment } from '../experiment/types';
import { worldOf } from '../experiment/world-of';
import { InputError } from '../world/input-error';
import type { World } from '../world/types';
import { parseWorld } from '../world/validate';
import { parseSetting } from './settings';

type Json = Readonly<Record<string, unknown>>;

/** Whether a text is meant as a link rather than as a file or an id. */
const looksLikeLink = (text: string): boolean => /#|^https?:|^\d+\.(?!json$)/i.test(text);

/**
 * An experiment in its public JSON form with the command line's changes, not yet checked.
 * @param settings `path=value`, in order
 */
export function applySettings(value: unknown, settings: readonly string[]): unknown {
  const experiment = isBareWorld(value) ? { scenario: { world: value } } : value;
  if (settings.length === 0 || typeof experiment !== 'object' || experiment === null || Array.isArray(experiment)) return experiment;
  return settings.map(parseSetting).reduce((changed, { path, value }) => withSetting(changed, path, value), experiment as Json);
}

/** A claim whose base is changed, not yet checked. What an arm sets itself stays as it is. */
export const applyToBase = (claim: Json, settings: readonly string[]): Json =>
  (settings.length === 0 ? claim : { ...claim, base: applySettings(claim.base, settings) });

/** A world: that of an experiment, or one that stands in a file by itself. The experiment is null for the latter. */
export async function loadWorld(input: string, settings: readonly string[] = []): Promise<{ readonly world: World; readonly experiment: Experiment | null }> {
  const value = await readInput(input);
  if (isBareWorld(value) && settings.length === 0) return { world: parseWorld(value, 'world'), experiment: null };
  const experiment = parseExperiment(applySettings(value, settings));
  return { world: worldOf(experiment), experiment };
}

/** What an argument stands for, as JSON that nobody has checked yet. */
export const readInput = (input: string): Promise<unknown> => read(input, (id) => ({ scenario: id }));

/**
 * The one experiment that an argument stands for, with the command line's changes.
 * @throws InputError for a claim, and for whatever is wrong with the experiment
 */
export async function readExperiment(input: string, settings: readonly string[]): Promise<Experiment> {
  const value = await readInputOrClaim(input);
  if (looksLikeClaim(value)) throw new InputError(input, 'a claim', 'one experiment, which shards are parts of: `run` runs a claim, and any of its arms that is written to a file of its own can be sharded');
  return parseExperiment(applySettings(value, settings));
}

/** The same for commands that know claims: the id of a scenario with arms stands for its claim. */
export const readInputOrClaim = (input: string): Promise<unknown> => read(input, (id) => claimOfScenario(id) ?? { scenario: id });

async function read(input: string, ofScenario: (id: string) => unknown): Promise<unknown> {
  const isFile = await stat(input).then((entry) => entry.isFile(), () => false);
  if (isFile) return readJsonFile(input);
  if (looksLikeLink(input)) return decodeLink(input).experiment;
  if (/[\\/]|\.json$/i.test(input)) throw new InputError(input, undefined, 'a file, a link, or the id of a scenario');
  return ofScenario(input);
}

/** @throws InputError if the file cannot be read, or holds no JSON */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new InputError(path, error.code === 'ENOENT' ? undefined : error.code, 'a file that can be read');
  });
  return parseJson(text, path);
}

const isBareWorld = (value: unknown): boolean => typeof value === 'object' && value !== null && 'levels' in value && !('scenario' in value);
