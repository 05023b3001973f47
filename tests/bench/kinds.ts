/** The kinds of agents in the catalogue, a scenario that stands for each, and the plain loop that is written for it. */
import { catalogue } from '../../src/scenarios';
import { plainAgents } from './plain';
import { linearControl, linearPrediction } from './plain-linear';
import { networkControl } from './plain-network';
import { linearPlanner } from './plain-planner';
import { plainWorld, type PlainAgents } from './plain-world';

/** Plain loops by the kind of agent that they are written for. */
export const plainLoops = {
  'AC-grid': (experiment: unknown): PlainAgents => plainAgents(plainWorld(experiment).agents),
  'linear prediction': (experiment: unknown): PlainAgents => linearPrediction(plainWorld(experiment)),
  'linear control': (experiment: unknown): PlainAgents => linearControl(plainWorld(experiment)),
  'linear planner': (experiment: unknown): PlainAgents => linearPlanner(plainWorld(experiment)),
  'network control': (experiment: unknown): PlainAgents => networkControl(plainWorld(experiment)),
} as const;
export type PlainLoop = keyof typeof plainLoops;

/** A scenario for every plain loop of the catalogue. */
export const standsFor = { 'random-walk': 'linear prediction', cliff: 'linear control', 'claim-21': 'linear planner', 'cheese-corner': 'network control' } as const satisfies Readonly<Record<string, PlainLoop>>;

/** Every scenario of the catalogue, those with a plain loop first. */
export const scenarioIds = (): string[] => [...new Set([...Object.keys(standsFor), ...catalogue.keys()])];
