import { bundleCases } from '../gpu/harness/bundle';
import { installBrowser, installSoftwareVulkan } from './install';

/** Vitest's global setup of the project `gpu`. */
export default async function setup(): Promise<void> {
  await installBrowser();
  installSoftwareVulkan();
  await bundleCases();
}
