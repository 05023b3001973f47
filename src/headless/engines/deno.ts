/** The engine `deno`: wgpu, Firefox's implementation of WebGPU, in a process of Deno. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DeviceError } from '../runner';
import type { StartHost } from './device-host';
import { llvmpipe } from './drivers';
import { hostScript, startProcess } from './process';

export const denoAdvice = 'On x64 Linux: npm ci --include=optional; elsewhere: install Deno 2 as https://deno.com says, so that `deno` is on the path';
export const denoDeviceAdvice = 'Without a GPU it needs llvmpipe (Debian: apt-get install mesa-vulkan-drivers), or VK_ICD_FILENAMES must name a driver';

const cacheFolder = fileURLToPath(new URL('../../deno/', import.meta.url));

/** The program: an optional package on x64 Linux with glibc, elsewhere whatever `deno` is on the path; null if there is none. */
export function findDeno(): string | null {
  const name = process.platform === 'win32' ? 'deno.exe' : 'deno';
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  try {
    folders.unshift(dirname(createRequire(import.meta.url).resolve('@deno/linux-x64-glibc/package.json')));
  } catch {
    // It is an optional package, and of one kind of machine.
  }
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

const flags = ['run', '--quiet', '--no-config', '--no-lock', '--no-remote', '--unstable-webgpu', '--allow-read', '--allow-env', '--allow-sys', '--allow-net=127.0.0.1'];

/** @param software whether to compute on the processor */
export const startDeno = (software: boolean): StartHost => async (url) => {
  const program = findDeno();
  if (program === null) throw new DeviceError(`Deno is not there. ${denoAdvice}`);
  return startProcess(program, [...flags, hostScript, url], { DENO_DIR: cacheFolder, DENO_NO_UPDATE_CHECK: '1', NO_PROXY: '127.0.0.1', ...(software ? await llvmpipe() : {}) });
};
