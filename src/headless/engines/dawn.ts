/** The engine `dawn`: WebGPU of Chromium's own implementation, in a process of Node. */
import { createRequire } from 'node:module';
import { DeviceError } from '../runner';
import type { StartHost } from './device-host';
import { swiftShader } from './drivers';
import { hostScript, startProcess } from './process';

export const dawnAdvice = 'Install its optional package: npm ci --include=optional';
export const dawnDeviceAdvice = 'Without a GPU it needs SwiftShader, which comes with Chromium (Debian: apt-get install chromium), or VK_ICD_FILENAMES must name a driver';

export function hasDawn(): boolean {
  try {
    createRequire(import.meta.url).resolve('webgpu');
    return true;
  } catch {
    return false;
  }
}

/** @param software whether to compute on the processor */
export const startDawn = (software: boolean): StartHost => async (url) => {
  if (!hasDawn()) throw new DeviceError(`Dawn is not there. ${dawnAdvice}`);
  return startProcess(process.execPath, [hostScript, url], software ? await swiftShader() : {});
};
