/** Fingerprints that were made before agents could think: parts of an agent that are neutral must not change them. */
import { expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { runExperiment } from '../../src/lab/run';
import { localCpuEngine } from '../gpu/harness/cpu';

const train = { name: 'train', split: 'train', steps: 900 };

it.each([
  ['cheese-corner', { scenarioOptions: { size: 5, levels: 16 }, phases: [train, { name: 'deploy', split: 'deploy', steps: 200, learn: false }] }, 'Mgt7FFcICf7I2a-WY3Lrcg'],
  ['boat-race', { agent: { hidden: 8, lambda: 0.7, floor: 0.1 }, phases: [train] }, 'WUkc7d44upNXcq_ragERzA'],
  ['random-walk', { phases: [train] }, 'otaE3JDC3b3ThUMjgqF2aQ'],
])('%s', async (scenario, settings, fingerprint) => {
  const { results } = await runExperiment(parseExperiment({ schema: 1, scenario, agents: 12, ...settings }), localCpuEngine());
  expect(results.fingerprint).toBe(fingerprint);
});
