/** From WebGPU, wherever a program has it from, to an engine. */
import type { Engine, EngineInfo } from '../engine/engine';
import { createWebGPUEngine, type WebGPUOptions } from '../engine/webgpu/engine';

/** An adapter, and what engines on it are called. */
export interface FoundAdapter {
  readonly adapter: GPUAdapter;
  readonly info: EngineInfo;
}

/** The best adapter, be it a software one; null if there is none. */
export async function findAdapter(gpu: GPU): Promise<FoundAdapter | null> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  return adapter && { adapter, info: infoOf(adapter.info) };
}

function infoOf({ vendor, architecture, device, description, isFallbackAdapter }: GPUAdapterInfo): EngineInfo {
  const words = [vendor, architecture, description === '' ? device : description].filter((word) => word !== '');
  const software = isFallbackAdapter || /swiftshader|llvmpipe|software/i.test(`${vendor} ${architecture} ${device} ${description}`);
  return { engine: 'webgpu', device: words.join(' '), software };
}

/** Requests a device with the largest buffers that the adapter offers. */
export async function webgpuEngineOf({ adapter, info }: FoundAdapter, options: WebGPUOptions = {}): Promise<Engine> {
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const device = await adapter.requestDevice({ requiredLimits: { maxBufferSize, maxStorageBufferBindingSize } });
  return createWebGPUEngine(device, info, options);
}
