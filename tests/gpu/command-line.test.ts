import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../src/experiment/results';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the program as a user does; `interruptAt` sends an interrupt once standard output has it. */
function lab(args: readonly string[], interruptAt?: RegExp): Promise<Ended> {
  const child = spawn(process.execPath, ['src/headless/lab.js', ...args]);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const before = stdout;
    stdout += chunk.toString();
    if (interruptAt?.test(stdout) && !interruptAt.test(before)) child.kill('SIGINT');
  });
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((ended, failed) => child.on('error', failed).on('close', (code) => ended({ code, stdout, stderr })));
}

const small = ['cheese-corner', '--agents', '40', '--set', 'scenarioOptions.size=5', '--set', 'phases[0].steps=500'];

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'valence-lab-'));
  // The first start builds.
  await lab(['list']);
});
afterAll(() => rmSync(folder, { recursive: true }));

const resultsIn = (name: string): Results => JSON.parse(readFileSync(join(folder, name, 'results.json'), 'utf8')) as Results;
/** Results without how they were computed. */
const timeless = ({ device: _device, engine: _engine, throughput: _throughput, ...rest }: Results): unknown => rest;

describe('the program', () => {
  it('builds once', async () => {
    const { code, stdout, stderr } = await lab(['list']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('cheese-corner');
  });

  it('gets the same results on both engines, and verifies their link', async () => {
    for (const engine of ['cpu', 'chromium']) {
      const { code, stderr } = await lab(['run', ...small, '--engine', engine, '--out', join(folder, engine)]);
      expect(code, stderr).toBe(0);
    }
    const [cpu, chromium] = [resultsIn('cpu'), resultsIn('chromium')];
    expect(chromium.engine).toBe('webgpu');
    expect(timeless(chromium)).toEqual(timeless(cpu));
    expect(readFileSync(join(folder, 'chromium', 'agents.csv'), 'utf8')).toBe(readFileSync(join(folder, 'cpu', 'agents.csv'), 'utf8'));
    expect((await lab(['verify', cpu.link, '--engine', 'cpu'])).code).toBe(0);
  });

  it('merges shards of both engines into the same results', async () => {
    for (const [i, engine] of ['chromium', 'cpu'].entries()) {
      const { code, stderr } = await lab(['shard', `${i + 1}/2`, ...small, '--engine', engine, '--out', join(folder, 'shards', engine)]);
      expect(code, stderr).toBe(0);
    }
    expect((await lab(['merge', join(folder, 'shards', 'cpu'), join(folder, 'shards', 'chromium'), '--out', join(folder, 'merged')])).code).toBe(0);
    expect(resultsIn('merged').engine).toBe('webgpu; cpu');
    expect(timeless(resultsIn('merged'))).toEqual(timeless(resultsIn('cpu')));
    expect(readFileSync(join(folder, 'merged', 'agents.csv'), 'utf8')).toBe(readFileSync(join(folder, 'cpu', 'agents.csv'), 'utf8'));
  });

  it.each([['cpu', ['checkpoint.bin']], ['chromium', null]] as const)('stops when it is interrupted, and writes no results: %s', async (engine, left) => {
    const out = join(folder, `stopped ${engine}`);
    const long = ['cheese-corner', '--agents', '64', '--set', 'phases[0].steps=1000000', '--engine', engine, '--json', '--out', out];
    const { code, stderr } = await lab(['run', ...long], /"progress"/);
    expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining('interrupted') as string });
    expect(existsSync(out) ? readdirSync(out) : null).toEqual(left);
  });

  it('refuses bad input with exit code 2 and one line', async () => {
    const { code, stdout, stderr } = await lab(['run', 'cheese-corner', '--agents', '-1']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
