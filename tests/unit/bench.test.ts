/** The benchmark compares like with like: the plain loop and the engine learn the same thing at the same pace. */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { runExperiment } from '../../src/lab/run';
import { acGrid } from '../bench/ac-grid';
import { plainAgents } from '../bench/plain';
import { localCpuEngine } from '../gpu/harness/cpu';

describe('the AC-grid', () => {
  const agents = 200;
  const steps = 10_000;
  const quarters = Array.from({ length: 4 }, () => steps / 4);
  const plain = plainAgents(agents);
  const rewards = quarters.map((quarter) => plain.advance(quarter) / (agents * quarter));

  it('is learned by the plain loop', () => {
    expect(rewards.slice(1).every((reward, i) => reward > rewards[i]!), rewards.join(' ')).toBe(true);
  });

  it('is learned as fast by the engine, within four standard errors', async () => {
    const experiment = { ...acGrid(agents), phases: [{ name: 'train', split: 'train', steps }] };
    const { results } = await runExperiment(parseExperiment(experiment), localCpuEngine());
    const { mean, standardError } = results.phases[0]!.population['rewardPerStep']!;
    const own = rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length;
    expect(Math.abs(mean! - own)).toBeLessThan(4 * Math.SQRT2 * standardError!);
  });
});
