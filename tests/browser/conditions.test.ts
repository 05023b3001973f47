/** The page under conditions that are not of its choosing: no WebGPU, a device that computes wrongly, agents that diverge, a tab that nobody looks at. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeLink, encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { runExperiment } from '../../src/lab/run';
import { localCpuEngine } from '../gpu/harness/cpu';
import { PageHarness } from './harness';
import { sharedHarness } from './shared';

const small = parseExperiment({ scenario: 'random-walk', agents: 64, phases: [{ name: 'train', split: 'train', steps: 2000 }] });

describe('without WebGPU', () => {
  let harness: PageHarness;
  beforeEach(async () => void (harness = await PageHarness.start(false)));
  afterEach(() => harness.stop());

  it('the CPU engine runs on with the same bits, and the page says why', async () => {
    const lab = await harness.open({ fragment: encodeLink(small, '') });
    expect(await lab.text('run-panel >>> .why')).toMatch(/^This browser has (no WebGPU|WebGPU but found no graphics device)/);
    await lab.press('Run');
    await lab.waitForStatus(/^Finished/);
    const { results } = await runExperiment(small, localCpuEngine());
    expect(decodeLink(await lab.fragment()).fingerprint?.end).toBe(results.fingerprint);
    expect(harness.complaints).toEqual([]);
  });
});

describe('a device that fails the self-test', () => {
  const harness = sharedHarness();

  it('is said to be good for statistics only: before a run, among the runs, and where its bits differ from a link’s', async () => {
    const { results } = await runExperiment(small, localCpuEngine());
    const lab = await harness.open({ fragment: results.link });
    await lab.page.workers()[0]!.evaluate(() => {
      const compile = GPUDevice.prototype.createShaderModule;
      GPUDevice.prototype.createShaderModule = function ({ code, ...rest }) {
        const wrongRotate = code.replaceAll('(x << bits) | (x >> (32u - bits))', '(x >> bits) | (x << (32u - bits))');
        return compile.call(this, { ...rest, code: wrongRotate });
      };
    });
    await lab.chooseEngine('webgpu');
    await lab.waitForText('run-panel >>> .device', /WebGPU · .* · statistical only: failed the self-test \(random numbers, 1000 steps of an agent\)/);
    await lab.press('Run');
    expect(await lab.waitForText('lab-notice >>> p', /^Different/)).toBe('Different, from phase “train” on. This device failed the self-test, so its bits were not expected to agree.');
    await lab.press('Pin');
    await lab.page.keyboard.press('4');
    await lab.waitForText('runs-panel >>> .device', /^statistical only$/);
  });
});

describe('agents that diverge', () => {
  const harness = sharedHarness();

  it('are counted in the phase that they diverged in, and the others are averaged without them', async () => {
    const diverging = parseExperiment({ scenario: 'random-walk', agents: 64, agent: { alpha: { grid: [0.01, 4] } }, phases: [{ name: 'train', split: 'train', steps: 500 }] });
    const { results: { phases: [phase] } } = await runExperiment(diverging, localCpuEngine());
    const { diverged, reward } = phase!.population;
    expect(diverged!.mean! * 64).toBeGreaterThan(8);
    expect(reward!.count).toBe(64 - diverged!.mean! * 64);
    const lab = await harness.open({ fragment: encodeLink(diverging, '') });
    await lab.press('Run');
    await lab.waitForStatus(/^Finished/);
    expect(await lab.text('measures-panel >>> tbody th')).toMatch(new RegExp(`learning, ${diverged!.mean! * 64} diverged$`));
  });
});

describe('a tab that nobody looks at', () => {
  const harness = sharedHarness();

  it('goes on training', async () => {
    const lab = await harness.open({ fragment: encodeLink(parseExperiment({ scenario: 'random-walk', agents: 1024, phases: [{ name: 'train', split: 'train', steps: 8000 }] }), '') });
    await lab.press('Run');
    await lab.waitForStatus(/left/);
    const other = await harness.open({ beside: lab });
    await other.page.bringToFront();
    expect(await lab.page.evaluate(() => document.visibilityState)).toBe('hidden');
    await lab.page.waitForFunction(() => location.hash.includes('~'), { polling: 200 });
  });
});
