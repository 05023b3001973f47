import { describe, expect, it } from 'vitest';
import type { ElementHandle } from 'puppeteer';
import { decodeLink, encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import type { Experiment } from '../../src/experiment/types';
import { findings } from './axe';
import type { LabPage } from './harness';
import { sharedHarness } from './shared';

const harness = sharedHarness();

const small = encodeLink(parseExperiment({ scenario: 'random-walk', agents: 64, phases: [{ name: 'train', split: 'train', steps: 1000 }, { name: 'test', split: 'train', steps: 500, learn: false }] }), '');

/** The experiment that the address carries. */
const experimentOf = async (lab: LabPage): Promise<Experiment> => decodeLink(await lab.fragment()).experiment;

/** A control within the field of a setting. */
const control = async <T extends Element>(lab: LabPage, path: string, selector: string): Promise<ElementHandle<T>> =>
  (await lab.waitFor(`lab-field[data-path="${path}"] ${selector}`)) as unknown as ElementHandle<T>;

const choose = async (lab: LabPage, path: string, value: string, within = '>>> select'): Promise<void> =>
  control<HTMLSelectElement>(lab, path, within).then((select) => select.select(value)).then(() => lab.drawn());

/** Types into a part of the open editor of a distribution. */
async function fill(lab: LabPage, path: string, part: string, text: string): Promise<void> {
  const input = await control<HTMLInputElement>(lab, path, `lab-distribution >>> #${part}`);
  await input.click({ count: 3 });
  await input.type(text);
  await lab.page.keyboard.press('Tab');
  await lab.drawn();
}

const holds = async (lab: LabPage, path: string): Promise<string> => (await control<HTMLInputElement>(lab, path, '>>> #control')).evaluate(({ value }) => value);

async function command(lab: LabPage, key: string, shift = false): Promise<void> {
  await lab.page.keyboard.down('Control');
  if (shift) await lab.page.keyboard.down('Shift');
  await lab.page.keyboard.press(key as 'z');
  if (shift) await lab.page.keyboard.up('Shift');
  await lab.page.keyboard.up('Control');
  await lab.drawn();
}

const editor = 'critic step size: distribution over the agents';

describe('a distribution', () => {
  it('of every kind is made part by part, and in step with the text', async () => {
    const lab = await harness.open({ fragment: small });
    const alpha = async () => (await experimentOf(lab)).agent.alpha;
    await lab.press(editor);
    const kind = 'lab-distribution >>> select';
    await choose(lab, 'agent.alpha', 'logUniform', kind);
    await fill(lab, 'agent.alpha', 'from', '0.003');
    await fill(lab, 'agent.alpha', 'to', '0.3');
    expect(await alpha()).toEqual({ logUniform: [0.003, 0.3] });
    expect(await holds(lab, 'agent.alpha')).toBe('0.003…0.3 log');
    expect(await lab.text('lab-distribution >>> p:last-of-type')).toBe('Each agent draws its own; half of the agents are below .03.');
    await choose(lab, 'agent.alpha', 'uniform', kind);
    expect(await alpha()).toEqual({ uniform: [0.003, 0.3] });
    await choose(lab, 'agent.alpha', 'choice', kind);
    await fill(lab, 'agent.alpha', 'values', '0.01 0.1');
    expect(await alpha()).toEqual({ choice: [0.01, 0.1] });
    await choose(lab, 'agent.alpha', 'grid', kind);
    expect(await alpha()).toEqual({ grid: [0.01, 0.1] });
    await fill(lab, 'agent.alpha', 'count', '3');
    await lab.press('by ratios');
    expect(await alpha()).toEqual({ grid: [0.01, 0.0316, 0.1] });
    await command(lab, 'z');
    await lab.type('agent.gamma', '{0.5, 0.9, 0.97}');
    expect(await lab.text('lab-distribution >>> p:last-of-type')).toBe('2 values × 3 of other grids = 6 combinations, 10 or 11 agents each.');
    await lab.type('agent.alpha', '0.2…0.4');
    expect(await (await control<HTMLSelectElement>(lab, 'agent.alpha', kind)).evaluate(({ value }) => value)).toBe('uniform');
    await choose(lab, 'agent.alpha', 'number', kind);
    expect(await alpha()).toBe(0.3);
  });

  it('that cannot be used says why at its field, and stays as it was typed', async () => {
    const lab = await harness.open({ fragment: small });
    await lab.type('agent.alpha', '0.1…0.2');
    await lab.press(editor);
    await fill(lab, 'agent.alpha', 'from', '0.5');
    expect(await lab.waitForText('lab-field[data-path="agent.alpha"] >>> #error', /./)).toMatch(/^agent.alpha.uniform\[1\]: 0.2; expected/);
    expect(await holds(lab, 'agent.alpha')).toBe('0.5…0.2');
    expect((await experimentOf(lab)).agent.alpha).toEqual({ uniform: [0.1, 0.2] });
    await command(lab, 'z');
    expect(await holds(lab, 'agent.alpha')).toBe('0.1…0.2');
    expect(await lab.text('lab-field[data-path="agent.alpha"] >>> #error')).toBe('');
  });

  it('is offered for what every agent may have its own of alone', async () => {
    const lab = await harness.open({ fragment: small });
    const offered = await lab.page.$$eval('>>> lab-field', (fields) =>
      fields.flatMap((field) => (field.shadowRoot!.querySelector('.more')?.ariaLabel?.endsWith('distribution over the agents') ? [(field as HTMLElement).dataset.path] : [])));
    expect(offered).toContain('agent.depth');
    for (const path of ['agents', 'seed', 'agent.hidden', 'phases[0].steps']) expect(offered).not.toContain(path);
    await lab.press('planning depth: distribution over the agents');
    expect(await lab.page.$$eval('>>> lab-distribution >>> option', (options) => options.map(({ value }) => value))).toEqual(['number', 'choice', 'grid']);
  });
});

describe('what was changed', () => {
  it('is taken back and made again by keys and by buttons, whatever it was', async () => {
    const lab = await harness.open({ fragment: small });
    await lab.type('seed', '5');
    const group = await lab.page.$('>>> controls-panel >>> .presets summary');
    await group!.click();
    await lab.press('Discount × temperature A grid of 8 × 8, for a heat map of far-sightedness against exploration.');
    const swept = await experimentOf(lab);
    expect(swept).toMatchObject({ seed: 5, agents: 64, agent: { gamma: { grid: expect.any(Array) }, temperature: { grid: expect.any(Array) } } });
    await command(lab, 'z');
    expect((await experimentOf(lab)).agent.gamma).toBe(parseExperiment({ scenario: 'random-walk' }).agent.gamma);
    await command(lab, 'z');
    expect((await experimentOf(lab)).seed).toBe(1);
    await command(lab, 'z', true);
    await command(lab, 'y');
    expect(await experimentOf(lab)).toEqual(swept);
    await lab.page.evaluate((hash) => void (location.hash = hash), encodeLink(parseExperiment({ scenario: 'boat-race', agents: 32 }), ''));
    await lab.waitForText('controls-panel >>> lab-field[data-path="phases[0].steps"] >>> label', /./);
    await lab.waitForStatus(/^Ready: 32 agents/);
    await lab.press('undo');
    await lab.waitForStatus(/^Ready: 64 agents/);
    expect(await experimentOf(lab)).toEqual(swept);
    await lab.press('redo');
    await lab.waitForStatus(/^Ready: 32 agents/);
  });

  it('is undone by the browser as long as it is being typed', async () => {
    const lab = await harness.open({ fragment: small });
    await lab.type('agents', '32');
    const input = await control<HTMLInputElement>(lab, 'seed', '>>> #control');
    await input.click({ count: 3 });
    await input.type('789');
    await command(lab, 'z');
    expect((await experimentOf(lab)).agents).toBe(32);
    expect(await holds(lab, 'seed')).not.toBe('789');
  });

  it('keeps what is being typed while a run goes on', async () => {
    const lab = await harness.open({ fragment: encodeLink(parseExperiment({ scenario: 'boat-race', agents: 512, phases: [{ name: 'train', split: 'train', steps: 1_000_000 }] }), '') });
    await lab.press('Run');
    await lab.waitForStatus(/left/);
    const input = await control<HTMLInputElement>(lab, 'agent.alpha', '>>> #control');
    await input.click({ count: 3 });
    await input.type('0.003…0.3 log', { delay: 80 });
    expect(await holds(lab, 'agent.alpha')).toBe('0.003…0.3 log');
    await lab.page.keyboard.press('Enter');
    expect((await experimentOf(lab)).agent.alpha).toEqual({ logUniform: [0.003, 0.3] });
  });

  it('by the arrow keys is one step of undo', async () => {
    const lab = await harness.open({ fragment: small });
    await (await control(lab, 'agent.gamma', '>>> #control')).focus();
    const before = (await experimentOf(lab)).agent.gamma as number;
    for (let i = 0; i < 3; i++) await lab.page.keyboard.press('ArrowDown');
    expect((await experimentOf(lab)).agent.gamma).toBeLessThan(before);
    await command(lab, 'z');
    expect((await experimentOf(lab)).agent.gamma).toBe(before);
  });

  it('by an arrow key is taken back before anything is drawn', async () => {
    const lab = await harness.open({ fragment: small });
    await lab.type('agents', '32');
    const changed = await experimentOf(lab);
    const input = await control<HTMLInputElement>(lab, 'agent.gamma', '>>> #control');
    await input.evaluate((target) => {
      for (const init of [{ key: 'ArrowDown' }, { key: 'z', ctrlKey: true }]) target.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, composed: true, cancelable: true }));
    });
    await lab.drawn();
    expect(await experimentOf(lab)).toEqual(changed);
    // Nothing is left that the browser would take for text being typed.
    await input.focus();
    await command(lab, 'z');
    expect((await experimentOf(lab)).agents).toBe(64);
  });

  it('goes back to the defaults, each alone and all together', async () => {
    const lab = await harness.open({ fragment: encodeLink(parseExperiment({ scenario: 'random-walk', agents: 64, seed: 3, agent: { gamma: 0.5 } }), '') });
    await lab.press('seed 3: back to 1');
    expect(await experimentOf(lab)).toEqual(parseExperiment({ scenario: 'random-walk', agents: 64, agent: { gamma: 0.5 } }));
    await lab.press('all back to the defaults');
    expect(await experimentOf(lab)).toEqual(parseExperiment({ scenario: 'random-walk' }));
    expect(await lab.text('controls-panel >>> h2')).toBe('All settings at their defaults');
  });

  it('is there after a reload', async () => {
    const lab = await harness.open({ fragment: small });
    await lab.type('agent.alpha', '0.003…0.1 log');
    const before = await experimentOf(lab);
    await lab.page.reload();
    await lab.waitForStatus(/^Ready/);
    expect(await experimentOf(lab)).toEqual(before);
    expect(await holds(lab, 'agent.alpha')).toBe('0.003…0.1 log');
  });
});

describe('phases', () => {
  it('are lengthened, changed, added and removed', async () => {
    const lab = await harness.open({ fragment: encodeLink(parseExperiment({ scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 4 }, agents: 16 }), '') });
    const phases = async () => (await experimentOf(lab)).phases;
    await lab.press('½ × the recommended lengths');
    expect((await phases()).map(({ steps }) => steps)).toEqual([20_000, 2000, 2000]);
    await lab.press('test: more');
    const learn = await control<HTMLInputElement>(lab, 'phases[1].learn', '>>> input');
    await learn.click();
    await (await control(lab, 'phases[1].greedy', '>>> input')).click();
    await choose(lab, 'phases[1].split', 'deploy');
    await lab.type('phases[1].name', 'trial');
    expect((await phases())[1]).toMatchObject({ name: 'trial', split: 'deploy', learn: true, greedy: true });
    await lab.press('Add a phase');
    expect((await phases()).map(({ name }) => name)).toEqual(['train', 'trial', 'deploy', 'phase 4']);
    await lab.press('Remove trial');
    expect((await phases()).map(({ name }) => name)).toEqual(['train', 'deploy', 'phase 4']);
    await lab.waitForStatus(/^Ready/);
  });
});

describe('the search', () => {
  it('is reached by its key, opens what it finds, and ends with Escape', async () => {
    const lab = await harness.open({ fragment: small });
    const shown = async () => lab.page.$$eval('>>> lab-field', (fields) => fields.map((field) => (field as HTMLElement).dataset.path));
    const all = await shown();
    await lab.page.keyboard.press('/');
    await lab.page.keyboard.type('half-life');
    await lab.page.waitForFunction(() => document.activeElement !== null);
    expect(await shown()).toEqual(['agent.halfLife']);
    await lab.page.keyboard.type(' zebra');
    expect(await lab.text('controls-panel >>> .nothing')).toBe('No setting is called that; Escape shows all.');
    await lab.page.keyboard.press('Escape');
    expect(await shown()).toEqual(all);
  });

  it('groups open when something in them is changed', async () => {
    const lab = await harness.open({ fragment: encodeLink(parseExperiment({ scenario: 'random-walk', agents: 64, agent: { replay: 2 } }), '') });
    expect(await lab.page.$$eval('>>> details[open] > summary', (summaries) => summaries.map(({ textContent }) => textContent))).toEqual(['Memory']);
  });
});

describe('memory', () => {
  it('is said before the run, and what fits where it is too much', async () => {
    const lab = await harness.open({ fragment: small });
    expect(await lab.waitForText('lab-field[data-path="agents"] p', /memory/)).toMatch(/^[\d.]+ .iB of memory; at most [\d ]+ agents fit$/);
    await lab.page.keyboard.press('s');
    await lab.waitForStatus(/step 1 of/);
    await lab.type('agents', '16777216');
    await lab.waitForText('lab-field[data-path="agents"] p', /too much here: take/);
    const button = await control(lab, 'agents', 'p button');
    await button.click();
    expect(await lab.waitForText('lab-field[data-path="agents"] p', /at most/)).toMatch(/of memory; at most/);
    expect((await experimentOf(lab)).agents).toBeLessThan(16_777_216);
  });
});

describe('axe-core finds nothing in light and dark', () => {
  it.each([1440, 390])('with everything open, %d wide', async (width) => {
    const lab = await harness.open({ width, height: 844, fragment: small });
    await lab.type('agent.alpha', '{0.003, 0.1}');
    await lab.press(editor);
    await lab.press('test: more');
    await (await lab.page.$('>>> controls-panel >>> .presets summary'))!.click();
    expect(await findings(lab, 'controls-panel')).toEqual([]);
  });
});
