/** Runs the same cases on independent implementations of WebGPU, one process per device. */
import type { Jobs } from './cases';
import { runInBrowser } from './chromium-process';
import { runInDeno } from './deno-process';

/** `chromium`: Dawn and SwiftShader. `deno`: wgpu and, on Linux, llvmpipe. */
export const stacks = { chromium: runInBrowser, deno: runInDeno } as const;

export type Stack = keyof typeof stacks;

/**
 * Has a job done on one stack.
 * @throws Error with the stack's own words if it failed, uncaptured WebGPU errors included
 */
export async function runOn<Job extends keyof Jobs>(stack: Stack, job: Job, cases: Parameters<Jobs[Job]>[0]): Promise<Awaited<ReturnType<Jobs[Job]>>> {
  return (await stacks[stack](job, cases)) as Awaited<ReturnType<Jobs[Job]>>;
}
