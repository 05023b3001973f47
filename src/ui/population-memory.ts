/** How much memory the population under the controls takes, before it is loaded. */
import { canonical } from '../experiment/canonical-json';
import type { Experiment } from '../experiment/types';
import type { Snapshot } from '../lab/client';

export interface PopulationMemory {
  /** of the whole population */
  readonly bytes: number;
  readonly bytesPerAgent: number;
  /** the largest population of such agents that fits on the device */
  readonly mostAgents: number;
}

/** What an agent is made of follows from these alone. */
const kindOf = ({ scenario, scenarioOptions, agent }: Experiment): string => canonical([scenario, scenarioOptions, agent]);

/** Known as soon as a population of such agents has been loaded, of whatever size; null before. */
export function populationMemory(experiment: Experiment, { device }: Pick<Snapshot, 'device'>): PopulationMemory | null {
  if (!device || kindOf(device.experiment) !== kindOf(experiment)) return null;
  const { bytesPerAgent, mostAgents } = device;
  return { bytes: bytesPerAgent * experiment.agents, bytesPerAgent, mostAgents };
}
