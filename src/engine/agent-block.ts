/** Parts of populations hold blocks of their agents; here blocks are cut and joined at the borders between them. */
import type { AgentBlock } from './engine';

/** A run of agents that somebody holds. */
interface Holder {
  readonly first: number;
  readonly agents: number;
}

/** Which of its holders have agents of a range, and which of them: `count` agents from `from` on. */
export function overlapping<H extends Holder>(holders: readonly H[], first: number, agents: number): { readonly holder: H; readonly from: number; readonly count: number }[] {
  return holders.flatMap((holder) => {
    const from = Math.max(first, holder.first);
    const count = Math.min(first + agents, holder.first + holder.agents) - from;
    return count > 0 ? [{ holder, from, count }] : [];
  });
}

/** Some agents of a block. */
export function cutBlock({ first, agents, memory, words, measures }: AgentBlock, from: number, count: number): AgentBlock {
  if (from === first && count === agents) return { first, agents, memory, words, measures };
  const perAgent = memory.length / agents;
  return {
    first: from, agents: count,
    memory: memory.slice((from - first) * perAgent, (from - first + count) * perAgent),
    words: columnsOf(words, agents, from - first, count),
    measures: columnsOf(measures, agents, from - first, count),
  };
}

/** One block of blocks that follow each other. */
export function joinBlocks(blocks: readonly AgentBlock[]): AgentBlock {
  const [only] = blocks;
  if (blocks.length === 1) return only!;
  const agents = blocks.reduce((sum, block) => sum + block.agents, 0);
  const memory = new Uint32Array(blocks.reduce((sum, block) => sum + block.memory.length, 0));
  let at = 0;
  for (const block of blocks) {
    memory.set(block.memory, at);
    at += block.memory.length;
  }
  return { first: only!.first, agents, memory, words: joinColumns(blocks, agents, 'words'), measures: joinColumns(blocks, agents, 'measures') };
}

/** [kind][agent] of some agents, of an array of that form. */
export function columnsOf(all: Uint32Array, agents: number, first: number, count: number): Uint32Array {
  const kinds = all.length / agents;
  const some = new Uint32Array(kinds * count);
  for (let kind = 0; kind < kinds; kind++) some.set(all.subarray(kind * agents + first, kind * agents + first + count), kind * count);
  return some;
}

function joinColumns(blocks: readonly AgentBlock[], agents: number, of: 'words' | 'measures'): Uint32Array {
  const kinds = blocks[0]![of].length / blocks[0]!.agents;
  const joined = new Uint32Array(kinds * agents);
  let first = 0;
  for (const block of blocks) {
    for (let kind = 0; kind < kinds; kind++) joined.set(block[of].subarray(kind * block.agents, (kind + 1) * block.agents), kind * agents + first);
    first += block.agents;
  }
  return joined;
}
