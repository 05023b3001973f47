/** Agents of a cohort, copied to the host and back in the order of agent blocks. */
import type { AgentBlock } from '../engine';
import type { Specialisation } from '../specialise';
import { wordHeader } from '../words';
import type { Cohort } from './cohort';
import { readRanges, type Range } from './device';

/** Where one word of consecutive agents is, agents counted within the cohort. */
export const wordRange = (cohort: Cohort, word: number, first: number, agents: number): Range =>
  ({ buffer: cohort.words, offset: (wordHeader + word * cohort.stride + first) * 4, bytes: agents * 4 });

export const measureRange = (cohort: Cohort, slot: number, first: number, agents: number): Range =>
  ({ buffer: cohort.measures, offset: (slot * cohort.stride + first) * 4, bytes: agents * 4 });

/** Where the parameters and traces of consecutive agents are: [agent][slot][4], as in a block. */
export const memoryRange = (cohort: Cohort, slots: number, first: number, agents: number): Range =>
  ({ buffer: cohort.memory, offset: first * slots * 16, bytes: agents * slots * 16 });

/** @param first within the cohort; the block's own `first` is within the population */
export async function saveAgents(device: GPUDevice, cohort: Cohort, { network: { slots }, extras, measures }: Specialisation, first: number, agents: number): Promise<AgentBlock> {
  const words = Array.from({ length: extras.WORDS }, (_, word) => wordRange(cohort, word, first, agents));
  const totals = Array.from({ length: measures.MEASURES }, (_, slot) => measureRange(cohort, slot, first, agents));
  const read = await readRanges(device, [...words, ...totals, memoryRange(cohort, slots, first, agents)]);
  const endOfWords = words.length * agents;
  const endOfMeasures = endOfWords + totals.length * agents;
  return { first: cohort.first + first, agents, memory: read.slice(endOfMeasures), words: read.slice(0, endOfWords), measures: read.slice(endOfWords, endOfMeasures) };
}

/** Puts agents of one cohort back. */
export function restoreAgents(device: GPUDevice, cohort: Cohort, { network: { slots }, extras, measures }: Specialisation, block: AgentBlock): void {
  const first = block.first - cohort.first;
  const { agents } = block;
  const write = ({ buffer, offset, bytes }: Range, data: Uint32Array, from: number): void => device.queue.writeBuffer(buffer, offset, data as Uint32Array<ArrayBuffer>, from, bytes / 4);
  for (let word = 0; word < extras.WORDS; word++) write(wordRange(cohort, word, first, agents), block.words, word * agents);
  for (let slot = 0; slot < measures.MEASURES; slot++) write(measureRange(cohort, slot, first, agents), block.measures, slot * agents);
  write(memoryRange(cohort, slots, first, agents), block.memory, 0);
}
