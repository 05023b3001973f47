import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Frame, Page } from 'puppeteer';
import { serveFolder } from '../../src/headless/serve';
import { decodeLink, encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { modulesOf, readQr } from '../read-qr';
import { findings, type Look } from './axe';
import type { LabPage } from './harness';
import { sharedHarness } from './shared';

const harness = sharedHarness();

const small = parseExperiment({ scenario: 'random-walk', agents: 64, phases: [{ name: 'train', split: 'train', steps: 1000 }, { name: 'test', split: 'train', steps: 500, learn: false }] });
const smallLink = encodeLink(small, '');

const valueOf = (lab: LabPage, label: string): Promise<string> => lab.page.$eval(`>>> share-dialog >>> textarea[aria-label="${label}"]`, (area) => (area as HTMLTextAreaElement).value);
const choose = (lab: LabPage, form: string): Promise<void> => lab.page.locator(`::-p-aria([name="${form}"][role="radio"])`).click();
const exists = async (page: Page | Frame, selector: string): Promise<boolean> => (await page.$(`>>> ${selector}`)) !== null;

/** What the QR code on the page says, and the light modules around it. */
async function readCode(lab: LabPage): Promise<{ text: string; quiet: number }> {
  const { viewBox, path } = await lab.page.$eval('>>> qr-figure >>> svg', (svg) => ({ viewBox: svg.getAttribute('viewBox')!.split(' ').map(Number), path: svg.querySelector('path')!.getAttribute('d')! }));
  const size = viewBox[2]! + 2 * viewBox[0]!;
  return { text: readQr(modulesOf(path, size)), quiet: -viewBox[0]! };
}

describe('the share dialog', () => {
  it('has the link as text, as a code, for a lesson and for a frame', async () => {
    const lab = await harness.open();
    const address = lab.page.url();
    await lab.page.keyboard.press('l');
    await lab.waitFor('qr-figure >>> svg');
    expect(await valueOf(lab, 'link')).toBe(address);
    expect(await readCode(lab)).toEqual({ text: address, quiet: 4 });
    expect(await lab.text('share-dialog >>> .about')).toMatch(/^\d+ characters\. It carries the experiment; after a run/);
    await choose(lab, 'Lesson');
    expect(await valueOf(lab, 'link')).toBe(address.replace('#', '?lesson#'));
    expect((await readCode(lab)).text).toBe(address.replace('#', '?lesson#'));
    await choose(lab, 'Frame');
    await lab.page.locator('::-p-aria([name="height pixels"])').fill('480');
    const html = await valueOf(lab, 'HTML of the frame');
    expect(html).toContain(`src="${address.replace('#', '?embed#')}"`);
    expect(html).toContain('height="480"');
    expect((await readCode(lab)).text).toBe(address);
    expect(await valueOf(lab, 'citation')).toMatch(/^“Cheese in the corner.” Valence Lab \d+\.\d+\.\d+, \d{4}\. Scenario: after Langosco/);
  });

  it('after a run carries the fingerprint, in citations too, and copies what it shows', async () => {
    const lab = await harness.open({ fragment: smallLink });
    await lab.press('Run');
    await lab.waitForStatus(/^Finished/);
    await lab.press('Share');
    expect(await lab.waitForText('share-dialog >>> .about', /./)).toMatch(/the fingerprint of its run/);
    const link = await valueOf(lab, 'link');
    const { fingerprint } = decodeLink(link);
    expect(await valueOf(lab, 'citation')).toContain(`Fingerprint ${fingerprint!.end}`);
    expect(await valueOf(lab, 'BibTeX entry')).toContain(`url = {${link}}`);
    await lab.page.browserContext().overridePermissions(new URL(link).origin, ['clipboard-read', 'clipboard-sanitized-write']);
    await lab.press('Copy this link');
    await lab.waitForText('share-dialog >>> lab-copy >>> span', /Copied/);
    expect(await lab.page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    await lab.press('Show on the whole screen');
    await lab.page.waitForFunction(() => document.fullscreenElement !== null);
    await lab.press('Back');
    await lab.page.waitForFunction(() => document.fullscreenElement === null);
  });

  it('says when a link is long, and when it is too long for a code', async () => {
    const levels = Array.from({ length: 400 }, (_, i) => ({ name: `level ${i} ${(i * 7919) % 10007}`, splits: { train: 1 }, states: 2, start: [[1, 0]], transitions: [[0, 0, [[1, 1, [], true]]]] }));
    const fragment = encodeLink(parseExperiment({ scenario: { world: { schema: 1, actions: ['go'], events: [], levels } }, agents: 4, phases: [{ name: 'train', split: 'train', steps: 64 }] }), '');
    const lab = await harness.open({ fragment });
    await lab.page.keyboard.press('l');
    expect(await lab.waitForText('share-dialog >>> .warning', /./)).toMatch(/longer than 2.000 characters/);
    expect(await lab.text('qr-figure')).toBe('');
    expect(await lab.text('qr-figure >>> p')).toMatch(/^Too long for a QR code/);
  });
});

describe('a lesson', () => {
  it('hides settings, the catalogue and the views that it does without, and runs', async () => {
    const lab = await harness.open({ query: '?lesson', fragment: smallLink });
    const seen = await Promise.all(['controls-panel', 'catalogue-panel', 'tour-invitation', 'transport-panel', 'claim-panel', 'world-panel', 'curve-panel', 'goals-panel', 'measures-panel'].map((tag) => exists(lab.page, tag)));
    expect(seen).toEqual([false, false, false, true, true, true, true, true, true]);
    expect(await lab.text('nav')).toBe('ExperimentPopulationInspector');
    for (const key of ['c', '3', '5'] as const) await lab.page.keyboard.press(key);
    expect(await exists(lab.page, 'catalogue-dialog')).toBe(false);
    expect(await lab.text('nav [aria-current]')).toBe('Experiment');
    await lab.press('Run');
    await lab.waitForStatus(/^Finished/);
    expect(lab.page.url()).toMatch(/\?lesson#1\.[^~]*~/);
    expect(await lab.page.$eval('>>> header a', (link) => (link as HTMLAnchorElement).href)).toBe(lab.page.url().replace('?lesson', ''));
    await lab.page.keyboard.press('l');
    await lab.waitFor('qr-figure >>> svg');
    expect(await valueOf(lab, 'link')).toBe(lab.page.url());
  });
});

describe('a frame', () => {
  it('works in a page of another origin without storage, and its link opens elsewhere with the same bits', async () => {
    const lab = await harness.open({ fragment: smallLink });
    const src = lab.page.url().replace('#', '?embed#');
    await lab.page.evaluateOnNewDocument(() => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
        Object.defineProperty(window, name, { get: () => { throw new DOMException('storage is blocked', 'SecurityError'); } });
      }
    });
    const folder = await mkdtemp(join(tmpdir(), 'valence-lab-'));
    await writeFile(join(folder, 'index.html'), `<!doctype html><link rel="icon" href="data:,"><iframe title="lab" width="800" height="720" src="${src}"></iframe>`);
    const server = await serveFolder(folder);
    await lab.page.goto(server.url);
    const frame = await (await lab.page.waitForSelector('iframe'))!.contentFrame();
    const status = async (pattern: string) => frame.waitForFunction((source) => {
      const run = document.querySelector('valence-lab')?.shadowRoot?.querySelector('run-panel')?.shadowRoot;
      return new RegExp(source).test(run?.querySelector('.status')?.textContent?.trim() ?? '');
    }, {}, pattern);
    await status('^Ready');
    const seen = await Promise.all(['header.top', 'controls-panel', 'measures-panel', 'world-panel >>> .inspect', 'transport-panel', 'claim-panel', 'world-panel', 'curve-panel'].map((tag) => exists(frame, tag)));
    expect(seen).toEqual([false, false, false, false, true, true, true, true]);
    await (await frame.waitForSelector('>>> transport-panel >>> .run'))!.click();
    await status('^Finished');
    const link = await frame.$eval('>>> footer a', (anchor) => ({ href: (anchor as HTMLAnchorElement).href, target: (anchor as HTMLAnchorElement).target, rel: (anchor as HTMLAnchorElement).rel }));
    expect(link).toMatchObject({ target: '_blank', rel: 'noopener' });
    expect(link.href).toMatch(/\/#1\.[^~]*~1\./);
    await lab.close();
    await server.close();
    await rm(folder, { recursive: true });

    const other = await harness.open({ fragment: new URL(link.href).hash });
    await other.press('Run');
    expect(await other.waitForText('lab-notice >>> p', /Same|Different/)).toMatch(/Same bits/);
  });
});

it.each(['', '?lesson', '?embed'])('axe-core finds nothing in light, dark, with more contrast and with colours that are forced, with “%s”', async (query) => {
  const looks: readonly Look[] = [['light'], ['dark'], ['light', 'more'], ['dark', 'forced']];
  const lab = await harness.open({ query, fragment: smallLink });
  expect(await findings(lab, null, looks)).toEqual([]);
  if (query === '?embed') return;
  await lab.page.keyboard.press('l');
  await lab.waitFor('qr-figure >>> svg');
  expect(await findings(lab, 'share-dialog', looks)).toEqual([]);
});
