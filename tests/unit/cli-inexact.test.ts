/** What the command line says of a device that fails the self-test. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Results } from '../../src/experiment/results';
import type { Runner } from '../../src/headless/runner';
import { runExperiment } from '../../src/lab/run';
import { localCpuEngine } from '../gpu/harness/cpu';
import { lab } from './cli-context';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'lab-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** The CPU engine, of which the self-test says that it adds in another order. */
const run: Runner['run'] = async (experiment, { onInexact, signal }) => {
  const engine = Object.assign(localCpuEngine(), { selfTest: async () => ({ exact: false, failures: ['reassociation', 'settle'] }) });
  const finished = await runExperiment(experiment, engine, { ...(onInexact && { onInexact }), ...(signal && { signal }) });
  engine.destroy();
  return finished;
};
const args = ['run', 'random-walk', '--agents', '8', '--set', 'phases[0].steps=64', '--set', 'phases[1].steps=64'];

it('names the cases before the run, and marks the report and the results', async () => {
  const { code, stdout, stderr } = await lab([...args, '--out', folder], { runner: { run } });
  expect(code).toBe(0);
  expect(stderr).toContain('The device failed the self-test (reassociation, settle): numbers are statistical only.\n');
  expect(stdout).toContain('The device did not pass the self-test: numbers are statistical only');
  expect((JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as Results).exact).toBe(false);
});

it('says it as an object with --json', async () => {
  const { stdout } = await lab([...args, '--json', '--out', folder], { runner: { run } });
  const said = stdout.trim().split('\n').map((line) => JSON.parse(line) as { readonly type: string; readonly exact?: boolean });
  expect(said).toContainEqual({ type: 'inexact', failures: ['reassociation', 'settle'] });
  expect(said.at(-1)).toMatchObject({ type: 'finished', exact: false });
});
