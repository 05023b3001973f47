/** A claim: one experiment in several arms, and what is predicted of the differences between them. */
import { catalogue } from '../scenarios';
import { InputError } from '../world/input-error';
import { member, readArray, readNumber, readObject, readText } from '../world/json';
import { experimentLimits } from './limits';
import { or } from './or';
import { parseExperiment } from './parse';
import { parsePath, withSetting } from './settings';
import type { Experiment } from './types';

const signs = ['+', '-', '0'] as const;
export type Sign = (typeof signs)[number];

export interface Arm {
  /** letters, digits, spaces, `-`, `_` and decimal points: it also names a folder */
  readonly name: string;
  /** the base with the arm's settings */
  readonly experiment: Experiment;
}

/** What a claim predicts of one contrast: the sum over arms of weight × the population's mean. */
export interface Prediction {
  /** `<phase>.<measure>` */
  readonly statistic: string;
  readonly phase: string;
  readonly measure: string;
  /** every arm at most once; no weight is 0 */
  readonly contrast: readonly (readonly [arm: string, weight: number])[];
  readonly predicted: Sign;
  /** how far from 0 still counts as 0; null where it was left out, which only `+` and `-` allow: they do not use it */
  readonly margin: number | null;
}

export interface Claim {
  readonly schema: 1;
  readonly claim: string;
  readonly base: Experiment;
  readonly arms: readonly Arm[];
  readonly verdicts: readonly Prediction[];
}

/** Whether a JSON value is meant as a claim rather than as an experiment. */
export const looksLikeClaim = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, 'claim');

/** The claim of a scenario in its public JSON form: its recommended experiment in its arms; null for a scenario without arms, or none. */
export function claimOfScenario(id: string): Readonly<Record<string, unknown>> | null {
  const { claim, arms, verdicts } = catalogue.get(id) ?? {};
  return arms && verdicts ? { schema: 1, claim, base: { scenario: id }, arms, verdicts } : null;
}

/**
 * The claim that a JSON value describes. An arm is the base with its `set` applied, in the order in which that stands: all
 * that an arm does not set is as in the base, the seed too. Arms with one seed share the random numbers of agents with the
 * same index, which makes means of similar arms err in the same direction: an interval that takes the arms as independent
 * is then too wide for their difference, and too narrow for their sum. For that, give arms seeds of their own.
 * @throws InputError for the first thing that is wrong, with its path such as `arms[1].set["agent.alpha"]`
 */
export function parseClaim(value: unknown): Claim {
  const given = readObject(value, 'claim', ['schema', 'claim', 'base', 'arms', 'verdicts']);
  if (given.schema !== undefined && given.schema !== 1) throw new InputError('schema', given.schema, '1');
  if (given.claim === '') throw new InputError('claim', given.claim, `text of 1 to ${experimentLimits.claim} characters`);
  const claim = readText(given.claim, 'claim', experimentLimits.claim);
  const base = readObject(given.base, 'base');
  const experiment = within(() => parseExperiment(base), (path) => `base.${path}`);
  const taken = new Set<string>();
  const arms = readArray(given.arms, 'arms', 'arms', 1, experimentLimits.arms).map((arm, i) => parseArm(arm, member('arms', i), base, taken));
  const verdicts = readArray(given.verdicts, 'verdicts', 'verdicts', 1, experimentLimits.verdicts).map((verdict, i) => parsePrediction(verdict, member('verdicts', i), arms));
  return { schema: 1, claim, base: experiment, arms, verdicts };
}

/**
 * An experiment under a name: a base with settings.
 * @param taken names in small letters, to which this one is added
 */
export function parseArm(value: unknown, path: string, base: Readonly<Record<string, unknown>>, taken: Set<string>): Arm {
  const arm = readObject(value, path, ['name', 'set']);
  const name = readArmName(arm.name, member(path, 'name'), taken);
  const set = member(path, 'set');
  const settings = Object.entries(readObject(or(arm.set, {}), set)).map(([text, setting]) => {
    const keys = parsePath(text);
    if (keys === null) throw new InputError(member(set, text), setting, 'a path such as agent.alpha or phases[0].steps as the key');
    return { text, keys, setting };
  });
  const experiment = within(
    () => parseExperiment(settings.reduce((changed, { keys, setting }) => withSetting(changed, keys, setting), base)),
    (at) => settingAt(at, set, settings.map(({ text }) => text)),
  );
  return { name, experiment };
}

/** What can be a folder's name on every system. */
export const folderName = /^(?=.{1,64}$)[\w-](?:(?:[\w -]|\.(?=\d))*[\w-])?$/;

/** A name that can be a folder's on every system, also on one that does not tell capitals from small letters. */
function readArmName(value: unknown, path: string, taken: Set<string>): string {
  if (typeof value !== 'string' || !folderName.test(value)) {
    throw new InputError(path, value, '1 to 64 letters, digits, spaces, - or _, or points before digits, without a space at either end');
  }
  if (taken.has(value.toLowerCase())) throw new InputError(path, value, 'a name that no other arm has');
  taken.add(value.toLowerCase());
  return value;
}

/** The parts of `<phase>.<measure>`; null for any other text. */
export function statisticParts(statistic: string): Pick<Prediction, 'phase' | 'measure'> | null {
  const [, phase, measure] = /^([^.]+)\.(.+)$/s.exec(statistic) ?? [];
  return phase === undefined || measure === undefined ? null : { phase, measure };
}

function parsePrediction(value: unknown, path: string, arms: readonly Arm[]): Prediction {
  const { statistic, ...given } = readObject(value, path, ['statistic', 'contrast', 'predicted', 'margin']);
  const at = member(path, 'statistic');
  const parts = typeof statistic === 'string' ? statisticParts(statistic) : null;
  if (typeof statistic !== 'string' || parts === null) throw new InputError(at, statistic, '<phase>.<measure>, such as test.reward');
  const { phase, measure } = parts;
  const { magnitude } = experimentLimits;
  const taken = new Set<string>();
  const contrast = readArray(given.contrast, member(path, 'contrast'), 'pairs of an arm and its weight', 1, arms.length).map((pair, i) => {
    const here = member(member(path, 'contrast'), i);
    const [name, weight] = readArray(pair, here, 'values: the name of an arm and its weight', 2, 2);
    const arm = arms.find((other) => other.name === name);
    if (!arm || taken.has(arm.name)) throw new InputError(member(here, 0), name, arm ? 'an arm that stands in the contrast once' : `an arm: ${arms.map((other) => other.name).join(', ')}`);
    taken.add(arm.name);
    const { phases } = arm.experiment;
    if (!phases.some((own) => own.name === phase)) throw new InputError(at, statistic, `a measure of a phase that arm “${arm.name}” has: ${phases.map((own) => own.name).join(', ')}`);
    if (weight === 0) throw new InputError(member(here, 1), weight, 'a weight other than 0');
    return [arm.name, readNumber(weight, member(here, 1), -magnitude, magnitude)] as const;
  });
  const predicted = signs.find((sign) => sign === given.predicted);
  if (predicted === undefined) throw new InputError(member(path, 'predicted'), given.predicted, signs.map((sign) => `"${sign}"`).join(', '));
  const unused = given.margin === undefined && predicted !== '0';
  return { statistic, phase, measure, contrast, predicted, margin: unused ? null : readNumber(given.margin, member(path, 'margin'), 0, magnitude) };
}

/** Does something, and renames the path of an input error in it. */
function within<T>(work: () => T, rename: (path: string) => string): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof InputError ? new InputError(rename(error.path), error.value, error.expected) : error;
  }
}

/** Where a claim has to be changed for an error in one of its arms: at the setting to blame, if it is clear which. */
function settingAt(path: string, set: string, settings: readonly string[]): string {
  const begins = (long: string, short: string): boolean => long === short || long.startsWith(`${short}.`) || long.startsWith(`${short}[`);
  const [around] = settings.filter((setting) => begins(path, setting)).sort((a, b) => b.length - a.length);
  if (around !== undefined) return `${member(set, around)}${path.slice(around.length)}`;
  const [inside, ...more] = settings.filter((setting) => begins(setting, path));
  return inside !== undefined && more.length === 0 ? member(set, inside) : `${set}, at ${path}`;
}
