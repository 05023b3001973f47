/** Every entry of the catalogue, bit for bit, on every implementation of WebGPU that computes without a GPU. */
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogueCases } from './harness/catalogue';
import { compareStacks, differencesOf, type Comparison } from './harness/compare';
import { allStacks, type AnyStack } from './harness/run';

const cases = catalogueCases();
const entries = cases.map(({ name }, i) => [name, i] as const);

describe('the catalogue', () => {
  let comparison: Comparison;
  beforeAll(async () => {
    comparison = await compareStacks(cases, Object.keys(allStacks) as AnyStack[]);
  }, 1_200_000);

  it.each(entries)('equals the CPU engine everywhere: %s', async (_name, i) => {
    expect(await differencesOf(comparison, i)).toEqual([]);
  });
});

describe('a device with a fault', () => {
  it('is found out, and where it goes wrong first', async () => {
    const [, i] = entries.find(([name]) => name === 'cheese-corner')!;
    const comparison = await compareStacks([{ ...cases[i]!, fault: 'sum of four from the left' }], ['deno']);
    const [line, ...more] = await differencesOf(comparison, 0);
    expect(more).toEqual([]);
    expect(line).toMatch(/^cheese-corner on deno first differs after step \d+, in agent \d: \w+\[.*\] is 0x[0-9a-f]{8}, there 0x[0-9a-f]{8}$/);
  });
});
