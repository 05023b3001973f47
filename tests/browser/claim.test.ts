import { describe, expect, it } from 'vitest';
import { claimOfScenario, parseClaim, type Arm } from '../../src/experiment/claim';
import { decodeLink, encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import type { Experiment } from '../../src/experiment/types';
import { verdictsOf } from '../../src/lab/judge-claim';
import { runExperiment } from '../../src/lab/run';
import { contrastOf, intervalText, outcomeMarks, predictedText } from '../../src/ui/outcomes';
import { localCpuEngine } from '../gpu/harness/cpu';
import type { LabPage } from './harness';
import { sharedHarness } from './shared';

const harness = sharedHarness();

const id = 'claim-12';
const claim = parseClaim({ ...claimOfScenario(id), base: { scenario: id, agents: 16, seed: 3 } });
const [first, second] = claim.arms;
const fragment = encodeLink(claim.base, '');

const button = 'arms-panel >>> button';
const armsRun = 'arms-panel >>> .small:not(span)';
const rows = (lab: LabPage): Promise<string[][]> =>
  lab.page.$$eval('>>> verdict-panel >>> tr:has(td)', (found) => found.map((row) => [...row.querySelectorAll('th, td:not(.line)')].map((cell) => cell.textContent!.replace(/\s+/g, ' ').trim())));

describe('a claim in the page', () => {
  it('is run arm by arm to the verdicts that the analysis gives', async () => {
    const finished = [];
    for (const { name, experiment } of claim.arms) finished.push({ name, phases: (await runExperiment(experiment, localCpuEngine())).results.phases });
    const verdicts = verdictsOf(claim, finished);

    const lab = await harness.open({ fragment });
    const before = claim.verdicts.map((prediction) => [contrastOf(prediction), '–', predictedText(prediction), 'not run yet']);
    expect(await rows(lab)).toEqual(before);
    expect(await lab.page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);
    await lab.page.keyboard.press('v');
    await lab.waitForText(button, /^Run the claim again/);
    expect(await rows(lab)).toEqual(claim.verdicts.map((prediction, i) => {
      const { interval, verdict } = verdicts[i]!;
      return [contrastOf(prediction), intervalText(interval!), predictedText(prediction), `${outcomeMarks[verdict]}${verdict}`];
    }));
    const asPredicted = verdicts.filter(({ verdict }) => verdict === 'as predicted').length;
    expect(await lab.text('claim-panel >>> dl')).toMatch(new RegExp(`of 5 predictions as predicted ?${asPredicted}$`));
    expect(decodeLink(await lab.fragment()).experiment).toEqual(claim.arms.at(-1)!.experiment);
  });

  it('can be stopped and gone on with; an arm that was run by itself counts', async () => {
    const many = (arm: Arm): Experiment => parseExperiment({ ...arm.experiment, agents: 16_384 });
    const lab = await harness.open({ fragment: encodeLink(many(first!), '') });
    const select = await lab.waitFor('arms-panel >>> select');
    const chosen = () => select.evaluate((element) => (element as HTMLSelectElement).value);
    expect(await chosen()).toBe(first!.name);
    await lab.page.evaluate((element, name) => {
      (element as HTMLSelectElement).value = name;
      element.dispatchEvent(new Event('change'));
    }, select, second!.name);
    expect(decodeLink(await lab.fragment()).experiment).toEqual(many(second!));
    await lab.waitForStatus(/^Ready/);
    await lab.press('Run');
    await lab.waitForText(armsRun, /^1 of 5 arms run$/);
    await lab.press('Go on with the claim 5 arms');
    await lab.page.keyboard.press('v');
    await lab.waitForText(button, /^Go on with the claim/);
    await expect.poll(chosen).toBe(first!.name);
    expect(await lab.text(armsRun)).toBe('1 of 5 arms run');
    await lab.type('agent.floor', '0.5');
    expect(await lab.text('arms-panel >>> option:checked')).toBe('settings of your own');
  });

  it('says how it works: what is predicted, and the words of both fields', async () => {
    const lab = await harness.open({ fragment });
    await lab.press('How it works');
    const text = await lab.text('claim-panel >>> lab-dialog');
    for (const prediction of claim.verdicts) expect(text).toContain(`${prediction.statistic}: ${contrastOf(prediction)}`);
    expect(text).toMatch(/outer misalignment is specification gaming, and inner misalignment is goal misgeneralization/);
  });
});
