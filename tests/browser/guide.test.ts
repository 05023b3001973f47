import { describe, expect, it } from 'vitest';
import { encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { findings } from './axe';
import type { LabPage } from './harness';
import { sharedHarness } from './shared';

const harness = sharedHarness();

const small = encodeLink(
  parseExperiment({ scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 4 }, agents: 16, phases: [{ name: 'train', split: 'train', steps: 500 }, { name: 'deploy', split: 'deploy', steps: 500, learn: false }] }),
  '',
);

/** The label of the innermost element that has the focus, or its text, or else what it is. */
const focused = (lab: LabPage): Promise<string> =>
  lab.page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return (element?.ariaLabel ?? element?.textContent ?? '').replace(/\s+/g, ' ').trim() || (element?.localName ?? '');
  });

const step = (lab: LabPage, number: number): Promise<string> => lab.waitForText('tour-guide >>> .ways .small', new RegExp(`^${number} of 8$`));

/** Where the card stands, and the window. */
const card = (lab: LabPage) =>
  lab.page.$eval('>>> tour-guide >>> .card', (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { inside: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight, top, bottom };
  });

describe('the tour', () => {
  it('is offered once, is walked by keyboard to its end, and goes on with what is done', async () => {
    const lab = await harness.open({ fragment: small });
    await lab.press('New here? Two-minute tour');
    await step(lab, 1);
    expect(await focused(lab)).toBe('tour');
    await lab.page.keyboard.press('ArrowRight');
    await step(lab, 2);
    await lab.page.keyboard.press('ArrowLeft');
    await step(lab, 1);
    await lab.page.keyboard.press('ArrowRight');
    await lab.page.keyboard.press('Space');
    await step(lab, 3);
    for (const number of [4, 5]) {
      await lab.page.keyboard.press('ArrowRight');
      await step(lab, number);
      expect(await card(lab)).toMatchObject({ inside: true });
    }
    await lab.waitForStatus(/^Finished/);
    if (/^5/.test(await lab.text('tour-guide >>> .ways .small'))) await lab.page.keyboard.press('ArrowRight');
    await step(lab, 6);
    await lab.page.keyboard.press('ArrowRight');
    await step(lab, 7);
    await lab.type('scenarioOptions.cornerSize', '3');
    await lab.press('Run');
    await step(lab, 8);
    await lab.page.keyboard.press('ArrowRight');
    await lab.page.waitForFunction(() => document.querySelector('valence-lab')?.shadowRoot?.querySelector('tour-guide')?.shadowRoot?.querySelector('.card') === null);
    await lab.page.reload();
    await lab.waitForStatus(/Ready|Finished|left|Paused/);
    expect(await lab.text('tour-invitation')).toBe('');
  });

  it('fits a phone, points at what is in view, and gives the focus back', async () => {
    const lab = await harness.open({ width: 390, height: 844, fragment: small });
    await lab.page.keyboard.press('?');
    await lab.press('Two-minute tour of the first experiment');
    for (let number = 1; number <= 8; number++) {
      await step(lab, number);
      const { inside, top } = await card(lab);
      expect(inside).toBe(true);
      const ring = await lab.page.$eval('>>> tour-guide >>> .ring', (element) => element.getBoundingClientRect().top);
      expect(ring).toBeLessThan(top);
      expect(ring).toBeGreaterThan(-50);
      if (number < 8) await lab.page.keyboard.press('ArrowRight');
    }
    expect(await lab.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await lab.page.keyboard.press('Escape');
    expect(await lab.text('tour-guide >>> .card')).toBe('');
    expect(await focused(lab)).toBe('main');
  });
});

describe('the help', () => {
  it('explains words, and is opened at a word from the page', async () => {
    const lab = await harness.open({ fragment: small });
    await lab.page.keyboard.press('?');
    await lab.waitForText('help-dialog >>> [role=status]', /^\d+ words$/);
    await lab.page.locator('::-p-aria([name="words"][role="searchbox"])').fill('brainstem');
    expect(await lab.waitForText('help-dialog >>> .glossary dt', /./)).toBe('steering subsystem');
    expect(await findings(lab, 'help-dialog')).toEqual([]);
    await lab.page.keyboard.press('Escape');
    await lab.page.keyboard.press('Escape');
    await lab.page.locator('::-p-aria([name="outerGap"][role="button"])').click();
    expect(await lab.waitForText('help-dialog >>> .glossary dt', /^outer/)).toBe('outer gap');
  });

  it('changes the colours of the page against the system’s, and remembers them', async () => {
    const lab = await harness.open({ fragment: small });
    const paper = () => lab.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await paper();
    await lab.page.keyboard.press('?');
    await lab.page.locator('::-p-aria([name="colours"])').fill('dark');
    const dark = await paper();
    expect(dark).not.toBe(light);
    await lab.page.reload();
    await lab.waitForStatus(/^Ready/);
    expect(await paper()).toBe(dark);
    await lab.page.keyboard.press('?');
    await lab.page.locator('::-p-aria([name="colours"])').fill('automatic');
    expect(await paper()).toBe(light);
  });
});

describe('without a mouse', () => {
  it('an experiment is run, looked into and shared', async () => {
    const lab = await harness.open({ fragment: small });
    const { keyboard } = lab.page;
    await keyboard.press('Tab');
    expect(await focused(lab)).toBe('Skip to the experiment');
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    expect(await focused(lab)).toBe('Run');
    await keyboard.press('Enter');
    await lab.waitForStatus(/^Finished/);
    await keyboard.press('6');
    await lab.waitForText('inspector-panel >>> .step', /./);
    await keyboard.press('1');
    await keyboard.press('l');
    await lab.waitFor('qr-figure >>> svg');
    expect(await focused(lab)).toBe('Close');
    await keyboard.press('Tab');
    await keyboard.press('ArrowRight');
    await lab.page.waitForFunction(() => document.querySelector('valence-lab')?.shadowRoot?.querySelector('share-dialog')?.shadowRoot?.querySelector('textarea')?.value.includes('?lesson#'));
    await keyboard.press('Escape');
    await keyboard.press('s');
  });

  it('says something new at most once a second, however often it changes', async () => {
    const lab = await harness.open({ fragment: encodeLink(parseExperiment({ scenario: 'cheese-corner', agents: 64, phases: [{ name: 'train', split: 'train', steps: 100_000 }] }), '') });
    const times = await lab.page.evaluateHandle(() => {
      const said: number[] = [];
      new MutationObserver(() => said.push(performance.now())).observe(document.querySelector('valence-lab')!.shadowRoot!.querySelector('[aria-live]')!, { childList: true, characterData: true, subtree: true });
      return said;
    });
    let steps = 0;
    for (; (await times.evaluate(({ length }) => length)) < 4; steps++) await lab.page.keyboard.press('s');
    const gaps = (await times.jsonValue()).map((time, i, all) => time - all[i - 1]!).slice(1);
    expect(Math.min(...gaps)).toBeGreaterThan(900);
    expect(steps).toBeGreaterThan(2 * gaps.length);
  });
});

describe.each([[720, 450], [390, 844]])('at %d × %d', (width, height) => {
  it.each(['', '?lesson', '?embed'])('nothing scrolls sideways, and dialogs fit, with “%s”', async (query) => {
    const lab = await harness.open({ width, height, query, fragment: small });
    const sideways = () => lab.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    // Drawings take their width in the frame after they have been placed.
    await expect.poll(sideways).toBe(0);
    for (const key of query === '?embed' ? (['?'] as const) : (['?', 'l'] as const)) {
      await lab.page.keyboard.press(key);
      const dialog = await lab.waitFor(`${key === 'l' ? 'share' : 'help'}-dialog >>> dialog[open]`);
      expect(await dialog.evaluate((element) => [element.scrollWidth - element.clientWidth, Math.max(0, Math.ceil(element.getBoundingClientRect().bottom - innerHeight))])).toEqual([0, 0]);
      await lab.page.keyboard.press('Escape');
      await lab.page.waitForFunction((open) => !(open as HTMLDialogElement).open, {}, dialog);
    }
  });
});

describe('axe-core finds nothing in light, dark and colours that are forced', () => {
  it('in the tour', async () => {
    const lab = await harness.open({ fragment: small });
    await lab.page.keyboard.press('?');
    await lab.press('Two-minute tour of the first experiment');
    await step(lab, 1);
    expect(await findings(lab, 'tour-guide', [['light'], ['dark'], ['dark', 'forced']])).toEqual([]);
  });
});
