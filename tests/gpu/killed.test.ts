/**
 * A run whose process is killed without a warning, at moments that a seed decides, is gone on with and ends in the same
 * files. `VALENCE_LAB_KILLS=20 npx vitest run --configLoader runner tests/gpu/killed.test.ts` tries it so often.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EngineName } from '../../src/headless/runner';
import { threefry } from '../../src/numerics/threefry';

const kills = Number(process.env['VALENCE_LAB_KILLS'] ?? 4);
const seed = 7;
const engines: readonly EngineName[] = ['cpu', 'cpu', 'cpu', 'dawn'];
/** How much longer a software adapter takes than the CPU engine, about. */
const slower = 4;
const seconds = 0.1;
const experiment = ['cheese-corner', '--set', 'scenarioOptions.size=5', '--set', 'agent.hidden=8', '--agents', '1024', '--set', 'phases[0].steps=2000', '--set', 'phases[1].steps=500', '--set', 'phases[2].steps=500', '--checkpoint', String(seconds)];
const files = ['agents.csv', 'agents.parquet', 'curves.jsonl', 'results.json'];

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'valence-lab-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the program; after so many milliseconds, if it takes that long, it is killed. */
function lab(args: readonly string[], killAfter = Infinity): Promise<{ readonly killed: boolean; readonly milliseconds: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, ['src/headless/lab.js', ...args], { stdio: 'ignore' });
  const timer = Number.isFinite(killAfter) ? setTimeout(() => child.kill('SIGKILL'), killAfter) : undefined;
  return new Promise((resolve, reject) =>
    child.on('error', reject).on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === null && code !== 0) reject(new Error(`the program ended with code ${code}`));
      resolve({ killed: signal === 'SIGKILL', milliseconds: performance.now() - began });
    }));
}

const fingerprintIn = (out: string): string => (JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')) as { fingerprint: string }).fingerprint;

it(`ends in the same files after each of ${kills} kills`, { timeout: 60_000 * (1 + kills) }, async () => {
  const whole = join(folder, 'whole');
  // The first start may build.
  await lab(['list']);
  const { milliseconds } = await lab(['run', ...experiment, '--engine', 'cpu', '--out', whole]);
  let done = 0;
  for (let run = 0; done < kills; run++) {
    const out = join(folder, `run ${run}`);
    const engine = engines[run % engines.length]!;
    const [word] = threefry([seed, 0], [run, 0]);
    // Whatever of the time that a run takes: before its first checkpoint, in the middle of one, while results are written.
    const { killed } = await lab(['run', ...experiment, '--engine', engine, '--out', out], (word / 2 ** 32) * milliseconds * (engine === 'cpu' ? 1 : slower));
    if (killed) done++;
    if (existsSync(join(out, 'checkpoint.bin'))) await lab(['resume', out, '--engine', 'cpu']);
    else if (killed) await lab(['run', ...experiment, '--engine', 'cpu', '--out', out]);
    expect(fingerprintIn(out)).toBe(fingerprintIn(whole));
    expect(readdirSync(out).sort()).toEqual(files);
    for (const file of files.slice(0, 3)) expect(readFileSync(join(out, file)).equals(readFileSync(join(whole, file))), file).toBe(true);
  }
});
