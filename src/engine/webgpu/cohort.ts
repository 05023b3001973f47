/** A cohort: the largest run of agents whose memory fits one binding. */
import { encodeHyperparameters } from '../encode';
import type { Program } from '../engine';
import { runBytes } from '../run-fields';
import { wordHeader } from '../words';
import { bufferOf } from './device';
import type { Specialisation } from '../specialise';
import { lanes } from './kernels';

export interface Cohort {
  /** index within the population of its first agent */
  readonly first: number;
  readonly agents: number;
  readonly tiles: number;
  readonly run: GPUBuffer;
  readonly memory: GPUBuffer;
  readonly words: GPUBuffer;
  readonly hyperparameters: GPUBuffer;
  readonly measures: GPUBuffer;
}

/** The buffers of agents `first` … `first + agents − 1`; WebGPU hands them out filled with zeros. */
export function createCohort(device: GPUDevice, program: Program, shape: Specialisation, first: number, agents: number): Cohort {
  const tiles = Math.ceil(agents / lanes);
  const storage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const buffer = (bytes: number): GPUBuffer => device.createBuffer({ size: bytes, usage: storage });
  return {
    first,
    agents,
    tiles,
    run: device.createBuffer({ size: runBytes, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST }),
    memory: buffer(tiles * lanes * shape.network.slots * 16),
    words: buffer((wordHeader + agents * shape.extras.WORDS) * 4),
    hyperparameters: bufferOf(device, encodeHyperparameters(program, first, agents) as Uint32Array<ArrayBuffer>, GPUBufferUsage.STORAGE),
    measures: buffer(agents * shape.measures.MEASURES * 4),
  };
}

export function destroyCohort(cohort: Cohort): void {
  for (const buffer of [cohort.run, cohort.memory, cohort.words, cohort.hyperparameters, cohort.measures]) buffer.destroy();
}
