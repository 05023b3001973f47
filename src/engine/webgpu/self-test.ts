import { selfTestCases } from '../self-test';
import { bufferOf, compile, readBuffer } from './device';
import { link } from './linker';
import { shaders } from './shaders';

/** Computes the self-test's cases on a device. */
export async function runSelfTestKernel(device: GPUDevice): Promise<Uint32Array> {
  const groupLayout = device.createBindGroupLayout({ entries: [{ binding: 0, visibility: GPUShaderStage.COMPUTE, buffer: { type: 'storage' } }] });
  const code = link('selftest', shaders, { constants: {}, choices: {} });
  const pipeline = await compile(device, 'selftest', code, device.createPipelineLayout({ bindGroupLayouts: [groupLayout] }));
  const cases = bufferOf(device, new Uint32Array(1 + selfTestCases.length), GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC);
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, device.createBindGroup({ layout: groupLayout, entries: [{ binding: 0, resource: { buffer: cases } }] }));
  pass.dispatchWorkgroups(1);
  pass.end();
  device.queue.submit([encoder.finish()]);
  const results = await readBuffer(device, cases, 4, selfTestCases.length * 4);
  cases.destroy();
  return results;
}
