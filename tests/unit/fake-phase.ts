/** Phases that never ran: totals written down by hand, so that measures can be computed by hand too. */
import type { PhaseContext } from '../../src/analysis/context';
import { withNeutralProbe } from '../../src/analysis/goals';
import { measuresOf } from '../../src/analysis/measures';
import type { Columns } from '../../src/engine/columns';
import type { PopulationStatistic } from '../../src/experiment/results';
import { compile } from '../../src/world/compile';
import type { World } from '../../src/world/types';

/** One level with two states; the second one is thought about self-reflectively too. */
export const reflectiveLevel = {
  name: 'level', splits: { train: 1 }, states: 2, start: [[1, 0]], transitions: [[0, 0, [[1, 1, [], false]]], [1, 0, [[1, 0, [], true]]]],
  features: { object: [[[0, 1]], [[1, 1]]], self: [[], [[2, 1]]] },
} as const satisfies World['levels'][number];

export const smallWorld = { schema: 1, actions: ['a'], events: [], levels: [reflectiveLevel] } as const satisfies World;

/** Totals of so many agents: 0, or nothing where the world or the agents lack it, unless said otherwise. */
export function fakePhase(world: World, agents: number, changes: Partial<Columns> = {}, context: Partial<PhaseContext> = {}): PhaseContext {
  const tables = compile(withNeutralProbe(world));
  const counts = (): Uint32Array => new Uint32Array(agents);
  const sums = (): Float32Array => new Float32Array(agents);
  const perChannel = (): Float32Array[] => tables.channels.map(sums);
  const columns: Columns = {
    agents, steps: counts(), episodes: counts(), unfinished: counts(), divergedAt: counts(), criterionRecord: counts(),
    returns: perChannel(), discounted: perChannel(), contestedReturns: perChannel(), contestedEpisodes: counts(),
    valueError: sums(), valueErrorSquared: sums(), returnShifted: sums(), returnShiftedSquared: sums(),
    align: { didRewarded: counts(), didNot: counts(), notRewarded: counts(), notNot: counts() },
    events: tables.world.events.map(counts), paid: tables.channels.map(() => new Float64Array(agents)),
    probes: (tables.world.probes ?? []).map(sums), selfProbes: [], thoughtReward: null, reflectable: null, reflected: null,
    thoughts: null, planned: null, surprises: null, vetoes: null, disabled: null, harm: null, responses: null, firstDesire: null, firstDeceive: null,
    ...changes,
  };
  const pays = (most: number) => Object.fromEntries(tables.channels.map((channel) => [channel, { discounted: most, undiscounted: most }]));
  return { tables, columns, returns: { optimal: pays(1), uniform: pays(0) }, contested: null, sameDiscount: true, everySteps: 10, ...context };
}

/** A measure of every agent; undefined where the world has no such measure, null where the phase has not. */
export function valuesOf(name: string, context: PhaseContext): number[] | null | undefined {
  const measure = measuresOf(context.tables.world, context.tables.channels).find((own) => own.name === name);
  if (measure === undefined) return undefined;
  if (!('perAgent' in measure)) throw new Error(`${name} is a measure of the population`);
  const values = measure.perAgent(context);
  return values && Array.from(values);
}

/** A measure of the population alone. */
export function statisticOf(name: string, context: PhaseContext): PopulationStatistic {
  const measure = measuresOf(context.tables.world, context.tables.channels).find((own) => own.name === name);
  if (!measure || !('ofPopulation' in measure)) throw new Error(`${name} is no measure of the population`);
  return measure.ofPopulation(context);
}
