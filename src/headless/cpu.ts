/** The engine `cpu`: WebAssembly on all cores. */
import { availableParallelism, cpus, totalmem } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createCpuEngine, type CpuWorker } from '../engine/cpu/engine';
import type { Engine } from '../engine/engine';

/** The share of the machine's memory, or of what this process may take of it, that a population may take. */
const memoryShare = 0.75;

/** What a population may take, in bytes. */
export const memoryBytes = (): number => memoryShare * Math.min(totalmem(), process.constrainedMemory() || Infinity);

function spawn(): CpuWorker {
  const worker = new Worker(new URL('./node-worker.js', import.meta.url));
  let listener: Parameters<CpuWorker['onReply']>[0] = () => {};
  worker.on('message', (reply) => listener(reply));
  worker.on('error', (error) => { throw error; });
  return {
    post: (request) => worker.postMessage(request),
    onReply: (next) => void (listener = next),
    terminate: () => void worker.terminate(),
  };
}

/** Opens the CPU engine; by default with one worker per core. */
export async function openCpuEngine(workers = availableParallelism()): Promise<Engine> {
  const device = `${cpus()[0]?.model ?? 'processor'}, ${workers} ${workers === 1 ? 'thread' : 'threads'}`;
  return createCpuEngine({ spawn, workers, device, memoryBytes: memoryBytes() });
}
