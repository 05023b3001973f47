/** Opens an engine in a browser: a hardware GPU where there is one, else the CPU. */
import { createCpuEngine, type CpuWorker } from '../engine/cpu/engine';
import type { Engine } from '../engine/engine';
import { findAdapter, webgpuEngineOf } from './adapter';
import type { EngineChoice, WebGPUAbsence } from './messages';
import { patience, persistently } from './patience';

export interface OpenedEngine {
  readonly engine: Engine;
  /** why WebGPU is not used; null if it is */
  readonly absence: WebGPUAbsence | null;
}

/** What a population may take of a browser's memory, which it does not tell. */
const cpuBytes = 2 ** 32;

/**
 * @param choice `auto` leaves a software adapter aside: it computes on the same processor, only slower
 * @param waits before it is asked again for an adapter that is not there, in milliseconds
 * @throws Error if `webgpu` was asked for and there is none
 */
export async function openEngine(choice: EngineChoice, waits: readonly number[] = patience.atStart): Promise<OpenedEngine> {
  if (choice === 'cpu') return { engine: openCpu(), absence: null };
  const found = await openWebGPU(choice === 'webgpu', waits);
  if (typeof found !== 'string') return { engine: found, absence: null };
  if (choice === 'webgpu') throw new Error(`WebGPU is not available: ${found}`);
  return { engine: openCpu(), absence: found };
}

async function openWebGPU(acceptSoftware: boolean, waits: readonly number[]): Promise<Engine | WebGPUAbsence> {
  if (!isSecureContext) return 'insecure-context';
  // The type says that it is always there; browsers without WebGPU differ.
  const gpu = navigator.gpu as GPU | undefined;
  if (!gpu) return 'no-api';
  const found = await persistently(() => findAdapter(gpu), waits);
  if (!found) return 'no-adapter';
  if (found.info.software && !acceptSoftware) return 'software-adapter';
  return webgpuEngineOf(found);
}

function openCpu(): Engine {
  const workers = navigator.hardwareConcurrency;
  return createCpuEngine({ spawn, workers, device: `WebAssembly, ${workers} ${workers === 1 ? 'thread' : 'threads'}`, memoryBytes: cpuBytes });
}

function spawn(): CpuWorker {
  const worker = new Worker(new URL('../engine/cpu/web-worker.ts', import.meta.url), { type: 'module' });
  return {
    post: (request) => worker.postMessage(request),
    onReply: (listener) => worker.addEventListener('message', ({ data }: MessageEvent) => listener(data)),
    terminate: () => worker.terminate(),
  };
}
