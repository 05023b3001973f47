import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../src/engine/inspection';
import { encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import type { Experiment } from '../../src/experiment/types';
import { Session } from '../../src/lab/session';
import { fixed, signed } from '../../src/ui/format';
import type { World } from '../../src/world/types';
import { localCpuEngine } from '../gpu/harness/cpu';
import { stepOf, type LabPage } from './harness';
import { sharedHarness } from './shared';

const harness = sharedHarness();

/** Six states in a row; the last one pays. Nothing says how to draw them. */
const corridor: World = {
  schema: 1, actions: ['left', 'right'], events: [{ name: 'end', reward: 1, intended: 1 }],
  levels: [{
    name: 'corridor', splits: { train: 1 }, states: 6, start: [[1, 2]],
    transitions: [1, 2, 3, 4].flatMap((state) => [-1, 1].map((by, action) => {
      const next = Math.max(1, state + by);
      return [state, action, [[1, next, next === 5 ? ['end'] : [], next === 5]]] as const;
    })),
  }],
};

const thinking = { depth: 2, candidates: 4, rule: 'best', floor: 0.1 };
const planners = parseExperiment({
  scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 4 }, agents: 16, agent: thinking,
  phases: [{ name: 'train', split: 'train', steps: 400 }, { name: 'deploy', split: 'deploy', steps: 100, learn: false }],
});
const long = parseExperiment({ scenario: { world: corridor }, name: 'Corridor', agents: 256, agent: thinking, phases: [{ name: 'train', split: 'train', steps: 1_000_000 }] });
const planless = parseExperiment({ scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 4 }, agents: 8, phases: [{ name: 'train', split: 'train', episodes: 3 }] });

/** The next steps of an agent once its population has made some, computed here. */
async function stepsOf(experiment: Experiment, agent: number, after: number, count: number): Promise<readonly Inspection[]> {
  const session = await Session.open(parseExperiment({ ...experiment, agents: Math.min(experiment.agents, agent + 1) }), localCpuEngine(), true);
  while (session.progress.step < after) await session.advance(after - session.progress.step);
  const inspector = await session.inspector(agent);
  const steps = Array.from({ length: count }, () => inspector.next()!);
  session.destroy();
  return steps;
}

const open = (experiment: Experiment, view = {}): Promise<LabPage> => harness.open({ ...view, fragment: encodeLink(experiment, '') });
const step = 'inspector-panel >>> .step';
const thoughts = (lab: LabPage): Promise<string[]> =>
  lab.page.$$eval('>>> thought-list >>> button > .visually-hidden', (texts) => texts.map((text) => text.textContent ?? ''));
const outcome = 'step-outcome >>> .pair';
/** Once so many thoughts are shown. */
async function thoughtsOnce(lab: LabPage, shown: number): Promise<string[]> {
  await lab.page.waitForFunction((count: number) => document.querySelector('valence-lab')!.shadowRoot!.querySelector('inspector-panel')!.shadowRoot!.querySelector('thought-list')!.shadowRoot!.querySelectorAll('li').length === count, {}, shown);
  return thoughts(lab);
}

async function inspect(lab: LabPage): Promise<void> {
  await lab.press('Inspect');
  await lab.waitForText(step, /about to think/);
}

describe('the inspector', () => {
  it('walks through the thoughts of a planner one at a time, with the numbers that the agent has', async () => {
    const [first, second, third] = await stepsOf(planners, 0, 0, 3);
    const { candidates } = first!;
    const lab = await open(planners);
    await inspect(lab);
    expect(await lab.text(step)).toContain(`where v = ${fixed(first!.value, 3)}`);
    expect(await thoughts(lab)).toEqual([]);
    for (let shown = 1; shown <= candidates.length; shown++) {
      await lab.page.keyboard.press('n');
      const labels = await thoughtsOnce(lab, shown);
      labels.forEach((label, c) => expect(label).toContain(`guess ${signed(candidates[c]!.guess!)}`));
    }
    const fates = (await thoughts(lab)).map((label) => label.split('; ').at(-1));
    expect(fates).toEqual(candidates.map(({ kept }) => (kept ? 'kept' : 'discarded')));
    expect(await lab.text(outcome)).toBe('');

    await lab.press('Act');
    const learning = first!.learning!;
    expect(await lab.waitForText(outcome, /./)).toMatch(/Kept: the best of 4/);
    expect(await lab.text(outcome)).toContain(`Actual valence${fixed(learning.actual, 3)} defers to the guess`);
    expect(await lab.text(outcome)).toContain(`TD error δ${signed(learning.delta)}`);

    await lab.press('Next step');
    await lab.waitForText('inspector-panel >>> .bar .small', /^step 1 of train/);
    expect(await thoughts(lab)).toEqual([expect.stringContaining(`guess ${signed(second!.candidates[0]!.guess!)}`)]);
    await lab.page.keyboard.press('w');
    await lab.page.keyboard.press('w');
    await lab.waitForText('inspector-panel >>> .bar .small', /^step 2 of train/);
    expect(await thoughts(lab)).toHaveLength(third!.candidates.length);
    expect(await lab.waitForText(outcome, new RegExp(`δ\\${signed(third!.learning!.delta)}`))).toMatch(/Act/);
  });

  it('shows the values that the agent has, and follows it when the population has run', async () => {
    const lab = await open(planners);
    await inspect(lab);
    await lab.press('Run');
    await lab.waitForStatus(/^Finished/);
    await lab.waitForText(step, /about to think/);
    const [next] = await stepsOf(planners, 0, 500, 1);
    expect(await lab.text('inspector-panel >>> .bar .small')).toBe('step 500 of deploy · the phase is over; so it would go on'.replace(' · the', next!.started ? ' · an episode begins · the' : ' · the'));
    expect(await lab.text(step)).toContain(`where v = ${fixed(next!.value, 3)}`);
    const drawn = await lab.page.$$eval('>>> inspector-panel >>> world-view >>> rect > title', (titles) => titles.map((title) => title.textContent));
    expect(drawn).toContain(`value ${fixed(next!.value, 3)}`);
    await lab.page.keyboard.press('w');
    expect(await lab.waitForText(outcome, /Valence/)).toMatch(/Nothing is learned: weights stay as they are/);
  });

  it('waits while the population runs, and opens the agent where a pause finds it; levels need no drawing', async () => {
    const lab = await open(long);
    await inspect(lab);
    expect(await lab.text(step)).toMatch(/at state 2/);
    await lab.page.keyboard.press('n');
    expect(await lab.waitForText('thought-list >>> li', /arrives at/)).toMatch(/(← left|→ right)state \d/);
    await lab.press('Run');
    expect(await lab.waitForText(step, /running/)).toMatch(/^The population is running. Pause it/);
    await lab.press('Pause');
    const paused = await lab.waitForStatus(/^Paused at step/);
    await lab.waitForText(step, /about to think/);
    const at = stepOf(paused);
    const [next] = await stepsOf(long, 0, at, 1);
    expect(await lab.text(step)).toContain(`at state ${next!.row}, where v = ${fixed(next!.value, 3)}`);
    await lab.page.keyboard.press('s');
    await lab.waitForText('inspector-panel >>> .bar .small', new RegExp(`^step ${(at + 1).toLocaleString('en').replaceAll(',', ' ')} of`));
  });

  it('shares its choice of an agent with the world, by keys and back', async () => {
    const lab = await open(planners);
    await lab.page.keyboard.press('i');
    await lab.waitForText(step, /Agent 0 is about/);
    const input = await lab.waitFor('inspector-panel >>> input');
    await input.click({ count: 3 });
    await input.type('5');
    await lab.page.keyboard.press('Tab');
    await lab.waitForText(step, /Agent 5 is about/);
    const [first] = await stepsOf(planners, 5, 0, 1);
    expect(await lab.text(step)).toContain(`where v = ${fixed(first!.value, 3)}`);
    await lab.press('Back to the population');
    expect(await lab.page.$eval('>>> world-panel >>> input[type=number]', (field) => (field as HTMLInputElement).value)).toBe('5');
    const focused = () => lab.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.textContent?.trim() ?? '';
    });
    await expect.poll(focused).toMatch(/^Inspect/);
    await lab.page.keyboard.press('i');
    await lab.waitForText(step, /Agent 5 is about/);
    await expect.poll(focused).toMatch(/^Next thought/);
  });

  it('says that agents without plans have none, and when they have finished', async () => {
    const lab = await open(planless);
    await inspect(lab);
    await lab.page.keyboard.press('w');
    expect(await lab.waitForText(outcome, /Act/)).toMatch(/there is no plan \(depth 0\)/);
    expect(await thoughts(lab)).toEqual([expect.stringMatching(/^Thought 1, object-level: \w+; no guess; kept$/)]);
    await lab.press('Run');
    await lab.waitForStatus(/^Finished/);
    expect(await lab.waitForText(step, /no more steps/)).toMatch(/^Agent 0 makes no more steps: it has finished its episodes/);
  });

  it('fits a phone', async () => {
    const lab = await open(planners, { width: 390, height: 844 });
    await inspect(lab);
    await lab.press('Whole step');
    await lab.waitForText(outcome, /Valence/);
    expect(await lab.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
