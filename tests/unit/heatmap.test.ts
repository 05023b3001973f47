/** Heat maps: bins, cells, the picture, and the command that reads a folder of results. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axisOf, binOf, heatMap, type HeatMap } from '../../src/analysis/heatmap';
import { colourAt, isDark } from '../../src/analysis/heatmap-colours';
import { heatMapSvg } from '../../src/analysis/heatmap-svg';
import { summarise } from '../../src/analysis/statistics';
import { drawHyperparameters } from '../../src/experiment/distributions';
import { parseExperiment } from '../../src/experiment/parse';
import type { Distribution } from '../../src/experiment/types';
import { perAgentNames } from '../../src/agent/hyperparameters';
import { threefry, uniform24 } from '../../src/numerics/threefry';
import { lab } from './cli-context';

const alpha = { name: 'agent.alpha', label: 'critic step size', unit: 'per step' };
const reward = { name: 'test.reward', label: 'test.reward', unit: 'per episode' };

describe('bins', () => {
  it.each<readonly [what: string, distribution: Distribution, edges: readonly (readonly [number, number])[]]>([
    ['equally wide where uniform', { uniform: [-1, 1] }, [[-1, -0.5], [-0.5, 0], [0, 0.5], [0.5, 1]]],
    ['in equal ratios where log-uniform', { logUniform: [0.0625, 1] }, [[0.0625, 0.125], [0.125, 0.25], [0.25, 0.5], [0.5, 1]]],
    ['one for each value of a grid, in order', { grid: [3, 1, 2, 1] }, [[1, 1], [2, 2], [3, 3]]],
    ['one for each value of a choice', { choice: [0, 64] }, [[0, 0], [64, 64]]],
    ['one where all agents are alike', 0.1, [[0.1, 0.1]]],
    ['one where a range is a point', { logUniform: [2, 2] }, [[2, 2]]],
  ])('are %s', (_, distribution, edges) => expect(axisOf(alpha, distribution, 4).bins).toEqual(edges.map(([from, to]) => ({ from, to }))));

  it('end where the distribution does, whatever is rounded on the way', () => {
    const { bins } = axisOf(alpha, { logUniform: [0.003, 0.7] }, 7);
    expect([bins[0]!.from, bins[6]!.to]).toEqual([0.003, 0.7]);
    bins.slice(1).forEach(({ from }, k) => expect(from).toBe(bins[k]!.to));
  });

  it.each<Distribution>([{ uniform: [0.1, 0.7] }, { logUniform: [0.003, 0.7] }, { grid: [0.1, 0.2, 0.3, 0.7] }])('get all agents in equal parts: %o', (distribution) => {
    const agents = 4000;
    const { seed, agent } = parseExperiment({ scenario: 'random-walk', agent: { alpha: distribution } });
    const values = drawHyperparameters({ seed, agent }, 0, agents).subarray(perAgentNames.indexOf('alpha') * agents, (perAgentNames.indexOf('alpha') + 1) * agents);
    const axis = axisOf(alpha, distribution, 4);
    const counts = [0, 0, 0, 0];
    for (const value of values) counts[binOf(axis, value)]!++;
    for (const count of counts) expect(Math.abs(count - agents / 4)).toBeLessThan(150);
  });
});

/** A made-up sweep: what each of so many agents is and does. */
const noise = (stream: number, agents: number): number[] => Array.from({ length: agents }, (_, i) => uniform24(threefry([stream, i], [0, 0])[0]));

describe('cells', () => {
  const [x, y, values] = [noise(1, 500), noise(2, 500), noise(3, 500).map((value, i) => (i % 7 === 0 ? NaN : value))];
  const axis = axisOf(alpha, { uniform: [0, 1] }, 5);
  const other = axisOf({ ...alpha, name: 'agent.lambda' }, { uniform: [0, 1] }, 3);
  const of = (wanted: (i: number) => boolean) => {
    const { mean, standardError, count } = summarise(values.filter((_, i) => wanted(i)));
    return { mean, standardError, count };
  };

  it('are the statistics of the agents in them, agents without a value left out', () => {
    const { cells } = heatMap(reward, values, [axis, x], [other, y]);
    expect(cells.map((row) => row.length)).toEqual([5, 5, 5]);
    cells.forEach((row, j) => row.forEach((cell, i) => expect(cell).toEqual(of((k) => Math.floor(x[k]! * 5) === i && Math.floor(y[k]! * 3) === j))));
    expect(cells.flat().reduce((sum, { count }) => sum + count, 0)).toBe(values.filter((value) => !Number.isNaN(value)).length);
  });

  it('are one row for one hyperparameter', () => {
    expect(heatMap(reward, values, [axis, x], null)).toMatchObject({ y: null, cells: [[0, 1, 2, 3, 4].map((i) => of((k) => Math.floor(x[k]! * 5) === i))] });
  });

  it('say where there is nobody', () => {
    expect(heatMap(reward, [1], [axis, [0.1]], null).cells[0]!.slice(0, 2)).toEqual([{ mean: 1, standardError: null, count: 1 }, { mean: null, standardError: null, count: 0 }]);
  });
});

describe('the picture', () => {
  const cell = (mean: number | null) => ({ mean, standardError: mean === null ? null : 0.01, count: mean === null ? 0 : 9 });
  const map = (means: readonly (number | null)[]): HeatMap =>
    ({ of: reward, x: axisOf(alpha, { grid: means.map((_, i) => i + 1) }, 1), y: null, cells: [means.map(cell)] });
  const classes = (svg: string): string[] => [...svg.matchAll(/<g class="(l\d+)">/g)].map(([, name]) => name!);

  it('is well-formed, and escapes what it is told', () => {
    const svg = heatMapSvg({ ...map([0.2, null, 0.6]), of: { ...reward, label: 'probe.<a & "b">' } }, 'R&D');
    expect(svg).toContain('probe.&lt;a &amp; &quot;b&quot;&gt;');
    expect(svg.replace(/<style>[\s\S]*<\/style>/, '').match(/&(?!amp;|lt;|gt;|quot;)|<(?![/a-zA-Z])/g)).toBeNull();
    const open: string[] = [];
    for (const [, close, name, self] of svg.matchAll(/<(\/?)([a-zA-Z]+)[^>]*?(\/?)>/g)) {
      if (self) continue;
      if (close) expect(open.pop()).toBe(name);
      else open.push(name!);
    }
    expect(open).toEqual([]);
  });

  it('has a colour in both schemes for every level that occurs', () => {
    const svg = heatMapSvg(map([0.2, 0.3, 0.6]), 'a test');
    const [light, dark] = svg.split('@media (prefers-color-scheme:dark)');
    for (const name of classes(svg)) for (const part of [light, dark]) expect(part).toMatch(new RegExp(`\\.${name} rect\\{fill:#[0-9a-f]{6}\\}`));
  });

  it.each<readonly [what: string, means: readonly number[], expected: readonly string[], legend: readonly string[]]>([
    ['goes from the lowest to the highest', [2, 3, 4], ['l0', 'l24', 'l48'], ['2.00', '4.00']],
    ['is symmetrical around 0 where both signs occur', [-1, 0, 4], ['l18', 'l24', 'l48'], ['−4.00', '4.00']],
    ['is in the middle where all are equal', [3, 3], ['l24', 'l24'], ['3.00', '3.00']],
    ['is not stretched by what is far away', [1, 2, 3, 4, 5, 6, 7, 9, 1e6], ['l0', 'l6', 'l12', 'l18', 'l24', 'l30', 'l36', 'l48', 'l48'], ['1.00', '≥ 9.00']],
  ])('its scale %s', (_, means, expected, [low, high]) => {
    const svg = heatMapSvg(map(means), 'a test');
    expect(classes(svg)).toEqual(expected);
    expect(svg).toContain(`Colours from ${low} to ${high} per episode`);
  });

  it('interpolates its colours through the stops, and writes light text on dark ones', () => {
    expect([0, 0.5, 1].map((share) => colourAt(['#ffffff', '#0072b2', '#000000'], share))).toEqual(['#ffffff', '#0072b2', '#000000']);
    expect(['#000000', '#0072b2', '#dd7a00', '#ffffff'].map(isDark)).toEqual([true, true, false, false]);
  });

  it('leaves out numbers that would not fit', () => {
    expect(heatMapSvg(map([1, 2]), 'a test')).toContain('± .01 · 9');
    expect(heatMapSvg(map(Array.from({ length: 20 }, (_, i) => i)), 'a test')).not.toContain('· 9<');
  });
});

describe('the command', () => {
  let folder: string;
  const experiment = parseExperiment({
    scenario: 'random-walk', agents: 8,
    agent: { alpha: { grid: [0.1, 0.2] }, lambda: { uniform: [0, 1] } }, phases: [{ name: 'my test', split: 'train', steps: 10 }],
  });
  const rows = ['agent,alpha,lambda,my test.reward,my test.kind,"my test.probe.a, b"', '0,0.1,0.1,1,x,', '1,0.2,0.2,3,x,7', '2,0.1,0.9,2,,7', '3,0.2,0.6,,x,7'];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'heat-'));
    writeFileSync(join(folder, 'results.json'), JSON.stringify({ experiment }));
    writeFileSync(join(folder, 'agents.csv'), `${rows.join('\n')}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (...args: string[]) => lab(['heatmap', folder, ...args]);

  it('prints an aligned table, the highest bins of y on top', async () => {
    const { code, stdout } = await run('--x', 'agent.alpha', '--y', 'agent.lambda', '--of', 'my test.reward', '--bins', '2');
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(-4)).toEqual(['  0.5 to 1   2 (1)       –', '  0 to 0.5   1 (1)   3 (1)', '               0.1     0.2', '']);
    expect(stdout).toContain('my test.reward (per episode): mean ± standard error (agents)');
    expect(stdout).toContain('to the right agent.alpha: critic step size α (per step), a bin per value');
  });

  it('prints a line per bin of one hyperparameter', async () => {
    expect((await run('--x', 'agent.alpha', '--of', 'my test.reward')).stdout).toMatch(/\n {2}0\.1 {3}1\.50 ± 0\.50 \(2\)\n {2}0\.2 {13}3 \(1\)\n$/);
  });

  it('writes the cells as CSV and the picture as SVG, and says so in JSON', async () => {
    const [svg, csv] = [join(folder, 'map.svg'), join(folder, 'map.csv')];
    const { stdout } = await run('--x', 'agent.alpha', '--of', 'my test.probe.a, b', '--svg', svg, '--csv', csv, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ of: { name: 'my test.probe.a, b' }, x: { name: 'agent.alpha', scale: 'values' }, y: null, cells: [[{ mean: 7, count: 1 }, { mean: 7, count: 2 }]], files: [svg, csv] });
    expect(readFileSync(csv, 'utf8')).toBe('agent.alpha from,agent.alpha to,mean,standardError,n\n0.1,0.1,7,,1\n0.2,0.2,7,0,2\n');
    expect(readFileSync(svg, 'utf8')).toMatch(/^<svg /);
  });

  it.each<readonly [what: string, args: readonly string[], message: RegExp]>([
    ['a hyperparameter that is the same for all', ['--x', 'agent.gamma', '--of', 'my test.reward'], /--x: "agent.gamma"; expected a hyperparameter in which the agents differ: agent.alpha, agent.lambda$/m],
    ['no hyperparameter', ['--of', 'my test.reward'], /--x: missing; expected/],
    ['the same one twice', ['--x', 'agent.alpha', '--y', 'agent.alpha', '--of', 'my test.reward'], /--y: "agent.alpha"; expected another hyperparameter/],
    ['no measure', ['--x', 'agent.alpha'], /--of: missing; expected <phase>.<measure>, such as my test.reward/],
    ['a phase that there was not', ['--x', 'agent.alpha', '--of', 'train.reward'], /--of: "train.reward"; expected .*phases: my test/],
    ['a measure that there is not', ['--x', 'agent.alpha', '--of', 'my test.rewards'], /--of: "my test.rewards"; expected a measure of an agent: my test.reward, /],
    ['a measure that is no number', ['--x', 'agent.alpha', '--of', 'my test.kind'], /--of: "my test.kind"; expected a column of numbers \(line 2 says "x"\)/],
    ['too many bins', ['--x', 'agent.alpha', '--of', 'my test.reward', '--bins', '65'], /--bins: 65; expected/],
    ['a file that cannot be written', ['--x', 'agent.alpha', '--of', 'my test.reward', '--svg', 'no/such/folder/a.svg'], /--svg: "no\/such\/folder\/a.svg"; expected a file that can be written/],
  ])('refuses %s', async (_, args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  it('refuses a folder without results', async () => {
    expect((await lab(['heatmap', join(folder, 'none'), '--x', 'agent.alpha', '--of', 'test.reward'])).stderr).toMatch(/results\.json: missing; expected a file that can be read/);
  });
});
