/**
 * What the tests need beside npm packages: a browser, and on Linux a Vulkan driver that computes on the processor.
 * Installed when it is missing and this process may do so; else the error says what to install.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { browserAdvice, findBrowser } from '../../src/headless/browser';
import { findSoftwareVulkan } from '../gpu/harness/deno-process';

export const mayUseApt = (): boolean => process.getuid?.() === 0 && existsSync('/etc/debian_version');

const run = (command: string, ...args: string[]): void => {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
};

export function aptInstall(...names: readonly string[]): void {
  run('apt-get', 'update', '-q');
  run('apt-get', 'install', '-q', '-y', '--no-install-recommends', ...names);
}

/** Makes sure that there is a browser: Debian's Chromium where that may be installed, else Puppeteer's download. */
export async function installBrowser(): Promise<void> {
  if ((await findBrowser()) !== null) return;
  try {
    if (mayUseApt()) aptInstall('chromium');
    else run(process.execPath, 'node_modules/puppeteer/lib/cjs/puppeteer/node/cli.js', 'browsers', 'install', 'chrome');
  } catch (error) {
    throw new Error(`These tests need a browser, and installing one failed. ${browserAdvice}`, { cause: error });
  }
  if ((await findBrowser()) === null) throw new Error(`These tests need a browser. ${browserAdvice}`);
}

/** Makes sure, on Linux, that Mesa's llvmpipe is there; other systems have a device of their own for Deno. */
export function installSoftwareVulkan(): void {
  if (process.platform !== 'linux' || findSoftwareVulkan() !== null) return;
  if (mayUseApt()) aptInstall('mesa-vulkan-drivers');
  if (findSoftwareVulkan() === null) {
    throw new Error("These tests need Mesa's software Vulkan driver, llvmpipe. Debian and Ubuntu: apt-get install mesa-vulkan-drivers; Fedora: dnf install mesa-vulkan-drivers; Arch: pacman -S vulkan-swrast.");
  }
}

/** Makes sure that there is Python with numpy, an arithmetic that shares nothing with this project's. */
export function installNumpy(): void {
  const present = (): boolean => spawnSync('python3', ['-c', 'import numpy']).status === 0;
  if (present()) return;
  if (mayUseApt()) aptInstall('python3-numpy');
  if (!present()) throw new Error('These tests need Python 3 with numpy as `python3`. Debian and Ubuntu: apt-get install python3-numpy; elsewhere: pip install numpy.');
}
