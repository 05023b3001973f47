/** The engines that are measured, and how to get hold of each. */
import { availableParallelism } from 'node:os';
import { browserAdvice, findBrowser, mayHaveGPU } from '../../src/headless/browser';
import { openCpuEngine } from '../../src/headless/cpu';
import { bundleCases } from '../gpu/harness/bundle';
import { findDeno, findSoftwareVulkan } from '../gpu/harness/deno-process';
import { runOn, type Stack } from '../gpu/harness/run';
import { measureSpeeds, type Speed, type SpeedCase } from './measure';

export interface Contender {
  readonly name: string;
  readonly stack: 'cpu' | Stack;
  /** whether a long list of workloads is measured on it */
  readonly quick: boolean;
  /** what this machine lacks for it; null if nothing */
  absence(): Promise<string | null>;
  measure(cases: readonly SpeedCase[]): Promise<{ readonly device: string; readonly speeds: readonly Speed[] }>;
}

const onCpu = (workers: number): Contender => ({
  name: `CPU engine, ${workers} ${workers === 1 ? 'thread' : 'threads'}`,
  stack: 'cpu',
  quick: workers === availableParallelism(),
  absence: () => Promise.resolve(null),
  async measure(cases) {
    const engine = await openCpuEngine(workers);
    try {
      return { device: engine.info.device, speeds: await measureSpeeds(engine, cases) };
    } finally {
      engine.destroy();
    }
  },
});

const onWebGPU = (name: string, stack: Stack, absence: Contender['absence']): Contender => ({
  name,
  stack,
  quick: stack === 'deno',
  absence,
  async measure(cases) {
    await bundleCases();
    const { adapter, results } = await runOn(stack, 'speeds', cases);
    return { device: adapter, speeds: results };
  },
});

async function lackOfDeno(): Promise<string | null> {
  try {
    findDeno();
  } catch (error) {
    return (error as Error).message;
  }
  if (process.platform !== 'linux' || findSoftwareVulkan() !== null || mayHaveGPU()) return null;
  return "There is no Vulkan driver. Mesa's software driver llvmpipe will do (Debian: apt-get install mesa-vulkan-drivers).";
}

/** All of them, the CPU engine with one thread first. */
export function contenders(): Contender[] {
  const cores = availableParallelism();
  return [
    onCpu(1),
    ...(cores > 1 ? [onCpu(cores)] : []),
    onWebGPU('WebGPU in Chromium (Dawn)', 'chromium', async () => ((await findBrowser()) === null ? `There is no browser. ${browserAdvice}` : null)),
    onWebGPU('WebGPU in Deno (wgpu)', 'deno', lackOfDeno),
  ];
}
