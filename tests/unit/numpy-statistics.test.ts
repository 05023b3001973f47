/** Statistics of populations against numpy: summaries, Wilson's intervals, Welch's, explained variance, and merges. */
import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { shares, summarise, wilson } from '../../src/analysis/statistics';
import { studentUpperQuantile } from '../../src/analysis/student-t';
import { confidence, welchInterval } from '../../src/analysis/verdict';
import { addTallies, valueOfBin } from '../../src/engine/live-record';
import { bitsOf } from '../../src/numerics/float32';
import { threefry, uniform24 } from '../../src/numerics/threefry';
import { installNumpy } from '../setup/install';
import { fakePhase, statisticOf, valuesOf } from './fake-phase';
import { binOf } from './bin-of';

interface Summary {
  readonly mean: number;
  readonly standardError: number | null;
  readonly quantiles: readonly number[];
  readonly count: number;
}
interface Numpy {
  readonly summaries: readonly Summary[];
  readonly wilson: readonly (readonly [number, number])[];
  readonly welch: readonly { readonly estimate: number; readonly standardError: number; readonly degreesOfFreedom: number }[];
  readonly explained: readonly number[];
  readonly explainedTogether: number;
}

const uniform = (seed: number, n: number): number[] => Array.from({ length: n }, (_, i) => uniform24(threefry([seed, i], [0, 0])[0]));
/** Skewed, with ties, and with agents that have no value. */
const samples = [1, 2, 3, 19, 20, 21, 100, 1001].map((n, s) => uniform(s, n).map((u, i) => (i % 7 === 6 && n > 20 ? null : Math.round(100 * u ** 3) / 8 - 3)));
const counts = [[0, 1], [1, 1], [3, 4], [0, 20], [81, 263], [4095, 4096], [500_000, 1_000_000]] as const;
const contrasts = [
  [[1, uniform(1, 50)], [-1, uniform(2, 9).map((u) => 5 * u)]],
  [[0.5, uniform(3, 2)], [0.5, uniform(4, 300)], [-1, uniform(5, 40).map((u) => u / 100)]],
] as const;
/** Of each agent, of each episode: the value guessed at its start, and the return, in numbers that binary32 holds. */
const episodes = [10, 30, 200].map((n, agent) => uniform(10 + agent, n).map((u, e) => [Math.round(64 * u) / 64, Math.round(32 * (u + uniform(20 + e, 1)[0]! + agent)) / 32] as const));

let numpy: Numpy;
beforeAll(() => {
  installNumpy();
  const { stdout, stderr } = spawnSync('python3', ['tests/independent/statistics.py'], { input: JSON.stringify({ samples, counts, contrasts, episodes }), encoding: 'utf8' });
  expect(stderr).toBe('');
  numpy = JSON.parse(stdout) as Numpy;
}, 120_000);

const close = (value: number | null, expected: number | null): void => {
  if (value === null || expected === null) expect(value).toBe(expected);
  else expect(Math.abs(value - expected)).toBeLessThan(1e-12 * Math.max(1, Math.abs(expected)));
};
const statistic = (own: readonly (number | null)[]) => summarise(own.map((x) => x ?? NaN));

describe('numpy agrees on', () => {
  it('means, standard errors and quantiles of those who have a value', () => {
    samples.forEach((own, s) => {
      const { mean, standardError, quantiles, count } = statistic(own);
      const expected = numpy.summaries[s]!;
      close(mean, expected.mean);
      close(standardError, expected.standardError);
      expect({ quantiles, count }).toEqual({ quantiles: expected.quantiles, count: expected.count });
    });
  });

  it("Wilson's intervals, and those of shares", () => {
    counts.forEach(([k, n], i) => {
      const { low, high } = wilson(k, n);
      close(low, Math.max(0, numpy.wilson[i]![0]));
      close(high, Math.min(1, numpy.wilson[i]![1]));
    });
    const [first] = shares([...Array<string>(81).fill('a'), ...Array<null>(9).fill(null), ...Array<string>(182).fill('b')]).filter(({ name }) => name === 'a');
    expect(first).toMatchObject({ count: 81, share: 81 / 263, ...wilson(81, 263) });
  });

  it.each([1, 3])("Welch's intervals and degrees of freedom, with Bonferroni's correction for %i", (together) => {
    contrasts.forEach((arms, i) => {
      const terms = arms.map(([weight, values]) => ({ weight, ...statistic(values) })).map(({ mean, standardError, ...rest }) => ({ ...rest, mean: mean!, standardError: standardError! }));
      const { estimate, low, high, degreesOfFreedom } = welchInterval(terms, together);
      const expected = numpy.welch[i]!;
      close(estimate, expected.estimate);
      close(degreesOfFreedom! / expected.degreesOfFreedom, 1);
      close((high - low) / 2 / studentUpperQuantile((1 - confidence) / 2 / together, expected.degreesOfFreedom), expected.standardError);
    });
  });

  it('the variance that values explain, of every agent and of all together', () => {
    const sums = (of: (v: number, g: number) => number) => Float32Array.from(episodes, (own) => own.reduce((sum, [v, g]) => sum + of(v, g), 0));
    const shift = 2;
    const context = fakePhase({ schema: 1, actions: ['a'], events: [], levels: [{ name: 'x', splits: { train: 1 }, states: 1, start: [[1, 0]], transitions: [[0, 0, [[1, 0, [], false]]]] }] }, episodes.length, {
      episodes: Uint32Array.from(episodes, ({ length }) => length),
      discounted: [sums((_, g) => g), sums(() => 0)],
      valueErrorSquared: sums((v, g) => (v - g) ** 2), returnShifted: sums((_, g) => g - shift), returnShiftedSquared: sums((_, g) => (g - shift) ** 2),
    });
    const within = (value: number, expected: number): void => expect(Math.abs(value - expected)).toBeLessThan(1e-5);
    valuesOf('valueR2', context)!.forEach((value, agent) => within(value, numpy.explained[agent]!));
    within(statisticOf('valueR2.pooled', context).mean!, numpy.explainedTogether);
  });

  it('merged tallies: counts, sums, and the bins of all quantiles', () => {
    const values = samples.flat().filter((x) => x !== null);
    const tallyOf = (own: readonly number[]) => {
      const bins = own.map((x) => binOf(bitsOf(x))).sort((a, b) => a - b);
      return { count: own.length, sum: own.reduce((sum, x) => sum + 8 * x, 0), histogram: [...new Set(bins)].flatMap((bin) => [bin, bins.filter((other) => other === bin).length]) };
    };
    const parts = [0, 1, 2].map((k) => tallyOf(values.filter((_, i) => i % 3 === k)));
    const merged = addTallies(parts);
    expect(merged).toEqual(tallyOf(values));
    expect(merged.sum / 8 / merged.count).toBeCloseTo(statistic(values).mean!, 12);
    expect(valueOfBin(merged.histogram[0]!)).toBeLessThanOrEqual(Math.min(...values) + 0.05);
  });
});
