/**
 * Finding and starting a Chromium-based browser that offers WebGPU without a window.
 */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Browser } from 'puppeteer';
import { InputError } from '../world/input-error';

const { env, platform } = process;

/** What to do on a machine where `findBrowser` finds nothing. */
export const browserAdvice =
  'Install Google Chrome or Chromium (Debian: apt-get install chromium; any system: npx puppeteer browsers install chrome), or set PUPPETEER_EXECUTABLE_PATH to a browser of that family.';

function installedBrowsers(): string[] {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((root) => root !== undefined);
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return programs.flatMap((program) => roots.map((root) => join(root, program)));
  }
  const folders = (env['PATH'] ?? '').split(delimiter);
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * The path of a browser: `PUPPETEER_EXECUTABLE_PATH`, else one that is installed, else one in Puppeteer's cache; null
 * if there is none.
 * @throws InputError if the variable names no file
 */
export async function findBrowser(): Promise<string | null> {
  const chosen = env['PUPPETEER_EXECUTABLE_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (!existsSync(chosen)) throw new InputError('PUPPETEER_EXECUTABLE_PATH', chosen, 'the path of a browser');
    return chosen;
  }
  const installed = installedBrowsers().find((path) => existsSync(path));
  if (installed !== undefined) return installed;
  const { default: puppeteer } = await import('puppeteer');
  const cached = await puppeteer.executablePath();
  return existsSync(cached) ? cached : null;
}

/**
 * Whether a hardware GPU can be there at all. On Linux without a device file, asking for one through Vulkan would only
 * cost time, or hang.
 */
export const mayHaveGPU = (): boolean =>
  platform !== 'linux' || ['/dev/dri/renderD128', '/dev/nvidiactl', '/dev/dxg'].some((path) => existsSync(path));

function flags(software: boolean, wanted: boolean): string[] {
  const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const webgpu = ['--enable-unsafe-webgpu'];
  // A hidden page must not be slowed down: it is the experiment.
  const awake = ['--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows'];
  const device = software
    ? // Without a Vulkan compositor, drawing on a WebGPU canvas would end the device.
      ['--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan', '--use-angle=vulkan', '--use-vulkan=swiftshader', '--disable-vulkan-surface']
    : platform === 'linux'
      ? ['--enable-features=Vulkan', '--use-angle=vulkan', '--disable-vulkan-surface', '--ignore-gpu-blocklist']
      : [];
  // Chromium's sandbox refuses to work for root.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...quiet, ...(wanted ? [...webgpu, ...device] : []), ...awake, ...root];
}

/**
 * Starts a browser without a window.
 * @param software whether WebGPU computes on the processor (SwiftShader, part of the browser) or on the GPU
 * @param webgpu whether to ask for WebGPU at all where it is not offered by itself
 * @param shared whether other processes may connect to it; else it ends when this process does, however that comes
 * @throws Error if there is no browser
 */
export async function launchBrowser({ software, webgpu = true, shared = false }: { readonly software: boolean; readonly webgpu?: boolean; readonly shared?: boolean }): Promise<Browser> {
  const executablePath = await findBrowser();
  if (executablePath === null) throw new Error(`No browser was found. ${browserAdvice}`);
  const { default: puppeteer } = await import('puppeteer');
  return puppeteer.launch({
    executablePath,
    headless: true,
    pipe: !shared,
    args: flags(software, webgpu),
    env: { ...env, XDG_RUNTIME_DIR: env['XDG_RUNTIME_DIR'] ?? tmpdir() },
    // One call waits for a whole experiment, and signals are the caller's to answer.
    protocolTimeout: 0,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
}
