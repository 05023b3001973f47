/** Chromium without a window: Dawn and Tint, over SwiftShader or the GPU. */
import { launchBrowser } from '../../../src/headless/browser';
import { serveFolder } from '../../../src/headless/serve';
import { bundleFile, bundleFolder } from './bundle';
import { onGPU } from './on-gpu';

/** Runs one job in a new browser and resolves with its outcome. */
export async function runInBrowser(job: string, cases: unknown): Promise<unknown> {
  const server = await serveFolder(bundleFolder);
  const browser = await launchBrowser({ software: !onGPU });
  try {
    const page = await browser.newPage();
    // A missing page has the origin that WebGPU wants, too.
    await page.goto(server.url);
    // As text: Vitest would rewrite the import of a function.
    return await page.evaluate(`import('/${bundleFile}').then(({ jobs }) => jobs[${JSON.stringify(job)}](${JSON.stringify(cases)}))`);
  } finally {
    await browser.close();
    await server.close();
  }
}
