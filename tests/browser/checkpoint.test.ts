/** A long run survives a reload of the page: it goes on from its last checkpoint, and ends in the same bits. */
import { expect, it } from 'vitest';
import { encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { leastMilliseconds } from '../../src/lab/keeper';
import { stepOf, type LabPage } from './harness';
import { sharedHarness } from './shared';

const harness = sharedHarness();

const link = encodeLink(parseExperiment({
  scenario: 'random-walk', agents: 2048, phases: [{ name: 'train', split: 'train', steps: 24_000 }, { name: 'test', split: 'train', steps: 500, learn: false }], record: { everySteps: 16 },
}), '');
const finish = async (lab: LabPage): Promise<string> => {
  await lab.waitForStatus(/^Finished/);
  return lab.fragment();
};

it('goes on where it was kept', async () => {
  const lab = await harness.open({ fragment: link });
  // What is older than this is kept in its first moments, however fast the device is.
  await new Promise((resolve) => setTimeout(resolve, leastMilliseconds));
  await lab.press('Run');
  await lab.waitForText('run-panel >>> .kept', /^kept at step/);
  await lab.page.reload();
  const paused = await lab.waitForStatus(/^Paused at step/);
  expect(stepOf(paused)).toBeGreaterThan(0);
  expect(await lab.text('lab-notice >>> p')).toMatch(/Continue goes on from there/);
  expect(await lab.text('curve-panel >>> .readout')).toMatch(/^train, step/);
  await lab.press('Continue');
  const resumed = await finish(lab);
  await lab.press('Run again');
  await lab.waitForStatus(/left/);
  expect(await finish(lab)).toBe(resumed);
  // What has finished is not kept any longer.
  await lab.page.reload();
  await lab.waitForStatus(/^Ready/);
});
