/**
 * Conditioning as a world: every trial is a level with one state per time step, what the unconditioned stimulus pays is the
 * reward on the way out of its time step, and one action waits. A group is a list of phases that go through levels in
 * order. Pure.
 */
import { InputError } from './input-error';
import { member, readMember } from './json';
import { worldLimits } from './limits';
import { isContext, isDraw, us, type Part, type Schedule, type TimeStep, type Trial } from './schedule';
import type { LevelDefinition, WorldDefinition } from './scenario';

/**
 * RW is Rescorla and Wagner's rule (1972), one weight per cue, learned in every time step; TD is TD(0) on a complete serial
 * compound (Sutton and Barto 1990), one weight per time step and cue.
 */
export const conditioningModels = ['RW', 'TD'] as const;
export type ConditioningModel = (typeof conditioningModels)[number];

/** Their hyperparameters in ccnlab (Bhattasali et al. 2021). Rescorla and Wagner's rule is TD(0) that expects no future. */
export const conditioningAgent = (model: ConditioningModel): Readonly<Record<string, number>> => ({
  hidden: 0, gamma: model === 'TD' ? 0.98 : 0, alpha: 0.3, beta: 0, initScale: 0,
});

/** A phase in the public JSON form of an experiment. */
export type ConditioningPhase = Readonly<{ name: string; levels: readonly string[]; repeat: number }>;

export interface Conditioning {
  readonly world: WorldDefinition<Moment>;
  readonly phases: readonly ConditioningPhase[];
}

/** A time step of one of a level's trials. */
export type Moment = readonly [trial: number, t: number];

export interface Reading {
  readonly model: ConditioningModel;
  /** the phase of the schedule whose trials have conditioned responses; default all */
  readonly responsesIn?: string;
}

/**
 * What a group goes through.
 *
 * Neighbouring parts of one phase become one phase. A sequence that is repeated and has several phases inside, as where two
 * kinds of trials alternate, becomes one phase that is called after all of them: `responsesIn` says whose responses are
 * then read. A later phase of the same name has a number behind it.
 * @param schedule as `parseSchedule` returns it
 * @param path where the schedule stands in its file
 * @throws InputError for an unknown group or phase, or more than the bounds of worlds allow
 */
export function conditioning(schedule: Schedule, group: string, { model, responsesIn }: Reading, path = 'experiment'): Conditioning {
  const at = member(path, 'groups');
  readMember(group, at, 'a group', Object.keys(schedule.groups));
  const visits = new Map<string, Visit>();
  const runs = unfold(schedule.groups[group]!, standardPhase, { schedule, path: member(at, group), responsesIn, visits });
  if (runs.length === 0) throw new InputError(member(at, group), 0, 'at least one trial');
  if (responsesIn !== undefined) readMember(responsesIn, 'phase', 'a phase of the group', [...new Set(runs.flatMap(({ phases }) => phases))]);
  const trials = [...visits.values()].flatMap((visit) => visit.trials.map(([, name]) => name));
  const used = [...new Set(trials)].map((name) => ({ path: member(member(path, 'trials'), name), trial: schedule.trials[name]! }));
  const feature = numberFeatures(used, model);
  return {
    world: {
      actions: ['wait'],
      events: paymentsOf(used).map((paid) => ({ name: eventOf(paid), reward: paid })),
      levels: [...visits].map(([name, visit]) => levelOf(name, visit, schedule, feature)),
    },
    phases: named(runs),
  };
}

/** What a phase is called where the schedule does not say. */
const standardPhase = 'trials';

/** What is visited as one level: a trial, or one that is drawn among several. */
interface Visit {
  readonly trials: readonly (readonly [probability: number, trial: string])[];
  readonly responds: boolean;
}

/** Trials of one phase, or of several that alternate, gone through so many times. */
interface Run {
  readonly phases: readonly string[];
  readonly levels: readonly string[];
  readonly repeat: number;
}

interface Unfolding {
  readonly schedule: Schedule;
  readonly path: string;
  readonly responsesIn: string | undefined;
  /** by the name of the level; what is found is added */
  readonly visits: Map<string, Visit>;
}

/** A part as runs. Only lists of levels grow, and those are bounded before they do: repeats are multiplied. */
function unfold(part: Part, inherited: string, context: Unfolding): readonly Run[] {
  if (typeof part === 'string') return [visit([[1, part]], inherited, context)];
  const phase = part.phase ?? inherited;
  if (isDraw(part)) return [visit(part.oneOf, phase, context)];
  const times = part.repeat ?? 1;
  if (times === 0) return [];
  const runs = joined(part.of.flatMap((inner) => unfold(inner, phase, context)), context);
  const [only, ...more] = runs;
  if (times === 1 || !only) return runs;
  if (more.length === 0) return [{ ...only, repeat: only.repeat * times }];
  return [{ phases: [...new Set(runs.flatMap(({ phases }) => phases))], levels: written(runs, context), repeat: times }];
}

function visit(trials: Visit['trials'], phase: string, { responsesIn, visits }: Unfolding): Run {
  const text = trials.length === 1 ? trials[0]![1] : trials.map(([probability, trial]) => `${probability} ${trial}`).join(' or ');
  const responds = responsesIn === undefined || responsesIn === phase;
  const name = responsesIn !== undefined && responds ? `${text} in ${phase}` : text;
  visits.set(name, { trials, responds });
  return { phases: [phase], levels: [name], repeat: 1 };
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((entry, i) => entry === b[i]);

/** Runs with neighbours of the same phase made one. */
function joined(runs: readonly Run[], context: Unfolding): readonly Run[] {
  const neighbours: [Run, ...Run[]][] = [];
  for (const run of runs) {
    const last = neighbours.at(-1);
    if (last && same(last[0].phases, run.phases)) last.push(run);
    else neighbours.push([run]);
  }
  return neighbours.map(([first, ...rest]) => {
    if (rest.every(({ levels }) => same(levels, first.levels))) return { ...first, repeat: rest.reduce((sum, { repeat }) => sum + repeat, first.repeat) };
    return { phases: first.phases, levels: written([first, ...rest], context), repeat: 1 };
  });
}

/** The levels of runs one after the other, repeats written out. */
function written(runs: readonly Run[], { path }: Unfolding): readonly string[] {
  const length = runs.reduce((sum, { levels, repeat }) => sum + levels.length * repeat, 0);
  if (length > worldLimits.levels) {
    throw new InputError(path, length, `at most ${worldLimits.levels} trials in a row of one phase, or of phases that alternate, unless they repeat as a whole`);
  }
  return runs.flatMap(({ levels, repeat }) => Array.from({ length: repeat }, () => levels).flat());
}

/** Runs as phases, each with a name of its own. */
function named(runs: readonly Run[]): readonly ConditioningPhase[] {
  const taken = new Set<string>();
  return runs.map(({ phases, levels, repeat }) => {
    const name = phases.length < 4 ? phases.join(' and ') : `${phases[0]} and ${phases.length - 1} more`;
    let own = name;
    for (let number = 2; taken.has(own); number++) own = `${name} ${number}`;
    taken.add(own);
    return { name: own, levels, repeat };
  });
}

/** Trials, and where they stand in their file. */
type Used = readonly { readonly path: string; readonly trial: Trial }[];

const cuesOf = (step: TimeStep): readonly (readonly [cue: string, magnitude: number])[] => Object.entries(step).filter(([key]) => key !== us);
const paidIn = (step: TimeStep): number => (Object.hasOwn(step, us) ? step[us]! : 0);
const eventOf = (paid: number): string => `US ${paid}`;

/** The distinct payments but 0, in order of appearance. */
function paymentsOf(used: Used): readonly number[] {
  const found = new Set<number>();
  for (const { path, trial } of used) {
    trial.forEach((step, t) => {
      if (paidIn(step) !== 0) found.add(paidIn(step));
      if (found.size > worldLimits.events) throw new InputError(member(member(path, t), us), paidIn(step), `at most ${worldLimits.events} different magnitudes of the US in a group`);
    });
  }
  return [...found];
}

type FeatureOf = (t: number, cue: string) => number;

/** Numbers the weights that a model has, in order of appearance: one per cue, or one per time step and cue. */
function numberFeatures(used: Used, model: ConditioningModel): FeatureOf {
  const keyOf = (t: number, cue: string): string => (model === 'RW' ? cue : `${t} ${cue}`);
  const numbers = new Map<string, number>();
  for (const { path, trial } of used) {
    trial.forEach((step, t) => {
      for (const [cue] of cuesOf(step)) {
        if (!numbers.has(keyOf(t, cue))) numbers.set(keyOf(t, cue), numbers.size);
        if (numbers.size > worldLimits.features) {
          throw new InputError(member(member(path, t), cue), step[cue], `at most ${worldLimits.features} weights, one per ${model === 'RW' ? 'cue' : 'time step and cue'}`);
        }
      }
    });
  }
  return (t, cue) => numbers.get(keyOf(t, cue))!;
}

function levelOf(name: string, { trials, responds }: Visit, schedule: Schedule, feature: FeatureOf): LevelDefinition<Moment> {
  const steps = trials.map(([, trial]) => schedule.trials[trial]!);
  const stepAt = ([trial, t]: Moment): TimeStep => steps[trial]![t] ?? {};
  const length = steps.reduce((longest, trial) => Math.max(longest, trial.length), 0);
  // A place behind the last time step, for the end.
  const width = length + 1;
  const cellOf = ([trial, t]: Moment): number => trial * width + t;
  return {
    name,
    splits: { trials: 1 },
    maxSteps: length,
    start: trials.map(([probability], trial) => [probability, [trial, 0]]),
    step([trial, t]) {
      const paid = paidIn(stepAt([trial, t]));
      return { next: [trial, t + 1], events: paid === 0 ? [] : [eventOf(paid)], terminated: t + 1 === steps[trial]!.length };
    },
    features: (moment) => ({ object: cuesOf(stepAt(moment)).map(([cue, magnitude]) => [feature(moment[1], cue), magnitude]) }),
    response: (moment) => responds && isResponse(stepAt(moment)),
    cell: cellOf,
    draw: {
      width,
      height: trials.length,
      objects: steps.flatMap((trial, i) => trial.flatMap((step, t) => thingsIn(step).map((thing) => [cellOf([i, t]), thing] as const))),
    },
  };
}

/** Whether what is expected in a time step can be seen: a punctate cue announces the US, which is not there to be answered. */
const isResponse = (step: TimeStep): boolean => paidIn(step) === 0 && cuesOf(step).some(([cue]) => !isContext(cue));

/** What a view shows of a time step. */
const thingsIn = (step: TimeStep): readonly string[] => [...cuesOf(step).map(([cue]) => cue).filter((cue) => !isContext(cue)), ...(paidIn(step) === 0 ? [] : ['US'])];
