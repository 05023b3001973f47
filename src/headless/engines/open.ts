/** Opens engines by name. */
import { bytesOf } from '../../engine/webgpu/engine';
import { shapeOf } from '../../lab/program';
import { runExperiment, runShard, type RunHooks } from '../../lab/run';
import { mayHaveGPU } from '../browser';
import { memoryBytes, openCpuEngine } from '../cpu';
import { DeviceError, type DeviceEngineName, type EngineName, type OpenEngine, type RunnerHooks } from '../runner';
import { startChromium } from './chromium';
import { dawnDeviceAdvice, startDawn } from './dawn';
import { denoDeviceAdvice, startDeno } from './deno';
import { DeviceHost, type StartHost } from './device-host';

const starts: Readonly<Record<DeviceEngineName, { readonly start: (software: boolean) => StartHost; readonly advice: string }>> = {
  dawn: { start: startDawn, advice: `. ${dawnDeviceAdvice}.` },
  deno: { start: startDeno, advice: `. ${denoDeviceAdvice}.` },
  chromium: { start: startChromium, advice: '' },
};

/** @throws DeviceError if it cannot be had */
export const openEngine = (name: EngineName): Promise<OpenEngine> => (name === 'cpu' ? openCpu() : openDevice(name));

async function openCpu(): Promise<OpenEngine> {
  const engine = await openCpuEngine();
  return {
    engine: 'cpu',
    device: engine.info.device,
    software: true,
    capacity: (experiment) => engine.capacity(shapeOf(experiment)),
    run: (experiment, hooks) => runExperiment(experiment, engine, sessionHooks(hooks)),
    runShard: (experiment, shard, hooks) => runShard(experiment, engine, shard, sessionHooks(hooks)),
    close: async () => engine.destroy(),
  };
}

const sessionHooks = ({ onProgress, ...hooks }: RunnerHooks): RunHooks => ({
  ...hooks,
  onProgress: ({ phase, step, totalSteps, agentSteps, seconds, compileMilliseconds }) =>
    onProgress?.({ phase, step, totalSteps, agentStepsPerSecond: seconds > 0 ? agentSteps / seconds : 0, compileMilliseconds }),
});

/** A host on the GPU, or on the processor where there is none. */
async function openHost(name: DeviceEngineName): Promise<DeviceHost> {
  const { start, advice } = starts[name];
  if (mayHaveGPU()) {
    try {
      return await DeviceHost.open(start(false), memoryBytes());
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error;
    }
  }
  return DeviceHost.open(start(true), memoryBytes()).catch((error: unknown) => {
    throw error instanceof DeviceError ? new DeviceError(`the ${name} engine cannot be had: ${error.message}${advice}`, { cause: error }) : error;
  });
}

async function openDevice(name: DeviceEngineName): Promise<OpenEngine> {
  let host = await openHost(name);
  const { device, software } = host.info;
  /** The host, or another one in the place of one that failed. */
  const ready = async (): Promise<DeviceHost> => {
    if (host.broken) {
      await host.close();
      host = await openHost(name);
    }
    return host;
  };
  return {
    engine: name,
    device,
    software,
    capacity(experiment) {
      const { total } = bytesOf(shapeOf(experiment));
      return { agents: software ? Math.floor(memoryBytes() / total) : null, bytesPerAgent: total };
    },
    run: async (experiment, hooks) => (await ready()).run(experiment, hooks),
    runShard: async (experiment, shard, hooks) => (await ready()).runShard(experiment, shard, hooks),
    close: () => host.close(),
  };
}
