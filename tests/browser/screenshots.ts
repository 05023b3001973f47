/**
 * Takes the pictures of the README, as soon as it is imported: the default experiment after a run with its population and figures, the inspector over the
 * thoughts of an agent that plans, a claim with its verdicts, and the catalogue, each in both colour schemes.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { PageHarness, type LabPage } from './harness';

const folder = new URL('./screenshots/', import.meta.url);

const planners = parseExperiment({
  name: 'Mice that plan', scenario: 'cheese-corner', agents: 64, agent: { depth: 3, candidates: 6, rule: 'best', floor: 0.1 },
  phases: [{ name: 'train', split: 'train', steps: 6000 }, { name: 'deploy', split: 'deploy', steps: 2, learn: false }],
});

async function take(lab: LabPage, name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await lab.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    // Canvases and pictures follow the scheme in the next frames.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await lab.page.screenshot({ path: fileURLToPath(new URL(`${name}${scheme}.png`, folder)) });
  }
}

async function run(lab: LabPage): Promise<void> {
  await lab.press('Run');
  await lab.waitForText('run-panel >>> .status', /^Finished/, 600_000);
  await lab.page.mouse.move(0, 0);
}

await mkdir(folder, { recursive: true });
const harness = await PageHarness.start();
try {
  const lab = await harness.open();
  await run(lab);
  await take(lab, '');
  for (const [key, name] of [['2', 'population-'], ['3', 'figures-']] as const) {
    await lab.page.keyboard.press(key);
    // Figures come late, and are drawn one by one.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await take(lab, name);
  }
  const thinking = await harness.open({ fragment: encodeLink(planners, '') });
  await run(thinking);
  await thinking.press('Inspect');
  await thinking.waitForText('inspector-panel >>> .step', /about to think/);
  await thinking.page.keyboard.press('w');
  await new Promise((resolve) => setTimeout(resolve, 300));
  await take(thinking, 'inspector-');
  const claim = await harness.open({ fragment: encodeLink(parseExperiment({ scenario: 'claim-08' }), '') });
  await claim.page.keyboard.press('v');
  await claim.waitForText('arms-panel >>> button', /^Run the claim again/, 600_000);
  await take(claim, 'claim-');
  await claim.page.keyboard.press('c');
  await claim.waitForText('catalogue-dialog >>> [role=status]', /entries/);
  // Pictures are painted one by one.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  await take(claim, 'catalogue-');
} finally {
  await harness.stop();
}
