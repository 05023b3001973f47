import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../src/experiment/results';
import { deviceEngineNames, engineNames } from '../../src/headless/runner';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Starts the program as a user does. `interruptAt` interrupts it once standard output has that: as a terminal does it, it
 * and all processes of its group.
 */
function lab(args: readonly string[], interruptAt?: RegExp): Promise<Ended> {
  const child = spawn(process.execPath, ['src/headless/lab.js', ...args], { detached: true });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const before = stdout;
    stdout += chunk.toString();
    if (interruptAt?.test(stdout) && !interruptAt.test(before)) process.kill(-child.pid!, 'SIGINT');
  });
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((ended, failed) => child.on('error', failed).on('close', (code) => ended({ code, stdout, stderr })));
}

const common = ['cheese-corner', '--set', 'scenarioOptions.size=5', '--set', 'agent.hidden=8'];
const small = [...common, '--agents', '40', '--set', 'phases[0].steps=500'];

/** So long that nobody is done before a signal is there. */
const long = [...common, '--agents', '2048', '--set', 'phases[0].steps=3000', '--set', 'record.everySteps=100'];

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

/** The same results, and files byte by byte. */
function expectSame(name: string, other: string): void {
  expect(timeless(resultsIn(name))).toEqual(timeless(resultsIn(other)));
  for (const file of ['agents.csv', 'agents.parquet', 'curves.jsonl']) expect(readFileSync(join(folder, name, file)).equals(readFileSync(join(folder, other, file))), `${file} of ${name}`).toBe(true);
}

describe('the program', () => {
  it('builds once', async () => {
    const { code, stdout, stderr } = await lab(['list']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('cheese-corner');
  });

  it('gets the same results on every engine, and verifies their link', async () => {
    for (const engine of engineNames) {
      const { code, stderr } = await lab(['run', ...small, '--engine', engine, '--out', join(folder, engine)]);
      expect(code, stderr).toBe(0);
      expect(resultsIn(engine).engine).toBe(engine === 'cpu' ? 'cpu' : 'webgpu');
    }
    for (const engine of deviceEngineNames) expectSame(engine, 'cpu');
    expect((await lab(['verify', resultsIn('cpu').link, '--engine', 'dawn'])).code).toBe(0);
  });

  it('merges shards of every engine into the same results', async () => {
    for (const [i, engine] of engineNames.entries()) {
      const { code, stderr } = await lab(['shard', `${i + 1}/${engineNames.length}`, ...small, '--engine', engine, '--out', join(folder, 'shards', engine)]);
      expect(code, stderr).toBe(0);
    }
    expect((await lab(['merge', ...engineNames.map((engine) => join(folder, 'shards', engine)), '--out', join(folder, 'merged')])).code).toBe(0);
    expect(resultsIn('merged').engine).toBe('webgpu; cpu');
    expectSame('merged', 'cpu');
  });

  it('comes to the same results in the pods of a Kubernetes job, here shells, one of which is killed and started again', async () => {
    const { stdout } = await lab(['job', 'kubernetes', ...small, '--engine', 'cpu', '--shards', '2', '--image', 'image', '--volume', 'volume', '--out', 'pods']);
    const { spec } = JSON.parse(stdout) as { readonly spec: { readonly completions: number; readonly template: { readonly spec: { readonly containers: readonly [{ readonly command: readonly [string, string, string] }] } } } };
    const [program, flags, script] = spec.template.spec.containers[0].command;
    writeFileSync(join(folder, 'valence-lab'), `#!/bin/sh\nexec '${process.execPath}' '${resolve('src/headless/lab.js')}' "$@"\n`, { mode: 0o755 });
    const pod = (index: number): ChildProcess =>
      spawn(program, [flags, script.replaceAll('/results', folder)], { stdio: 'ignore', detached: true, env: { ...process.env, PATH: `${folder}:${process.env['PATH']}`, JOB_COMPLETION_INDEX: String(index) } });
    const ended = (child: ChildProcess): Promise<number | null> => new Promise((done) => child.on('close', done));
    const pods = Array.from({ length: spec.completions }, (_, index) => pod(index));
    const killed = ended(pods[1]!);
    process.kill(-pods[1]!.pid!, 'SIGKILL');
    expect(await killed).toBeNull();
    expect(await Promise.all([pods[0]!, pod(1), pods[2]!].map(ended))).toEqual([0, 0, 0]);
    expectSame('pods', 'cpu');
  });

  it('keeps a checkpoint when it is interrupted, from which every other engine goes on to the same results', async () => {
    expect((await lab(['run', ...long, '--engine', 'cpu', '--out', join(folder, 'whole')])).code).toBe(0);
    const out = join(folder, 'interrupted');
    const stops: readonly (readonly string[])[] = [['run', ...long, '--engine', 'chromium', '--out', out], ['resume', out, '--engine', 'dawn'], ['resume', out, '--engine', 'deno']];
    for (const command of stops) {
      const { code, stderr } = await lab([...command, '--json'], /"progress"/);
      expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining(`valence-lab resume ${out}`) as string });
      expect(readdirSync(out)).toEqual(['checkpoint.bin']);
    }
    expect((await lab(['resume', out, '--engine', 'cpu'])).code).toBe(0);
    expectSame('interrupted', 'whole');
  });

  it('says it when the process that holds the device is killed, and goes on by itself from the last checkpoint on another one', async () => {
    const out = join(folder, 'lost');
    // It is interrupted once it is seen to go on, and the rest is left to the quickest engine.
    const run = lab(['run', ...long, '--engine', 'dawn', '--checkpoint', '0.1', '--json', '--out', out], /"deviceFailed"[^]*"progress"/);
    while (!existsSync(join(out, 'checkpoint.bin'))) await new Promise((over) => setTimeout(over, 20));
    const held = execFileSync('ps', ['-e', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n').filter((line) => line.includes(`${process.cwd()}/`) && line.includes('host-process.js'));
    expect(held).toHaveLength(1);
    process.kill(Number.parseInt(held[0]!, 10), 'SIGKILL');
    const { code, stdout, stderr } = await run;
    expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining('valence-lab resume') as string });
    expect(stdout).toContain('{"type":"deviceFailed","reason":"it ended unexpectedly (SIGKILL)","failures":1,"fromCheckpoint":true}');
    expect((await lab(['resume', out, '--engine', 'cpu'])).code).toBe(0);
    expectSame('lost', 'whole');
  });

  it('refuses bad input with exit code 2 and one line', async () => {
    const { code, stdout, stderr } = await lab(['run', 'cheese-corner', '--agents', '-1']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
