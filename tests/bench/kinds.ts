/** The kinds of agents in the catalogue, a scenario that stands for each, and the plain loop that is written for it. */
import { parseExperiment } from '../../src/experiment/parse';
import { catalogue } from '../../src/scenarios';
import { plainAgents } from './plain';
import { linearDeep } from './plain-deep';
import { linearFeatures } from './plain-features';
import { linearForgetful } from './plain-forgetful';
import { linearFrames } from './plain-frames';
import { linearControl, linearPrediction } from './plain-linear';
import { networkControl } from './plain-network';
import { networkFrames } from './plain-network-frames';
import { networkTraces } from './plain-network-traces';
import { linearOracle } from './plain-oracle';
import { linearPlanner } from './plain-planner';
import { hillClimbing, randomSearch } from './plain-search';
import { linearTraces } from './plain-traces';
import { plainWorld, type PlainAgents, type PlainWorld } from './plain-world';

const fromWorld = (loop: (world: PlainWorld) => PlainAgents) => (experiment: unknown): PlainAgents => loop(plainWorld(experiment));

/** Plain loops by the kind of agent that they are written for. */
export const plainLoops = {
  'AC-grid': (experiment: unknown): PlainAgents => plainAgents(plainWorld(experiment).agents),
  'linear prediction': fromWorld(linearPrediction),
  'linear control': fromWorld(linearControl),
  'linear traces': fromWorld(linearTraces),
  'linear planner': fromWorld(linearPlanner),
  'linear forgetful planner': fromWorld(linearForgetful),
  'linear deep planner': fromWorld(linearDeep),
  'linear features': fromWorld(linearFeatures),
  'linear frames': fromWorld(linearFrames),
  'linear oracle': fromWorld(linearOracle),
  'random search': fromWorld(randomSearch),
  'hill climbing': fromWorld(hillClimbing),
  'network control': fromWorld(networkControl),
  'network traces': fromWorld(networkTraces),
  'network frames': fromWorld(networkFrames),
} as const;
export type PlainLoop = keyof typeof plainLoops;

interface Kind {
  readonly name: string;
  readonly loop: PlainLoop;
  readonly scenario: string;
  /** what differs from the scenario's recommended experiment */
  readonly more?: Readonly<Record<string, unknown>>;
}

/**
 * A scenario, or an arm of its claim, for every kind. Kinds are told apart by what an agent does in a step: what its value is
 * made of (a table, several features, hidden units), whether it chooses, thinks ahead, how far, in how many frames, under an
 * oracle, and whether it has traces, forgets, or searches instead. Not by what adds a look-up or a draw and nothing else:
 * overrides, gates, rewards that misfire, other numbers of actions. The catalogue has no networks that plan, no replay and no
 * learned model.
 */
export const kinds: readonly Kind[] = [
  { name: 'random-walk', loop: 'linear prediction', scenario: 'random-walk' },
  { name: 'cliff', loop: 'linear control', scenario: 'cliff' },
  { name: 'claim-17', loop: 'linear features', scenario: 'claim-17' },
  { name: 'tomato-watering', loop: 'linear features', scenario: 'tomato-watering' },
  { name: 'short-corridor', loop: 'linear traces', scenario: 'short-corridor' },
  { name: 'claim-21', loop: 'linear planner', scenario: 'claim-21' },
  {
    name: 'claim-15', loop: 'linear forgetful planner', scenario: 'claim-15',
    more: { agent: { alpha: 0.1, lambda: 0.5, halfLife: 2048 }, phases: [{ name: 'practice', split: 'decisions', steps: 2000 }] },
  },
  {
    name: 'claim-13', loop: 'linear deep planner', scenario: 'claim-13',
    more: { agent: { depth: 2, foresight: 3, floor: 0.1, beta: 0.05 }, phases: [{ name: 'hub', split: 'hub', steps: 4096 }] },
  },
  { name: 'claim-11', loop: 'linear frames', scenario: 'claim-11' },
  { name: 'claim-12', loop: 'linear oracle', scenario: 'claim-12', more: { agent: { foresight: 4 } } },
  { name: 'claim-18 at random', loop: 'random search', scenario: 'claim-18', more: { agent: { learner: 'random-search' } } },
  { name: 'claim-18 climbing', loop: 'hill climbing', scenario: 'claim-18', more: { agent: { learner: 'hill-climbing' } } },
  { name: 'cheese-corner', loop: 'network control', scenario: 'cheese-corner' },
  { name: 'umbrella-chain', loop: 'network traces', scenario: 'umbrella-chain' },
  { name: 'claim-09', loop: 'network frames', scenario: 'claim-09' },
];

export const experimentOf = ({ scenario, more }: Pick<Kind, 'scenario' | 'more'>, agents: number): object => unending({ schema: 1, scenario, agents, ...more });

/** The first phase, as long as it takes: agents that had finished their episodes would make no more steps, and be infinitely fast. */
function unending(experiment: object): object {
  const { steps = 1, repeat: _repeat, episodes: _episodes, ...phase } = parseExperiment(experiment).phases[0]!;
  return { ...experiment, phases: [{ ...phase, steps }] };
}

/** Every scenario of the catalogue that is no kind's. */
export const otherScenarios = (): string[] => [...catalogue.keys()].filter((id) => kinds.every(({ scenario }) => scenario !== id));
