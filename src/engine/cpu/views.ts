/**
 * Views of arrivals: what a transition comes to, with the features that it is felt and judged by, as four words that the lanes
 * of the CPU engine read at once. One table takes the place of four where every row has a single feature at most, every event
 * set too, and all of them are indicators.
 */
import { encodeWorld } from '../encode';
import { oncePerProgram } from '../once-per-program';
import { specialise, type ProgramShape } from '../specialise';
import type { FeatureTable } from '../../world/types';

const viewWords = 4;
/** Bytes of a slot, where the weights of a feature are. */
const slotBytes = 16;

/** Whether no entry of a table has more than one feature, and none has another strength than 1. */
const indicates = ({ perRow, index, value, count }: FeatureTable): boolean => perRow === 1 && value.every((strength, i) => strength === (index[i] === count ? 0 : 1));

/** Whether lanes read views in this program. */
function areUsed(program: Pick<ProgramShape, 'tables' | 'structure'>): boolean {
  const { tables, structure } = program;
  const { rows, eventSets } = specialise(program).thoughts;
  return structure.hidden === 0 && structure.search === null && tables.fading === null && indicates(rows) && (eventSets === null || indicates(eventSets));
}

/**
 * [frame][pair of row and action; in worlds with chance: outcome][next row with its termination bit, event set, distance of
 * the row's slot from the first feature's in bytes, that of the event set's]; empty where views are not used. Computed once for
 * every program.
 */
export const encodeViews = oncePerProgram((program): Uint32Array => {
  if (!areUsed(program)) return new Uint32Array(0);
  const { tables, structure } = program;
  const { rows, eventSets } = specialise(program).thoughts;
  const { words, offsets, stochastic } = encodeWorld(program);
  const [first, size, entries] = stochastic ? [offsets.outcomes + 1, 3, tables.outcomeNext.length] : [offsets.transitions, 2, tables.rows * tables.actions];
  const frames = structure.frames ? 2 : 1;
  const views = new Uint32Array(frames * entries * viewWords);
  for (let view = 0; view < frames * entries; view++) {
    const entry = first + (view % entries) * size;
    const row = words[entry]! & 0x7fffffff;
    const events = words[entry + 1]!;
    // What has no self-reflective thought is seen as it is in the other frame.
    const self = view >= entries && rows.index[row + tables.rows] !== rows.count;
    views[view * viewWords] = words[entry]!;
    views[view * viewWords + 1] = events;
    views[view * viewWords + 2] = rows.index[row + (self ? tables.rows : 0)]! * slotBytes;
    views[view * viewWords + 3] = (eventSets?.index[events + (self ? tables.eventSetMask.length : 0)] ?? 0) * slotBytes;
  }
  return views;
});
