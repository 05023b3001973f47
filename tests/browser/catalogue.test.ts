import { describe, expect, it } from 'vitest';
import { decodeLink } from '../../src/experiment/link';
import { catalogue } from '../../src/lab/tables';
import { catalogueGroups, search } from '../../src/ui/catalogue-entries';
import type { LabPage } from './harness';
import { sharedHarness } from './shared';

const harness = sharedHarness();

const status = 'catalogue-dialog >>> [role=status]';
const scenarioOf = async (lab: LabPage) => decodeLink(await lab.fragment()).experiment.scenario;
const titles = (lab: LabPage): Promise<string[]> => lab.page.$$eval('>>> catalogue-dialog >>> .title', (found) => found.map((title) => title.textContent ?? ''));
const isOpen = (lab: LabPage): Promise<boolean> => lab.page.$eval('>>> catalogue-dialog >>> dialog', (dialog) => (dialog as HTMLDialogElement).open);
const focused = (lab: LabPage): Promise<string> =>
  lab.page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element instanceof HTMLInputElement ? 'the field' : (element?.querySelector('.title')?.textContent ?? '');
  });
const titleOf = (id: string): string => catalogue.get(id)!.title;

describe('the catalogue', () => {
  it('has a card for every entry, in two groups, and paints what is in view', async () => {
    const lab = await harness.open();
    await lab.press('Catalogue');
    await lab.waitForText(status, new RegExp(`^${catalogue.size} entries`));
    expect(await titles(lab)).toEqual(catalogueGroups.flatMap(({ entries }) => entries.map(({ title }) => title)));
    expect(await lab.page.$$eval('>>> catalogue-dialog >>> section > h3', (headings) => headings.map((heading) => heading.textContent))).toEqual(['Claims', 'Worlds']);
    const painted = () => lab.page.$$eval('>>> catalogue-dialog >>> .picture', (pictures) => pictures.filter((picture) => picture.childElementCount > 0).length);
    await expect.poll(painted).toBeGreaterThan(8);
    expect(await painted()).toBeLessThan(catalogue.size);
    await lab.page.locator('>>> catalogue-dialog >>> button:has([data-id="random-walk"])').click();
    await lab.waitForStatus(/^Ready/);
    expect(await isOpen(lab)).toBe(false);
    expect(await scenarioOf(lab)).toBe('random-walk');
    expect(await lab.text('catalogue-panel >>> .title')).toBe(titleOf('random-walk'));
  });

  it('is searched and walked by keys alone', async () => {
    const lab = await harness.open();
    await lab.page.keyboard.press('c');
    await lab.waitForText(status, /entries/);
    await expect.poll(() => focused(lab)).toBe('the field');
    await lab.page.keyboard.type('brainstem Prior');
    await lab.waitForText(status, new RegExp(`^${search('brainstem prior').flatMap(({ entries }) => entries).length} `));
    expect(await titles(lab)).toEqual(search('brainstem prior').flatMap(({ entries }) => entries.map(({ title }) => title)));
    await lab.page.keyboard.press('Enter');
    await lab.waitForText('catalogue-panel >>> .title', new RegExp(titleOf('claim-08')));
    expect(await scenarioOf(lab)).toBe('claim-08');

    await lab.page.keyboard.press('c');
    await lab.waitForText(status, new RegExp(`^${catalogue.size} `));
    await lab.page.keyboard.press('ArrowDown');
    expect(await focused(lab)).toBe(titleOf('claim-01'));
    await lab.page.keyboard.press('ArrowRight');
    expect(await focused(lab)).toBe(titleOf('claim-02'));
    const columns = await lab.page.$eval('>>> catalogue-dialog >>> ul', (list) => getComputedStyle(list).gridTemplateColumns.split(' ').length);
    await lab.page.keyboard.press('ArrowDown');
    expect(await focused(lab)).toBe(titleOf(catalogueGroups[0]!.entries[1 + columns]!.id));
    await lab.page.keyboard.press('Escape');
    expect(await isOpen(lab)).toBe(false);
    expect(await scenarioOf(lab)).toBe('claim-08');
  });

  it('says when no entry has the words, on a phone without sideways scrolling', async () => {
    const lab = await harness.open({ width: 390, height: 844 });
    await lab.press('Catalogue');
    await lab.waitForText(status, /entries/);
    expect(await lab.page.$eval('>>> catalogue-dialog >>> dialog', (dialog) => dialog.scrollWidth <= dialog.clientWidth)).toBe(true);
    await lab.page.keyboard.type('cheese zebra');
    await lab.waitForText(status, /^0 entries/);
    expect(await lab.text('catalogue-dialog >>> .none')).toMatch(/^No entry/);
    await lab.page.keyboard.press('Enter');
    expect(await isOpen(lab)).toBe(true);
  });
});
