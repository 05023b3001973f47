/** Every entry of the catalogue, by being in it: a few of its recommended agents for a few steps. */
import { parseExperiment } from '../../../src/experiment/parse';
import { catalogue } from '../../../src/scenarios';
import type { ExperimentCase } from './cases';

const agents = 5;
const steps = 90;

/** The recommended experiment, shortened: phases that differ in nothing but length and name are one. */
function shortened(id: string): ExperimentCase {
  const phases = parseExperiment({ scenario: id }).phases.map(({ name: _, steps: _steps, episodes: _episodes, repeat: _repeat, ...place }) => JSON.stringify({ ...place, steps }));
  const different = [...new Set(phases)].map((phase, i) => ({ name: `${i}`, ...(JSON.parse(phase) as object) }));
  return { name: id, experiment: { schema: 1, scenario: id, agents, seed: 3, phases: different, record: { everySteps: steps } } };
}

export const catalogueCases = (): readonly ExperimentCase[] => [...catalogue.keys()].map(shortened);
