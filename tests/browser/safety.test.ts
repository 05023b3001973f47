/** The built page is safe to open: it asks nobody but its own host, its scripts are files, and text of strangers is text. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { noticesFile } from '../../src/ui/notices-plugin';
import { linkAround } from '../hostile/doors';
import { PageHarness, type LabPage } from './harness';

let harness: PageHarness;
beforeAll(async () => void (harness = await PageHarness.start()));
afterAll(() => harness.stop());

const markup = '<img src=x onerror=alert(1)>';
const script = '"><script>alert(2)</script>';
const entity = '&lt;b&gt;';
/** Every name that a world can have is markup. */
const hostile = {
  name: markup,
  scenario: {
    world: {
      schema: 1, actions: [markup, script], letters: 'ab', events: [{ name: script, reward: 1, intended: 1, proxies: { [markup]: 1 } }], intendedGoal: entity,
      probes: [{ name: markup, goal: entity, features: { object: [[0, 1]] } }, { name: script, goal: markup, features: { object: [[1, 1]] } }],
      levels: [{
        name: markup, splits: { train: 1, [script]: 1 }, states: 2, maxSteps: 5, start: [[1, 0]], transitions: [0, 1].map((action) => [0, action, [[1, 1, [script], true]]]),
        draw: { width: 2, height: 1, cell: [0, 1], objects: [[1, script]] },
      }],
    },
  },
  agents: 8, phases: [{ name: 'train', split: 'train', steps: 60 }, { name: 'test', split: script, steps: 20, learn: false }],
};

/** Everything that the page says, shadow roots included. */
const allText = (lab: LabPage): Promise<string> =>
  lab.page.evaluate(() => {
    const within = (root: ParentNode): string => [...root.querySelectorAll('*')].map((element) => (element.shadowRoot ? within(element.shadowRoot) : [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map((node) => node.textContent).join(''))).join(' ');
    return within(document);
  });

/** Elements of a kind anywhere in the page, shadow roots included. */
const found = (lab: LabPage, selector: string): Promise<number> => lab.page.$$(`>>> ${selector}`).then(({ length }) => length);

it('names from a link are text in every view, and no request leaves the page’s own host', async () => {
  const lab = await harness.open({ fragment: encodeLink(parseExperiment(hostile), '') });
  const requested: string[] = [];
  lab.page.on('request', (request) => requested.push(request.url()));
  const dialogs: string[] = [];
  lab.page.on('dialog', (dialog) => void (dialogs.push(dialog.message()), dialog.dismiss()));
  await lab.page.reload();
  await lab.waitForStatus(/^Ready/);
  await lab.press('Run');
  await lab.waitForStatus(/^Finished/);
  for (const view of ['1', '2', '3', '4', '5', '6', '1'] as const) {
    await lab.page.keyboard.press(view);
    await new Promise((over) => setTimeout(over, 300));
    expect(await found(lab, 'img[src="x"]'), `view ${view}`).toBe(0);
    expect(await found(lab, 'valence-lab script')).toBe(0);
  }
  const said = await allText(lab);
  for (const name of [markup, script, entity]) expect(said).toContain(name);
  expect(dialogs).toEqual([]);
  const host = new URL(lab.page.url()).origin;
  expect(requested.length).toBeGreaterThan(3);
  expect(requested.filter((url) => !url.startsWith(`${host}/`) && !/^(?:data|blob):/.test(url))).toEqual([]);
  expect(harness.complaints.splice(0)).toEqual([]);
  await lab.close();
});

it.each([['a name that turns the text around it', '\u202eexe.gnp'], ['a line break', 'a\u2028b'], ['a control character', 'a\u0007b']])('%s is refused in plain text', async (_, name) => {
  const lab = await harness.open({ fragment: linkAround(JSON.stringify({ ...hostile, name })) });
  const text = await lab.text('lab-notice >>> p');
  expect(text).toMatch(/name: .*\\u[0-9a-f]{4}.*; expected text/);
  expect(text).not.toContain(name);
  await lab.close();
});

it('has no script but files, no handlers in its markup, and names what it is made of', () => {
  const html = readFileSync('dist/index.html', 'utf8');
  expect([...html.matchAll(/<script\b[^>]*>([^<]*)/g)].filter(([tag, body]) => !/ src="\.\//.test(tag) || body!.trim() !== '')).toEqual([]);
  expect(html).not.toMatch(/\son\w+=/);
  const made = readFileSync(`dist/${noticesFile}`, 'utf8');
  for (const name of ['lit ', 'lit-html ', 'uplot ', 'fflate ', 'idb ', 'uqr ', 'wgpu-matrix ', '@observablehq/plot ', 'd3-scale ', 'assemblyscript ']) expect(made).toMatch(new RegExp(`^${name}\\d+\\.\\d+\\.\\d+ \\(`, 'm'));
});
