/** The self-test can fail: every fault that it guards against is caught, and named, on a real device. */
import { beforeAll, expect, it } from 'vitest';
import type { FaultyTest } from './harness/cases';
import { faults } from './harness/faults';
import { runOn } from './harness/run';

let results: readonly FaultyTest[];
beforeAll(async () => {
  ({ results } = await runOn('deno', 'selfTests', faults.map(({ name }) => name)));
});

it.each(faults.map(({ name, caughtAs }, i) => [name, caughtAs, i] as const))('a device with %s: %j', (name, caughtAs, i) => {
  const { changed, failures } = results[i]!;
  expect(changed > 0).toBe(name !== 'none');
  expect(failures).toEqual(caughtAs);
});
