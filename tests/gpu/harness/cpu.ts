/** The CPU engine in this process, its workers included, as the reference that devices are held against. */
import { createCpuEngine, type CpuWorker } from '../../../src/engine/cpu/engine';
import { partServer, type Reply } from '../../../src/engine/cpu/worker-protocol';
import type { Engine } from '../../../src/engine/engine';
import { runCase, type ExperimentCase, type ExperimentResult } from './cases';

/** A worker that computes on the thread of its caller. */
export function localWorker(): CpuWorker {
  const serve = partServer();
  let listener: (reply: Reply) => void = () => {};
  let last: Promise<unknown> = Promise.resolve();
  return {
    post: (request) => (last = last.then(async () => listener(await serve(structuredClone(request))))),
    onReply: (next) => (listener = next),
    terminate: () => {},
  };
}

/** The CPU engine with so many workers. Results never depend on their number. */
export const localCpuEngine = (workers = 1): Engine =>
  createCpuEngine({ spawn: localWorker, workers, device: 'this process', memoryBytes: 2 ** 30 });

/** Runs experiments on the CPU engine, one after another. */
export async function runOnCpu(cases: readonly ExperimentCase[], workers = 1): Promise<ExperimentResult[]> {
  const engine = localCpuEngine(workers);
  const results: ExperimentResult[] = [];
  for (const experimentCase of cases) results.push(await runCase(engine, experimentCase));
  return results;
}
