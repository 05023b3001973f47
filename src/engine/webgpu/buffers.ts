/** All that a population takes of a device's memory, and what happens if there is not enough of it. */
import type { Program } from '../engine';
import type { Specialisation } from '../specialise';
import { createCohort, destroyCohort, type Cohort } from './cohort';
import { watched } from './device';
import { tableVectors } from './kernels';

export interface Buffers {
  readonly cohorts: readonly Cohort[];
  readonly world: GPUBuffer;
  readonly probes: GPUBuffer;
  readonly sums: GPUBuffer;
}

/**
 * @param cohortAgents agents that fit into a binding
 * @param world encoded
 * @param probes encoded
 * @throws Error if the device refuses; then nothing is left of what it gave
 */
export async function allocate(device: GPUDevice, program: Program, shape: Specialisation, cohortAgents: number, world: Uint32Array, probes: Uint32Array): Promise<Buffers> {
  const { agents } = program;
  const { made: buffers, refusal } = await watched(device, (): Buffers => {
    const cohorts: Cohort[] = [];
    for (let first = 0; first < agents; first += cohortAgents) cohorts.push(createCohort(device, program, shape, first, Math.min(cohortAgents, agents - first)));
    return {
      cohorts,
      world: tableBuffer(device, world),
      probes: tableBuffer(device, probes),
      sums: device.createBuffer({ size: shape.sums.WORDS * 4, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST }),
    };
  });
  if (refusal === null) return buffers;
  destroyBuffers(buffers);
  throw new Error(`The device gives no memory for ${agents} agents: ${refusal} Fewer agents may fit, or the CPU engine's memory.`);
}

/** A buffer that can be bound as tables of any kind. */
export function tableBuffer(device: GPUDevice, words: Uint32Array): GPUBuffer {
  const buffer = device.createBuffer({ size: Math.max(tableVectors * 16, words.byteLength), usage: GPUBufferUsage.STORAGE | GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST });
  // Deno panics at a write of no bytes.
  if (words.length > 0) device.queue.writeBuffer(buffer, 0, words as Uint32Array<ArrayBuffer>);
  return buffer;
}

export function destroyBuffers({ cohorts, world, probes, sums }: Buffers): void {
  cohorts.forEach(destroyCohort);
  for (const buffer of [world, probes, sums]) buffer.destroy();
}
