/** What commands that run an experiment of their own have in common: flags, and where results go. */
import { join } from 'node:path';
import type { Experiment } from '../experiment/types';
import { InputError } from '../world/input-error';
import type { Flags } from './flags';
import { engineNames } from './runner';

/** Seconds between two checkpoints: up to a day. */
const shortestPause = 0.1;
const longestPause = 86_400;

const runFlags = { agents: 'value', seed: 'value', set: 'values', engine: 'value', out: 'value', json: 'switch' } as const;
export type RunFlags = Flags<typeof runFlags>;
/** The same for those that keep checkpoints. */
export const keptFlags = { ...runFlags, checkpoint: 'value' } as const;

/**
 * Seconds between two checkpoints; null if none are wished for.
 * @throws InputError unless they are within those bounds
 */
export function readSeconds(text: string | undefined): number | null {
  if (text === undefined) return null;
  const seconds = Number(text);
  if (text.trim() === '' || !(seconds >= shortestPause && seconds <= longestPause)) throw new InputError('--checkpoint', text, `seconds from ${shortestPause} to ${longestPause}`);
  return seconds;
}

/** How usages write the choice of an engine. */
export const engineFlag = `[--engine ${engineNames.join(' | ')}]`;

/** How usages write those that change the experiment. */
export const changes = '[--agents N] [--seed S] [--set path=value]…';

/** Where results go if nothing else is said: a folder per scenario, or per claim. */
export const resultsFolder = 'results';

/** The folder of an experiment's results if nothing else is said. */
export const folderOf = ({ scenario }: Experiment): string => join(resultsFolder, typeof scenario === 'string' ? scenario : 'world');

/** All changes to the experiment, as `path=value`; those with flags of their own come last. */
export const settingsOf = (flags: Pick<RunFlags, 'set' | 'agents' | 'seed'>): readonly string[] =>
  [...flags.set, ...(['agents', 'seed'] as const).flatMap((name) => (flags[name] === undefined ? [] : [`${name}=${flags[name]}`]))];

/** The experiment with most agents of several. */
export const largestOf = (arms: readonly { readonly experiment: Experiment }[]): Experiment =>
  arms.map(({ experiment }) => experiment).reduce((most, experiment) => (experiment.agents > most.agents ? experiment : most));
