/**
 * Every entry of the catalogue, bit for bit, on one implementation of WebGPU: that all of them agree on everything that
 * agents can be made of is tested by the agent model, and `npm run reliability -- stacks` runs the catalogue on all.
 */
import { beforeAll, expect, it } from 'vitest';
import type { ExperimentResult } from './harness/cases';
import { catalogueCases } from './harness/catalogue';
import { runOnCpu } from './harness/cpu';
import { runOn } from './harness/run';

const cases = catalogueCases();
let reference: readonly ExperimentResult[];
let results: readonly ExperimentResult[];
beforeAll(async () => {
  [reference, { results }] = await Promise.all([runOnCpu(cases), runOn('chromium', 'experiments', cases)]);
}, 480_000);

it.each(cases.map(({ name }, i) => [name, i] as const))('equals the CPU engine: %s', (_name, i) => {
  expect(results[i]).toEqual(reference[i]);
});
