/** The population as points: moved, zoomed, picked from and brushed, on both engines, by mouse and by keys. */
import { describe, expect, it } from 'vitest';
import { encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { findings } from './axe';
import type { LabPage } from './harness';
import { sharedHarness } from './shared';

const harness = sharedHarness();

const experiment = parseExperiment({
  scenario: 'random-walk', agents: 64, agent: { alpha: { grid: [0.01, 0.02, 0.04, 0.08] } },
  phases: [{ name: 'train', split: 'train', steps: 1500 }, { name: 'test', split: 'train', steps: 500, learn: false }],
});
const link = encodeLink(experiment, '');
const view = 'population-panel:not([compact]) >>> population-view';

async function finished(): Promise<LabPage> {
  const lab = await harness.open({ fragment: link });
  await lab.press('Run');
  await lab.waitForStatus(/^Finished/);
  await lab.page.keyboard.press('2');
  await lab.waitFor(`${view} >>> .plane`);
  return lab;
}

const choose = async (lab: LabPage, axis: string, id: string): Promise<void> => {
  await lab.page.locator(`::-p-aria([name="axis: ${axis}"])`).fill(id);
};
/** Where an agent is on the screen: the axes are its step size and its mean reward. */
const placeOf = (lab: LabPage, agent: number): Promise<{ x: number; y: number }> =>
  lab.page.$eval(`>>> ${view}`, (element, index) => {
    const { columns, view: [left, right, bottom, top], renderRoot } = element as unknown as { columns: Float32Array[]; view: number[]; renderRoot: ShadowRoot };
    const box = renderRoot.querySelector('.plane')!.getBoundingClientRect();
    const share = (value: number, low: number, high: number): number => (value - low) / (high - low);
    return { x: box.left + share(columns[0]![index]!, left!, right!) * box.width, y: box.bottom - share(columns[1]![index]!, bottom!, top!) * box.height };
  }, agent);
const shown = (lab: LabPage): Promise<readonly number[]> => lab.page.$eval(`>>> ${view}`, (element) => [...(element as unknown as { view: number[] }).view]);

describe('the population', () => {
  it('stands on axes that can be chosen, hyperparameters and measures of every phase', async () => {
    const lab = await finished();
    await choose(lab, 'across', 'agent:alpha');
    await choose(lab, 'up', 'result:test.reward');
    const numbers = await lab.waitForText('population-panel:not([compact]) >>> table', /test\.reward ?64/);
    expect(numbers).toMatch(/critic step size α ?64 ?\.010 ?\.037 ?\.080/);
  });

  it('is picked from, brushed, moved and zoomed with the mouse', async () => {
    const lab = await finished();
    await choose(lab, 'across', 'agent:alpha');
    await choose(lab, 'up', 'result:test.reward');
    const pick = async (): Promise<number> => {
      const { x, y } = await placeOf(lab, 42);
      await lab.page.mouse.click(x, y);
      return lab.page.$eval('>>> population-view', (element) => (element as unknown as { selected: number }).selected % 4);
    };
    // Axes that have just been chosen are drawn a moment later.
    await expect.poll(pick).toBe(42 % 4);
    const place = await placeOf(lab, 42);

    const before = await shown(lab);
    await lab.page.mouse.move(place.x, place.y);
    await lab.page.mouse.wheel({ deltaY: -300 });
    const width = ([left, right]: readonly number[]): number => right! - left!;
    await expect.poll(async () => width(await shown(lab))).toBeLessThan(width(before) / 2);
    await lab.press('Show all');
    await expect.poll(() => shown(lab)).toEqual(before);

    await lab.press('Select');
    const [a, b] = [await placeOf(lab, 0), await placeOf(lab, 1)];
    const plane = (await (await lab.page.$(`>>> ${view} >>> .plane`))!.boundingBox())!;
    await lab.page.mouse.move((a.x + b.x) / 2, plane.y + 2);
    await lab.page.mouse.down();
    await lab.page.mouse.move(plane.x + 2, plane.y + plane.height - 2, { steps: 4 });
    await lab.page.mouse.up();
    expect(await lab.waitForText('population-panel >>> .say', /selected/)).toMatch(/^16 agents selected/);
    await lab.page.keyboard.press('3');
    await lab.waitForText('figures-panel >>> .about', /^Only the 16 agents that are selected/);
  });

  it('is moved and brushed with keys alone', async () => {
    const lab = await finished();
    await lab.page.focus(`>>> ${view} >>> .plane`);
    const before = await shown(lab);
    for (const key of ['+', 'ArrowRight', 'b'] as const) await lab.page.keyboard.press(key);
    const after = await shown(lab);
    expect(after[1]! - after[0]!).toBeCloseTo((before[1]! - before[0]!) * 0.8, 9);
    expect(await lab.waitForText('population-panel >>> .say', /selected/)).toMatch(/^\d+ agents selected/);
    await lab.page.keyboard.press('Escape');
    await lab.waitForText('population-panel >>> .say', /^agent/);
    await lab.page.keyboard.press('0');
    await expect.poll(() => shown(lab)).toEqual(before);
  });

  it('is free of what axe-core finds, in light and dark', async () => {
    const lab = await finished();
    expect(await findings(lab, '.view')).toEqual([]);
  });

  it('is painted by the worker where there is WebGPU, with the same numbers', async () => {
    const lab = await finished();
    await choose(lab, 'across', 'live:reward');
    const onCPU = await lab.waitForText('population-panel >>> table', /most ?reward ?64/);
    await lab.chooseEngine('webgpu');
    await lab.waitForText('run-panel >>> .device', /^Ready.*WebGPU ·/);
    await lab.press('Run');
    await lab.waitForStatus(/^Finished/);
    await lab.waitForText('population-panel >>> table', new RegExp(onCPU.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
    expect(await lab.page.$eval(`>>> ${view}`, (element) => (element as unknown as { elsewhere: boolean }).elsewhere)).toBe(true);
  });
});
