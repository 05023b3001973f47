/** Conditioned responses: read before the step is learned from, averaged over an episode, first and last kept. */
import { expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { runExperiment } from '../../src/lab/run';
import { localCpuEngine } from '../gpu/harness/cpu';

const alpha = 0.25;

/** Two time steps with the cue, the second one reinforced; and a trial of an empty chamber. */
const world = {
  schema: 1, actions: ['wait'], events: [{ name: 'food', reward: 1 }],
  levels: [
    {
      name: 'cue', splits: { all: 1 }, states: 3, start: [[1, 0]], response: [0, 1],
      transitions: [[0, 0, [[1, 1, [], false]]], [1, 0, [[1, 2, ['food'], true]]]], features: { object: [[[0, 1]], [[0, 1]], []] },
    },
    { name: 'nothing', splits: { all: 1 }, states: 2, start: [[1, 0]], transitions: [[0, 0, [[1, 1, [], true]]]], features: { object: [[], []] } },
  ],
};

/** Rescorla and Wagner's rule on the one weight, by hand. */
function byHand(trials: readonly string[]): { first: number; last: number; mean: number } {
  let w = 0;
  const responses = trials.filter((trial) => trial === 'cue').map(() => {
    const felt = [0, 1].map((us) => {
      const v = w;
      w += alpha * (us - v);
      return v;
    });
    return (felt[0]! + felt[1]!) / 2;
  });
  return { first: responses[0]!, last: responses.at(-1)!, mean: responses.reduce((sum, x) => sum + x, 0) / responses.length };
}

it.each([[['cue']], [['nothing', 'cue', 'cue', 'nothing']], [['cue', 'nothing', 'cue', 'cue', 'cue']]])('after %j', async (trials) => {
  const { results } = await runExperiment(parseExperiment({
    schema: 1, scenario: { world }, agents: 2, agent: { hidden: 0, initScale: 0, gamma: 0, alpha },
    phases: [{ name: 'train', levels: trials, repeat: 1 }], record: { everySteps: 3 },
  }), localCpuEngine());
  const { population } = results.phases[0]!;
  const expected = byHand(trials);
  expect(population.response!.mean).toBeCloseTo(expected.mean, 6);
  expect(population['response.first']!.mean).toBeCloseTo(expected.first, 6);
  expect(population['response.last']!.mean).toBeCloseTo(expected.last, 6);
  expect(results.curves.some(({ measures }) => 'response' in measures)).toBe(true);
});

it('has no value without such a state', async () => {
  const { results } = await runExperiment(parseExperiment({
    schema: 1, scenario: { world }, agents: 2, agent: { hidden: 0 }, phases: [{ name: 'train', levels: ['nothing'], repeat: 3 }],
  }), localCpuEngine());
  expect(results.phases[0]!.population.response!.count).toBe(0);
});

it.each([[[3], 'levels[0].response[0]'], [[2], 'levels[0].response[0]'], [[0, 0], 'levels[0].response[1]'], ['all', 'levels[0].response']])('refuses %j', (response, path) => {
  const own = { ...world, levels: [{ ...world.levels[0], response }, world.levels[1]] };
  expect(() => parseExperiment({ schema: 1, scenario: { world: own } })).toThrow(path);
});
