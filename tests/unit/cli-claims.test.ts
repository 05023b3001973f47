import { expect, it } from 'vitest';
import type { Experiment } from '../../src/experiment/types';
import { fakeRun, lab } from './cli-context';

/** Populations whose statistics depend on the seed alone: the mean is 1 on odd seeds and −1 on even ones, in every arm. */
const run = async (experiment: Experiment) => {
  const finished = fakeRun(experiment);
  const statistic = { mean: experiment.seed % 2 === 1 ? 1 : -1, standardError: 0.001, quantiles: [0, 0, 0, 0, 0], count: experiment.agents };
  const population = new Proxy({}, { get: () => statistic });
  return { ...finished, results: { ...finished.results, phases: finished.results.phases.map((phase) => ({ ...phase, population })) } };
};

it('judges every claim on every seed, and counts on how many seeds the same came out', async () => {
  const { code, stdout, stderr } = await lab(['claims', '--only', 'claim-12', '--seeds', '11-15', '--agents', '7'], { runner: { run } });
  const rows = stdout.trim().split('\n');
  expect(code).toBe(0);
  expect(rows[0]).toBe('| claim | contrast | estimate and interval, seed 11 | predicted | verdict | of 5 seeds |');
  expect(rows[2]).toMatch(/^\| claim-12 \| bumble.intended: foresight 1 − foresight 0 \| 0\.0000 \[-?0\.\d+, 0\.\d+\] \| \+ \| undecided \| 5 \|$/);
  // A lone arm: 1, −1, 1, −1, 1.
  expect(rows[6]).toMatch(/^\| {2}\| bumble.event.trap: foresight 1 \| 1\.0\d+ \[.*\] \| 0 ± 0.001 \| opposite \| 5 \|$/);
  expect(rows.at(-1)).toMatch(/^\| `claim-12` Oracle in the loop \| 1 opposite, 4 undecided \| bumble.intended: foresight 1 − foresight 0: 0\.0000 \[.*\] \| [345] of 5 seeds \|$/);
  expect(stderr).toContain('claim-12, seed 15: ');
});

it('prints JSON lines with --json', async () => {
  const { stdout } = await lab(['claims', '--only', 'claim-12', '--json'], { runner: { run } });
  const lines = stdout.trim().split('\n').map((line) => JSON.parse(line) as { readonly type: string; readonly verdicts?: readonly unknown[] });
  expect(lines.map(({ type }) => type)).toEqual(['engine', 'verdicts']);
  expect(lines[1]).toMatchObject({ id: 'claim-12', seed: 1 });
});

it.each([
  [['--seeds', '3-1'], '--seeds: "3-1"; expected a seed, or at most 100'], [['--seeds', '1-101'], '--seeds'], [['--seeds', 'x'], '--seeds'],
  [['--only', 'cheese-corner'], '--only: "cheese-corner"; expected a claim of the catalogue: claim-'], [['--agents', '0'], 'base.agents: 0'],
])('refuses %j', async (args, message) => {
  const { code, stdout, stderr } = await lab(['claims', ...args], { runner: { run: () => Promise.reject(new Error('this must not run')) } });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
});
