/** Bounds of those words of an agent that name places in tables: what comes from a file is held against them before a kernel reads it. */
import type { AgentBlock } from './engine';
import { specialise, type ProgramShape } from './specialise';
import { wordLayout } from './words';

/** Some bits of every `stride`-th of `count` words from `first` on, which must be below `end`. */
interface WordBound {
  readonly name: string;
  readonly first: number;
  readonly count: number;
  readonly stride: number;
  readonly shift: number;
  readonly mask: number;
  readonly end: number;
}

const everyBit = 0xffffffff;
const terminated = 0x80000000;
const bitsOfRow = 20;
const bitsOfAction = 4;

function wordBounds(shape: ProgramShape): readonly WordBound[] {
  const { tables, structure } = shape;
  const { thoughts: { count: features }, extras } = specialise(shape);
  const thoughts = tables.rows * (structure.frames ? 2 : 1);
  const sets = tables.eventSetMask.length;
  const bound = (name: string, first: number, end: number, part: Partial<WordBound> = {}): WordBound => ({ name, first, count: 1, stride: 1, shift: 0, mask: everyBit, end, ...part });
  const ring = { count: extras.RING_TRANSITIONS * 4, stride: 4 };
  const model = { count: tables.rows * tables.actions };
  return [
    bound('thought', wordLayout.ROW, thoughts),
    bound('level', wordLayout.LEVEL, tables.world.levels.length),
    ...(structure.traces ? [bound('number of traces', wordLayout.TRACE_COUNT, features + 1), bound('traced feature', wordLayout.TRACE_LIST, features, { count: features })] : []),
    ...(structure.replay
      ? [bound('replayed thought', extras.RING, thoughts, ring), bound('replayed next thought', extras.RING + 1, thoughts, { ...ring, count: ring.count - 1, mask: everyBit - terminated }), bound('replayed event set', extras.RING + 2, sets, { ...ring, count: ring.count - 2 })]
      : []),
    ...(structure.plan?.model === 'learned'
      ? [bound('row of the learned model', extras.MODEL, tables.rows, { ...model, mask: (1 << bitsOfRow) - 1 }), bound('event set of the learned model', extras.MODEL, sets + 1, { ...model, shift: bitsOfRow, mask: 0x7ff })]
      : []),
    ...(structure.search
      ? Array.from({ length: 32 / bitsOfAction }, (_, k) => bound('action of the best policy', extras.POLICY, tables.actions, { count: Math.ceil(tables.rows / 8), shift: bitsOfAction * k, mask: (1 << bitsOfAction) - 1 }))
      : []),
  ];
}

/** The first word of a block that names a place that is not there; null if there is none. */
export function strayWord(shape: ProgramShape, { first: firstAgent, agents, words }: AgentBlock): { readonly agent: number; readonly name: string; readonly value: number; readonly end: number } | null {
  for (const { name, first, count, stride, shift, mask, end } of wordBounds(shape)) {
    for (let word = first; word < first + count; word += stride) {
      for (let i = 0; i < agents; i++) {
        const value = ((words[word * agents + i]! >>> shift) & mask) >>> 0;
        if (value >= end) return { agent: firstAgent + i, name, value, end };
      }
    }
  }
  return null;
}
