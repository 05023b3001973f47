/** The benchmark compares like with like: the plain loops and the engine learn the same thing at the same pace. */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { runExperiment } from '../../src/lab/run';
import { acGrid } from '../bench/ac-grid';
import { plainLoops, standsFor, type PlainLoop } from '../bench/kinds';
import { localCpuEngine } from '../gpu/harness/cpu';

const agents = 200;
const cases: readonly (readonly [name: string, loop: PlainLoop, experiment: object, steps: number])[] = [
  ['AC-grid', 'AC-grid', acGrid(agents), 10_000],
  ...Object.entries(standsFor).map(([scenario, loop]) => [scenario, loop, { schema: 1, scenario, agents }, 2000] as const),
];

describe.each(cases)('%s', (name, loop, source, steps) => {
  const experiment = { ...source, phases: [{ name: 'train', split: 'train', steps }] };
  const plain = plainLoops[loop](experiment);
  const rewards = Array.from({ length: 4 }, () => plain.advance(steps / 4) / (agents * (steps / 4)));

  // Where nothing is chosen there is nothing to get better at.
  if (loop !== 'linear prediction') {
    it('is learned by the plain loop', () => {
      expect(rewards[3]!, `${name}: ${rewards.join(' ')}`).toBeGreaterThan(rewards[0]!);
    });
  }

  it('is learned as fast by the engine, within four standard errors', async () => {
    const { results } = await runExperiment(parseExperiment(experiment), localCpuEngine());
    const { mean, standardError } = results.phases[0]!.population['rewardPerStep']!;
    const own = rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length;
    expect(Math.abs(mean! - own)).toBeLessThan(4 * Math.SQRT2 * standardError!);
  });
});
