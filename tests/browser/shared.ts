import { afterAll, afterEach, expect, inject } from 'vitest';
import { PageHarness } from './harness';

/** The harness of a file of tests. After each test its pages are closed, and none of them may have complained. */
export function sharedHarness(): PageHarness {
  const harness = PageHarness.in(inject('browser'));
  afterEach(async () => {
    await harness.clear();
    expect(harness.complaints.splice(0)).toEqual([]);
  });
  afterAll(() => harness.stop());
  return harness;
}
