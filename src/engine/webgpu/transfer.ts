/** Agents of a cohort, copied to the host and back in the order of agent blocks. */
import type { AgentBlock } from '../engine';
import type { Specialisation } from '../specialise';
import { wordHeader } from '../words';
import type { Cohort } from './cohort';
import { readRanges, type Range } from './device';
import { lanes } from './kernels';

/** Where one word of consecutive agents is, agents counted within the cohort. */
const wordRange = (cohort: Cohort, word: number, first: number, agents: number): Range =>
  ({ buffer: cohort.words, offset: (wordHeader + word * cohort.agents + first) * 4, bytes: agents * 4 });

const measureRange = (cohort: Cohort, slot: number, first: number, agents: number): Range =>
  ({ buffer: cohort.measures, offset: (slot * cohort.agents + first) * 4, bytes: agents * 4 });

/** The whole tiles that agents lie in. */
function tilesOf(cohort: Cohort, slots: number, first: number, agents: number): Range & { readonly tile: number } {
  const tile = Math.floor(first / lanes);
  const tileBytes = slots * lanes * 16;
  return { buffer: cohort.memory, offset: tile * tileBytes, bytes: (Math.ceil((first + agents) / lanes) - tile) * tileBytes, tile };
}

/** Calls `move` for every slot of every agent with its places in a block's memory and in the tiles, in words. */
function eachSlot(slots: number, first: number, agents: number, tile: number, move: (inBlock: number, inTiles: number) => void): void {
  for (let agent = 0; agent < agents; agent++) {
    const place = first + agent - tile * lanes;
    const base = Math.floor(place / lanes) * slots * lanes + (place % lanes);
    for (let slot = 0; slot < slots; slot++) move((agent * slots + slot) * 4, (base + slot * lanes) * 4);
  }
}

/** @param first within the cohort; the block's own `first` is within the population */
export async function saveAgents(device: GPUDevice, cohort: Cohort, { network: { slots }, extras, measures }: Specialisation, first: number, agents: number): Promise<AgentBlock> {
  const words = Array.from({ length: extras.WORDS }, (_, word) => wordRange(cohort, word, first, agents));
  const totals = Array.from({ length: measures.MEASURES }, (_, slot) => measureRange(cohort, slot, first, agents));
  const tiles = tilesOf(cohort, slots, first, agents);
  const read = await readRanges(device, [...words, ...totals, tiles]);
  const endOfWords = words.length * agents;
  const endOfMeasures = endOfWords + totals.length * agents;
  const inTiles = read.subarray(endOfMeasures);
  const memory = new Uint32Array(agents * slots * 4);
  eachSlot(slots, first, agents, tiles.tile, (to, from) => memory.set(inTiles.subarray(from, from + 4), to));
  return { first: cohort.first + first, agents, memory, words: read.slice(0, endOfWords), measures: read.slice(endOfWords, endOfMeasures) };
}

/** Puts agents of one cohort back. */
export async function restoreAgents(device: GPUDevice, cohort: Cohort, { network: { slots }, extras, measures }: Specialisation, block: AgentBlock): Promise<void> {
  const first = block.first - cohort.first;
  const { agents } = block;
  const write = ({ buffer, offset, bytes }: Range, data: Uint32Array, from: number): void => device.queue.writeBuffer(buffer, offset, data as Uint32Array<ArrayBuffer>, from, bytes / 4);
  for (let word = 0; word < extras.WORDS; word++) write(wordRange(cohort, word, first, agents), block.words, word * agents);
  for (let slot = 0; slot < measures.MEASURES; slot++) write(measureRange(cohort, slot, first, agents), block.measures, slot * agents);
  const tiles = tilesOf(cohort, slots, first, agents);
  // Lanes beside the block keep what they hold.
  const inTiles = agents % lanes === 0 && first % lanes === 0 ? new Uint32Array(tiles.bytes / 4) : await readRanges(device, [tiles]);
  eachSlot(slots, first, agents, tiles.tile, (from, to) => inTiles.set(block.memory.subarray(from, from + 4), to));
  write(tiles, inTiles, 0);
}
