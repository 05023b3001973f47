/** What Deno and Node run: one job from standard input, its outcome in the last line of standard output, where Dawn prints its warnings, too. Uses nothing of Deno's own but WebGPU. */
import { readFileSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [bundle = '', implementation] = process.argv.slice(2);
if (implementation === 'dawn') {
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  // A variable of the module: the implementation lives as long as somebody holds it.
  globalThis.dawn = create([]);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu: globalThis.dawn } });
}
const { jobs, makeTurnsLong } = await import(pathToFileURL(bundle).href);
if (implementation === 'dawn') makeTurnsLong();
const { job, cases } = JSON.parse(readFileSync(0, 'utf8'));
const outcome = Buffer.from(`\n${JSON.stringify(await jobs[job](cases))}`);
for (let written = 0; written < outcome.length; ) written += writeSync(1, outcome, written);
process.exit(0);
