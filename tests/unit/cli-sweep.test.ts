/** Sweeps: what they run, what they leave alone, and the tables that they end in. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSweep } from '../../src/experiment/sweep';
import type { Runner } from '../../src/headless/runner';
import { runExperiment, type RunHooks } from '../../src/lab/run';
import { localCpuEngine } from '../gpu/harness/cpu';
import { lab } from './cli-context';

const base = { scenario: 'random-walk', agents: 6, phases: [{ name: 'train', split: 'train', steps: 200 }] };

describe('the points of a sweep', () => {
  it('are all combinations of a grid, the last path changing fastest', () => {
    const { paths, points } = parseSweep({ base, grid: { 'agent.alpha': [0.1, 0.2], 'phases[0].steps': [100, 300] } });
    expect(paths).toEqual(['agent.alpha', 'phases[0].steps']);
    expect(points.map(({ name, experiment: { agent, phases } }) => [name, agent.alpha, phases[0]!.steps])).toEqual([
      ['alpha 0.1 steps 100', 0.1, 100], ['alpha 0.1 steps 300', 0.1, 300], ['alpha 0.2 steps 100', 0.2, 100], ['alpha 0.2 steps 300', 0.2, 300],
    ]);
  });

  it('have numbers where their values make no names', () => {
    const { points } = parseSweep({ base, grid: { 'agent.alpha': [{ uniform: [0.1, 1] }, { uniform: [0.1, 0.5] }] } });
    expect(points.map(({ name }) => name)).toEqual(['point 1', 'point 2']);
  });

  it.each<[string, unknown, string]>([
    ['neither grid nor arms', { base }, 'grid: missing; expected either grid or arms'],
    ['both', { base, grid: { seed: [1] }, arms: [] }, 'grid: an object; expected either grid or arms'],
    ['another key', { base, grids: {} }, 'grids: an object; expected one of the keys schema, base, grid, arms'],
    ['no values', { base, grid: { seed: [] } }, 'grid.seed: an array of 0; expected an array of 1 to 1024 values'],
    ['too many combinations', { base, grid: { seed: Array.from({ length: 100 }, (_, i) => i), agents: Array.from({ length: 100 }, (_, i) => i + 1) } }, 'grid: "10000 combinations"; expected at most 4096'],
    ['a value that is wrong', { base, grid: { seed: [1, -1] } }, 'grid, point 2.set.seed: -1; expected a whole number'],
    ['two arms of a name', { base, arms: [{ name: 'a' }, { name: 'A' }] }, 'arms[1].name: "A"; expected a name that no other arm has'],
  ])('are refused: %s', (_, value, message) => expect(() => parseSweep(value)).toThrow(message));
});

describe('run --sweep', () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'valence-lab-'))));
  afterAll(() => rmSync(folder, { recursive: true }));
  const engine = localCpuEngine();
  const read = (...names: readonly string[]): string => readFileSync(join(folder, ...names), 'utf8');

  it('runs what has not been run, goes on with what was interrupted, and ends in the table of an uninterrupted one', async () => {
    const file = join(folder, 'sweep.json');
    writeFileSync(file, JSON.stringify({ base, grid: { seed: [1, 2, 3] } }));
    const interruption = new AbortController();
    let runs = 0;
    const run = (stopAt: number): Runner['run'] => (experiment, hooks) => {
      runs++;
      return runExperiment(experiment, engine, { ...(hooks as RunHooks), onProgress: () => experiment.seed === stopAt && interruption.abort() });
    };
    await lab(['run', '--sweep', file, '--out', join(folder, 'whole')], { runner: { run: run(0) } });
    const parts = ['run', '--sweep', file, '--out', join(folder, 'parts')];
    const stopped = await lab(parts, { runner: { run: run(2) }, signal: interruption.signal });
    expect(stopped).toMatchObject({ code: 4, stderr: expect.stringContaining('interrupted; 1 of 3 experiments are finished, and the same command goes on from there') as string });
    expect(existsSync(join(folder, 'parts', 'seed 2', 'checkpoint.bin'))).toBe(true);
    const before = statSync(join(folder, 'parts', 'seed 1', 'results.json')).mtimeMs;
    runs = 0;
    const { code, stdout, stderr } = await lab(parts, { runner: { run: run(0) } });
    expect([code, runs]).toEqual([0, 2]);
    expect(stderr).toMatch(/seed 1: has been run\n.*seed 2: goes on from its checkpoint\n.*seed 3: runs\n/);
    expect(statSync(join(folder, 'parts', 'seed 1', 'results.json')).mtimeMs).toBe(before);
    expect(existsSync(join(folder, 'parts', 'seed 2', 'checkpoint.bin'))).toBe(false);
    expect(read('parts', 'sweep.csv')).toBe(read('whole', 'sweep.csv'));
    expect(read('parts', 'sweep.csv')).toMatch(/^name,seed,fingerprint,exact,train\.steps,train\.steps\.standardError,.*\nseed 1,1,[\w-]{22},true,200,0,/);
    expect(stdout).toMatch(/^\| name \| seed \| train\.reward \| train\.intended \| fingerprint \|\n\| --- \| --- \| ---: \| ---: \| --- \|\n\| seed 1 \| 1 \| 0\.\d+ ± 0\.\d+ \|/);
  });

  it('runs again what has been changed, and refuses everything before anything runs', async () => {
    const file = join(folder, 'sweep.json');
    let runs = 0;
    const run: Runner['run'] = (experiment, hooks) => {
      runs++;
      return runExperiment(experiment, engine, hooks as RunHooks);
    };
    expect((await lab(['run', '--sweep', file, '--agents', '7', '--out', join(folder, 'whole')], { runner: { run } })).code).toBe(0);
    expect(runs).toBe(3);
    const big = await lab(['run', '--sweep', file, '--agents', '2000000', '--out', join(folder, 'whole')], { runner: { run } });
    expect(big).toMatchObject({ code: 2, stderr: expect.stringContaining('seed 1, at agents: 2000000; expected at most 1,000,000') as string });
    expect(await lab(['run', 'random-walk', '--sweep', file])).toMatchObject({ code: 2, stderr: expect.stringContaining('argument 1: "random-walk"; expected nothing more') as string });
  });
});
