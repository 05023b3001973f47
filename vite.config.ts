import { defineConfig } from 'vitest/config';
import { assembly } from './src/engine/cpu/plugin';
import { version } from './package.json';
import { notices } from './src/ui/notices-plugin';
import { policyPlugin } from './src/ui/policy-plugin';
import { patience } from './tests/browser/patience';

const minute = 60_000;
const { gather, write } = notices();

export default defineConfig({
  // Relative addresses: the built page works from any folder of any host.
  base: './',
  define: { VALENCE_LAB_VERSION: JSON.stringify(version) },
  plugins: [policyPlugin(), assembly(), gather(), write()],
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The policy of the page allows files of its own origin, not data: addresses.
    assetsInlineLimit: 0,
  },
  worker: { format: 'es', plugins: () => [assembly(), gather()] },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/*.test.ts', 'tests/unit/**/*.test.ts'],
          // On every core: Vitest leaves one free.
          maxWorkers: '100%',
          testTimeout: minute,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'gpu',
          include: ['tests/gpu/**/*.test.ts'],
          globalSetup: 'tests/setup/gpu.ts',
          // One at a time: software adapters take all cores, and one process holds one device; a browser that starts beside two others
          // may find no adapter.
          fileParallelism: false,
          testTimeout: 4 * minute,
          hookTimeout: 4 * minute,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: 'tests/setup/browser.ts',
          maxWorkers: 2,
          // What every file needs is loaded once.
          isolate: false,
          testTimeout: 2 * minute,
          hookTimeout: 2 * minute,
          expect: { poll: { timeout: patience } },
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
