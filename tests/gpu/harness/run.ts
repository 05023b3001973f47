/** Runs the same cases on independent implementations of WebGPU, one process per device. */
import type { Jobs } from './cases';
import { runInBrowser } from './chromium-process';
import { runInDawn } from './dawn-process';
import { runInDeno, runInDenoOnSwiftShader } from './deno-process';

/** `chromium`: Dawn and SwiftShader. `deno`: wgpu and, on Linux, llvmpipe. */
export const stacks = { chromium: runInBrowser, deno: runInDeno } as const;

/** Every stack that computes without a GPU, beside those that all tests run on. */
export const allStacks = { ...stacks, dawn: runInDawn, 'deno-swiftshader': runInDenoOnSwiftShader } as const;

export type Stack = keyof typeof stacks;
export type AnyStack = keyof typeof allStacks;

/**
 * Has a job done on one stack.
 * @throws Error with the stack's own words if it failed, uncaptured WebGPU errors included
 */
export async function runOn<Job extends keyof Jobs>(stack: AnyStack, job: Job, cases: Parameters<Jobs[Job]>[0]): Promise<Awaited<ReturnType<Jobs[Job]>>> {
  return (await allStacks[stack](job, cases)) as Awaited<ReturnType<Jobs[Job]>>;
}
