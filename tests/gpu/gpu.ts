/**
 * `npm run gpu`: for a machine with a GPU. Builds, runs the tests of bits on it, measures every engine, and writes both, with
 * the outcome of each, to results/gpu.json. Arguments are the benchmark's. Ends with 1 if anything failed, or if something
 * computed on the processor after all. Where there is no GPU it is a rehearsal: all of it computes on the processor.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mayHaveGPU } from '../../src/headless/browser';

const folder = 'results';
const tested = '.cache/gpu-tests.json';
const onGPU = mayHaveGPU();
const env = { ...process.env, VALENCE_LAB_ON_GPU: onGPU ? '1' : '' };

/** Runs a program of Node's; what it says goes to standard error. */
function node(args: readonly string[], output: number | 'pipe'): { readonly passed: boolean; readonly text: string } {
  process.stderr.write(`node ${args.join(' ')}\n`);
  const { status, stdout } = spawnSync(process.execPath, args, { env, stdio: ['ignore', output, 'inherit'], maxBuffer: 2 ** 28 });
  return { passed: status === 0, text: stdout?.toString() ?? '' };
}

const noGPU = 'This machine shows no GPU';
if (!onGPU) process.stderr.write(`${noGPU}: tests and benchmark compute on the processor, as a rehearsal.\n`);
mkdirSync('.cache', { recursive: true });
rmSync(tested, { force: true });
const built = node(['node_modules/vite/bin/vite.js', 'build', '--configLoader', 'runner'], process.stderr.fd);
const bits = ['agent-model', 'same-bits', 'catalogue', 'loop-limit', 'override', 'painter'].map((name) => `tests/gpu/${name}.test.ts`);
const tests = node(['node_modules/vitest/vitest.mjs', 'run', '--configLoader', 'runner', '--reporter', 'default', '--reporter', 'json', '--outputFile', tested, ...bits], process.stderr.fd);
const bench = node(['tests/bench/bench.js', '--json', ...process.argv.slice(2)], 'pipe');

interface Counts {
  readonly numTotalTests?: number;
  readonly numPassedTests?: number;
}
const { numTotalTests = 0, numPassedTests = 0 } = existsSync(tested) ? (JSON.parse(readFileSync(tested, 'utf8')) as Counts) : {};
const measured = bench.text === '' ? null : (JSON.parse(bench.text) as { readonly engines: readonly { readonly device: string }[] });
const software = (measured?.engines ?? []).map(({ device }) => device).filter((device) => /swiftshader|llvmpipe/i.test(device));
const report = {
  built: built.passed,
  tests: { passed: tests.passed, total: numTotalTests, equal: numPassedTests },
  bench: { passed: bench.passed, report: measured },
  software,
};
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/gpu.json`, `${JSON.stringify(report, null, 2)}\n`);
process.stdout.write(`${folder}/gpu.json: ${numPassedTests} of ${numTotalTests} tests passed; the benchmark ${bench.passed ? 'is complete' : 'failed or is incomplete'}.\n`);
if (software.length > 0) process.stdout.write(`Not on a GPU: ${software.join('; ')}.\n`);
if (!onGPU) process.stdout.write(`${noGPU}: this was a rehearsal.\n`);
if (!onGPU || software.length > 0 || !built.passed || !tests.passed || !bench.passed) process.exitCode = 1;
