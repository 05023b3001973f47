/** Runs, interruptions and changes of engine in Node, each of which must end in the bits of the first. */
import { parseExperiment } from '../../src/experiment/parse';
import { openCpuEngine } from '../../src/headless/cpu';
import type { Engine } from '../../src/engine/engine';
import { runExperiment } from '../../src/lab/run';
import { runInterrupted } from '../gpu/harness/interrupted';
import { act, type Soak } from './watch';

const experiments = [
  { scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 16 }, agents: 300, phases: [{ name: 'train', split: 'train', steps: 3000 }, { name: 'deploy', split: 'deploy', steps: 500, learn: false }] },
  { scenario: 'boat-race', agents: 200, agent: { hidden: 8, lambda: 0.7, depth: 2 }, phases: [{ name: 'train', split: 'train', steps: 2000 }] },
].map((experiment) => parseExperiment(experiment));

const mebibytes = (bytes: number): number => bytes / 2 ** 20;

export async function soakNode(soak: Soak): Promise<void> {
  const expected: string[] = [];
  for (const experiment of experiments) {
    const engine = await openCpuEngine(1);
    expected.push((await runExperiment(experiment, engine)).results.fingerprint);
    engine.destroy();
  }
  let turn = 0;
  const withEngine = async (workers: number, work: (engine: Engine) => Promise<string>): Promise<void> => {
    const engine = await openCpuEngine(workers);
    try {
      const fingerprint = await work(engine);
      if (fingerprint !== expected[turn % experiments.length]) throw new Error(`ended in ${fingerprint}`);
    } finally {
      engine.destroy();
    }
  };
  const run = (workers: number) => (): Promise<void> => withEngine(workers, async (engine) => (await runExperiment(experiments[turn % experiments.length]!, engine)).results.fingerprint);
  await act(soak, {
    'run on one thread': run(1),
    'run on three threads': run(3),
    'interrupt, and go on': () => withEngine(2, async (engine) => (await runInterrupted(experiments[turn % experiments.length]!, 100 + 37 * (turn % 40), engine, engine)).results.fingerprint),
    'stop in the middle': async () => {
      const stop = new AbortController();
      const engine = await openCpuEngine(2);
      try {
        await runExperiment(experiments[turn % experiments.length]!, engine, { signal: stop.signal, onProgress: () => stop.abort(new Error('stopped')) });
      } catch (error) {
        if ((error as Error).message !== 'stopped') throw error;
      } finally {
        engine.destroy();
      }
    },
  }, async () => {
    turn++;
    if (turn % 10 !== 0) return;
    globalThis.gc?.();
    const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
    soak.samples.push({ 'resident, MiB': mebibytes(rss), 'heap, MiB': mebibytes(heapUsed), 'buffers, MiB': mebibytes(arrayBuffers), 'handles': process.getActiveResourcesInfo().length });
  });
}
