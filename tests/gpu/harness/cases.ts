/**
 * The one entry that every WebGPU implementation runs: it is bundled once, and imported by a page in Chromium and by
 * Deno. Cases and results are plain JSON.
 */
import type { Engine, EngineInfo } from '../../../src/engine/engine';
import { createWebGPUEngine, type WebGPUOptions } from '../../../src/engine/webgpu/engine';
import { parseExperiment } from '../../../src/experiment/parse';
import type { CurvePoint, PhaseResult } from '../../../src/experiment/results';
import type { Shard } from '../../../src/lab/program';
import { runExperiment } from '../../../src/lab/run';
import { breakDevice, faultOf, unguarded } from './faults';
import { runInterrupted } from './interrupted';
import { paintCase, type PaintCase, type Picture } from './paint';
import { traceOf, type Trace, type TraceCase } from './trace';
import { measureSpeeds, type Speed, type SpeedCase } from '../../bench/measure';

export { makeTurnsLong } from '../../../src/headless/engines/long-turns';

/** A compute shader and its buffers: binding i of group 0 is buffer i, read-write storage of u32 words. */
export interface ShaderCase {
  readonly name: string;
  readonly wgsl: string;
  readonly workgroups: number;
  readonly buffers: readonly (readonly number[])[];
}

export interface ShaderResult {
  readonly name: string;
  /** the buffers afterwards */
  readonly buffers: readonly (readonly number[])[];
}

/** An experiment in its public form, and what must not matter: the engine's options, or a part of the population. */
export interface ExperimentCase {
  readonly name: string;
  readonly experiment: unknown;
  /** of the WebGPU engine; the CPU engine has none that could matter */
  readonly options?: WebGPUOptions;
  /** default: the whole population */
  readonly shard?: Shard;
  /** the step at which the run is saved, thrown away, and taken up again from its bytes; default: never */
  readonly interruptAt?: number;
  /** a fault of the WebGPU device, by name; default none */
  readonly fault?: string;
}

export interface ExperimentResult {
  readonly name: string;
  /** whether the engine passed its self-test */
  readonly exact: boolean;
  readonly fingerprint: string;
  readonly stateSum: readonly number[];
  readonly phases: readonly PhaseResult[];
  readonly curves: readonly CurvePoint[];
}

export interface FaultyTest {
  readonly name: string;
  /** shader modules that the fault was put into */
  readonly changed: number;
  readonly failures: readonly string[];
}

export interface Outcome<Result> {
  /** the adapter's description of itself */
  readonly adapter: string;
  readonly results: readonly Result[];
}

async function runShader(device: GPUDevice, { name, wgsl, workgroups, buffers }: ShaderCase): Promise<ShaderResult> {
  const module = device.createShaderModule({ label: name, code: wgsl });
  const { messages } = await module.getCompilationInfo();
  const errors = messages.filter(({ type }) => type === 'error').map(({ lineNum, message }) => `line ${lineNum}: ${message}`);
  if (errors.length > 0) throw new Error(`${name}: ${errors.join('\n')}`);
  const layout = device.createBindGroupLayout({
    entries: buffers.map((_, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer: { type: 'storage' } })),
  });
  const pipeline = await device.createComputePipelineAsync({
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module },
  });
  const stored = buffers.map((words) => {
    const data = new Uint32Array(words);
    const buffer = device.createBuffer({ size: data.byteLength, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC });
    device.queue.writeBuffer(buffer, 0, data);
    return buffer;
  });
  const staged = stored.map(({ size }) => device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST }));
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, device.createBindGroup({ layout, entries: stored.map((buffer, binding) => ({ binding, resource: { buffer } })) }));
  pass.dispatchWorkgroups(workgroups);
  pass.end();
  stored.forEach((buffer, i) => encoder.copyBufferToBuffer(buffer, 0, staged[i]!, 0, buffer.size));
  device.queue.submit([encoder.finish()]);
  const after: number[][] = [];
  for (const buffer of staged) {
    await buffer.mapAsync(GPUMapMode.READ);
    after.push([...new Uint32Array(buffer.getMappedRange())]);
  }
  for (const buffer of [...stored, ...staged]) buffer.destroy();
  return { name, buffers: after };
}

/** Runs one experiment to its end. */
export async function runCase(engine: Engine, { name, experiment, shard, interruptAt }: ExperimentCase): Promise<ExperimentResult> {
  const parsed = parseExperiment(experiment);
  const { results, stateSum } = await (interruptAt === undefined ? runExperiment(parsed, engine, shard ? { shard } : {}) : runInterrupted(parsed, interruptAt, engine, engine));
  const { exact, fingerprint, phases, curves } = results;
  return { name, exact, fingerprint, stateSum: [...stateSum], phases, curves };
}

/** Opens this process's only device, with the adapter's own limits, and runs the work; WebGPU errors make it fail. */
async function onDevice<Result>(work: (device: GPUDevice, info: EngineInfo) => Promise<Result[]>): Promise<Outcome<Result>> {
  let adapter = await navigator.gpu?.requestAdapter();
  // A browser that has just started may have no GPU process yet: it is asked once more.
  if (!adapter) {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    adapter = await navigator.gpu?.requestAdapter();
  }
  if (!adapter) throw new Error('WebGPU offers no adapter here');
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const device = await adapter.requestDevice({ requiredLimits: { maxBufferSize, maxStorageBufferBindingSize } });
  const errors: string[] = [];
  // WebGPU does not throw: an invalid call does nothing, and a test without this handler would measure that nothing.
  device.addEventListener('uncapturederror', (event) => errors.push(event.error.message));
  void device.lost.then(({ reason, message }) => reason !== 'destroyed' && errors.push(`device lost: ${message}`));
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  const name = [vendor, architecture, description].filter((part) => part !== '').join(' ');
  const results = await work(device, { engine: 'webgpu', device: name, software: isFallbackAdapter });
  await device.queue.onSubmittedWorkDone();
  // Errors arrive as events, after the promises of the calls that caused them.
  await new Promise((settled) => setTimeout(settled, 20));
  if (errors.length > 0) throw new Error(`uncaptured WebGPU errors:\n${errors.join('\n')}`);
  device.destroy();
  return { adapter: name, results };
}

/** The jobs that a process with a device can be asked to do, by name. */
export const jobs = {
  /** runs compute shaders, one after another */
  shaders: (cases: readonly ShaderCase[]): Promise<Outcome<ShaderResult>> =>
    onDevice(async (device) => {
      const results: ShaderResult[] = [];
      for (const shaderCase of cases) results.push(await runShader(device, shaderCase));
      return results;
    }),
  /** runs experiments on the WebGPU engine, one after another */
  experiments: (cases: readonly ExperimentCase[]): Promise<Outcome<ExperimentResult>> =>
    onDevice(async (device, info) => {
      const results: ExperimentResult[] = [];
      // Cases with the same options share an engine, and so its self-test and its kernels.
      const engines = new Map<string, Engine>();
      for (const experimentCase of cases) {
        const { options, fault = 'none' } = experimentCase;
        breakDevice(device, faultOf(fault));
        const key = JSON.stringify([options ?? {}, fault]);
        const engine = engines.get(key) ?? createWebGPUEngine(device, info, options);
        engines.set(key, engine);
        results.push(await runCase(engine, experimentCase));
      }
      return results;
    }),
  /** follows experiments step by step */
  traces: (cases: readonly TraceCase[]): Promise<Outcome<Trace>> =>
    onDevice(async (device, info) => {
      const results: Trace[] = [];
      for (const traceCase of cases) {
        if (traceCase.fault !== undefined) breakDevice(device, faultOf(traceCase.fault));
        results.push(await traceOf(createWebGPUEngine(device, info), traceCase));
      }
      return results;
    }),
  /** runs the self-test on a device with each of these faults, by name */
  selfTests: (names: readonly string[]): Promise<Outcome<FaultyTest>> =>
    onDevice(async (device, info) => {
      const results: FaultyTest[] = [];
      for (const name of names) {
        const changed = breakDevice(device, faultOf(name));
        const { failures } = await createWebGPUEngine(device, info, { expand: false }).selfTest();
        results.push({ name, changed: changed(), failures });
      }
      return results;
    }),
  /** paints populations, one after another */
  pictures: (cases: readonly PaintCase[]): Promise<Outcome<Picture>> =>
    onDevice(async (device, info) => {
      const pictures: Picture[] = [];
      for (const paintCaseOf of cases) pictures.push(await paintCase(device, createWebGPUEngine(device, info, { cohortAgents: 64 }), paintCaseOf));
      return pictures;
    }),
  /** measures the speed of the WebGPU engine */
  speeds: (cases: readonly SpeedCase[]): Promise<Outcome<Speed>> =>
    onDevice((device, info) =>
      measureSpeeds(createWebGPUEngine(device, info), cases, async (open) => {
        breakDevice(device, unguarded);
        try {
          return await open(createWebGPUEngine(device, info));
        } finally {
          breakDevice(device, faultOf('none'));
        }
      })),
};

export type Jobs = typeof jobs;
