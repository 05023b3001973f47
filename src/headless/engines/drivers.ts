/** Finding the Vulkan drivers that compute on the processor, for machines without a GPU. */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findBrowser } from '../browser';

const { env, platform } = process;

/** Whether the user has said which driver to take. */
const isChosen = (): boolean => ['VK_DRIVER_FILES', 'VK_ICD_FILENAMES'].some((name) => (env[name] ?? '') !== '');

/** The variables that make a Vulkan loader take a driver. */
const taking = (driver: string | null): Readonly<Record<string, string>> => (driver === null || isChosen() ? {} : { VK_DRIVER_FILES: driver, VK_ICD_FILENAMES: driver });

/** The loader file of Mesa's llvmpipe; null if there is none. */
export function findLlvmpipe(): string | null {
  for (const folder of ['/usr/share/vulkan/icd.d', '/usr/local/share/vulkan/icd.d', '/etc/vulkan/icd.d']) {
    const name = existsSync(folder) && readdirSync(folder).find((file) => /^lvp_icd.*\.json$/.test(file));
    if (name) return join(folder, name);
  }
  return null;
}

/** The loader file of SwiftShader, which comes with browsers of Chromium's family; null if there is none. */
export async function findSwiftShader(): Promise<string | null> {
  if (platform !== 'linux') return null;
  const browser = await findBrowser();
  const folders = [...(browser === null ? [] : [dirname(realpathSync(browser))]), '/usr/lib/chromium', '/usr/lib/chromium-browser', '/usr/lib64/chromium-browser', '/opt/google/chrome'];
  return folders.map((folder) => join(folder, 'vk_swiftshader_icd.json')).find((path) => existsSync(path)) ?? null;
}

/** For Dawn, which takes no other software driver: variables that offer it SwiftShader. */
export const swiftShader = async (): Promise<Readonly<Record<string, string>>> => taking(await findSwiftShader());

/** For wgpu: variables that offer it llvmpipe, which is the faster one, or else SwiftShader. */
export const llvmpipe = async (): Promise<Readonly<Record<string, string>>> => taking(findLlvmpipe() ?? (await findSwiftShader()));
