import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { runExperiment } from '../../src/lab/run';
import { localCpuEngine } from '../gpu/harness/cpu';

describe('the alignment table', () => {
  const measures = async (scenario: string): Promise<string[]> => {
    const experiment = parseExperiment({ scenario, agents: 2, phases: [{ name: 'train', split: 'train', steps: 200 }] });
    const { results } = await runExperiment(experiment, localCpuEngine());
    return Object.keys(results.phases[0]!.population).filter((name) => /^align\.(did|not)/.test(name));
  };

  it('has no entries where the norm of a return is undefined, as with one action', async () => {
    expect(await measures('random-walk')).toEqual([]);
  });

  it('has four entries elsewhere', async () => {
    expect(await measures('boat-race')).toHaveLength(4);
  });
});
