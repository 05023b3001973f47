/** Which engine computes: the one that was asked for, else what is fastest on this machine in a short measurement. */
import type { Experiment } from '../experiment/types';
import { duration, short } from './number-text';
import type { Progress } from './progress';
import { deviceEngineNames, type DeviceEngineName, type EngineName, type OpenEngine, type Runner } from './runner';

/** What the choice needs to know of the machine. */
export interface Machine {
  /** whether it shows a GPU at all; asking through WebGPU takes seconds */
  mayHaveGPU(): boolean;
  /** @throws DeviceError if the engine cannot be had */
  open(name: EngineName): Promise<OpenEngine>;
}

const measuredMilliseconds = 300;
/** Enough to show what a GPU can do, and few enough to be loaded in no time. */
const measuredAgents = 65_536;
/** What the CPU engine does in so many seconds is not worth looking for a GPU. */
const notWorthSeconds = 5;

/**
 * Opens an engine. Without a wish that is the fastest of those on a hardware GPU and the CPU engine: a software adapter
 * computes on the same processor as the latter, only slower.
 * @param sample what is to run, or the first of it
 * @throws DeviceError if the engine that was asked for cannot be had
 */
export async function chooseRunner(wanted: EngineName | null, sample: Experiment, machine: Machine): Promise<Runner> {
  if (wanted !== null) return taken(await machine.open(wanted), ', as asked for');
  const cpu = await machine.open('cpu');
  if (!machine.mayHaveGPU()) return taken(cpu, ', because this machine shows no GPU');
  const { speed, totalSteps } = await measure(cpu, sample);
  const speeds = [{ engine: cpu, speed }];
  const seconds = (sample.agents * totalSteps) / speed;
  if (seconds < notWorthSeconds) return taken(cpu, `, which takes about ${duration(seconds)}`);
  const tried = new Set<DeviceEngineName>();
  for (const name of deviceEngineNames) {
    // A browser has the same Dawn inside, and takes longest to start.
    if (name === 'chromium' && tried.has('dawn')) continue;
    const engine = await machine.open(name).catch(() => null);
    if (engine?.software === false) {
      tried.add(name);
      speeds.push({ engine, speed: await measure(engine, sample).then((measured) => measured.speed, () => 0) });
    } else await engine?.close();
  }
  if (speeds.length === 1) return taken(cpu, ', because no engine offers the GPU');
  const [best, ...others] = speeds.sort((a, b) => b.speed - a.speed);
  for (const { engine } of others) await engine.close();
  return taken(best!.engine, `, the fastest in a short measurement: ${speeds.map(({ engine, speed }) => `${engine.engine} ${short(speed)}`).join(', ')} agent-steps/s`);
}

const taken = (engine: OpenEngine, why: string): Runner => ({ ...engine, reason: `Engine: ${engine.engine} (${engine.device})${why}.` });

/** Agent-steps per second in a part of the experiment, the first advance, in which kernels are compiled, left out. */
async function measure(engine: OpenEngine, sample: Experiment): Promise<{ readonly speed: number; readonly totalSteps: number }> {
  const agents = Math.min(sample.agents, measuredAgents);
  const enough = new AbortController();
  const points: (Progress & { readonly at: number })[] = [];
  const onProgress = (progress: Progress): void => {
    points.push({ ...progress, at: performance.now() });
    if (points.at(-1)!.at - points[0]!.at > measuredMilliseconds) enough.abort();
  };
  await engine.run({ ...sample, agents }, { signal: enough.signal, onProgress }).catch((error: unknown) => {
    if (!enough.signal.aborted) throw error;
  });
  const [first, last] = [points[0]!, points.at(-1)!];
  const speed = last.at > first.at ? ((last.step - first.step) * agents * 1000) / (last.at - first.at) : Infinity;
  return { speed, totalSteps: last.totalSteps };
}
