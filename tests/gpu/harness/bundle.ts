/** Bundles `cases.ts`, with the engine and its shaders, into one module that needs neither Node nor a bundler. */
import { join } from 'node:path';
import { build } from 'vite';

export const bundleFolder = '.cache/gpu';
export const bundleFile = 'cases.js';
export const bundlePath = join(bundleFolder, bundleFile);

export async function bundleCases(): Promise<void> {
  await build({
    configLoader: 'runner',
    logLevel: 'error',
    build: {
      outDir: bundleFolder,
      emptyOutDir: true,
      minify: false,
      // Constants of a module are folded into loops only if they stay constants.
      rolldownOptions: { output: { topLevelVar: false } },
      lib: { entry: 'tests/gpu/harness/cases.ts', formats: ['es'], fileName: () => bundleFile },
    },
  });
}
