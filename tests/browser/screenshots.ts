/** Takes the pictures of the README, as soon as it is imported: the default experiment after a run, in both colour schemes. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PageHarness } from './harness';

const folder = new URL('./screenshots/', import.meta.url);

await mkdir(folder, { recursive: true });
const harness = await PageHarness.start();
try {
  const lab = await harness.open();
  await lab.press('Run');
  await lab.waitForText('run-panel >>> .status', /^Finished/, 600_000);
  await lab.page.mouse.move(0, 0);
  for (const scheme of ['light', 'dark'] as const) {
    await lab.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    // Canvases and pictures follow the scheme in the next frames.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await lab.page.screenshot({ path: fileURLToPath(new URL(`${scheme}.png`, folder)) });
  }
} finally {
  await harness.stop();
}
