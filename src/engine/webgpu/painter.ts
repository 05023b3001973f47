/** Draws agents as points from the buffers that they live in: nothing is read back. */
import { mat4 } from 'wgpu-matrix';
import { none } from '../live-statistics';
import type { LiveColumn, PaintedColumn, Painter, Painting, PaintTarget } from '../painting';
import type { ProgramShape, Specialisation } from '../specialise';
import type { Cohort } from './cohort';
import { compile } from './device';
import { lanes } from './kernels';
import { link } from './linker';
import { shaders } from './shaders';

/** What no agent has: beyond every camera. WGSL has no NaN that can be relied on. */
const nowhere = 3e38;
const axisBytes = 32;
const viewWords = 28;
const rampSize = 256;

interface Axis {
  readonly column: GPUBuffer;
  /** by cohort */
  readonly uniforms: readonly GPUBuffer[];
  readonly groups: readonly GPUBindGroup[];
  /** what was uploaded last */
  given: Float32Array | null;
}

export async function createPainter(device: GPUDevice, { agents }: ProgramShape, { measures }: Specialisation, cohorts: readonly Cohort[], target: PaintTarget): Promise<Painter> {
  const code = link('gather', shaders, { constants: { ...measures, LANES: lanes }, choices: {} });
  const gather = await compile(device, 'gather', code, 'auto');
  const module = device.createShaderModule({ label: 'population', code: shaders.get('population')! });
  const blend: GPUBlendComponent = { srcFactor: 'one', dstFactor: 'one-minus-src-alpha' };
  const instance = (shaderLocation: number): GPUVertexBufferLayout => ({ arrayStride: 4, stepMode: 'instance', attributes: [{ shaderLocation, offset: 0, format: 'float32' }] });
  const pipeline = await device.createRenderPipelineAsync({
    label: 'population', layout: 'auto', primitive: { topology: 'triangle-strip' },
    vertex: { module, buffers: [0, 1, 2].map(instance) },
    fragment: { module, targets: [{ format: target.format, blend: { color: blend, alpha: blend } }] },
  });

  const uniform = (size: number): GPUBuffer => device.createBuffer({ size, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST });
  const totals = cohorts.map(({ run, measures: buffer }) => device.createBindGroup({
    layout: gather.getBindGroupLayout(0),
    entries: [{ binding: 0, resource: { buffer: run } }, { binding: 6, resource: { buffer } }],
  }));
  const axes = [0, 1, 2].map((): Axis => {
    const column = device.createBuffer({ size: agents * 4, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.VERTEX | GPUBufferUsage.COPY_DST });
    const uniforms = cohorts.map(() => uniform(axisBytes));
    const groups = uniforms.map((buffer) => device.createBindGroup({
      layout: gather.getBindGroupLayout(1),
      entries: [{ binding: 0, resource: { buffer } }, { binding: 1, resource: { buffer: column } }],
    }));
    return { column, uniforms, groups, given: null };
  });
  const view = uniform(viewWords * 4);
  const ramp = device.createTexture({ size: [rampSize, 1], format: 'rgba8unorm', usage: GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST });
  const group = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [{ binding: 0, resource: { buffer: view } }, { binding: 1, resource: ramp.createView() }],
  });

  function fill(encoder: GPUCommandEncoder, axis: Axis, wanted: PaintedColumn): void {
    if (wanted instanceof Float32Array) {
      if (axis.given !== wanted) device.queue.writeBuffer(axis.column, 0, wanted.map((x) => (Number.isNaN(x) ? nowhere : x)) as Float32Array<ArrayBuffer>);
      axis.given = wanted;
      return;
    }
    axis.given = null;
    cohorts.forEach((cohort, c) => {
      device.queue.writeBuffer(axis.uniforms[c]!, 0, axisWords(wanted, cohort.first));
      const pass = encoder.beginComputePass();
      pass.setPipeline(gather);
      pass.setBindGroup(0, totals[c]!);
      pass.setBindGroup(1, axis.groups[c]!);
      pass.dispatchWorkgroups(cohort.tiles);
      pass.end();
    });
  }

  return {
    paint(painting) {
      const texture = target.texture(device);
      device.queue.writeBuffer(view, 0, viewOf(painting, texture));
      device.queue.writeTexture({ texture: ramp }, painting.ramp as Uint8Array<ArrayBuffer>, {}, [rampSize, 1]);
      const encoder = device.createCommandEncoder();
      painting.columns.forEach((wanted, a) => fill(encoder, axes[a]!, wanted));
      const pass = encoder.beginRenderPass({ colorAttachments: [{ view: texture.createView(), loadOp: 'clear', storeOp: 'store', clearValue: [0, 0, 0, 0] }] });
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      axes.forEach(({ column }, a) => pass.setVertexBuffer(a, column));
      pass.draw(4, agents);
      pass.end();
      device.queue.submit([encoder.finish()]);
    },
    destroy() {
      for (const buffer of [view, ...axes.flatMap(({ column, uniforms }) => [column, ...uniforms])]) buffer.destroy();
      ramp.destroy();
    },
  };
}

const axisWords = ({ numerator, float, denominators: [first = none, second = none] }: LiveColumn, firstAgent: number): Uint32Array<ArrayBuffer> =>
  Uint32Array.of(numerator, float ? 1 : 0, first, second, firstAgent, 0, 0, 0);

/** The fields of `View` in shaders/views/population.wgsl, in its order. */
function viewOf({ view: [left, right, bottom, top], radius, marks, range: [low, high], opacity, faint, brush }: Painting, { width, height }: GPUTexture): Float32Array<ArrayBuffer> {
  const words = new Float32Array(viewWords);
  mat4.ortho(left, right, bottom, top, 0, 1, words.subarray(0, 16));
  words.set([width, height, radius, marks, low, high, opacity, faint, ...(brush ?? [-nowhere, nowhere, -nowhere, nowhere])], 16);
  return words;
}
