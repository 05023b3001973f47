/**
 * Which measures have live curves: quotients of accumulators since the last record, and the valences of probes. Names are
 * those of the measures of finished phases (`src/analysis/measures.ts`).
 */
import type { WorldTables } from '../world/types';
import type { Structure } from './engine';
import type { MeasureLayout } from './words';

/** numerator / sum of denominators; an agent whose denominators are all 0 has no value. */
export interface LiveStatisticPlace {
  readonly name: string;
  /** slot of the numerator */
  readonly numerator: number;
  /** whether the numerator is a binary32 number; else it is a count */
  readonly float: boolean;
  /** slots of counts; none where the numerator is the value itself */
  readonly denominators: readonly number[];
  /** fixed-point scale, a power of two; values beyond ±2³⁰ / scale count as that */
  readonly scale: number;
}

/** Shares and counts per episode: twelve bits behind the point. */
const quotientScale = 2 ** 12;
/** Stands for a denominator that there is not. */
export const none = 0xffffffff;

/**
 * Fixed-point scale of a channel's live statistics: the largest power of two by which no mean return leaves ±2³⁰.
 */
export function fixedScale(tables: WorldTables, channel: number): number {
  const channels = tables.channels.length;
  let largest = 2 ** -20;
  for (let set = 0; set < tables.eventSetMask.length; set++) largest = Math.max(largest, Math.abs(tables.eventSetPayoff[set * channels + channel]!));
  const bound = largest * tables.maxSteps.reduce((most, steps) => Math.max(most, steps), 1);
  let scale = 1;
  while (bound * scale > 2 ** 29) scale /= 2;
  while (bound * scale * 2 <= 2 ** 29) scale *= 2;
  return scale;
}

export function liveStatistics(tables: WorldTables, structure: Structure, at: MeasureLayout): LiveStatisticPlace[] {
  const returns = tables.channels.flatMap((channel, c): LiveStatisticPlace[] => {
    const scale = fixedScale(tables, c);
    return [
      { name: channel, numerator: at.RETURNS + c, float: true, denominators: [at.FINISHED], scale },
      { name: `${channel}.discounted`, numerator: at.DISCOUNTED + c, float: true, denominators: [at.FINISHED], scale },
    ];
  });
  const quotient = (name: string, numerator: number, ...denominators: number[]): LiveStatisticPlace => ({ name, numerator, float: false, denominators, scale: quotientScale });
  const probes = tables.world.probes ?? [];
  const value = (name: string, numerator: number): LiveStatisticPlace => ({ name, numerator, float: true, denominators: [], scale: fixedScale(tables, 0) });
  const { impulse } = tables.world;
  const event = (name: string): number => at.EVENT_COUNTS + tables.world.events.findIndex((own) => own.name === name);
  const { frames, plan, oracle } = structure;
  return [
    ...returns,
    ...probes.map(({ name }, p) => value(`probe.${name}`, at.PROBE_VALUES + p)),
    ...(frames ? probes.map(({ name }, p) => value(`probe.${name}.self`, at.PROBE_VALUES + probes.length + p)) : []),
    ...(frames ? [{ name: 'rewardThought', numerator: at.THOUGHT_REWARD, float: true, denominators: [at.FINISHED], scale: fixedScale(tables, 0) }, quotient('habit', at.REFLECTED, at.REFLECTABLE)] : []),
    ...(impulse ? [quotient('impulsive', event(impulse.sooner), event(impulse.sooner), event(impulse.later))] : []),
    ...(plan ? [quotient('kept', at.PLANNED, at.THOUGHTS)] : []),
    ...(plan?.model === 'learned' ? [quotient('modelError', at.SURPRISES, at.MADE)] : []),
    ...(oracle ? [quotient('vetoes', at.VETOES, at.FINISHED), quotient('disabled', at.DISABLED_EPISODES, at.FINISHED)] : []),
    ...(tables.response ? [{ name: 'response', numerator: at.RESPONSE, float: true, denominators: [at.RESPONSES], scale: fixedScale(tables, 0) }] : []),
    ...(tables.harmful !== 0 ? [quotient('harm', at.HARM, at.FINISHED)] : []),
  ];
}
