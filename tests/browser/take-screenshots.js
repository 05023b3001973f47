/** Builds the page and takes the pictures of the README anew: node tests/browser/take-screenshots.js */
import { fileURLToPath } from 'node:url';
import { build, runnerImport } from 'vite';

await build({ configLoader: 'runner', logLevel: 'error' });
await runnerImport(fileURLToPath(new URL('./screenshots.ts', import.meta.url)));
