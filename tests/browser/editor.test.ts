import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, KeyInput } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { decodeLink, encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import type { World } from '../../src/world/types';
import { findings } from './axe';
import type { LabPage } from './harness';
import { sharedHarness } from './shared';

const harness = sharedHarness();

const island = encodeLink(
  parseExperiment({ scenario: 'island-navigation', agents: 64, phases: [{ name: 'train', split: 'train', steps: 1200 }, { name: 'test', split: 'train', steps: 400, learn: false }] }),
  '',
);

/** A page with the editor open. */
async function openEditor(): Promise<LabPage> {
  const lab = await harness.open({ fragment: island });
  await lab.page.keyboard.press('5');
  await lab.waitFor('editor-panel >>> .use');
  return lab;
}

const states = (lab: LabPage): Promise<string> => lab.text('editor-panel >>> .state');
const readout = (lab: LabPage, text: string): Promise<string> => lab.waitForText('editor-panel >>> grid-stage >>> p', new RegExp(`^${text}$`));

/** The middle of a cell of the map, in the window. */
async function cellAt(lab: LabPage, column: number, row: number, columns: number, rows: number): Promise<[number, number]> {
  const map = await lab.waitFor('editor-panel >>> grid-stage >>> .map');
  const box = (await map.boundingBox())!;
  return [box.x + ((column - 0.5) / columns) * box.width, box.y + ((row - 0.5) / rows) * box.height];
}

const worldIn = async (lab: LabPage): Promise<World> => (decodeLink(await lab.fragment()).experiment.scenario as { world: World }).world;

async function press(lab: LabPage, ...keys: readonly KeyInput[]): Promise<void> {
  for (const key of keys) await lab.page.keyboard.press(key);
}

describe('a map', () => {
  it('is drawn on with the mouse, run, and shared with the same world and bits', async () => {
    const lab = await openEditor();
    expect(await states(lab)).toMatch(/^1 level, 29 states/);
    const { mouse } = lab.page;
    await mouse.move(...(await cellAt(lab, 4, 3, 8, 6)));
    await mouse.down();
    await mouse.move(...(await cellAt(lab, 4, 4, 8, 6)), { steps: 4 });
    await mouse.up();
    await lab.waitForText('editor-panel >>> .state', /^1 level, 27 states · link of/);
    await readout(lab, 'column 4, row 4: wall');
    await lab.press('Run this world');
    await lab.waitForStatus(/^Finished/);
    const world = await worldIn(lab);
    const { cell } = world.levels[0]!.draw!;
    expect([2 * 8 + 3, 3 * 8 + 3].filter((at) => cell.includes(at))).toEqual([]);
    const fragment = await lab.fragment();
    expect(decodeLink(fragment)).toMatchObject({ experiment: { agents: 64, name: 'Island navigation, changed', phases: [{ steps: 1200 }, { steps: 400 }] }, fingerprint: {} });
    await lab.close();

    const other = await harness.open({ fragment });
    expect(await other.text('claim-panel >>> h1')).toBe('Island navigation, changed');
    await other.press('Run');
    expect(await other.waitForText('lab-notice >>> p', /Same|Different/)).toMatch(/Same bits/);
  });

  it('is drawn on with the keyboard alone, from a new grid to a run', async () => {
    const lab = await openEditor();
    const focused = (): Promise<string> =>
      lab.page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element?.getAttribute('aria-roledescription') ?? element?.textContent?.trim() ?? '';
      });
    const tabTo = async (name: string, back = false): Promise<void> => {
      for (let i = 0; i < 150 && (await focused()) !== name; i++) {
        if (back) await lab.page.keyboard.down('Shift');
        await press(lab, 'Tab');
        if (back) await lab.page.keyboard.up('Shift');
      }
      expect(await focused()).toBe(name);
    };
    await tabTo('New grid');
    await press(lab, 'Enter');
    await lab.waitForText('editor-panel >>> .state', /^2 levels, 46 states/);
    await tabTo('map');
    await press(lab, 'ArrowRight', 'ArrowRight', 'w', 'Enter');
    await readout(lab, 'column 3, row 1: wall');
    await lab.waitForText('editor-panel >>> .state', /^2 levels, 45 states/);
    await press(lab, 'ArrowDown', 'ArrowDown', 'ArrowLeft', '2', ' ');
    await readout(lab, 'column 2, row 3: start, rival');
    await press(lab, 'm', 'Enter', 'ArrowLeft', 'Enter');
    await readout(lab, 'column 1, row 3: start, rival');
    await lab.page.keyboard.down('Control');
    await press(lab, 'z', 'z', 'z');
    await lab.page.keyboard.up('Control');
    await lab.waitForText('editor-panel >>> .state', /^2 levels, 46 states/);
    await press(lab, 'Escape');
    await lab.type('agents', '16');
    await tabTo('Run this world', true);
    await press(lab, 'Enter');
    await lab.waitForStatus(/16 agents|left|Finished/);
    expect((await worldIn(lab)).levels.map(({ name }) => name)).toEqual(['together', 'apart']);
    expect(await lab.page.$('>>> editor-panel')).toBeNull();
  });

  it('says when the features that it came with no longer fit, and outlives other views and a reload', async () => {
    const lab = await openEditor();
    await lab.press('goal');
    await lab.page.mouse.click(...(await cellAt(lab, 3, 2, 8, 6)));
    expect(await lab.waitForText('editor-panel >>> lab-notice >>> p', /./)).toMatch(/features that this world came with/);
    const before = await states(lab);
    await press(lab, 'Escape', '1');
    await lab.waitFor('world-panel:not([hidden])');
    await press(lab, '5');
    expect(await lab.waitForText('editor-panel >>> .state', /link of/)).toBe(before);
    await lab.page.reload();
    await lab.waitForStatus(/^Ready/);
    expect(await lab.fragment()).toBe(island);
    await press(lab, '5');
    expect(await lab.waitForText('editor-panel >>> .state', /link of/)).toBe(before);
    await lab.press('Back to the experiment’s world');
    await lab.waitForText('editor-panel >>> .state', /the experiment’s world$/);
  });
});

it('warns of a link that some programs cut off, and takes new things and levels', async () => {
  const lab = await openEditor();
  await lab.press('New grid');
  await lab.press('+ thing');
  await lab.page.mouse.click(...(await cellAt(lab, 5, 5, 5, 5)));
  await readout(lab, 'column 5, row 5: start, thing');
  for (const _ of [1, 2, 3]) await lab.press('Copy level');
  await lab.waitForText('editor-panel >>> .state', /^5 levels.*more than the 2.?000/);
  await lab.press('remove thing');
  await readout(lab, 'column 5, row 5: start');
  await lab.press('Run this world');
  expect(await lab.waitForText('lab-notice >>> p', /characters/)).toMatch(/^The link to this world has 2.?\d{3} characters; some programs cut off/);
});

describe('JSON', () => {
  it('shows a mistake at its path and place, and runs once it is right', async () => {
    const lab = await openEditor();
    await lab.press('JSON');
    const area = (await lab.waitFor('json-editor >>> textarea')) as ElementHandle<HTMLTextAreaElement>;
    const replace = async (from: string, to: string): Promise<void> => {
      await area.evaluate((field, text) => {
        field.focus();
        field.setSelectionRange(field.value.indexOf(text), field.value.indexOf(text) + text.length);
      }, from);
      await lab.page.keyboard.type(to);
    };
    const problem = (pattern: RegExp): Promise<string> => lab.waitForText('json-editor >>> .problem span', pattern);
    await replace('"reward": 50', '"reward": fifty');
    await problem(/^JSON:\d+:\d+: "fifty"; expected a JSON value/);
    await replace('fifty', '"5"');
    expect(await problem(/world/)).toEqual(expect.stringMatching(/^world\.events\[1\]\.reward: "5"; expected 0, or a number/));
    await lab.page.locator('>>> json-editor >>> .problem button').click();
    expect(await area.evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd))).toBe('"5"');
    expect(await lab.page.$eval('>>> editor-panel >>> .use', (button) => (button as HTMLButtonElement).disabled)).toBe(true);
    await lab.page.keyboard.type('5');
    await lab.waitForText('editor-panel >>> .state', /link of/);
    await lab.press('Run this world');
    await lab.waitForStatus(/^Finished/);
    expect((await worldIn(lab)).events[1]).toMatchObject({ name: 'goal', reward: 5 });
  });

  it('comes from files: a table of Gymnasium is a world, and what is none changes nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'editor-'));
    const file = (name: string, value: unknown): string => {
      writeFileSync(join(folder, name), JSON.stringify(value));
      return join(folder, name);
    };
    const lab = await openEditor();
    const input = (await lab.waitFor('editor-panel >>> input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(file('broken.json', { P: { 0: { 0: [[2, 0, 0, false]] } } }));
    expect(await lab.waitForText('editor-panel >>> lab-notice >>> p', /broken/)).toMatch(/nothing has changed: P\["?0"?\]/);
    expect(await states(lab)).toMatch(/the experiment’s world$/);
    await input.uploadFile(file('two.json', { P: { 0: { 0: [[1, 1, 1, true]], 1: [[1, 0, 0, false]] }, 1: {} } }));
    await lab.waitForText('editor-panel >>> .state', /^1 level, 2 states/);
    expect(await lab.page.$('>>> json-editor')).not.toBeNull();
    await lab.press('Draw');
    await lab.waitForText('editor-panel >>> .empty', /cannot be drawn on\. Its actions \(0, 1\)/);
    await lab.press('Run this world');
    await lab.waitForStatus(/^Finished/);
    expect((await worldIn(lab)).levels[0]!.name).toBe('gymnasium');
    rmSync(folder, { recursive: true });
  });
});

describe('axe-core finds nothing in light and dark', () => {
  it('on the map and in the JSON', async () => {
    const lab = await openEditor();
    await lab.press('New grid');
    expect(await findings(lab, '.view')).toEqual([]);
    await lab.page.setViewport({ width: 390, height: 844 });
    expect(await lab.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await lab.press('JSON');
    const area = await lab.waitFor('json-editor >>> textarea');
    await area.focus();
    await lab.page.keyboard.type('x');
    await lab.waitForText('json-editor >>> .problem', /JSON:/);
    expect(await findings(lab)).toEqual([]);
  });
});
