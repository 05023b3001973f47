/** The WebGPU engine. A device is handed in, so that page, worker, Deno and Dawn in Node share it. */
import { selfTestOf } from '../self-test';
import type { Engine, EngineInfo, Population, Program, SelfTest } from '../engine';
import { hyperparameterWords, wordHeader } from '../words';
import { specialise } from '../specialise';
import { lanes } from './kernels';
import { Pipelines } from './pipelines';
import { createPopulation } from './population';
import { runSelfTestKernel } from './self-test';

export interface WebGPUOptions {
  /** steps of one dispatch; the default adapts to the device. Results never depend on it. */
  readonly sliceSteps?: number;
  /** agents of one cohort; the default is what a binding can hold. Results never depend on it. */
  readonly cohortAgents?: number;
  /** whether the linker expands marked loops; default true. Results never depend on it. */
  readonly expand?: boolean;
  /** whether small tables of worlds are read as uniforms; default on llvmpipe alone, whose loads of storage are slow. Results never depend on it. */
  readonly uniformTables?: boolean;
  /** how long one dispatch should take, in milliseconds; default 12, which keeps a page smooth, and 100 on software adapters */
  readonly dispatchMilliseconds?: number;
  /** bytes that a population may take; default 4 GiB, since WebGPU does not tell how much memory a device has */
  readonly memoryBytes?: number;
}

/** On a GPU, drawing waits behind a dispatch. A software adapter loads registers more slowly than it computes. */
const dispatchMilliseconds = { hardware: 12, software: 100 } as const;

/** Bytes of one agent in all buffers, and in the largest. */
export function bytesOf(program: Omit<Program, 'hyperparameters'>): { readonly largest: number; readonly total: number } {
  const { network, measures, extras } = specialise(program);
  const parts = [network.slots * 16, extras.WORDS * 4, hyperparameterWords * 4, measures.MEASURES * 4];
  return { largest: Math.max(...parts), total: parts.reduce((sum, bytes) => sum + bytes, 0) };
}

/**
 * @param device requested with the largest buffer and binding limits that the adapter offers
 * @param info what to call the device
 */
export function createWebGPUEngine(device: GPUDevice, info: EngineInfo, options: WebGPUOptions = {}): Engine {
  const populations = new Set<Population>();
  const pipelines = new Pipelines(device);
  let failure: Error | null = null;
  let reportLoss: (reason: Error) => void;
  let destroyed = false;
  let tested: Promise<SelfTest> | null = null;
  const lost = new Promise<never>((_resolve, reject) => (reportLoss = reject));
  // Whoever awaits the engine hears of it; nobody has to.
  lost.catch(() => {});
  void device.lost.then((loss) => {
    failure = new Error(`the GPU device was lost: ${loss.message || loss.reason}`);
    if (!destroyed) reportLoss(failure);
  });
  // WebGPU errors do not throw: without this an over-limit binding makes a dispatch a no-op.
  device.addEventListener('uncapturederror', (event) => {
    failure = new Error(`WebGPU error: ${(event as GPUUncapturedErrorEvent).error.message}`);
    reportLoss(failure);
  });
  const check = (): void => {
    if (failure) throw failure;
  };

  return {
    info,
    lost,
    selfTest() {
      // Once a device: a run of many arms would spend seconds on what it knows.
      tested ??= selfTestOf(() => runSelfTestKernel(device), this).then((report) => {
        check();
        return report;
      });
      return tested;
    },
    capacity(program) {
      const { total } = bytesOf(program);
      return { agents: Math.floor((options.memoryBytes ?? 2 ** 32) / total), bytesPerAgent: total };
    },
    async load(program) {
      const { largest } = bytesOf(program);
      const binding = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);
      const fitting = Math.min(Math.floor((binding - wordHeader * 4) / largest / lanes), device.limits.maxComputeWorkgroupsPerDimension) * lanes;
      const cohortAgents = Math.min(fitting, options.cohortAgents ?? fitting);
      if (cohortAgents < 1) throw new Error(`one agent of ${largest} bytes × ${lanes} lanes does not fit into a binding of ${binding} bytes`);
      const population = await createPopulation(device, pipelines, program, { uniformTables: /llvmpipe/i.test(info.device), dispatchMilliseconds: dispatchMilliseconds[info.software ? 'software' : 'hardware'], ...options, cohortAgents }, check);
      populations.add(population);
      return population;
    },
    destroy() {
      destroyed = true;
      populations.forEach((population) => population.destroy());
      device.destroy();
    },
  };
}
