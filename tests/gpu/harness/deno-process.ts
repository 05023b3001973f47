/** Deno as a child process: wgpu and Naga, on Linux over Mesa's llvmpipe. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { bundlePath } from './bundle';

/** The loader file of Mesa's software Vulkan driver, or null. */
export function findSoftwareVulkan(): string | null {
  for (const folder of ['/usr/share/vulkan/icd.d', '/usr/local/share/vulkan/icd.d', '/etc/vulkan/icd.d']) {
    const name = existsSync(folder) && readdirSync(folder).find((file) => /^lvp_icd.*\.json$/.test(file));
    if (name) return join(folder, name);
  }
  return null;
}

/** The program: an optional package of this project on x64 Linux with glibc, elsewhere whatever `deno` is on the path. */
export function findDeno(): string {
  const program = process.platform === 'win32' ? 'deno.exe' : 'deno';
  const folders = [resolve('node_modules/@deno/linux-x64-glibc'), ...(process.env['PATH'] ?? '').split(delimiter)];
  const found = folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
  if (found === undefined) {
    throw new Error('These tests need Deno 2, a second implementation of WebGPU. On x64 Linux: npm ci --include=optional; elsewhere: install it as https://deno.com says, so that `deno` is on the path.');
  }
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
