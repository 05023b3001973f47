import { build } from 'vite';
import { installBrowser } from './install';

/** Vitest's global setup of the project `browser`: the tests look at the built page, not at the development server. */
export default async function setup(): Promise<void> {
  await installBrowser();
  await build({ configLoader: 'runner', logLevel: 'error' });
}
