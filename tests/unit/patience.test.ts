import { expect, it } from 'vitest';
import { persistently } from '../../src/lab/patience';

it.each<[what: string, answers: readonly (string | null)[], found: string | null, requests: number]>([
  ['there at once', ['adapter'], 'adapter', 1],
  ['there at last', [null, null, 'adapter'], 'adapter', 3],
  ['never there', [null, null, null, null], null, 4],
])('an adapter that is %s', async (_, answers, found, requests) => {
  let asked = 0;
  expect(await persistently(async () => answers[asked++]!, [1, 1, 1])).toBe(found);
  expect(asked).toBe(requests);
});
