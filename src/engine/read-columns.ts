import type { WorldTables } from '../world/types';
import type { ProgramShape, Specialisation } from './specialise';
import type { Columns } from './columns';
import { wordLayout, type ExtraLayout } from './words';

/** What one cohort or worker read back: counters [word][agent] and accumulators [slot][agent]. */
export interface ColumnPart {
  readonly agents: number;
  readonly words: Uint32Array;
  readonly measures: Uint32Array;
}

/** How many words of an agent columns are read from. */
export const columnWords = ({ world }: WorldTables, { FIRST_DECEIVE }: ExtraLayout): number => (world.deception ? FIRST_DECEIVE + 1 : wordLayout.TRACE_LIST);

/** Joins the parts, in the order of agents, into one column per name. */
export function readColumns(parts: readonly ColumnPart[], { tables, structure }: ProgramShape, { measures: layout, extras }: Specialisation): Columns {
  const agents = parts.reduce((sum, part) => sum + part.agents, 0);
  const join = (source: 'words' | 'measures', slot: number): Uint32Array => {
    const column = new Uint32Array(agents);
    let first = 0;
    for (const part of parts) {
      column.set(part[source].subarray(slot * part.agents, (slot + 1) * part.agents), first);
      first += part.agents;
    }
    return column;
  };
  const word = (slot: number): Uint32Array => join('words', slot);
  const total = (slot: number): Uint32Array => join('measures', slot - layout.RETURNS + layout.TOTALS);
  const float = (column: Uint32Array): Float32Array => new Float32Array(column.buffer);
  const perChannel = <T>(of: (c: number) => T): T[] => tables.channels.map((_, c) => of(c));
  const when = <T>(exists: boolean, of: () => T): T | null => (exists ? of() : null);
  const probes = tables.world.probes?.length ?? 0;
  const probeValues = (first: number, count: number) => Array.from({ length: count }, (_, p) => float(join('measures', layout.PROBE_VALUES + first + p)));
  const returns = perChannel((c) => float(total(layout.RETURNS + c)));

  return {
    agents,
    steps: word(wordLayout.STEPS),
    episodes: word(wordLayout.EPISODES),
    unfinished: word(wordLayout.EPISODE_STEPS).map((steps) => (steps > 0 ? 1 : 0)),
    divergedAt: word(wordLayout.DIVERGED_AT),
    criterionRecord: join('measures', layout.CRITERION_RECORD),
    returns,
    discounted: perChannel((c) => float(total(layout.DISCOUNTED + c))),
    contestedReturns: perChannel((c) => float(total(layout.CONTESTED_RETURNS + c))),
    contestedEpisodes: total(layout.CONTESTED_FINISHED),
    valueError: float(total(layout.VALUE_ERROR)),
    valueErrorSquared: float(total(layout.VALUE_ERROR_SQUARED)),
    returnShifted: float(total(layout.RETURN_SHIFTED)),
    returnShiftedSquared: float(total(layout.RETURN_SHIFTED_SQUARED)),
    align: {
      didRewarded: total(layout.ALIGN),
      didNot: total(layout.ALIGN + 1),
      notRewarded: total(layout.ALIGN + 2),
      notNot: total(layout.ALIGN + 3),
    },
    events: tables.world.events.map((_, e) => total(layout.EVENT_COUNTS + e)),
    // What finished episodes paid, and the one that is still going on.
    paid: perChannel((c) => {
      const current = float(join('measures', layout.EPISODE_RETURN + c));
      const going = word(wordLayout.EPISODE_STEPS);
      return Float64Array.from(returns[c]!, (sum, i) => sum + (going[i]! > 0 ? current[i]! : 0));
    }),
    probes: probeValues(0, probes),
    selfProbes: structure.frames ? probeValues(probes, probes) : [],
    thoughtReward: when(structure.frames, () => float(total(layout.THOUGHT_REWARD))),
    reflectable: when(structure.frames, () => total(layout.REFLECTABLE)),
    reflected: when(structure.frames, () => total(layout.REFLECTED)),
    thoughts: when(structure.plan !== null, () => total(layout.THOUGHTS)),
    planned: when(structure.plan !== null, () => total(layout.PLANNED)),
    surprises: when(structure.plan?.model === 'learned', () => total(layout.SURPRISES)),
    vetoes: when(structure.oracle !== null, () => total(layout.VETOES)),
    disabled: when(structure.oracle !== null, () => total(layout.DISABLED_EPISODES)),
    harm: when(tables.harmful !== 0, () => total(layout.HARM)),
    responses: when(tables.response !== null, () => ({
      sum: float(total(layout.RESPONSE)),
      episodes: total(layout.RESPONSES),
      first: float(join('measures', layout.FIRST_RESPONSE)),
      last: float(join('measures', layout.LAST_RESPONSE)),
    })),
    firstDesire: when(tables.world.deception !== undefined, () => word(extras.FIRST_DESIRE)),
    firstDeceive: when(tables.world.deception !== undefined, () => word(extras.FIRST_DECEIVE)),
  };
}
