/** Deno as a child process: wgpu and Naga, on Linux over Mesa's llvmpipe or the GPU. */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { bundlePath } from './bundle';
import { findSwiftShader, runInChild } from './child';
import { onGPU } from './on-gpu';

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

const flags = ['run', '--quiet', '--no-config', '--no-lock', '--no-remote', '--unstable-webgpu', '--allow-all'];

/** Runs one job in a new process and resolves with its outcome. @param driver loader file of a Vulkan driver; null leaves the choice to the system */
export const runInDeno = (job: string, cases: unknown, driver: string | null = onGPU ? null : findSoftwareVulkan()): Promise<unknown> =>
  runInChild(findDeno(), [...flags, 'tests/gpu/harness/child-entry.js', resolve(bundlePath)], driver, { job, cases });

/** The same over the SwiftShader of a browser. */
export const runInDenoOnSwiftShader = async (job: string, cases: unknown): Promise<unknown> => runInDeno(job, cases, await findSwiftShader());
