/** The way in: an experiment in its public JSON form, checked, migrated, and with every default written out. */
import { findScenario, parseOptions } from '../scenarios';
import { InputError } from '../world/input-error';
import { readInteger, readObject, readText } from '../world/json';
import type { World } from '../world/types';
import { parseWorld } from '../world/validate';
import { curvePoints, defaultPhases, defaultsOf, fittingEverySteps, type Defaults } from './defaults';
import { experimentLimits } from './limits';
import { migrate } from './migrate';
import { checkAgainstWorld, parseAgent } from './parse-agent';
import { parsePhases, readSwitch } from './parse-phases';
import { or } from './or';
import { planOf } from './plan';
import type { Experiment, Phase } from './types';
import { scenarioOf, worldOf } from './world-of';

const keys = ['schema', 'name', 'scenario', 'scenarioOptions', 'agents', 'seed', 'agent', 'phases', 'record'];

/**
 * The experiment that a JSON value describes.
 * @param value parsed JSON; `undefined` members count as left out
 * @throws InputError for the first thing that is wrong, with its exact path such as `phases[1].steps`
 */
export function parseExperiment(value: unknown): Experiment {
  const given = readObject(migrate(readObject(value, 'experiment')), '', keys);
  const place = parseScenario(given.scenario, given.scenarioOptions);
  const scenario = scenarioOf(place);
  const defaults = defaultsOf(scenario, place.scenarioOptions);
  // Cheap things first: a world is only built for an experiment that is otherwise sound.
  const name = readText(or(given.name, defaults.name), 'name', experimentLimits.name);
  const agents = readInteger(or(given.agents, defaults.agents), 'agents', 1, experimentLimits.agents);
  const seed = readInteger(or(given.seed, defaults.seed), 'seed', 0, 2 ** 32 - 1) + 0;
  const agent = parseAgent(given.agent, defaults.agent);
  const world = worldOf(place);
  checkAgainstWorld(agent, world);
  const phases = parsePhases(or(given.phases, defaultPhases(scenario, place.scenarioOptions, world)), world);
  const phaseSteps = checkedSteps(phases, world);
  return { schema: 1, name, ...place, agents, seed, agent, phases, record: parseRecord(given.record, defaults, phaseSteps) };
}

/** Where the experiment takes place: a scenario of the catalogue with its options, or a world of one's own. */
function parseScenario(scenario: unknown, options: unknown): Pick<Experiment, 'scenario' | 'scenarioOptions'> {
  const given = readObject(or(options, {}), 'scenarioOptions');
  if (typeof scenario === 'string') return { scenario, scenarioOptions: parseOptions(findScenario(scenario, 'scenario'), given, 'scenarioOptions') };
  if (typeof scenario !== 'object' || scenario === null) throw new InputError('scenario', scenario, 'an id of the catalogue, or {"world": …}');
  const { world } = readObject(scenario, 'scenario', ['world']);
  if (Object.keys(given).length > 0) {
    throw new InputError('scenarioOptions', options, "nothing: a world of one's own has no options");
  }
  return { scenario: { world: parseWorld(world, 'scenario.world') }, scenarioOptions: {} };
}

/** The length of every phase, with a sum that a u32 can count. */
function checkedSteps(phases: readonly Phase[], world: World): readonly number[] {
  const plan = planOf(phases, world);
  if (plan.totalSteps > experimentLimits.steps) {
    throw new InputError('phases', plan.totalSteps, `at most ${experimentLimits.steps} steps in all phases together`);
  }
  return plan.phases.map(({ steps }) => steps);
}

function parseRecord(value: unknown, defaults: Defaults, phaseSteps: readonly number[]): Experiment['record'] {
  const given = readObject(or(value, {}), 'record', ['everySteps', 'perAgent']);
  const standard = readInteger(defaults.everySteps, 'record.everySteps', 1, experimentLimits.steps);
  const everySteps = readInteger(or(given.everySteps, fittingEverySteps(phaseSteps, standard)), 'record.everySteps', 1, experimentLimits.steps);
  const most = experimentLimits.curvePoints;
  if (curvePoints(phaseSteps, everySteps) > most) {
    const enough = Math.ceil(phaseSteps.reduce((sum, steps) => sum + steps, 0) / (most - phaseSteps.length));
    throw new InputError('record.everySteps', everySteps, `a larger distance, such as ${enough}, so that the curves have at most ${most} points`);
  }
  return { everySteps, perAgent: readSwitch(or(given.perAgent, defaults.perAgent), 'record.perAgent') };
}
