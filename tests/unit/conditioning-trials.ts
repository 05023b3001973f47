/** Conditioning as it runs on the engine, trial by trial, and the two models once more from their equations alone. */
import type { PhaseResult } from '../../src/experiment/results';
import { parseExperiment } from '../../src/experiment/parse';
import { Session } from '../../src/lab/session';
import type { ConditioningModel } from '../../src/world/conditioning';
import type { Schedule, TimeStep } from '../../src/world/schedule';
import { localCpuEngine } from '../gpu/harness/cpu';

/** A trial that an agent has been through. */
export interface Undergone {
  readonly phase: string;
  /** name of the level, and which of its start states it began in */
  readonly level: string;
  readonly start: number;
  /** [time step] valence before learning from it */
  readonly responses: readonly number[];
}

export interface Course {
  readonly trials: readonly Undergone[];
  readonly phases: readonly PhaseResult[];
}

/** What the first agent of an experiment goes through, and the measures of all. */
export async function course(experiment: unknown): Promise<Course> {
  const session = await Session.open(parseExperiment(experiment), localCpuEngine(), true);
  const { world, firstRow, levelOf } = session.shape.tables;
  const trials: Undergone[] = [];
  while (!session.finished) {
    const { phase } = session.progress;
    const inspector = await session.inspector(0);
    let open: number[] = [];
    for (let step = inspector.next(); step !== null; step = inspector.next()) {
      const level = levelOf[step.row]!;
      if (step.started) trials.push({ phase, level: world.levels[level]!.name, start: world.levels[level]!.start.findIndex(([, state]) => firstRow[level]! + state === step.row), responses: (open = []) });
      open.push(step.value);
    }
    while (!session.finished && session.progress.phase === phase) await session.advance(2 ** 20);
  }
  const { phases } = session.results().results;
  session.destroy();
  return { trials, phases };
}

export const measured = ({ phases }: Course, phase: string, measure: string): number => phases.find(({ name }) => name === phase)!.population[measure]!.mean!;

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const cuesOf = ({ us: _, ...cues }: TimeStep): [string, number][] => Object.entries(cues);

/** The cues of a time step that are no contexts. */
export const punctate = (step: TimeStep): string[] => cuesOf(step).map(([cue]) => cue).filter((cue) => !/^K\d+$/.test(cue));

/** The mean response where a cue is on and the US is not; null where that is never so. */
export function conditionedResponse(steps: readonly TimeStep[], responses: readonly number[]): number | null {
  const during = responses.filter((_, t) => punctate(steps[t]!).length > 0 && !steps[t]!.us);
  return during.length > 0 ? mean(during) : null;
}

/** The responses of a model in a sequence of trials, in binary64. */
export function simulated({ trials }: Schedule, sequence: readonly string[], model: ConditioningModel): number[][] {
  const [alpha, gamma] = [0.3, model === 'TD' ? 0.98 : 0];
  const weights = new Map<string, number>();
  const keyOf = (t: number, cue: string): string => (model === 'TD' ? `${t} ${cue}` : cue);
  const value = (step: TimeStep, t: number): number => cuesOf(step).reduce((sum, [cue, x]) => sum + x * (weights.get(keyOf(t, cue)) ?? 0), 0);
  return sequence.map((name) => {
    const steps = trials[name]!;
    return steps.map((step, t) => {
      const response = value(step, t);
      const next = t + 1 < steps.length ? value(steps[t + 1]!, t + 1) : 0;
      const error = (step.us ?? 0) + gamma * next - response;
      for (const [cue, x] of cuesOf(step)) weights.set(keyOf(t, cue), (weights.get(keyOf(t, cue)) ?? 0) + alpha * error * x);
      return response;
    });
  });
}
