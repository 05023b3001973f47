/**
 * Conditioning experiments as schedules: trials made of time steps, and groups of animals that go through them in some
 * order. The form is that of the public JSON files; what a file says beside it, such as the animals' data, is left alone.
 */
import { InputError } from './input-error';
import { listed, member, readArray, readInteger, readMember, readName, readNumber, readObject, readUniqueName } from './json';
import { worldLimits } from './limits';
import { readMagnitude } from './validate-features';

/** What is on: the magnitude of every cue, contexts included, and as `us` what the unconditioned stimulus pays. */
export type TimeStep = Readonly<Record<string, number>>;

/** At least one time step. One trial is one episode: weights cross to the next, nothing else does. */
export type Trial = readonly TimeStep[];

/** One of several trials, drawn anew at every visit. */
export interface Draw {
  readonly oneOf: readonly (readonly [probability: number, trial: string])[];
  readonly phase?: string;
}

/** Parts in order, gone through so many times. */
export interface Sequence {
  readonly of: readonly Part[];
  /** default 1; 0 leaves the parts out */
  readonly repeat?: number;
  /** what the part is called; what is inside is called so too, unless it says otherwise */
  readonly phase?: string;
}

/** A trial by its name, or several. */
export type Part = string | Draw | Sequence;

export interface Schedule {
  readonly id: string;
  /** names of all cues, contexts included; default those that occur */
  readonly cues?: readonly string[];
  readonly trials: Readonly<Record<string, Trial>>;
  readonly groups: Readonly<Record<string, Part>>;
}

/** The key of a time step that is no cue. */
export const us = 'us';

/** Contexts are called K1, K2, …; every other cue is punctate: it comes and goes. */
export const isContext = (cue: string): boolean => /^K\d+$/.test(cue);

export const isDraw = (part: Part): part is Draw => typeof part === 'object' && 'oneOf' in part;

/** How deep sequences may be nested. */
const deepest = 64;
const longestRepeat = 2 ** 32 - 1;

/**
 * The schedules of a file, `{id, cues, trials, groups}` or `{"experiments": [...]}`, with the paths where they stand.
 * They are not checked yet, but for their ids.
 * @throws InputError if the file is neither, or two schedules have the same id
 */
export function schedulesOf(value: unknown): ReadonlyMap<string, { readonly path: string; readonly value: unknown }> {
  const file = readObject(value, 'experiment');
  const found = file.experiments === undefined ? [{ path: 'experiment', value }] : readArray(file.experiments, 'experiments', 'experiments', 1).map((entry, i) => ({ path: member('experiments', i), value: entry }));
  const taken = new Set<string>();
  return new Map(found.map((entry) => [readUniqueName(readObject(entry.value, entry.path).id, member(entry.path, 'id'), taken), entry]));
}

/**
 * Checks a schedule and returns it, the same object, with its type.
 * @param path where it stands in its file
 * @throws InputError for the first thing that is wrong, with its exact path such as `experiment.trials["A+"][7].us`
 */
export function parseSchedule(value: unknown, path: string): Schedule {
  const { id, cues, trials, groups } = readObject(value, path);
  readName(id, member(path, 'id'));
  const known = cues === undefined ? null : readCues(cues, member(path, 'cues'));
  const names = readTrials(trials, member(path, 'trials'), known);
  const parts = Object.entries(readObject(groups, member(path, 'groups')));
  if (parts.length === 0) throw new InputError(member(path, 'groups'), groups, 'at least one group');
  for (const [group, part] of parts) {
    const at = member(member(path, 'groups'), group);
    readName(group, at);
    checkPart(part, at, names, deepest);
  }
  return value as Schedule;
}

function readCues(value: unknown, path: string): readonly string[] {
  const taken = new Set<string>();
  readArray(value, path, 'names of cues', 0, worldLimits.features).forEach((cue, i) => readUniqueName(cue, member(path, i), taken));
  if (taken.has(us)) throw new InputError(path, value, `cues that are not called ${us}`);
  return [...taken];
}

/** Checks the trials; returns their names. */
function readTrials(value: unknown, path: string, cues: readonly string[] | null): ReadonlySet<string> {
  const trials = Object.entries(readObject(value, path));
  if (trials.length === 0 || trials.length > worldLimits.levels) throw new InputError(path, value, `1 to ${worldLimits.levels} trials`);
  let room: number = worldLimits.rows;
  for (const [name, trial] of trials) {
    const at = member(path, name);
    readName(name, at);
    const steps = readArray(trial, at, 'time steps', 1, Math.min(room, worldLimits.maxSteps));
    room -= steps.length;
    steps.forEach((step, t) => checkTimeStep(step, member(at, t), cues));
  }
  return new Set(trials.map(([name]) => name));
}

/** The name of a trial. Looked up, since there may be tens of thousands. */
function checkTrial(value: unknown, path: string, trials: ReadonlySet<string>): void {
  if (!trials.has(value as string)) readMember(value, path, 'a trial', [...trials]);
}

function checkTimeStep(value: unknown, path: string, cues: readonly string[] | null): void {
  const entries = Object.entries(readObject(value, path));
  for (const [key, magnitude] of entries) {
    const at = member(path, key);
    if (key !== us && cues === null) readName(key, at);
    if (key !== us && cues !== null && !cues.includes(key)) throw new InputError(at, magnitude, `${us}, or one of the cues ${listed(cues)} instead`);
    readMagnitude(magnitude, at);
  }
  const on = entries.filter(([key]) => key !== us).length;
  if (on > worldLimits.featuresPerRow) throw new InputError(path, value, `at most ${worldLimits.featuresPerRow} cues at once, not ${on}`);
}

function checkPart(value: unknown, path: string, trials: ReadonlySet<string>, depth: number): void {
  if (typeof value === 'string') {
    checkTrial(value, path, trials);
    return;
  }
  if (depth === 0) throw new InputError(path, value, `sequences nested at most ${deepest} deep`);
  const { oneOf, of, repeat, phase } = readObject(value, path, ['oneOf', 'of', 'repeat', 'phase']);
  if (phase !== undefined) readName(phase, member(path, 'phase'));
  if (oneOf === undefined) {
    if (repeat !== undefined) readInteger(repeat, member(path, 'repeat'), 0, longestRepeat);
    readArray(of, member(path, 'of'), 'trials and sequences', 1).forEach((part, i) => checkPart(part, member(member(path, 'of'), i), trials, depth - 1));
    return;
  }
  if (of !== undefined || repeat !== undefined) throw new InputError(member(path, 'oneOf'), oneOf, 'a sequence around it: a draw has neither of nor repeat');
  checkDraw(oneOf, member(path, 'oneOf'), trials);
}

function checkDraw(value: unknown, path: string, trials: ReadonlySet<string>): void {
  const sum = readArray(value, path, 'pairs of a probability and a trial', 1, worldLimits.levels).reduce<number>((total, pair, i) => {
    const at = member(path, i);
    const [probability, trial] = readArray(pair, at, 'values: probability and trial', 2, 2);
    checkTrial(trial, member(at, 1), trials);
    return total + readNumber(probability, member(at, 0), 0, 1);
  }, 0);
  if (!(Math.abs(sum - 1) <= worldLimits.probabilityError)) throw new InputError(path, sum, `probabilities that sum to 1 within ${worldLimits.probabilityError}`);
}
