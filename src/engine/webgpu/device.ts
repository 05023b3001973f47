/** Small helpers over a GPUDevice: errors that name their source line, buffers, readback. */

/** A buffer that holds these words. */
export function bufferOf(device: GPUDevice, data: ArrayBuffer | Uint32Array<ArrayBuffer>, usage: number): GPUBuffer {
  const buffer = device.createBuffer({ size: Math.max(16, Math.ceil(data.byteLength / 4) * 4), usage: usage | GPUBufferUsage.COPY_DST });
  // Deno panics at a write of no bytes.
  if (data.byteLength > 0) device.queue.writeBuffer(buffer, 0, data);
  return buffer;
}

/** Copies a part of a buffer to the host. */
export async function readBuffer(device: GPUDevice, source: GPUBuffer, offset: number, bytes: number): Promise<ArrayBuffer> {
  const staging = device.createBuffer({ size: bytes, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(source, offset, staging, 0, bytes);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const copy = staging.getMappedRange().slice(0);
  staging.destroy();
  return copy;
}

/** Compiles a kernel. @throws Error with the message, the line and its text for every mistake in the shader. */
export async function compile(device: GPUDevice, name: string, code: string, layout: GPUPipelineLayout): Promise<GPUComputePipeline> {
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
