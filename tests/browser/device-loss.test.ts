/** A lost graphics device loses nothing: the run is taken up from its last checkpoint, and ends in the same bits. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { decodeLink, encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import type { Experiment } from '../../src/experiment/types';
import { runExperiment } from '../../src/lab/run';
import { grouped } from '../../src/ui/format';
import { localCpuEngine } from '../gpu/harness/cpu';
import { PageHarness, stepOf, type LabPage } from './harness';

/** Long enough for a checkpoint, which is kept after five seconds, on whatever device. */
const experiment = parseExperiment({ scenario: 'random-walk', agents: 256, phases: [{ name: 'train', split: 'train', steps: 150_000 }] });

let harness: PageHarness;
beforeAll(async () => void (harness = await PageHarness.start()));
afterAll(() => harness.stop());

/** The device that the page's worker computes on, within reach of a test. */
interface Reachable {
  device?: GPUDevice;
}

/** Opens an experiment on WebGPU. @returns the page, how to lose its device, and what its status has said since */
async function openBreakable(experiment: Experiment): Promise<{ readonly lab: LabPage; readonly lose: () => Promise<void>; readonly said: readonly string[] }> {
  const lab = await harness.open({ fragment: encodeLink(experiment, '') });
  const worker = lab.page.workers()[0]!;
  await worker.evaluate(() => {
    const request = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (descriptor) {
      return ((globalThis as Reachable).device = await request.call(this, descriptor));
    };
  });
  const said: string[] = [];
  await lab.page.exposeFunction('say', (text: string) => said.push(text));
  await lab.page.evaluate(() => {
    const panel = document.querySelector('valence-lab')!.shadowRoot!.querySelector('run-panel')!;
    new MutationObserver(() => void (window as unknown as { say(text: string): void }).say(panel.shadowRoot!.querySelector('.status')!.textContent!)).observe(panel.shadowRoot!, { subtree: true, childList: true, characterData: true });
  });
  await lab.chooseEngine('webgpu');
  await lab.waitForText('run-panel >>> .device', /^Ready.*WebGPU ·/);
  return { lab, lose: () => worker.evaluate(() => (globalThis as Reachable).device!.destroy()), said };
}

it('twice in one run: with its process, then by being destroyed', async () => {
  const { results } = await runExperiment(experiment, localCpuEngine());
  const { lab, lose, said } = await openBreakable(experiment);
  await lab.press('Run');
  const kept = stepOf(await lab.waitForText('run-panel >>> .kept', /^kept at step/));
  expect(kept).toBeGreaterThan(0);

  const browser = await lab.page.browser().target().createCDPSession();
  await browser.send('Browser.crashGpuProcess');
  await vi.waitFor(() => expect(said.join('\n')).toMatch(/The device was lost \(.+\); the run is taken up again/), { timeout: 60_000 });
  const resumed = await lab.waitForText('run-panel >>> .device', /left.*WebGPU ·/);
  expect(stepOf(resumed)).toBeGreaterThanOrEqual(kept);

  await lose();
  await lab.waitForText('run-panel >>> .device', /(left|^Finished).*CPU engine ·/);
  expect(await lab.text('run-panel >>> .why')).toMatch(/^The graphics device was lost, so the CPU engine runs on/);
  await lab.waitForStatus(/^Finished/);
  expect(decodeLink(await lab.fragment()).fingerprint?.end).toBe(results.fingerprint);
  await lab.close();
});

it('while it rests: before the run, in a pause, and when all is over', async () => {
  const brief = parseExperiment({ ...experiment, phases: [{ name: 'train', split: 'train', steps: 30_000 }] });
  const { results } = await runExperiment(brief, localCpuEngine());
  const { lab, lose, said } = await openBreakable(brief);
  await lose();
  await vi.waitFor(() => expect(said.join('\n')).toMatch(/The device was lost \(.+\); another one is opened/), { timeout: 30_000 });
  await lab.waitForText('run-panel >>> .device', /^Ready.*WebGPU ·/);

  await lab.press('Run');
  await lab.waitForStatus(/left · step/);
  await lab.press('Pause');
  const paused = stepOf(await lab.waitForStatus(/^Paused/));
  await lose();
  await vi.waitFor(() => expect(said.join('\n')).toMatch(/The device was lost \(.+\); the run is taken up again to where it rests/), { timeout: 30_000 });
  await lab.waitForText('run-panel >>> .device', new RegExp(`^Paused at step ${grouped(paused).replaceAll('\u202f', ' ')} of.*CPU engine ·`));

  await lab.chooseEngine('webgpu');
  await lab.waitForText('run-panel >>> .device', /^Ready.*WebGPU ·/);
  await lab.press('Run');
  await lab.waitForStatus(/^Finished/);
  await lose();
  await lab.waitForStatus(/^The device was lost \(.+\); what came out stays as it is/);
  expect(decodeLink(await lab.fragment()).fingerprint?.end).toBe(results.fingerprint);
  await lab.press('Run again');
  await lab.waitForStatus(/^Finished/);
  expect(decodeLink(await lab.fragment()).fingerprint?.end).toBe(results.fingerprint);
  await lab.close();
});
