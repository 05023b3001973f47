/** The pipelines of one device. Compilers take seconds over a kernel, and arms of a claim or points of a sweep share most of theirs. */
import { compile } from './device';

const bindings = ['uniform', 'storage', 'storage', 'read-only-storage', 'read-only-storage', 'read-only-storage', 'storage', 'storage'] as const;
/** Pipelines that are kept at most: some ten different experiments. */
const mostKept = 64;

export class Pipelines {
  /** what every kernel binds: see shaders/bindings */
  readonly groupLayout: GPUBindGroupLayout;
  private readonly layout: GPUPipelineLayout;
  /** by text, the latest used last */
  private readonly known = new Map<string, Promise<GPUComputePipeline>>();

  constructor(private readonly device: GPUDevice) {
    this.groupLayout = device.createBindGroupLayout({
      entries: bindings.map((type, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer: { type } })),
    });
    this.layout = device.createPipelineLayout({ bindGroupLayouts: [this.groupLayout] });
  }

  /**
   * The pipeline of a kernel, compiled unless a kernel with this text has been.
   * @param name its entry point
   * @throws Error with the message, the line and its text for every mistake in the shader
   */
  get(name: string, code: string): Promise<GPUComputePipeline> {
    const pipeline = this.known.get(code) ?? compile(this.device, name, code, this.layout);
    this.known.delete(code);
    this.known.set(code, pipeline);
    for (const [oldest] of this.known) {
      if (this.known.size <= mostKept) break;
      this.known.delete(oldest);
    }
    // What failed is tried again.
    pipeline.catch(() => this.known.delete(code));
    return pipeline;
  }
}
