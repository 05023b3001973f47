import type { ElementHandle } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import type { AgentTable, CurvePoint, PhaseResult } from '../../src/experiment/results';
import { findings } from './axe';
import { Downloads } from './downloads';
import type { LabPage } from './harness';
import { sharedHarness } from './shared';

const harness = sharedHarness();

const agents = 64;
const fragment = encodeLink(
  parseExperiment({
    scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 4 }, agents, agent: { alpha: { logUniform: [0.003, 0.1] }, beta: { grid: [0.02, 0.1] } },
    phases: [{ name: 'train', split: 'train', steps: 1500 }, { name: 'deploy', split: 'deploy', steps: 1000, learn: false }],
  }),
  '',
);

interface Session {
  readonly agents: AgentTable;
  readonly curve: readonly CurvePoint[];
  readonly phases: readonly PhaseResult[];
}

/** What the page knows of its finished run. */
const sessionOf = ({ page }: LabPage): Promise<Session> => page.evaluate(() => {
  const { agents, curve, phases } = (document.querySelector('valence-lab') as unknown as { lab: { session: { snapshot: Session } } }).lab.session.snapshot;
  // Typed arrays would come across as objects.
  return { agents: { names: agents.names, columns: agents.columns.map((column) => Array.from<unknown>(column)) } as Session['agents'], curve, phases };
});

const columnOf = ({ agents: { names, columns } }: Session, name: string): readonly number[] => columns[names.indexOf(name)] as readonly number[];

async function finished(): Promise<LabPage> {
  const lab = await harness.open({ fragment });
  await lab.press('Run');
  await lab.waitForStatus(/^Finished/);
  return lab;
}

const select = async (lab: LabPage, selector: string, value: string): Promise<void> => void (await ((await lab.waitFor(selector)) as ElementHandle<HTMLSelectElement>).select(value));

async function save({ page }: LabPage, subject: string, format: 'CSV' | 'SVG' | 'PNG'): Promise<void> {
  await page.locator(`::-p-aria([name="Save ${subject}"][role="button"])`).click();
  await page.locator(`>>> figure-export[name="${subject.replaceAll(' ', '-')}"] >>> [popover] >>> ::-p-text(${format})`).click();
}

/** Rows of a file whose cells need no quotes. */
const rowsOf = (file: Buffer): readonly (readonly string[])[] => file.toString().trimEnd().split('\n').map((line) => line.split(','));

interface Parsed {
  readonly root: string;
  readonly width: number;
  readonly height: number;
  readonly texts: readonly string[];
  readonly shapes: number;
  readonly unresolved: number;
}

/** Reads an SVG as XML on a page without the laboratory's policy. */
async function parsed({ page }: LabPage, file: Buffer): Promise<Parsed> {
  const other = await page.browser().newPage();
  const result = await other.evaluate((text) => {
    const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml');
    return {
      root: `${root.namespaceURI} ${root.tagName}`, width: Number(root.getAttribute('width')), height: Number(root.getAttribute('height')),
      texts: [...root.querySelectorAll('text')].map(({ textContent }) => textContent ?? ''), shapes: root.querySelectorAll('path, rect, circle, line').length,
      unresolved: [...text.matchAll(/var\(|currentColor|<!--/g)].length,
    };
  }, file.toString());
  await other.close();
  return result;
}

/** Width and height that a PNG declares, after its signature. */
function pngSize(file: Buffer): readonly [number, number] {
  expect(file.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  return [file.readUInt32BE(16), file.readUInt32BE(20)];
}

describe('the learning curve', () => {
  it('is smoothed, has a second measure, and is saved in every format', async () => {
    const lab = await finished();
    const downloads = await Downloads.of(lab);
    const { curve } = await sessionOf(lab);

    await select(lab, 'curve-panel >>> #second', 'intended');
    await lab.waitForText('curve-panel >>> .readout', /; intended/);
    await lab.press('Scale');
    await select(lab, 'curve-panel >>> #scale select', '5');
    await (await lab.waitFor('curve-panel >>> #scale input[type=checkbox]')).click();
    expect(await lab.page.$eval('>>> curve-view', (view) => [(view as HTMLElement & { halfLife: number; logFrom: number }).halfLife, (view as HTMLElement & { logFrom: number }).logFrom])).toEqual([5, 500]);
    await lab.page.keyboard.press('Escape');

    await save(lab, 'learning curve', 'CSV');
    const [header, ...rows] = rowsOf(await downloads.take('learning-curve.csv'));
    expect(header!.slice(0, 4)).toEqual(['phase', 'step', 'measure', 'mean']);
    expect(rows).toHaveLength(2 * curve.length);
    rows.slice(0, curve.length).forEach((row, k) => {
      const { phase, step, measures } = curve[k]!;
      expect(row.slice(0, 3)).toEqual([phase, String(step), 'reward']);
      // Columns of binary32 numbers have the digits that these need.
      expect(row.slice(4, 9).map((cell) => Math.fround(Number(cell)))).toEqual(measures['reward']!.quantiles.map((value) => Math.fround(value!)));
    });

    await save(lab, 'learning curve', 'SVG');
    const svg = await parsed(lab, await downloads.take('learning-curve.svg'));
    expect(svg).toMatchObject({ root: 'http://www.w3.org/2000/svg svg', unresolved: 0 });
    expect(svg.texts).toEqual(expect.arrayContaining(['train', 'deploy', 'oracle', 'uniform', 'reward', 'intended', 'steps within the phase']));

    await save(lab, 'learning curve', 'PNG');
    expect(pngSize(await downloads.take('learning-curve.png'))).toEqual([2 * svg.width, 2 * svg.height]);
    await downloads.remove();
  });
});

describe('the figures', () => {
  it('say before a run what will stand there', async () => {
    const lab = await harness.open({ fragment });
    await lab.page.keyboard.press('3');
    expect(await lab.waitForText('figures-panel >>> .about', /Run the experiment/)).toMatch(/\.$/);
    expect(await lab.text('figures-panel >>> ul')).toMatch(/Distribution.*Value and return.*Alignment.*Sweep/);
  });

  it('count every agent once, and are saved in every format', async () => {
    const lab = await finished();
    const downloads = await Downloads.of(lab);
    const session = await sessionOf(lab);
    await lab.page.keyboard.press('3');
    await lab.waitFor('histogram-figure >>> plot-figure >>> svg');
    expect(await lab.text('figures-panel >>> .about')).toBe(`All ${agents} agents.`);

    await save(lab, 'histogram', 'CSV');
    const bars = rowsOf(await downloads.take('histogram.csv')).slice(1);
    for (const phase of ['train', 'deploy']) {
      const values = columnOf(session, `${phase}.reward`).filter((value) => !Number.isNaN(value));
      const own = bars.filter(([name]) => name === phase);
      expect(own.reduce((sum, [, , , count]) => sum + Number(count), 0)).toBe(values.length);
    }
    await save(lab, 'histogram', 'SVG');
    const histogram = await parsed(lab, await downloads.take('histogram.svg'));
    expect(histogram).toMatchObject({ root: 'http://www.w3.org/2000/svg svg', unresolved: 0 });
    expect(histogram.texts).toEqual(expect.arrayContaining(['train', 'deploy', 'agents', 'reward']));
    await save(lab, 'histogram', 'PNG');
    expect(pngSize(await downloads.take('histogram.png'))).toEqual([2 * histogram.width, 2 * histogram.height]);

    await save(lab, 'value and return', 'CSV');
    const points = rowsOf(await downloads.take('value-and-return.csv')).slice(1);
    const [paid, bias] = ['deploy.reward.discounted', 'deploy.valueBias'].map((name) => columnOf(session, name)) as [readonly number[], readonly number[]];
    for (const [, agent, own, value] of points.filter(([phase]) => phase === 'deploy')) {
      expect(Number(own)).toBeCloseTo(paid[Number(agent)]!, 5);
      expect(Number(value)).toBeCloseTo(paid[Number(agent)]! + bias[Number(agent)]!, 5);
    }
    expect(points.filter(([phase]) => phase === 'deploy')).toHaveLength(paid.filter((value) => !Number.isNaN(value)).length);

    await save(lab, 'alignment', 'CSV');
    const shares = rowsOf(await downloads.take('alignment.csv')).slice(1);
    const deploy = session.phases.find(({ name }) => name === 'deploy')!.population;
    expect(shares.filter(([phase]) => phase === 'deploy').map(([, , , share]) => Number(share))).toEqual(['did.rewarded', 'did.not', 'not.rewarded', 'not.not'].map((cell) => deploy[`align.${cell}`]!.mean));
    await save(lab, 'alignment', 'SVG');
    expect(await parsed(lab, await downloads.take('alignment.svg'))).toMatchObject({ unresolved: 0, texts: expect.arrayContaining(['not rewarded', 'not intended']) });

    await save(lab, 'sweep', 'CSV');
    const cells = rowsOf(await downloads.take('sweep.csv'));
    expect(cells[0]).toEqual(['agent.alpha from', 'agent.alpha to', 'agent.beta from', 'agent.beta to', 'mean', 'standardError', 'n']);
    expect(cells.slice(1).reduce((sum, row) => sum + Number(row.at(-1)), 0)).toBe(columnOf(session, 'deploy.reward').filter((value) => !Number.isNaN(value)).length);
    await save(lab, 'sweep', 'PNG');
    expect(pngSize(await downloads.take('sweep.png'))[0]).toBeGreaterThan(800);
    await downloads.remove();
  });

  it('are drawn of what is chosen, and of the agents that are selected', async () => {
    const lab = await finished();
    await lab.page.keyboard.press('3');
    await select(lab, 'histogram-figure >>> select', 'agent.beta');
    expect(await lab.waitForText('histogram-figure >>> table', /Agents by agent.beta/)).toMatch(/all phases\.02\.02\d+all phases\.1\.1\d+/);
    await select(lab, 'sweep-figure >>> label:last-of-type select', '');
    await lab.waitFor('sweep-figure >>> plot-figure >>> svg');
    await lab.page.keyboard.press('2');
    await (await lab.waitFor('population-panel >>> population-view >>> .plane')).focus();
    for (const key of ['+', '+', '+', 'b'] as const) await lab.page.keyboard.press(key);
    await lab.page.keyboard.press('3');
    const about = await lab.waitForText('figures-panel >>> .about', /^Only the \d+ agents that are selected in the population view, of 64\.$/);
    const selected = Number(/\d+/.exec(about)![0]);
    expect(selected).toBeLessThan(agents);
    await select(lab, 'histogram-figure >>> select', 'agent.beta');
    const rows = await lab.page.$$eval('>>> histogram-figure >>> tbody tr td:last-child', (cells) => cells.map(({ textContent }) => Number(textContent)));
    expect(rows.reduce((sum, count) => sum + count, 0)).toBe(selected);
  });

  it('are free of what axe-core finds, in light and dark', async () => {
    const lab = await harness.open({ fragment });
    await lab.page.keyboard.press('3');
    await lab.waitForText('figures-panel >>> .about', /Run the experiment/);
    expect(await findings(lab, '.view')).toEqual([]);
    await lab.press('Run');
    await lab.waitForStatus(/^Finished/);
    await lab.waitFor('sweep-figure >>> heatmap-view >>> img');
    await lab.page.locator('::-p-aria([name="Save sweep"][role="button"])').click();
    expect(await findings(lab)).toEqual([]);
    await lab.page.keyboard.press('Escape');
    await lab.page.keyboard.press('1');
    await lab.press('Scale');
    expect(await findings(lab, 'curve-panel')).toEqual([]);
  });
});
