import { execFileSync } from 'node:child_process';
import { installBrowser } from './install';

/** Vitest's global setup of the project `browser`: the tests look at the built page, not at the development server. */
export default async function setup(): Promise<void> {
  await installBrowser();
  // As `npm run build` does it; under Vitest's own NODE_ENV, libraries would be built for development.
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--configLoader', 'runner', '--logLevel', 'error'], {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  });
}
