/** From a conditioning schedule to an experiment: one group of it under one model. */
import { conditioning, conditioningAgent, conditioningModels, type ConditioningModel } from '../world/conditioning';
import { enumerate } from '../world/enumerate';
import { readMember } from '../world/json';
import { parseSchedule, schedulesOf } from '../world/schedule';
import { fittingEverySteps } from './defaults';
import { experimentLimits } from './limits';
import { parseExperiment } from './parse';
import { planOf } from './plan';
import { worldOf } from './world-of';

/** What to take from a file; where it holds but one, it need not be said. */
export interface ConditioningChoice {
  /** id of a schedule */
  readonly experiment?: string | undefined;
  readonly group?: string | undefined;
  /** default TD */
  readonly model?: string | undefined;
  /** the phase of the schedule whose responses are read; default all */
  readonly phase?: string | undefined;
}

/**
 * An experiment in its public JSON form, checked. Without draws all agents do the same, so that there is one; a point of the
 * curves stands for a trial.
 * @param value a file as `schedulesOf` describes it
 * @throws InputError for the first thing that is wrong in the file or the choice
 */
export function importConditioning(value: unknown, choice: ConditioningChoice = {}): Readonly<Record<string, unknown>> {
  const found = schedulesOf(value);
  const place = found.get(readChoice(choice.experiment, 'experiment', 'an experiment', [...found.keys()]))!;
  const schedule = parseSchedule(place.value, place.path);
  const group = readChoice(choice.group, 'group', 'a group', Object.keys(schedule.groups));
  const model = readMember(choice.model ?? 'TD', 'model', 'a model', conditioningModels) as ConditioningModel;
  const { world, phases } = conditioning(schedule, group, { model, ...(choice.phase !== undefined && { responsesIn: choice.phase }) }, place.path);
  const experiment = {
    schema: 1,
    name: `${schedule.id}, ${group} (${model})`.slice(0, experimentLimits.name),
    scenario: { world: enumerate(world) },
    ...(world.levels.every(({ start }) => start.length === 1) && { agents: 1 }),
    agent: conditioningAgent(model),
    phases,
  };
  const parsed = parseExperiment(experiment);
  const lengths = world.levels.map(({ maxSteps = 1 }) => maxSteps);
  const steps = planOf(parsed.phases, worldOf(parsed)).phases.map((phase) => phase.steps);
  return { ...experiment, record: { everySteps: fittingEverySteps(steps, lengths.every((length) => length === lengths[0]) ? lengths[0]! : 1) } };
}

const readChoice = (value: string | undefined, path: string, of: string, names: readonly string[]): string =>
  readMember(value ?? (names.length === 1 ? names[0] : undefined), path, of, names);
