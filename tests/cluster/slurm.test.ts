/**
 * The job file for Slurm, as it is printed, on a real one: a shard is killed, started again, and nobody can tell from the
 * results; and one that fails for good takes the merge with it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Results } from '../../src/experiment/results';
import { installSlurm, Slurm } from './slurm';

const shards = 3;
const killed = 2;
const minute = 60_000;
const experiment = ['cheese-corner', '--agents', '3000', '--set', 'scenarioOptions.size=5', '--set', 'agent.hidden=8', '--set', 'phases[0].steps=8000'];

let folder: string;
let slurm: Slurm;
beforeAll(async () => {
  installSlurm();
  folder = mkdtempSync(join(tmpdir(), 'valence-lab-'));
  slurm = await Slurm.start(mkdtempSync(join(tmpdir(), 'valence-lab-slurm-')));
});
afterAll(async () => {
  await slurm?.stop();
  rmSync(folder, { recursive: true });
});

const lab = (...args: readonly string[]): string => execFileSync(process.execPath, ['src/headless/lab.js', ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/** Submits the printed job file. */
function submit(out: string): string {
  const file = join(folder, 'job.sh');
  writeFileSync(file, lab('job', 'slurm', ...experiment, '--shards', String(shards), '--engine', 'cpu', '--checkpoint', '0.5', '--out', out));
  return execFileSync('bash', [file, '--time=30'], { encoding: 'utf8', env: slurm.env });
}

const read = (...names: readonly string[]): string => readFileSync(join(folder, ...names), 'utf8');
/** Results without how they were computed. */
function timeless(name: string): unknown {
  const { device: _device, engine: _engine, throughput: _throughput, ...rest } = JSON.parse(read(name, 'results.json')) as Results;
  return rest;
}

it(`runs ${shards} shards, goes on with a killed one from its checkpoint, and merges them into the same digits as one run`, async () => {
  const out = join(folder, 'on the cluster');
  expect(submit(out)).toMatch(/^shards: job \d+; merge into .*: job \d+\n$/);

  const own = join(out, `shard ${killed} of ${shards}`);
  await slurm.until('the shard that is to be killed keeps a checkpoint', () => existsSync(join(own, 'checkpoint.bin')), 2 * minute);
  const pids = slurm.pidsOf(killed, 'lab.js', 'shard');
  expect(pids).toHaveLength(1);
  process.kill(pids[0]!, 'SIGKILL');
  await slurm.until('all is done', () => existsSync(join(out, 'results.json')), 6 * minute);

  const log = read('on the cluster', `shard ${killed}.log`);
  expect(log).toMatch(/Killed[^]*\nshard: agents 1,000 to 1,999 of 3,000\n/);
  lab('run', ...experiment, '--engine', 'cpu', '--out', join(folder, 'whole'));
  expect(timeless('on the cluster')).toEqual(timeless('whole'));
  for (const name of ['agents.csv', 'curves.jsonl']) expect(read('on the cluster', name), name).toBe(read('whole', name));
});

it('cancels the merge when a shard fails for good', async () => {
  const out = join(folder, 'damaged');
  const own = join(out, `shard ${killed} of ${shards}`);
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'checkpoint.bin'), 'no checkpoint');
  const merge = / job (\d+)\n$/.exec(submit(out))![1]!;
  await slurm.until('all shards have ended', () => slurm.run('squeue', '-h', '--name=valence-lab') === '', 6 * minute);
  await slurm.until('the merge is gone', () => !slurm.run('squeue', '-h', '-o', '%i').split('\n').includes(merge), minute);
  expect(slurm.run('scontrol', 'show', 'job', merge)).toMatch(/JobState=CANCELLED/);
  expect(read('damaged', `shard ${killed}.log`)).toContain('checkpoint.bin');
  expect([1, 2, 3].map((k) => existsSync(join(out, `shard ${k} of ${shards}`, 'shard.json')))).toEqual([true, false, true]);
  expect(existsSync(join(out, 'results.json'))).toBe(false);
});
