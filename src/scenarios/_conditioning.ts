/**
 * Published conditioning experiments as schedules, as ccnlab has them (Bhattasali et al. 2021): how often which trials, in
 * which order. A trial is written as its cues, then + if the US comes, then the context if it is another than K1.
 */
import type { Part, Schedule, Sequence, TimeStep, Trial } from '../world/schedule';

/** Time steps of a trial; its cues are on from the second half on, the US comes in the last one. */
export const trialSteps = 8;

/** So many times these trials. */
const phase = (name: string, repeat: number, ...of: readonly string[]): Sequence => ({ phase: name, repeat, of });

/** Groups by experiment. */
const experiments: Readonly<Record<string, Readonly<Record<string, readonly Sequence[]>>>> = {
  blocking: {
    control: [phase('train', 20, '-'), phase('train', 20, 'A+'), phase('test', 1, 'A')],
    overshadowing: [phase('train', 20, 'C+'), phase('train', 20, 'AB+'), phase('test', 1, 'A')],
    'forward blocking': [phase('train', 20, 'B+'), phase('train', 20, 'AB+'), phase('test', 1, 'A')],
  },
  overexpectation: {
    'control 1': [phase('train', 16, 'A+'), phase('train', 16, 'B+'), phase('test', 2, 'A')],
    'control 2': [phase('train', 16, 'A+'), phase('train', 16, 'B+'), phase('train', 2, 'A+'), phase('test', 2, 'A')],
    overexpectation: [phase('train', 16, 'A+'), phase('train', 16, 'B+'), phase('train', 2, 'AB+'), phase('test', 2, 'A')],
  },
  inhibition: {
    control: [phase('train', 40, 'A+', 'AX-'), phase('train', 30, '-', '-'), phase('test-A', 1, 'A'), phase('test-AX', 1, 'AX')],
  },
  'latent inhibition': {
    'same ctx, no preexpose': [phase('preexpose', 20, 'B-'), phase('test', 10, 'A+')],
    'same ctx, preexpose': [phase('preexpose', 20, 'A-'), phase('test', 10, 'A+')],
    'different ctx, no preexpose': [phase('preexpose', 20, 'B-'), phase('test', 10, 'A+/K2')],
    'different ctx, preexpose': [phase('preexpose', 20, 'A-'), phase('test', 10, 'A+/K2')],
  },
  extinction: {
    continuous: [phase('train', 10, 'A+'), phase('extinction', 16, 'A-')],
    partial: [phase('train', 5, 'A+', 'A-'), phase('extinction', 16, 'A-')],
  },
};

/** All groups, called after their experiment too. */
const groups: Readonly<Record<string, Part>> = Object.fromEntries(
  Object.entries(experiments).flatMap(([experiment, own]) => Object.entries(own).map(([group, of]) => [`${experiment}: ${group}`, { of }])),
);

function trial(name: string): Trial {
  const [, cues = '', sign, context = 'K1'] = /^([A-Z]*)([+-]?)(?:\/(\w+))?$/.exec(name)!;
  return Array.from({ length: trialSteps }, (_, t): TimeStep => ({
    [context]: 1,
    ...(2 * t >= trialSteps && Object.fromEntries([...cues].map((cue) => [cue, 1]))),
    ...(sign === '+' && t === trialSteps - 1 && { us: 1 }),
  }));
}

const trials = new Set(Object.values(experiments).flatMap((own) => Object.values(own).flat()).flatMap(({ of }) => of as readonly string[]));

export const publishedSchedule: Schedule = { id: 'ccnlab', trials: Object.fromEntries([...trials].map((name) => [name, trial(name)])), groups };
