/** Deno as a child process: wgpu and Naga, on Linux over Mesa's llvmpipe or the GPU. */
import { resolve } from 'node:path';
import { denoAdvice, findDeno as findProgram } from '../../../src/headless/engines/deno';
import { findLlvmpipe } from '../../../src/headless/engines/drivers';
import { bundlePath } from './bundle';
import { runInChild, swiftShaderDriver } from './child';
import { onGPU } from './on-gpu';

/** The loader file of Mesa's software Vulkan driver, or null. */
export const findSoftwareVulkan = findLlvmpipe;

/** The program. @throws Error with what to do if there is none */
export function findDeno(): string {
  const found = findProgram();
  if (found === null) throw new Error(`These tests need Deno 2, a second implementation of WebGPU. ${denoAdvice}.`);
  return found;
}

const flags = ['run', '--quiet', '--no-config', '--no-lock', '--no-remote', '--unstable-webgpu', '--allow-all'];

/** Runs one job in a new process and resolves with its outcome. @param driver loader file of a Vulkan driver; null leaves the choice to the system */
export const runInDeno = (job: string, cases: unknown, driver: string | null = onGPU ? null : findSoftwareVulkan()): Promise<unknown> =>
  runInChild(findDeno(), [...flags, 'tests/gpu/harness/child-entry.js', resolve(bundlePath)], driver, { job, cases });

/** The same over the SwiftShader of a browser. */
export const runInDenoOnSwiftShader = async (job: string, cases: unknown): Promise<unknown> => runInDeno(job, cases, await swiftShaderDriver());
