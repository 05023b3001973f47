/**
 * The measures: each is declared once, with a unit and a sentence, and appears in results, columns and tables by itself.
 * Agents that diverged have no value in any of them but `diverged`.
 */
import type { Structure } from '../engine/engine';
import type { World } from '../world/types';
import { each, type Measure } from './measure';
import { classMeasures } from './measures/classes';
import { criterionMeasures } from './measures/criterion';
import { deliberationMeasures } from './measures/deliberation';
import { reflectionMeasures } from './measures/frames';
import { alignmentTable, gapMeasures } from './measures/gaps';
import { orderMeasures } from './measures/order';
import { probeMeasures } from './measures/probes';
import { responseMeasures } from './measures/responses';
import { eventMeasures, returnMeasures } from './measures/returns';
import { valueMeasures } from './measures/value';

export type { Measure } from './measure';

/**
 * All measures of a world, in the order of tables.
 * @param structure what the agents are made of; without it, the measures of every kind of agent
 */
export function measuresOf(world: World, channels: readonly string[], structure?: Structure): readonly Measure[] {
  const measures: readonly Measure[] = [
    { name: 'steps', unit: 'steps', doc: 'Steps made in the phase.', perAgent: (x) => each(x, (i) => x.columns.steps[i]!) },
    { name: 'episodes', unit: 'episodes', doc: 'Finished episodes: terminated or truncated.', perAgent: (x) => each(x, (i) => x.columns.episodes[i]!) },
    ...returnMeasures(channels),
    ...eventMeasures(world),
    ...responseMeasures(world),
    ...valueMeasures,
    ...gapMeasures,
    ...probeMeasures(world),
    ...alignmentTable,
    ...classMeasures(world, channels),
    ...reflectionMeasures(world),
    ...deliberationMeasures,
    ...orderMeasures(world),
    ...criterionMeasures,
    { name: 'unfinished', unit: 'episodes', doc: "Episodes that the phase's end cut.", perAgent: (x) => each(x, (i) => x.columns.unfinished[i]!) },
    { name: 'diverged', unit: 'share', doc: 'Agents that were frozen because a number reached 2⁴⁰.', perAgent: ({ columns }) => Float64Array.from(columns.divergedAt, (step) => (step > 0 ? 1 : 0)) },
  ];
  return structure ? measures.filter(({ needs }) => needs?.(structure) ?? true) : measures;
}
