/**
 * Every entry of the catalogue, by being in it: a few of its recommended agents for a few steps, bit for bit. On one
 * implementation of WebGPU; that the two agree on all that agents can be made of is tested by the agent model.
 */
import { beforeAll, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { catalogue } from '../../src/scenarios';
import type { ExperimentCase, ExperimentResult } from './harness/cases';
import { runOnCpu } from './harness/cpu';
import { runOn } from './harness/run';

const agents = 5;
const steps = 90;

/** The recommended experiment, shortened: phases that differ in nothing but length and name are one. */
function shortened(id: string): ExperimentCase {
  const phases = parseExperiment({ scenario: id }).phases.map(({ name: _, steps: _steps, episodes: _episodes, repeat: _repeat, ...place }) => JSON.stringify({ ...place, steps }));
  const different = [...new Set(phases)].map((phase, i) => ({ name: `${i}`, ...(JSON.parse(phase) as object) }));
  return { name: id, experiment: { schema: 1, scenario: id, agents, seed: 3, phases: different, record: { everySteps: steps } } };
}

const cases = [...catalogue.keys()].map(shortened);
let reference: readonly ExperimentResult[];
let results: readonly ExperimentResult[];
beforeAll(async () => {
  [reference, { results }] = await Promise.all([runOnCpu(cases), runOn('chromium', 'experiments', cases)]);
}, 480_000);

it.each(cases.map(({ name }, i) => [name, i] as const))('equals the CPU engine: %s', (_name, i) => {
  expect(results[i]).toEqual(reference[i]);
});
