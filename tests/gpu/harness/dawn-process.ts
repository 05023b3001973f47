/** Dawn in Node as a child process (npm `webgpu`), over the SwiftShader of a browser or the GPU. */
import { resolve } from 'node:path';
import { bundlePath } from './bundle';
import { runInChild, swiftShaderDriver } from './child';
import { onGPU } from './on-gpu';

/** Runs one job in a new process and resolves with its outcome. */
export const runInDawn = async (job: string, cases: unknown): Promise<unknown> =>
  runInChild(process.execPath, ['tests/gpu/harness/child-entry.js', resolve(bundlePath), 'dawn'], onGPU ? null : await swiftShaderDriver(), { job, cases });
