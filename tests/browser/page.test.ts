import { describe, expect, it } from 'vitest';
import { decodeLink, encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { stepOf } from './harness';
import { sharedHarness } from './shared';

const harness = sharedHarness();

const small = parseExperiment({
  scenario: 'random-walk',
  agents: 64,
  phases: [{ name: 'train', split: 'train', steps: 1500 }, { name: 'test', split: 'train', steps: 500, learn: false }],
});
const smallLink = encodeLink(small, '');
/** Long enough to be paused. */
const longLink = encodeLink(parseExperiment({ scenario: 'boat-race', agents: 2048, phases: [{ name: 'train', split: 'train', steps: 1_000_000 }] }), '');

describe('the first view', () => {
  it('fits a laptop without scrolling, and says what is claimed, where it computes, and how exactly', async () => {
    const lab = await harness.open();
    expect(await lab.text('claim-panel >>> h1')).toMatch(/corner/);
    expect(await lab.text('run-panel >>> .device')).toMatch(/bit-exact/);
    expect(await lab.text('run-panel >>> .device')).not.toMatch(/undefined|NaN/);
    expect(await lab.page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);
    expect(decodeLink(await lab.fragment()).experiment).toEqual(parseExperiment({ scenario: 'cheese-corner' }));
  });

  it('has no sideways scrolling on a phone', async () => {
    const lab = await harness.open({ width: 390, height: 844 });
    await expect.poll(() => lab.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  it('forbids scripts and connections from elsewhere', async () => {
    const lab = await harness.open({ fragment: smallLink });
    const policy = await lab.page.$eval('meta[http-equiv="Content-Security-Policy"]', (meta) => meta.getAttribute('content'));
    expect(policy).toMatch(/^default-src 'none'/);
    expect(policy).toMatch(/require-trusted-types-for 'script'/);
  });
});

describe('a link', () => {
  it('carries a fingerprint after a run, and gives the same bits elsewhere', async () => {
    const lab = await harness.open({ fragment: smallLink });
    expect(await lab.fragment()).toBe(smallLink);
    await lab.press('Run');
    await lab.waitForStatus(/^Finished/);
    const fragment = await lab.fragment();
    expect(decodeLink(fragment)).toMatchObject({ experiment: small, fingerprint: { end: expect.stringMatching(/^[\w-]{22}$/) } });
    await lab.close();

    const other = await harness.open({ fragment });
    expect(await other.text('lab-notice >>> p')).toMatch(/carries a fingerprint/);
    await other.press('Run');
    expect(await other.waitForText('lab-notice >>> p', /Same|Different/)).toMatch(/Same bits/);
    expect(await other.fragment()).toBe(fragment);

    await other.type('seed', '8');
    expect(await other.fragment()).not.toContain('~');
    expect(await other.text('lab-notice >>> p')).toBe('');
    await other.press('Run');
    await other.waitForStatus(/^Finished/);
    expect(await other.text('lab-notice >>> p')).toBe('');
    expect(decodeLink(await other.fragment()).experiment.seed).toBe(8);
  });

  it('gives the same bits on WebGPU as on the CPU', async () => {
    const lab = await harness.open({ fragment: smallLink });
    const finish = async () => {
      await lab.press('Run');
      await lab.waitForStatus(/^Finished/);
    };
    await finish();
    const onCPU = await lab.fragment();
    await lab.chooseEngine('webgpu');
    expect(await lab.waitForText('run-panel >>> .device', /^Ready.*WebGPU ·/)).toMatch(/bit-exact/);
    await finish();
    expect(await lab.fragment()).toBe(onCPU);
  });

  it('with another fingerprint ends in “different”, and from which phase on', async () => {
    const fragment = encodeLink(small, '', { numerics: 1, end: `${'B'.repeat(21)}A`, earlier: ['BB'] });
    const lab = await harness.open({ fragment });
    await lab.press('Run');
    expect(await lab.waitForText('lab-notice >>> p', /^Different/)).toMatch(/from phase “train” on/);
  });

  it('that was damaged is one clear sentence and changes nothing', async () => {
    const damaged = `${smallLink.slice(0, -3)}A${smallLink.slice(-2)}`;
    const lab = await harness.open({ fragment: damaged });
    expect(await lab.text('lab-notice >>> p')).toMatch(/^This link was damaged[^.]*\./);
    expect(await lab.fragment()).toBe(damaged);
    await lab.type('seed', '5');
    await lab.page.evaluate((hash) => void (location.hash = hash), damaged);
    await lab.waitForText('lab-notice >>> p', /damaged/);
    expect(await lab.page.$eval('>>> lab-field[data-path="seed"] >>> input', (input) => (input as HTMLInputElement).value)).toBe('5');
  });
});

describe('a run', () => {
  it('is paused, stepped, gone on with and reset, by keys and by buttons', async () => {
    const lab = await harness.open({ fragment: longLink });
    await lab.page.keyboard.press('s');
    await lab.waitForStatus(/step 1 of/);
    await lab.page.keyboard.press('Space');
    await lab.waitForStatus(/left/);
    await lab.waitForText('curve-panel >>> .readout', /^train, step/);
    await lab.press('Pause');
    const paused = await lab.waitForStatus(/^Paused at step/);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await lab.status()).toBe(paused);
    await lab.page.keyboard.press('s');
    const stepped = await lab.waitForText('run-panel >>> .status', new RegExp(`^(?!${paused}$)Paused`));
    expect(stepOf(stepped)).toBe(stepOf(paused) + 1);
    await lab.page.keyboard.press('r');
    await lab.waitForStatus(/^Ready/);
    expect(await lab.text('curve-panel >>> .readout')).toBe('');
  });
});

describe('controls', () => {
  it('keep what cannot be used and say why; Run waits', async () => {
    const lab = await harness.open({ fragment: smallLink });
    await lab.type('agents', '-4');
    expect(await lab.waitForText('lab-field[data-path="agents"] >>> #error', /./)).toMatch(/^agents: -4; expected/);
    await lab.press('Run');
    expect(await lab.status()).toMatch(/^Ready/);
    expect(await lab.fragment()).toBe(smallLink);
    await lab.type('agents', '32');
    await lab.waitForStatus(/^Ready: 32 agents/);
  });

  it('take distributions, and list what differs from the defaults', async () => {
    const lab = await harness.open({ fragment: encodeLink(parseExperiment({ scenario: 'random-walk' }), '') });
    await lab.type('agent.alpha', '0.003…0.1 log');
    expect(decodeLink(await lab.fragment()).experiment.agent.alpha).toEqual({ logUniform: [0.003, 0.1] });
    await lab.press('critic step size α 0.003…0.1 log: back to 0.05');
    expect(decodeLink(await lab.fragment()).experiment.agent.alpha).toBe(0.05);
  });

  it('stand in groups: choices are chosen and taken back, whole numbers step with the arrow keys', async () => {
    const lab = await harness.open({ fragment: smallLink });
    const agent = async () => decodeLink(await lab.fragment()).experiment.agent;
    const [rule, candidates] = ['rule', 'candidates'].map((name) => `>>> lab-field[data-path="agent.${name}"] >>> #control`);
    expect(await lab.page.$(rule!)).toBeNull();
    await (await lab.page.$('>>> controls-panel >>> section:not(.presets) > details > summary'))!.click();
    await lab.page.locator(rule!).fill('best');
    await lab.page.locator(candidates!).click();
    for (const key of ['ArrowDown', 'ArrowUp', 'ArrowUp'] as const) await lab.page.keyboard.press(key);
    expect(await agent()).toMatchObject({ rule: 'best', candidates: 3 });
    await lab.press('keep or discard best: back to satisfice');
    expect(await lab.page.$eval(rule!, (control) => (control as HTMLSelectElement).value)).toBe('satisfice');
    expect(await agent()).toMatchObject({ rule: 'satisfice', candidates: 3 });
  });

  it('say when a population does not fit, at its control', async () => {
    const lab = await harness.open({ fragment: smallLink });
    await lab.type('agents', '16777216');
    expect(await lab.waitForText('lab-field[data-path="agents"] >>> #error', /./)).toMatch(/^agents: 16777216; expected/);
  });
});
