/** The kinds of agents in the catalogue, a scenario that stands for each, and the plain loop that is written for it. */
import { catalogue } from '../../src/scenarios';
import { plainAgents } from './plain';
import { linearControl, linearPrediction } from './plain-linear';
import { networkControl } from './plain-network';
import { networkTraces } from './plain-network-traces';
import { linearPlanner } from './plain-planner';
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
  'network control': fromWorld(networkControl),
  'network traces': fromWorld(networkTraces),
} as const;
export type PlainLoop = keyof typeof plainLoops;

/** A scenario for every plain loop of the catalogue. */
export const standsFor = {
  'random-walk': 'linear prediction',
  cliff: 'linear control',
  'short-corridor': 'linear traces',
  'claim-21': 'linear planner',
  'cheese-corner': 'network control',
  'umbrella-chain': 'network traces',
} as const satisfies Readonly<Record<string, PlainLoop>>;

/** Every scenario of the catalogue, those with a plain loop first. */
export const scenarioIds = (): string[] => [...new Set([...Object.keys(standsFor), ...catalogue.keys()])];
