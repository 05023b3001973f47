/** What Deno runs: one job from standard input, its outcome to standard output. Uses nothing of Deno's own but WebGPU. */
import { readFileSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [bundle = ''] = process.argv.slice(2);
const { jobs } = (await import(pathToFileURL(bundle).href)) as { jobs: Record<string, (cases: unknown) => Promise<unknown>> };
const { job, cases } = JSON.parse(readFileSync(0, 'utf8')) as { job: string; cases: unknown };
const outcome = Buffer.from(JSON.stringify(await jobs[job]!(cases)));
for (let written = 0; written < outcome.length; ) written += writeSync(1, outcome, written);
process.exit(0);
