/** Small helpers over a GPUDevice: errors that name their source line, buffers, readback. */

/** A buffer that holds these words. */
export function bufferOf(device: GPUDevice, data: ArrayBuffer | Uint32Array<ArrayBuffer>, usage: number): GPUBuffer {
  const buffer = device.createBuffer({ size: Math.max(16, Math.ceil(data.byteLength / 4) * 4), usage: usage | GPUBufferUsage.COPY_DST });
  // Deno panics at a write of no bytes.
  if (data.byteLength > 0) device.queue.writeBuffer(buffer, 0, data);
  return buffer;
}

/**
 * Makes something whose refusal must not go unheard: WebGPU does not throw, it reports.
 * @param make makes all its calls before it returns
 * @returns what was made, and WebGPU's words if it is not valid or there was no memory for it
 */
export async function watched<Made>(device: GPUDevice, make: () => Made): Promise<{ readonly made: Made; readonly refusal: string | null }> {
  const filters = ['validation', 'out-of-memory'] as const;
  filters.forEach((filter) => device.pushErrorScope(filter));
  let reports: Promise<(GPUError | null)[]>;
  let made: Made;
  try {
    made = make();
  } finally {
    reports = Promise.all(filters.map(() => device.popErrorScope()));
  }
  const refusal = (await reports).find((report) => report !== null);
  return { made, refusal: refusal?.message ?? null };
}

/** A part of a buffer, in bytes. */
export interface Range {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly bytes: number;
}

/**
 * Copies parts of buffers to the host, one behind the other: a readback has a price, whatever its size.
 * @param encoder commands that come first, in the same submission
 */
export async function readRanges(device: GPUDevice, ranges: readonly Range[], encoder = device.createCommandEncoder()): Promise<Uint32Array> {
  const size = ranges.reduce((sum, { bytes }) => sum + bytes, 0);
  const staging = device.createBuffer({ size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
  let at = 0;
  for (const { buffer, offset, bytes } of ranges) {
    encoder.copyBufferToBuffer(buffer, offset, staging, at, bytes);
    at += bytes;
  }
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const words = new Uint32Array(staging.getMappedRange().slice(0));
  staging.destroy();
  return words;
}

/** Copies a part of a buffer to the host. */
export const readBuffer = (device: GPUDevice, buffer: GPUBuffer, offset: number, bytes: number, encoder?: GPUCommandEncoder): Promise<Uint32Array> =>
  readRanges(device, [{ buffer, offset, bytes }], encoder);

/** Compiles a kernel. @throws Error with the message, the line and its text for every mistake in the shader. */
export async function compile(device: GPUDevice, name: string, code: string, layout: GPUPipelineLayout | 'auto'): Promise<GPUComputePipeline> {
  const module = device.createShaderModule({ label: name, code });
  try {
    return await device.createComputePipelineAsync({ label: name, layout, compute: { module, entryPoint: name } });
  } catch (reason) {
    const { messages } = await module.getCompilationInfo();
    const lines = code.split('\n');
    const errors = messages.filter((m) => m.type === 'error').map((m) => `${name}:${m.lineNum}: ${m.message}\n  ${lines[m.lineNum - 1]?.trim() ?? ''}`);
    throw new Error(errors.length > 0 ? errors.join('\n') : `${name}: ${reason instanceof Error ? reason.message : String(reason)}`);
  }
}
