/**
 * Records of population statistics are read while agents live on, and several of them may be asked for at once: agents then
 * live tile by tile. Nobody may see in the curves how far a session was advanced at a time.
 */
import { expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { Session } from '../../src/lab/session';
import { localCpuEngine } from '../gpu/harness/cpu';

/** More than one tile of agents; probes are read off the first ones. */
const agents = 75;
const cheese = { scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 8 } };
const kinds: readonly [string, object][] = [
  ['networks, and a phase whose end is between two records', { ...cheese, phases: [{ name: 'train', split: 'train', steps: 130 }, { name: 'test', split: 'train', steps: 60, learn: false }], record: { everySteps: 40 } }],
  ['some agents diverge', { ...cheese, agent: { hidden: 0, alpha: { uniform: [0.1, 3] }, beta: 2, temperature: 0.05 }, phases: [{ name: 'train', split: 'train', steps: 300 }], record: { everySteps: 20 } }],
  ['agents rest after so many episodes', { scenario: 'random-walk', phases: [{ name: 'train', split: 'train', episodes: 6 }, { name: 'test', split: 'train', steps: 90, learn: false }], record: { everySteps: 7 } }],
  ['a search', { scenario: 'claim-18', agent: { learner: 'hill-climbing' }, phases: [{ name: 'train', split: 'train', steps: 500 }], record: { everySteps: 30 } }],
];

async function run(experiment: object, stepsAtATime: number, workers: number) {
  const session = await Session.open(parseExperiment({ schema: 1, agents, seed: 3, ...experiment }), localCpuEngine(workers), true, { mergeable: true });
  while (!session.finished) await session.advance(stepsAtATime);
  const { results: { curves, phases, fingerprint } } = session.results();
  const { agentSteps, diverged } = session.progress;
  const tallies = session.shardRun().phases.map((phase) => phase.tallies.map((record) => record.map(({ count, sum, histogram }) => [count, sum, ...Array.from(histogram)])));
  session.destroy();
  return { curves, phases, fingerprint, diverged, agentSteps, tallies };
}

it.each(kinds)('are the same however far a session is advanced at a time: %s', async (name, experiment) => {
  const once = await run(experiment, 1000, 1);
  expect(await run(experiment, 13, 1)).toEqual(once);
  expect(await run(experiment, 64, 2)).toEqual(once);
  expect(once.diverged > 0).toBe(name.includes('diverge'));
});
