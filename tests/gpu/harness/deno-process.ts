/** Deno as a child process: wgpu and Naga, on Linux over Mesa's llvmpipe. */
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { denoAdvice, findDeno as findProgram } from '../../../src/headless/engines/deno';
import { findLlvmpipe } from '../../../src/headless/engines/drivers';
import { bundlePath } from './bundle';

/** The loader file of Mesa's software Vulkan driver, or null. */
export const findSoftwareVulkan = findLlvmpipe;

/** The program. @throws Error with what to do if there is none */
export function findDeno(): string {
  const found = findProgram();
  if (found === null) throw new Error(`These tests need Deno 2, a second implementation of WebGPU. ${denoAdvice}.`);
  return found;
}

/** Runs one job in a new process and resolves with its outcome. */
export async function runInDeno(job: string, cases: unknown): Promise<unknown> {
  const driver = findSoftwareVulkan();
  const flags = ['run', '--quiet', '--no-config', '--no-lock', '--no-remote', '--unstable-webgpu', '--allow-all'];
  const child = spawn(findDeno(), [...flags, 'tests/gpu/harness/deno-entry.ts', resolve(bundlePath)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...(driver === null ? {} : { VK_DRIVER_FILES: driver, VK_ICD_FILENAMES: driver }),
      XDG_RUNTIME_DIR: process.env['XDG_RUNTIME_DIR'] ?? tmpdir(),
      DENO_DIR: resolve('.cache/deno'),
      DENO_NO_UPDATE_CHECK: '1',
    },
  });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdin.end(JSON.stringify({ job, cases }));
  const code = await new Promise<number | null>((closed, failed) => child.on('error', failed).on('close', closed));
  if (code !== 0) throw new Error(`Deno ended with code ${code}:\n${Buffer.concat(errors).toString()}`);
  return JSON.parse(Buffer.concat(output).toString()) as unknown;
}
