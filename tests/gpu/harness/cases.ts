/**
 * The one entry that every WebGPU implementation runs: it is bundled once, and imported by a page in Chromium and by
 * Deno. Cases and results are plain JSON.
 */

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

/** Opens this process's only device, with the adapter's own limits, and runs the work; WebGPU errors make it fail. */
async function onDevice<Result>(work: (device: GPUDevice) => Promise<Result[]>): Promise<Outcome<Result>> {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter) throw new Error('WebGPU offers no adapter here');
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const device = await adapter.requestDevice({ requiredLimits: { maxBufferSize, maxStorageBufferBindingSize } });
  const errors: string[] = [];
  // WebGPU does not throw: an invalid call does nothing, and a test without this handler would measure that nothing.
  device.addEventListener('uncapturederror', (event) => errors.push(event.error.message));
  void device.lost.then(({ reason, message }) => reason !== 'destroyed' && errors.push(`device lost: ${message}`));
  const results = await work(device);
  await device.queue.onSubmittedWorkDone();
  // Errors arrive as events, after the promises of the calls that caused them.
  await new Promise((settled) => setTimeout(settled, 20));
  if (errors.length > 0) throw new Error(`uncaptured WebGPU errors:\n${errors.join('\n')}`);
  device.destroy();
  const { vendor, architecture, description } = adapter.info;
  return { adapter: [vendor, architecture, description].filter((part) => part !== '').join(' '), results };
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
};

export type Jobs = typeof jobs;
