/** A run that is interrupted and taken up elsewhere ends in the same bits, and so does everything that it reports. */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { openCheckpoint } from '../../src/lab/checkpoint';
import { runExperiment } from '../../src/lab/run';
import { localCpuEngine } from '../gpu/harness/cpu';
import { checkpointAt, runInterrupted, sourceOf } from '../gpu/harness/interrupted';
import { fadingWorld, wholeWorld } from '../gpu/harness/whole-world';

const phases = [
  { name: 'train', split: 'train', steps: 130 },
  { name: 'deploy', split: 'deploy', steps: 60, learn: false },
  { name: 'trials', levels: ['glade', 'town'], repeat: 2 },
];
const record = { everySteps: 50, perAgent: true };
const whole = (agent: object) => parseExperiment({ scenario: { world: wholeWorld }, agents: 70, seed: 3, phases, record, agent: { initScale: 0.5, ...agent } });

const experiments = {
  'traces and plans, linear': whole({ hidden: 0, lambda: { choice: [0, 0.8] }, lambdaActor: 0.5, depth: 2, candidates: 3, replay: 1, betaMeta: 0.25, halfLife: 100, gate: 'events', fn: 0.2, oracle: 'good', foresight: 1 }),
  'hidden units, a learned model, some agents diverge': whole({ hidden: 8, alpha: { choice: [0.1, 4] }, lambda: 0.7, depth: 1, candidates: 2, model: 'learned', rule: 'best' }),
  'policy search': whole({ learner: 'hill-climbing', trial: 2 }),
  'things that fade': parseExperiment({ scenario: { world: fadingWorld }, agents: 70, phases: [{ name: 'train', split: 'train', steps: 190 }], record, agent: { hidden: 8, depth: 1, candidates: 2 } }),
  'episodes that end early': parseExperiment({ scenario: 'random-walk', agents: 70, phases: [{ name: 'train', split: 'train', episodes: 5 }, { name: 'test', split: 'train', episodes: 2, learn: false }], record }),
};

describe.each(Object.entries(experiments))('%s', (_, experiment) => {
  it.each([1, 50, 130, 171])('taken up after step %i', async (step) => {
    const expected = await runExperiment(experiment, localCpuEngine(1));
    const taken = await runInterrupted(experiment, step, localCpuEngine(1), localCpuEngine(3));
    const lasting = ({ results, agents }: typeof expected) => ({ results: { ...results, throughput: null, device: null }, agents });
    expect(lasting(taken)).toEqual(lasting(expected));
    expect(taken.stateSum).toEqual(expected.stateSum);
  });
});

describe('a checkpoint that cannot be used', () => {
  const experiment = parseExperiment({ scenario: 'random-walk', agents: 3, phases: [{ name: 'train', split: 'train', steps: 100 }] });
  const changed = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));

  it.each<[string, (bytes: Uint8Array) => Uint8Array, RegExp]>([
    ['nothing', () => new Uint8Array(0), /0 bytes"; expected a whole checkpoint/],
    ['another file', (bytes) => changed(bytes, 2), /other bytes at its beginning/],
    ['a changed length', (bytes) => changed(bytes, 11), /a head of \d+ bytes/],
    ['a changed head', (bytes) => changed(bytes, 40), /checksum/],
    ['a changed agent', (bytes) => changed(bytes, bytes.length - 9), /checksum/],
    ['a part', (bytes) => bytes.slice(0, -20), /checksum/],
    ['something behind it', (bytes) => Uint8Array.of(...bytes, 0, 0, 0, 0), /checksum/],
  ])('%s', async (_, damage, message) => {
    const bytes = damage(await checkpointAt(experiment, 40, localCpuEngine()));
    await expect(openCheckpoint(sourceOf(bytes), 'saved.bin')).rejects.toThrow(message);
  });
});
