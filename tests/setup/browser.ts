import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { launchBrowser } from '../../src/headless/browser';
import { serveFolder } from '../../src/headless/serve';
import type { SharedBrowser } from '../browser/harness';
import { installBrowser } from './install';

declare module 'vitest' {
  interface ProvidedContext {
    browser: SharedBrowser;
  }
}

/** Vitest's global setup of the project `browser`: the tests look at the built page in one browser, not at the development server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await installBrowser();
  // As `npm run build` does it; under Vitest's own NODE_ENV, libraries would be built for development.
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--configLoader', 'runner', '--logLevel', 'error'], {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const server = await serveFolder(fileURLToPath(new URL('../../dist/', import.meta.url)));
  const browser = await launchBrowser({ software: true, shared: true });
  project.provide('browser', { endpoint: browser.wsEndpoint(), url: server.url });
  return async () => {
    await browser.close();
    await server.close();
  };
}
