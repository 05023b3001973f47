/** A run that is interrupted keeps a checkpoint, and `resume` ends in what the uninterrupted run gives. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../src/experiment/results';
import { DeviceError, type Runner } from '../../src/headless/runner';
import { runExperiment, type RunHooks } from '../../src/lab/run';
import { localCpuEngine } from '../gpu/harness/cpu';
import { lab } from './cli-context';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'valence-lab-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const engine = localCpuEngine(2);
const steps = ['--set', 'phases=[{"name":"train","split":"train","steps":4000},{"name":"test","split":"train","steps":500,"learn":false}]'];
const resultsIn = (name: string): Results => JSON.parse(readFileSync(join(folder, name, 'results.json'), 'utf8')) as Results;
const lasting = (results: Results): object => ({ ...results, throughput: null, device: null });

/** A command whose run is interrupted once it has come to a step. */
function interruptedAt(step: number, ...args: readonly string[]) {
  const interruption = new AbortController();
  const run: Runner['run'] = (experiment, hooks) =>
    runExperiment(experiment, engine, {
      ...(hooks as RunHooks),
      onProgress: (progress) => {
        if (progress.step >= step) interruption.abort();
      },
    });
  return lab(args, { runner: { run }, signal: interruption.signal });
}
const whole = (...args: readonly string[]) => lab(args, { runner: { run: (experiment, hooks) => runExperiment(experiment, engine, hooks as RunHooks) } });

describe('resume', () => {
  it('ends in the same results, however often the run was interrupted', async () => {
    await whole('run', 'random-walk', '--agents', '20', ...steps, '--out', join(folder, 'whole'));
    const out = join(folder, 'parts');
    const first = await interruptedAt(500, 'run', 'random-walk', '--agents', '20', ...steps, '--out', out);
    expect(first).toMatchObject({ code: 4, stderr: expect.stringContaining(`valence-lab resume ${out}`) });
    expect(existsSync(join(out, 'results.json'))).toBe(false);
    expect(await interruptedAt(2000, 'resume', out)).toMatchObject({ code: 4 });
    expect(await interruptedAt(3000, 'resume', out)).toMatchObject({ code: 4 });
    expect(await whole('resume', out)).toMatchObject({ code: 0 });
    expect(lasting(resultsIn('parts'))).toEqual(lasting(resultsIn('whole')));
    expect(readFileSync(join(out, 'agents.csv'), 'utf8')).toBe(readFileSync(join(folder, 'whole', 'agents.csv'), 'utf8'));
    expect(existsSync(join(out, 'checkpoint.bin'))).toBe(false);
    expect(await whole('resume', out)).toMatchObject({ code: 2, stderr: expect.stringContaining('the checkpoint of an interrupted run') });
  });

  it('refuses what was damaged, and pauses that make no sense', async () => {
    const out = join(folder, 'damaged');
    await interruptedAt(500, 'run', 'random-walk', '--agents', '20', ...steps, '--out', out);
    const path = join(out, 'checkpoint.bin');
    const bytes = readFileSync(path);
    bytes[bytes.length - 30]! ^= 1;
    writeFileSync(path, bytes);
    expect(await whole('resume', out)).toMatchObject({ code: 2, stderr: expect.stringContaining('was damaged') });
    for (const pause of ['0', 'often', '1e9']) expect(await whole('run', 'random-walk', '--checkpoint', pause)).toMatchObject({ code: 2, stderr: expect.stringContaining('--checkpoint') });
  });
});

describe('a device that fails', () => {
  /** A command whose device fails so often, each time 500 steps further on; and whether each attempt began at a checkpoint. */
  async function failing(times: number, keeps: boolean, ...args: readonly string[]) {
    const fromCheckpoint: boolean[] = [];
    const run: Runner['run'] = async (experiment, hooks) => {
      fromCheckpoint.push(hooks.from !== undefined);
      const failure = new AbortController();
      const { keep, ...others } = hooks as RunHooks;
      const onProgress: RunHooks['onProgress'] = ({ step }) => {
        if (fromCheckpoint.length <= times && step >= 500 * fromCheckpoint.length) failure.abort();
      };
      return runExperiment(experiment, engine, { ...others, ...(keeps && keep && { keep }), onProgress, signal: failure.signal }).catch((error: unknown) => {
        throw failure.signal.aborted ? new DeviceError('it ended unexpectedly') : error;
      });
    };
    return { ...(await lab(args, { runner: { run } })), fromCheckpoint };
  }

  const experiment = ['random-walk', '--agents', '20', ...steps, '--out'];

  it.each([['goes on from its last checkpoint', true], ['begins again', false]])('is opened again, and the run %s', async (what, keeps) => {
    await whole('run', ...experiment, join(folder, 'at once'));
    const { code, stderr, fromCheckpoint } = await failing(3, keeps, 'run', ...experiment, join(folder, 'failing'));
    expect(code).toBe(0);
    expect(stderr.split('\n').filter((line) => line.includes('failed'))).toEqual(Array(3).fill(`The cpu engine failed: it ended unexpectedly. It is opened again, and the run ${what}.`));
    expect(fromCheckpoint).toEqual([false, keeps, keeps, keeps]);
    expect(lasting(resultsIn('failing'))).toEqual(lasting(resultsIn('at once')));
  });

  it('ends the run when it fails too often, and `resume` goes on', async () => {
    const out = join(folder, 'hopeless');
    const { code, stderr, fromCheckpoint } = await failing(9, true, 'run', ...experiment, out);
    expect({ code, attempts: fromCheckpoint.length }).toEqual({ code: 3, attempts: 4 });
    expect(stderr).toContain(`the cpu engine failed: it ended unexpectedly; \`valence-lab resume ${out}\` goes on from its last checkpoint`);
    expect(await whole('resume', out)).toMatchObject({ code: 0 });
    expect(lasting(resultsIn('hopeless'))).toEqual(lasting(resultsIn('at once')));
  });
});
