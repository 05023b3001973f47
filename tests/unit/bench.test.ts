/** The benchmark compares like with like: the plain loops and the engine learn the same thing at the same pace. */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { runExperiment } from '../../src/lab/run';
import { acGrid } from '../bench/ac-grid';
import { plainLoops, standsFor, type PlainLoop } from '../bench/kinds';
import { localCpuEngine } from '../gpu/harness/cpu';

const agents = 200;

/** Five places in a row; the last one pays. In the corridor of the catalogue every step pays the same, whatever is learned. */
const row = {
  schema: 1, agents, agent: { hidden: 0, initScale: 0, gamma: 0.9, alpha: 0.1, beta: 0.1, lambda: 0.8, lambdaActor: 0.7 },
  scenario: {
    world: {
      schema: 1, actions: ['left', 'right'], events: [{ name: 'end', reward: 1 }],
      levels: [{
        name: 'row', splits: { train: 1 }, maxSteps: 20, states: 5, start: [[1, 1]],
        transitions: [0, 1, 2, 3].flatMap((place) => [[place, 0, [[1, Math.max(place - 1, 0), [], false]]], [place, 1, [[1, place + 1, place === 3 ? ['end'] : [], place === 3]]]]),
      }],
    },
  },
};
const cases: readonly (readonly [name: string, loop: PlainLoop, experiment: object, steps: number])[] = [
  ['AC-grid', 'AC-grid', acGrid(agents), 10_000],
  ...Object.entries(standsFor).map(([scenario, loop]) => [scenario, loop, loop === 'linear traces' ? row : { schema: 1, scenario, agents }, 2000] as const),
];

describe.each(cases)('%s', (_name, loop, source, steps) => {
  const experiment = { ...source, phases: [{ name: 'train', split: 'train', steps }] };
  const plain = plainLoops[loop](experiment);
  const first = Math.floor(steps / 64);
  const early = plain.advance(first);
  const late = plain.advance(steps - first);

  // Where nothing is chosen there is nothing to get better at.
  if (loop !== 'linear prediction') {
    it('is learned by the plain loop', () => {
      expect(late / (steps - first)).toBeGreaterThan(early / first);
    });
  }

  it('is learned as fast by the engine, within four standard errors', async () => {
    const { results } = await runExperiment(parseExperiment(experiment), localCpuEngine());
    const { mean, standardError } = results.phases[0]!.population['rewardPerStep']!;
    const own = (early + late) / (agents * steps);
    expect(Math.abs(mean! - own)).toBeLessThan(4 * Math.SQRT2 * standardError!);
  });
});
