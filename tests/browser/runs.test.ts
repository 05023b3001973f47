import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeLink, encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { parseRunFile, type FiledRun } from '../../src/experiment/run-file';
import { findings } from './axe';
import type { LabPage } from './harness';
import { sharedHarness } from './shared';

const harness = sharedHarness();
const folder = mkdtempSync(join(tmpdir(), 'valence-lab-runs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const phases = [{ name: 'train', split: 'train', steps: 800 }, { name: 'test', split: 'train', steps: 200, learn: false }];
const fragment = encodeLink(parseExperiment({ scenario: 'random-walk', agents: 32, phases, record: { everySteps: 50 } }), '');

const panel = 'runs-panel >>>';
/** The cells of rows, one beside the other. */
const rows = (lab: LabPage, selector: string): Promise<readonly string[]> =>
  lab.page.$$eval(`>>> ${selector} tr`, (found) => found.map((row) => [...row.children].map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim()).join(' | ')));
const names = (lab: LabPage): Promise<readonly string[]> => lab.page.$$eval(`>>> ${panel} th .name`, (inputs) => inputs.map((input) => (input as HTMLInputElement).value));
const click = async (lab: LabPage, selector: string): Promise<void> => (await lab.waitFor(selector)).click();

/** Leaves whatever is typed into, so that keys are the page's. */
const key = async (lab: LabPage, name: 'p' | '1' | '4' | 'Space'): Promise<void> => {
  await lab.page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    (focused as HTMLElement | null)?.blur();
  });
  await lab.page.keyboard.press(name);
};

/** Runs what is under the controls and has no fingerprint yet, by keys alone. */
async function run(lab: LabPage): Promise<void> {
  await key(lab, 'Space');
  await expect.poll(() => lab.fragment()).toContain('~');
  await lab.waitForText('run-panel >>> .line', /^Finished.*Pin$/);
}

/** The text of the file that pressing something downloads. */
async function downloaded(lab: LabPage, press: () => Promise<unknown>): Promise<string> {
  const session = await lab.page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, eventsEnabled: true, browserContextId: lab.page.browserContext().id! });
  const before = new Set(readdirSync(folder));
  const done = new Promise<void>((resolve) => session.on('Browser.downloadProgress', ({ state }) => (state === 'completed' ? resolve() : undefined)));
  await press();
  await done;
  await session.detach();
  const name = readdirSync(folder).find((file) => !before.has(file))!;
  const text = readFileSync(join(folder, name), 'utf8');
  rmSync(join(folder, name));
  return text;
}

async function upload(lab: LabPage, text: string): Promise<string> {
  const file = join(folder, 'upload.json');
  writeFileSync(file, text);
  const input = (await lab.waitFor(`${panel} #file`)) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(file);
  return lab.waitForText(`${panel} .message`, /upload\.json/);
}

/** Deletes all runs one after another, by mouse. */
async function deleteAll(lab: LabPage): Promise<void> {
  for (let left = (await names(lab)).length - 1; left >= 0; left--) {
    await click(lab, `${panel} tbody tr:first-child .actions button:last-child`);
    await expect.poll(() => names(lab)).toHaveLength(left);
  }
}

describe('runs', () => {
  it('are pinned, renamed, compared, carried through files, and there again after a reload', async () => {
    const lab = await harness.open({ fragment });
    await key(lab, '4');
    expect(await lab.waitForText(`${panel} .empty`, /./)).toMatch(/^No run has finished yet/);
    await run(lab);
    await key(lab, 'p');
    await lab.waitForText('run-panel >>> .line', /Pinned$/);
    await lab.type('agent.alpha', '0.4');
    await run(lab);
    await key(lab, 'p');
    await lab.waitForText('run-panel >>> .line', /Pinned$/);
    expect(await names(lab)).toEqual([expect.stringMatching(/^α 0.4, 32 agents/), expect.stringMatching(/^32 agents/)]);

    const input = await lab.waitFor(`${panel} tr:nth-child(2) .name`);
    await input.click({ count: 3 });
    await input.type('slow <b>one</b>');
    await lab.page.keyboard.press('Enter');
    for (const row of [2, 1]) await click(lab, `${panel} tr:nth-child(${row}) input[type="checkbox"]`);
    await lab.waitForText('compared-runs >>> .settings', /./);
    expect(await rows(lab, 'compared-runs >>> .settings')).toEqual([expect.stringMatching(/^setting \| firstslow <b>one<\/b> \| α 0.4/), 'critic step size α | 0.05 | 0.4']);
    expect((await rows(lab, 'compared-runs >>> .bits')).slice(1)).toEqual([expect.stringMatching(/^train \| \S{6} \| \S{6} other bits$/), expect.stringMatching(/^test .*other bits$/)]);
    const rmse = (await rows(lab, 'compared-runs >>> .measures')).find((row) => row.startsWith('valueRmse'));
    expect(rmse).toMatch(/^valueRmse \| \S+ ± \S+ \| \S+ ± [\d.]+ ?[+−][\d.]+ \[\S+, \S+\]$/);

    await click(lab, 'compared-runs >>> figure-export >>> button');
    const csv = await downloaded(lab, () => click(lab, 'compared-runs >>> figure-export >>> li button'));
    // Names may hold commas.
    const [head, ...lines] = csv.trimEnd().split('\n').map((line) => line.replace(/"[^"]*"/, 'quoted').split(','));
    expect(head).toEqual(['run', 'phase', 'step', 'measure', 'mean', 'q5', 'q25', 'q50', 'q75', 'q95', 'agents']);
    expect([...new Set(lines.map(([name]) => name))]).toEqual(['slow <b>one</b>', 'quoted']);
    expect(lines.length).toBe(2 * (800 + 200) / 50);
    expect(lines.every((line) => Number.isFinite(Number(line.at(-1))) && Number(line.at(-1)) <= 32)).toBe(true);

    const file = await downloaded(lab, () => lab.press('Export all pinned'));
    const exported = parseRunFile(file, 'exported', 0);
    expect(exported.map(({ name }) => name)).toEqual(await names(lab));
    expect(exported[1]).toMatchObject({ name: 'slow <b>one</b>', style: 0, agents: { names: expect.arrayContaining(['test.reward']) } });

    await lab.page.reload();
    await lab.waitForStatus(/^Ready/);
    await key(lab, '4');
    await lab.waitForText(`${panel} header`, /2 pinned/);
    expect(await names(lab)).toEqual(exported.map(({ name }) => name));

    await deleteAll(lab);
    await lab.press('Undo');
    await lab.waitForText(`${panel} header`, /1 pinned/);
    await deleteAll(lab);
    expect(await upload(lab, file)).toBe('2 runs from upload.json are pinned now.');
    const back = parseRunFile(await downloaded(lab, () => lab.press('Export all pinned')), 'exported', 0);
    expect(back).toEqual(exported satisfies readonly FiledRun[]);
    expect(await upload(lab, file)).toBe('2 runs from upload.json were pinned already.');
    expect(await upload(lab, file.replace('"count":32', '"count":33'))).toMatch(/^upload\.json was not imported, and nothing here has changed: runs\[0\]\.results\.phases\[0\]\.population\.\S+\.count: 33; expected a whole number from 0 to 32\.$/);
    expect(await upload(lab, file.slice(0, 5000))).toMatch(/upload\.json:1:5001: missing; expected/);
    await click(lab, `${panel} tr:nth-child(2) .pin`);
    await lab.waitForText(`${panel} header`, /1 pinned, 1 forgotten/);
    await upload(lab, JSON.stringify(exported[1]!.results));
    expect((await names(lab))[0]).toMatch(/^32 agents/);
  });

  it('are opened again and end in the same bits; another tab sees what is pinned', async () => {
    const lab = await harness.open({ fragment });
    await run(lab);
    const finished = await lab.fragment();
    const other = await harness.open({ fragment, beside: lab });
    await key(other, '4');
    await other.waitForText(`${panel} .empty`, /^No run has finished/);
    await lab.page.bringToFront();
    await key(lab, 'p');
    await lab.waitForText('run-panel >>> .line', /Pinned$/);
    // A page that nobody sees draws nothing.
    await other.page.bringToFront();
    await other.waitForText(`${panel} header`, /1 pinned/);
    await other.type('seed', '9');
    await click(other, `${panel} .actions button:nth-child(3)`);
    expect(await other.waitForText('lab-notice >>> p', /Same|Different/)).toMatch(/Same bits/);
    expect(decodeLink(await other.fragment())).toEqual(decodeLink(finished));
  });

  it('need no storage: what is pinned then is said to go with the page', async () => {
    const lab = await harness.open({ fragment });
    await lab.page.evaluateOnNewDocument(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
    await lab.page.reload();
    await lab.waitForStatus(/^Ready/);
    await run(lab);
    await key(lab, 'p');
    await key(lab, '4');
    expect(await lab.waitForText(`${panel} .problem`, /./)).toMatch(/^This browser keeps nothing for this page[^.]*\.$/);
    expect(await lab.text(`${panel} header`)).toMatch(/1 pinned/);
  });

  it('axe-core finds nothing in light and dark', async () => {
    const lab = await harness.open({ fragment });
    for (const seed of ['2', '3']) {
      await lab.type('seed', seed);
      await run(lab);
    }
    await key(lab, 'p');
    await key(lab, '4');
    await lab.waitForText(`${panel} header`, /1 pinned, 1 forgotten/);
    for (const row of [1, 2]) {
      await lab.page.focus(`>>> ${panel} tr:nth-child(${row}) input[type="checkbox"]`);
      await lab.page.keyboard.press('Space');
    }
    await lab.waitForText('compared-runs >>> .settings', /./);
    expect(await findings(lab, '.view')).toEqual([]);
  });
});

it('arms of a claim are there again after a reload', async () => {
  const lab = await harness.open({ fragment: encodeLink(parseExperiment({ scenario: 'claim-12', agents: 8, seed: 5 }), '') });
  await lab.page.keyboard.press('v');
  await lab.waitForText('arms-panel >>> button', /^Run the claim again/);
  const verdicts = await rows(lab, 'verdict-panel >>>');
  await lab.page.reload();
  await lab.waitForText('arms-panel >>> button', /^Run the claim again/);
  expect(await rows(lab, 'verdict-panel >>>')).toEqual(verdicts);
});
