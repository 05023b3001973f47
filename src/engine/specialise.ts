/** What kernels and CPU engine are specialised with for one program. */
import { metaComponent, networkLayout, powerOfTwoFrom, type NetworkLayout } from '../agent/network';
import { hasOverrides } from './encode';
import type { Program } from './engine';
import { oncePerProgram } from './once-per-program';
import { learnsImmediate, thoughtsOf, type Thoughts } from './thoughts';
import { extraLayout, measureLayout, sumLayout, type ExtraLayout, type MeasureLayout, type SumLayout } from './words';
import { liveStatistics, type LiveStatisticPlace } from './live-statistics';

export interface Specialisation {
  readonly thoughts: Thoughts;
  readonly network: NetworkLayout;
  readonly extras: ExtraLayout;
  readonly measures: MeasureLayout;
  readonly statistics: readonly LiveStatisticPlace[];
  readonly sums: SumLayout;
}

/** A program without its agents: what the layout depends on. */
export type ProgramShape = Omit<Program, 'hyperparameters'>;

/** Computed once for every program. */
export const specialise = oncePerProgram((program): Specialisation => {
  const { tables, structure } = program;
  const thoughts = thoughtsOf(program);
  const network = networkLayout({
    features: thoughts.count, hidden: structure.hidden, actions: tables.actions, traces: structure.traces, actorTraces: structure.actorTraces, immediate: learnsImmediate(structure), meta: structure.frames,
  });
  const probes = (tables.world.probes?.length ?? 0) * (structure.frames ? 2 : 1);
  const measures = measureLayout(tables.channels.length, tables.world.events.length, probes, {
    frames: structure.frames, plan: structure.plan !== null, learnedModel: structure.plan?.model === 'learned', oracle: structure.oracle !== null, harm: tables.harmful !== 0,
    response: tables.response !== null,
  });
  const statistics = liveStatistics(tables, structure, measures);
  return {
    thoughts, network, measures, statistics, sums: sumLayout(statistics.length),
    extras: extraLayout(thoughts.count, tables.rows, tables.actions, structure, tables.world.deception !== undefined),
  };
});

/** Constants of the structure and the layouts, by the names that shaders and AssemblyScript read. */
export function structureConstants(program: ProgramShape, stochastic: boolean): Record<string, number | boolean> {
  const { tables, structure } = program;
  const { network, measures, extras, thoughts } = specialise(program);
  const { plan, oracle } = structure;
  return {
    ...measures, ...network.at, ...extras,
    FEATURES: thoughts.count, HIDDEN4: structure.hidden / 4, ACTIONS: tables.actions, ACTIONS4: network.actionBlocks, SLOTS: network.slots, VALUES: network.values,
    CHANNELS: tables.channels.length, EVENTS: tables.world.events.length, EVENT_SETS: tables.eventSetMask.length, ROWS: tables.rows,
    STOCHASTIC: stochastic, FLOOR: structure.floor, TRACES: structure.traces, ACTOR_TRACES: structure.actorTraces, OVERRIDE: hasOverrides(tables),
    PLAN: plan !== null, IMMEDIATE: learnsImmediate(structure), PLAN_REWARD: plan?.value === 'critic+reward', LEARNED_MODEL: plan?.model === 'learned', BEST_RULE: plan?.rule === 'best',
    TRUNK_ACTOR: structure.trunk.actor, TRUNK_IMMEDIATE: structure.trunk.immediate,
    FRAMES: structure.frames, THINK: structure.think, REPLAY: structure.replay, DECAYS: structure.decay, GATE: structure.gate, NOISE: structure.noise,
    ORACLE: oracle !== null, DECEPTION: tables.world.deception !== undefined, SEARCH: structure.search !== null, CLIMB: structure.search === 'hill-climbing',
    META_LANE: structure.hidden > 0 ? 0 : metaComponent, HARMFUL: tables.harmful, RESPONDS: tables.response !== null,
    FADING: tables.fading?.things ?? 0, FADE_THRESHOLD: tables.fading?.threshold ?? 0, NULL_ACTION: Math.max(0, tables.world.actions.indexOf(tables.world.nullAction ?? '')),
    ...thoughtConstants(program, 'rows'),
  };
}

/** Constants of what is thought about: the rows, with the events on the way there, or the probes. */
export function thoughtConstants(program: Pick<ProgramShape, 'tables' | 'structure'>, of: 'rows' | 'probes'): Record<string, number | boolean> {
  const { thoughts } = specialise(program);
  const ROW_ACTIVE = thoughts[of].perRow;
  const EVENT_ACTIVE = of === 'rows' ? thoughts.eventSets?.perRow ?? 0 : 0;
  const ACTIVE = ROW_ACTIVE + EVENT_ACTIVE;
  const unit = of === 'rows' && thoughts.unit;
  return {
    ROW_ACTIVE, EVENT_ACTIVE, ACTIVE, ACTIVE_PADDED: powerOfTwoFrom(ACTIVE), UNIT: unit && thoughts.eventSets === null,
    // The CPU engine leaves padding out where a thought is of a row alone.
    ROW_PADDED: powerOfTwoFrom(ROW_ACTIVE), ROW_UNIT: unit,
  };
}
