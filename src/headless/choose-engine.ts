/** Which engine computes: the one that was asked for, else what is fastest on this machine. */
import type { Engine } from '../engine/engine';
import type { Experiment } from '../experiment/types';
import type { Finished } from '../lab/outcome';
import { shapeOf, type Shard } from '../lab/program';
import type { RunHooks } from '../lab/run';
import type { ShardRun } from '../lab/shard';
import { DeviceError, type EngineName, type Runner, type RunnerHooks } from './runner';

/** Everything that can compute, and what can be known about it beforehand. */
export interface Engines {
  /** whether this machine shows a GPU at all; asking a browser takes seconds */
  mayHaveGPU(): boolean;
  findBrowser(): Promise<string | null>;
  /** what to do where there is no browser */
  readonly browserAdvice: string;
  probeChromium(): Promise<{ readonly device: string; readonly software: boolean } | null>;
  runInChromium(experiment: Experiment, hooks: RunnerHooks): Promise<Finished>;
  runShardInChromium(experiment: Experiment, shard: Shard, hooks: RunnerHooks): Promise<ShardRun>;
  openCpuEngine(): Promise<Engine>;
  runExperiment(experiment: Experiment, engine: Engine, hooks: RunHooks): Promise<Finished>;
  runShard(experiment: Experiment, engine: Engine, shard: Shard, hooks: RunHooks): Promise<ShardRun>;
}

/**
 * Opens an engine. Without a wish that is Chromium where its adapter is a hardware GPU, and else the CPU engine: a
 * software adapter computes on the same processor, only slower.
 * @throws DeviceError if the engine that was asked for cannot be had
 */
export async function chooseRunner(wanted: EngineName | null, engines: Engines): Promise<Runner> {
  if (wanted === 'cpu') return cpuRunner(engines, 'as asked for');
  if (wanted === 'chromium') {
    if ((await engines.findBrowser()) === null) throw new DeviceError(`there is no browser. ${engines.browserAdvice}`);
    return chromiumRunner(engines, 'Engine: chromium, as asked for.');
  }
  if (!engines.mayHaveGPU()) return cpuRunner(engines, 'because this machine shows no GPU');
  if ((await engines.findBrowser()) === null) return cpuRunner(engines, 'because no browser was found that could use a GPU');
  const adapter = await engines.probeChromium().catch(() => null);
  if (adapter === null) return cpuRunner(engines, 'because the browser offers no WebGPU adapter');
  if (adapter.software) return cpuRunner(engines, 'because the browser offers only a software adapter, which is slower');
  return chromiumRunner(engines, `Engine: chromium, because it offers a GPU (${adapter.device}).`);
}

const chromiumRunner = (engines: Engines, reason: string): Runner => ({
  engine: 'chromium',
  reason,
  capacity: () => null,
  run: (experiment, hooks) => engines.runInChromium(experiment, hooks),
  runShard: (experiment, shard, hooks) => engines.runShardInChromium(experiment, shard, hooks),
  close: () => undefined,
});

async function cpuRunner(engines: Engines, why: string): Promise<Runner> {
  const engine = await engines.openCpuEngine();
  return {
    engine: 'cpu',
    reason: `Engine: cpu (${engine.info.device}), ${why}.`,
    capacity: (experiment) => engine.capacity(shapeOf(experiment)),
    run: (experiment, hooks) => engines.runExperiment(experiment, engine, sessionHooks(hooks)),
    runShard: (experiment, shard, hooks) => engines.runShard(experiment, engine, shard, sessionHooks(hooks)),
    close: () => engine.destroy(),
  };
}

const sessionHooks = ({ onProgress, ...hooks }: RunnerHooks): RunHooks => ({
  ...hooks,
  onProgress: ({ phase, step, totalSteps, agentSteps, seconds }) =>
    onProgress?.({ phase, step, totalSteps, agentStepsPerSecond: seconds > 0 ? agentSteps / seconds : 0 }),
});
