/** ABC: the published expectations, and what a domain is. */
import { describe, expect, it } from 'vitest';
import { splitReturns } from '../../src/world/oracle';
import { startsOfSplit } from '../../src/world/starts';
import { course, measured } from './conditioning-trials';
import { tablesOf } from './tables-of';

describe('what is expected after AB', () => {
  it.each([[0.1, ['0.19', '0.65', '1.00', '0.81']], [0.3, ['0.51', '0.97', '1.00', '0.49']], [1, ['1.00', '1.00', '1.00', '0.00']]] as const)('with α = %d', async (alpha, published) => {
    const lessons = [['after 2', 'AB, then C', 2], ['after 10', 'AB, then C', 8], ['after 72', 'AB, then C', 62], ['after 72 and 2', 'AB, then nothing', 2]] as const;
    const phases = lessons.map(([name, level, repeat]) => ({ name, levels: [level], repeat }));
    const run = await course({ scenario: 'claim-15', agents: 2, agent: { alpha, halfLife: 0, lambda: 0.5 }, phases });
    expect(lessons.map(([name]) => measured(run, name, 'probe.AB').toFixed(2))).toEqual(published);
    expect(run.trials).toHaveLength(74);
  });
});

/** Trials of an episode. */
const trials = 256;

describe.each([[false, 1], [true, 7 / 8]])('decisions, noisy: %s', (noisy, reliability) => {
  it.each([[false, 0.5], [false, 2], [true, 0.5], [true, 2]])('the optimum acts where C is expected, the uniform policy everywhere half of the time; changing: %s, cost %d', (changing, cost) => {
    const tables = tablesOf('claim-15', { noisy, changing, cost });
    const { optimal, uniform } = splitReturns(tables, startsOfSplit(tables, 'decisions'), 0.9);
    const gain = (probability: number): number => probability - cost * (1 - probability);
    const mean = (expected: number, other: number): number => (trials * (expected + other)) / 2;
    expect(optimal.reward!.undiscounted).toBeCloseTo(mean(gain(reliability), 0), 6);
    expect(uniform.reward!.undiscounted).toBeCloseTo(mean(gain(reliability), gain(1 - reliability)) / 2, 6);
  });
});

describe('a rule that changes', () => {
  const { world } = tablesOf('claim-15', { changing: true });
  const level = world.levels.find(({ name }) => name === 'decisions')!;
  const features = level.features!.object.map((own) => JSON.stringify(own));

  it('does not show: every thought occurs under both', () => {
    for (const thought of new Set(features)) expect(features.filter((own) => own === thought)).toHaveLength(2);
  });

  it('changes with a probability of 1/256 when a trial ends, and never within one', () => {
    for (const [, , outcomes] of level.transitions) {
      const rows = new Map<string, Map<number, number>>();
      for (const [probability, next] of outcomes) {
        const thought = rows.get(features[next]!) ?? new Map<number, number>();
        rows.set(features[next]!, thought.set(next, (thought.get(next) ?? 0) + probability));
      }
      for (const thought of rows.values()) {
        const shares = [...thought.values()].map((probability) => probability * rows.size).sort();
        if (rows.size === 1) expect(shares).toEqual([1]);
        else shares.forEach((share, i) => expect(share).toBeCloseTo(i === 0 ? 1 / trials : 1 - 1 / trials, 12));
      }
    }
  });
});
