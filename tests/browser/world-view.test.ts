import { describe, expect, it } from 'vitest';
import { encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { recordEpisode } from '../../src/lab/episode';
import { Session } from '../../src/lab/session';
import { ending, returnsAt } from '../../src/ui/episode-text';
import { localCpuEngine } from '../gpu/harness/cpu';
import { findings } from './axe';
import type { LabPage } from './harness';
import { sharedHarness } from './shared';

const harness = sharedHarness();

const mouse = parseExperiment({
  scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 16 }, agents: 64,
  phases: [{ name: 'train', split: 'train', steps: 4000 }, { name: 'deploy', split: 'deploy', steps: 500, learn: false }],
});
const long = parseExperiment({ ...mouse, agents: 512, phases: [{ name: 'train', split: 'train', steps: 2_000_000 }] });
const walk = parseExperiment({ scenario: 'random-walk', agents: 16, phases: [{ name: 'train', split: 'train', steps: 500 }] });

const stage = (number: number, inner: string): string => `world-panel >>> episode-stage:nth-child(${number + 1}) >>> ${inner}`;
const slider = 'world-panel >>> time-scrubber >>> input';
const open = (experiment: typeof mouse, view = {}): Promise<LabPage> => harness.open({ ...view, fragment: encodeLink(experiment, '') });

/** The present time and the last one, once something has been recorded. */
async function times(lab: LabPage): Promise<readonly [time: number, length: number]> {
  const input = await lab.waitFor(`${slider}:not([disabled])`);
  return input.evaluate((own) => [Number((own as HTMLInputElement).value), Number((own as HTMLInputElement).max)] as const);
}
const timeIs = (lab: LabPage, wanted: number) => expect.poll(async () => (await times(lab))[0]).toBe(wanted);
const attribute = (lab: LabPage, selector: string, name: string): Promise<string | null> => lab.page.$eval(`>>> ${selector}`, (element, own) => element.getAttribute(own), name);
const trailOf = (lab: LabPage, number: number): Promise<string> => lab.page.$$eval(`>>> ${stage(number, 'level-stage')} >>> world-view >>> .trail > path`, (paths) => paths.at(-1)?.getAttribute('d') ?? '');

/** The episodes of an agent after a whole run, computed here. */
async function expected(experiment: typeof mouse, agent: number) {
  const session = await Session.open(experiment, localCpuEngine(), true);
  while (!session.finished) await session.advance(10_000);
  const episodes = await Promise.all(['train', 'deploy'].map((split) => recordEpisode(session, { agent, source: { split }, level: null, after: { step: 0, episodes: 0 } })));
  session.destroy();
  return episodes;
}

async function finished(lab: LabPage, last = 1): Promise<void> {
  await lab.press('Run');
  await lab.waitForStatus(/^Finished/);
  await lab.waitForText(stage(last, '.caption'), /return/);
}

describe('the world view', () => {
  it('shows what the trained agent does in training and in deployment, beside each other, as computed elsewhere', async () => {
    const episodes = await expected(mouse, 0);
    const lab = await open(mouse);
    await finished(lab);
    for (const [number, episode] of episodes.entries()) {
      await lab.waitForText(stage(number, '.caption'), new RegExp(`^${ending(episode)}`));
      expect(await lab.text(stage(number, '.caption'))).toContain(returnsAt(episode, episode.steps.length));
      expect(await lab.page.$$eval(`>>> ${stage(number, '.steps tbody tr')}`, (rows) => rows.length)).toBe(episode.steps.length);
    }
    expect(await times(lab)).toEqual(Array(2).fill(Math.max(...episodes.map(({ steps }) => steps.length))));
    const [left, right] = await Promise.all([0, 1].map((number) => lab.page.$eval(`>>> ${stage(number, 'level-stage')}`, (element) => element.getBoundingClientRect().toJSON() as DOMRect)));
    expect(right!.x).toBeGreaterThan(left!.x + left!.width - 1);
    expect(right!.y).toBe(left!.y);
    expect(await lab.page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);
  });

  it('is gone through by slider, buttons and keys, and plays', async () => {
    const lab = await open(mouse);
    await finished(lab);
    const [, length] = await times(lab);
    const whole = await trailOf(lab, 1);
    await (await lab.page.$(`>>> ${slider}`))!.focus();
    await lab.page.keyboard.press('Home');
    await timeIs(lab, 0);
    expect(await lab.text(stage(0, '.caption'))).toMatch(/^starts at \(\d, \d\)return 0/);
    expect(await attribute(lab, slider, 'aria-valuetext')).toMatch(/^step 0 of \d+\. .*starts at/);
    await lab.page.keyboard.press('ArrowRight');
    await timeIs(lab, 1);
    await lab.press('step forward');
    await timeIs(lab, 2);
    await lab.press('step back');
    await timeIs(lab, 1);
    expect((await trailOf(lab, 1)).length).toBeLessThan(whole.length);
    await lab.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await lab.page.keyboard.press('.');
    await timeIs(lab, 2);
    await lab.page.keyboard.press(',');
    await timeIs(lab, 1);
    await lab.page.keyboard.press('e');
    await expect.poll(async () => (await times(lab))[0]).toBe(length);
    expect(await trailOf(lab, 1)).toBe(whole);
  });

  it('chooses levels, keeps them, and takes another start', async () => {
    const lab = await open(mouse);
    await finished(lab);
    const name = () => lab.text(stage(1, 'button.level'));
    const before = await name();
    await lab.press('next level on stage 2');
    await expect.poll(name).not.toBe(before);
    expect(await attribute(lab, stage(1, 'button.level'), 'aria-pressed')).toBe('true');
    const kept = await name();
    const starts = new Set<string>();
    await expect.poll(async () => {
      await lab.press('another start on stage 2');
      return starts.add((await trailOf(lab, 1)).split('L')[0]!).size;
    }).toBeGreaterThan(1);
    expect(await name()).toBe(kept);
    await lab.page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    const last = await trailOf(lab, 1);
    await lab.press('another start on stage 2');
    await expect.poll(() => trailOf(lab, 1)).not.toBe(last);
    const [time, length] = await times(lab);
    expect([time, await lab.page.$$eval('::-p-aria([name="pause the episode"])', (found) => found.length)]).toEqual([length, 0]);

    await lab.page.$eval(`>>> ${stage(1, 'select')}`, (select) => {
      (select as HTMLSelectElement).value = 'train';
      select.dispatchEvent(new Event('change'));
    });
    await expect.poll(() => lab.text(stage(1, '.level'))).toBe('cheese 0,0');
  });

  it('shows values, arrows or both, in one scale, and saves them', async () => {
    const lab = await open(mouse);
    await finished(lab);
    const drawn = async () => Promise.all(['rect > title', '.arrows'].map((inner) => lab.page.$$eval(`>>> episode-stage >>> world-view >>> ${inner}`, (found) => found.length > 0)));
    await expect.poll(drawn).toEqual([true, true]);
    await lab.press('values');
    await expect.poll(drawn).toEqual([true, false]);
    await lab.press('arrows');
    await expect.poll(drawn).toEqual([false, true]);
    await lab.press('both');
    await expect.poll(drawn).toEqual([true, true]);
    const saved = () => lab.page.$eval('>>> world-panel >>> figure-export', async (figure) => {
      const { csv, svg } = figure as unknown as { csv(): string; svg(): string };
      const image = new Image();
      image.src = URL.createObjectURL(new Blob([svg()], { type: 'image/svg+xml' }));
      await image.decode();
      return { csv: csv(), wide: image.naturalWidth > image.naturalHeight, rects: svg().split('<rect').length - 1, unresolved: /var\(|color-mix|oklab/.test(svg()) };
    });
    const { csv, ...picture } = await saved();
    expect(picture).toEqual({ wide: true, rects: expect.any(Number), unresolved: false });
    expect(picture.rects).toBeGreaterThan(45);
    const lines = csv.trim().split('\n');
    expect(lines[0]).toBe('stage,level,x,y,value,to_x,to_y,probability,visits');
    expect(lines).toHaveLength(1 + 2 * 25);
  });

  it('goes on showing episodes while the population runs, and those of another agent', async () => {
    const lab = await open(long);
    await lab.press('Run');
    await lab.waitForStatus(/left/);
    const starts = new Set<string>();
    await expect.poll(async () => starts.add(await lab.text(stage(1, '.caption'))).size).toBeGreaterThan(6);
    await lab.press('agent 3');
    await lab.press('Pause');
    await lab.waitForStatus(/^Paused/);
    expect(await lab.waitForText(stage(0, '.steps caption'), /agent 3/)).toMatch(/^Recorded episode of agent 3 on/);
  });

  it('has one stage where there is one split, no arrows where there is one action, and can show where agents are now', async () => {
    const lab = await open(walk, { width: 390, height: 844 });
    await finished(lab, 0);
    expect(await lab.page.$$eval('>>> episode-stage', (stages) => stages.length)).toBe(1);
    expect(await lab.text('world-panel >>> .shows')).toBe('');
    await lab.page.$eval(`>>> ${stage(0, 'select')}`, (select) => {
      (select as HTMLSelectElement).value = '';
      select.dispatchEvent(new Event('change'));
    });
    await expect.poll(() => lab.text(stage(0, '.caption'))).toBe('');
    expect(await lab.page.$$eval(`>>> ${stage(0, 'level-stage')} >>> world-view >>> g > title`, (agents) => agents.length)).toBeGreaterThan(1);
    expect(await lab.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  it('has no violations in light and dark', async () => {
    const lab = await open(mouse);
    await finished(lab);
    await lab.press('next level on stage 2');
    expect(await findings(lab, 'world-panel')).toEqual([]);
  });
});
