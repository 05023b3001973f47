import { describe, expect, it } from 'vitest';
import { csvText } from '../../src/analysis/csv';
import { heatMap } from '../../src/analysis/heatmap';
import { cellAt, cellText, heatMapSvg } from '../../src/analysis/heatmap-svg';
import { histogramOf } from '../../src/analysis/histogram';
import { parseExperiment } from '../../src/experiment/parse';
import type { AgentTable, PhaseResult } from '../../src/experiment/results';
import { sweepAxes } from '../../src/lab/sweep';
import { FigureData } from '../../src/ui/figure-data';
import { curveData, smoothed, valueRange } from '../../src/ui/views/curve-data';
import { PhaseAxis } from '../../src/ui/views/phase-axis';
import { roundTicks } from '../../src/ui/views/tick-text';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('csvText', () => {
  it('quotes what needs it, and leaves cells without a value empty', () => {
    expect(csvText(['a,b', 'c'], [['x "y"', 0.1], [null, NaN], ['two\nlines', 1 / 3]])).toBe('"a,b",c\n"x ""y""",0.1\n,\n"two\nlines",0.3333333333333333\n');
  });

  it('is a header alone without rows', () => {
    expect(csvText(['a'], [])).toBe('a\n');
  });
});

describe('histograms', () => {
  it('have every agent in one bin, or say that it has no value', () => {
    const groups = [Float64Array.from({ length: 500 }, (_, i) => Math.sqrt(i) / 7 - 1), Float64Array.from({ length: 100 }, (_, i) => (i % 4 === 0 ? NaN : i / 50))];
    const { scale, bins, counts, without, below, above } = histogramOf(groups);
    expect(scale).toBe('linear');
    expect(without).toEqual([0, 25]);
    expect(counts.map(sum)).toEqual([500, 75]);
    expect([below, above]).toEqual([false, false]);
    bins.slice(1).forEach(({ from }, k) => expect(from).toBe(bins[k]!.to));
    groups.forEach((values, g) => bins.forEach(({ from, to }, k) => expect(counts[g]![k]).toBe(values.filter((value) => value >= from && value < to).length)));
  });

  it('give each of a few values its own bin, whichever sign a zero has', () => {
    expect(histogramOf([[0, 1, -0, 1, 3]])).toMatchObject({ scale: 'values', bins: [{ from: 0, to: 0 }, { from: 1, to: 1 }, { from: 3, to: 3 }], counts: [[2, 2, 1]] });
  });

  it('are not stretched by what is far away, which the outermost bins hold', () => {
    const near = Array.from({ length: 200 }, (_, i) => i / 200);
    const { bins, counts, below, above } = histogramOf([[...near, -1e38, -Infinity, 7e9]]);
    expect([below, above]).toEqual([true, true]);
    expect(bins[0]!.from).toBeGreaterThan(-1);
    expect(bins.at(-1)!.to).toBeLessThan(2);
    expect(sum(counts[0]!)).toBe(203);
  });

  it('are empty without values', () => {
    expect(histogramOf([[NaN, NaN], []])).toMatchObject({ bins: [], counts: [[], []], without: [2, 0] });
  });
});

describe('the data of figures', () => {
  const table: AgentTable = { names: ['agent', 'alpha', 'test.reward', 'test.goal.desire'], columns: [[0, 1, 2], [0.1, 0.2, 0.3], [1, NaN, 4], ['a', 'b', 'a']] };
  const phase: PhaseResult = {
    name: 'test', steps: 10, fingerprint: '', shares: {}, oracle: {}, uniform: {},
    population: { reward: { mean: 2.5, standardError: 1.5, quantiles: [1, 1, 1, 4, 4], count: 2 }, pooled: { mean: 1, standardError: null, quantiles: [], count: 2 } },
  };

  it('are columns of numbers by name', () => {
    const data = new FigureData(table, [phase], null);
    expect(data.hyperparameters).toEqual(['alpha']);
    expect(data.measuresAmong(['reward', 'goal.desire', 'other'])).toEqual(['reward']);
    expect([...data.numbers('test.reward')!]).toEqual([1, NaN, 4]);
    expect(data.statistic(phase, 'reward')).toBe(phase.population.reward);
    expect(data.statistic(phase, 'pooled')!.mean).toBe(1);
  });

  it('are restricted to the agents that were chosen', () => {
    const data = new FigureData(table, [phase], [2, 1, 9]);
    expect(data.agents).toEqual([2, 1]);
    expect([...data.numbers('alpha')!]).toEqual([0.3, 0.2]);
    expect(data.statistic(phase, 'reward')).toMatchObject({ mean: 4, count: 1 });
    expect(data.statistic(phase, 'pooled')).toBeNull();
  });
});

describe('smoothing', () => {
  const never = (): boolean => false;

  it('changes nothing without a half-life', () => {
    expect(smoothed([1, null, 3], 0, never)).toEqual([1, null, 3]);
  });

  it('weighs what came a half-life ago by one half, and the first values fully', () => {
    expect(smoothed([4, 1], 1, never)).toEqual([4, (4 * 0.5 + 1) / 1.5]);
    expect(smoothed([7, 7, 7], 3, never)).toEqual([7, 7, 7]);
  });

  it('begins anew after a break, and leaves gaps as they are', () => {
    expect(smoothed([1, null, 5], 2, (place) => place === 1)).toEqual([1, null, 5]);
    expect(smoothed([2, null, 2], 2, never)).toEqual([2, null, 2]);
  });
});

describe('learning curves', () => {
  const phases = [
    { name: 'train', firstStep: 0, steps: 10_000, learn: true, split: 'train' },
    { name: 'test', firstStep: 10_000, steps: 100, learn: false, split: 'deploy' },
  ];
  const point = (phase: string, step: number, median: number) => ({ phase, step, measures: { reward: { mean: median, quantiles: [0, 0, median, 1, 1], count: 4 } } });

  it('break between phases', () => {
    const { positions, pointAt, courses } = curveData(new PhaseAxis(phases), [point('train', 5000, 0.25), point('train', 10_000, 0.5), point('test', 10_100, 0.75)], [{ measure: 'reward', colour: '#000' }], 5);
    expect(pointAt).toEqual([0, 1, -1, 2]);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(courses[0]!.median).toEqual([0.25, 0.5, null, 0.75]);
    expect(courses[0]!.quantiles[2]!.at(-1)).toBe(0.75);
  });

  it('have steps by their logarithm within each phase', () => {
    const axis = new PhaseAxis(phases, 100);
    const [begin, end] = axis.spans[0]!;
    expect(axis.position(0, 100)).toBe(begin);
    expect(axis.position(0, 1000)).toBeCloseTo((begin + end) / 2);
    expect(axis.position(0, 10_000)).toBeCloseTo(end);
    expect(axis.position(1, 10_100)).toBeCloseTo(axis.spans[1]![1]);
    const ticks = axis.ticks(1000, 50);
    expect(ticks.map(({ step }) => step)).toEqual(expect.arrayContaining([100, 1000, 10_000]));
    ticks.slice(1).forEach(({ position }, k) => expect(position).toBeGreaterThan(ticks[k]!.position));
  });

  it('have room for all values, and for those above 0 along an axis of logarithms', () => {
    const [low, high] = valueRange([-1, 3], false);
    expect(low).toBeLessThan(-1);
    expect(high).toBeGreaterThan(3);
    const [least, most] = valueRange([-5, 0.01, 10], true);
    expect(least).toBeGreaterThan(0);
    expect(least).toBeLessThan(0.01);
    expect(most).toBeGreaterThan(10);
    for (const logarithmic of [true, false]) for (const values of [[], [0], [2, 2]]) expect(Number.isFinite(Math.log(valueRange(values, logarithmic)[1] - valueRange(values, logarithmic)[0]))).toBe(true);
  });

  it.each([[0, 1, 5], [-0.3, 0.31, 4], [1200, 1900, 6]])('have round ticks from %d to %d', (low, high, count) => {
    const ticks = roundTicks(low, high, count);
    expect(ticks.length).toBeGreaterThanOrEqual(count / 2);
    expect(ticks.every((tick) => tick >= low - 1e-9 && tick <= high + 1e-9)).toBe(true);
  });
});

describe('a sweep', () => {
  const experiment = parseExperiment({ scenario: 'random-walk', agents: 4, agent: { alpha: { grid: [0.1, 0.2] }, gamma: { uniform: [0.5, 1] } } });

  it('is over the hyperparameters that have a distribution', () => {
    expect(sweepAxes(experiment, 2).map(({ name, bins }) => [name, bins.length])).toEqual([['agent.gamma', 2], ['agent.alpha', 2]]);
    expect(sweepAxes(parseExperiment({ scenario: 'random-walk' }), 2)).toEqual([]);
  });

  it('is read where one points', () => {
    const [gamma, alpha] = sweepAxes(experiment, 2) as [never, never];
    const map = heatMap({ name: 'test.reward', label: 'test.reward', unit: 'per episode' }, [1, 2, 3, 4], [gamma, [0.6, 0.6, 0.9, 0.9]], [alpha, [0.1, 0.2, 0.1, 0.2]]);
    const cells = [...heatMapSvg(map, '').matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"\/><text/g)].map(([, ...place]) => place.map(Number));
    const found = cells.map(([x, y, width, height]) => cellAt(map, x! + width! / 2, y! + height! / 2)!);
    expect(found.map(({ column, row }) => map.cells[row]![column]!.mean)).toEqual([1, 3, 2, 4]);
    expect(cellText(map, 1, 0)).toMatch(/γ .75 to 1, .*α .1: 3.*, 1 agents/);
    expect(cellAt(map, 3, 3)).toBeNull();
  });
});
