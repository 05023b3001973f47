/** Two JSON forms of an experiment: the full one that a fingerprint covers, and the short one that a link carries. */
import { hyperparameterNames, isNeutral } from '../agent/hyperparameters';
import { canonical } from './canonical-json';
import { defaultPhases, defaultsOf, fittingEverySteps, phaseDefaults } from './defaults';
import { planOf } from './plan';
import type { Experiment } from './types';
import { scenarioOf, worldOf } from './world-of';

type Json = Readonly<Record<string, unknown>>;

/**
 * The text that a fingerprint covers. Defaults are written out, so that a later change of defaults is a change of text.
 * Only what is neutral and was added later is left out, so that texts from before stay as they were: an experiment that
 * does not use it is the same experiment.
 */
export function canonicalJson({ agent, phases, ...rest }: Experiment): string {
  const used = hyperparameterNames.filter((name) => !isNeutral(name, agent[name]));
  return canonical({
    ...rest,
    agent: Object.fromEntries(used.map((name) => [name, agent[name]])),
    phases: phases.map(({ modelLearn, ...phase }) => (modelLearn === phaseDefaults.modelLearn ? phase : { ...phase, modelLearn })),
  });
}

/** The public JSON form with everything left out that the parser would fill in again, in the order of the schema. */
export function minimal(experiment: Experiment): Json {
  const scenario = scenarioOf(experiment);
  const defaults = defaultsOf(scenario, experiment.scenarioOptions);
  const world = worldOf(experiment);
  const phaseSteps = planOf(experiment.phases, world).phases.map(({ steps }) => steps);
  const options = Object.entries(scenario?.options ?? {}).map(([name, option]) => [name, option.default]);
  const phases = experiment.phases.map((phase) => differences({ ...phase }, phaseDefaults));
  return {
    scenario: experiment.scenario,
    ...differences(
      {
        name: experiment.name,
        scenarioOptions: differences(experiment.scenarioOptions, Object.fromEntries(options)),
        agents: experiment.agents,
        seed: experiment.seed,
        agent: differences(experiment.agent, defaults.agent),
        phases,
        record: differences({ ...experiment.record }, {
          everySteps: fittingEverySteps(phaseSteps, defaults.everySteps as number),
          perAgent: defaults.perAgent,
        }),
      },
      {
        name: defaults.name,
        scenarioOptions: {},
        agents: defaults.agents,
        seed: defaults.seed,
        agent: {},
        phases: defaultPhases(scenario, experiment.scenarioOptions, world).map((phase) => differences(phase, phaseDefaults)),
        record: {},
      },
    ),
  };
}

/** The members that are not equal to their default. */
const differences = (value: Json, defaults: Json): Json =>
  Object.fromEntries(Object.entries(value).filter(([key, member]) => canonical(member) !== canonical(defaults[key])));
