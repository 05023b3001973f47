/** The pipelines of one device. Compilers take seconds over a kernel, and arms of a claim or points of a sweep share most of theirs. */
import { compile } from './device';
import type { TableBinding } from './kernels';

const bindings = (tables: TableBinding): readonly GPUBufferBindingType[] => ['uniform', 'storage', 'storage', 'read-only-storage', tables, tables, 'storage', 'storage'];
/** Pipelines that are kept at most: some ten different experiments. */
const mostKept = 64;

export class Pipelines {
  /** what every kernel binds: see shaders/bindings */
  readonly groupLayouts: Readonly<Record<TableBinding, GPUBindGroupLayout>>;
  private readonly layouts: Readonly<Record<TableBinding, GPUPipelineLayout>>;
  /** by layout and text, the latest used last */
  private readonly known = new Map<string, Promise<GPUComputePipeline>>();

  constructor(private readonly device: GPUDevice) {
    const both = <Layout>(of: (tables: TableBinding) => Layout) => ({ uniform: of('uniform'), 'read-only-storage': of('read-only-storage') });
    this.groupLayouts = both((tables) => device.createBindGroupLayout({
      entries: bindings(tables).map((type, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer: { type } })),
    }));
    this.layouts = both((tables) => device.createPipelineLayout({ bindGroupLayouts: [this.groupLayouts[tables]] }));
  }

  /**
   * The pipeline of a kernel, compiled unless a kernel with this text and layout has been.
   * @param name its entry point
   * @throws Error with the message, the line and its text for every mistake in the shader
   */
  get(name: string, code: string, tables: TableBinding = 'read-only-storage'): Promise<GPUComputePipeline> {
    const key = `${tables} ${code}`;
    const pipeline = this.known.get(key) ?? compile(this.device, name, code, this.layouts[tables]);
    this.known.delete(key);
    this.known.set(key, pipeline);
    for (const [oldest] of this.known) {
      if (this.known.size <= mostKept) break;
      this.known.delete(oldest);
    }
    // What failed is tried again.
    pipeline.catch(() => this.known.delete(key));
    return pipeline;
  }
}
