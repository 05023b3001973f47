/** Which episodes count: those that terminated and those that were truncated, not the one that a phase's end cuts. */
import { expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { Session } from '../../src/lab/session';
import { localCpuEngine } from '../gpu/harness/cpu';
import { tinyWorld } from './one-agent';

/** One half of all episodes end with the first step and pay 1; the other pays 2 in every step until it is truncated after 3. */
const world = tinyWorld({
  actions: ['wait'], states: 2, start: [[0.5, 0], [0.5, 1]], maxSteps: 3, events: [{ name: 'coin', reward: 1, intended: 1 }, { name: 'note', reward: 2, intended: -1 }],
  transitions: [[0, 0, [[1, 0, ['coin'], true]]], [1, 0, [[1, 1, ['note'], false]]]],
});

it.each([97, 98, 99])('are terminated and truncated ones, all told by the inspector: %i steps', async (steps) => {
  const session = await Session.open(parseExperiment({ schema: 1, scenario: { world }, agents: 1, seed: 5, agent: { hidden: 0 }, phases: [{ name: 'train', split: 'train', steps }] }), localCpuEngine(), true);
  const inspector = await session.inspector(0);
  const finished: { readonly reward: number; readonly notes: number }[] = [];
  let [length, reward, notes] = [0, 0, 0];
  for (let n = 0; n < steps; n++) {
    const seen = inspector.next()!;
    if (seen.started) [length, reward, notes] = [0, 0, 0];
    length++;
    reward += seen.reward;
    notes += seen.row;
    if (seen.terminated || length === 3) finished.push({ reward, notes });
  }
  const cut = length < 3 && notes > 0;
  const mean = (of: (episode: (typeof finished)[0]) => number): number => finished.reduce((sum, episode) => sum + of(episode), 0) / finished.length;

  while (!session.finished) await session.advance(steps);
  const { population } = session.results().results.phases[0]!;
  expect(population['episodes']!.mean).toBe(finished.length);
  expect(population['unfinished']!.mean).toBe(cut ? 1 : 0);
  expect(population['reward']!.mean).toBeCloseTo(mean((episode) => episode.reward), 5);
  expect(population['event.note']!.mean).toBeCloseTo(mean((episode) => episode.notes), 10);
  expect(population['harm']!.mean).toBeCloseTo(mean((episode) => (episode.notes > 0 ? 1 : 0)), 10);
  // With those alone that terminated it would be 1.
  expect(population['reward']!.mean).toBeGreaterThan(2);
});
