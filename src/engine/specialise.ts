/** What kernels and CPU engine are specialised with for one program. */
import { networkLayout, powerOfTwoFrom, type NetworkLayout } from '../agent/network';
import { hasOverrides, isUnit } from './encode';
import type { Program } from './engine';
import { measureLayout, sumLayout, type MeasureLayout, type SumLayout } from './words';

export interface Specialisation {
  readonly network: NetworkLayout;
  readonly measures: MeasureLayout;
  readonly sums: SumLayout;
}

/** A program without its agents: what the layout depends on. */
export type ProgramShape = Omit<Program, 'hyperparameters'>;

export function specialise({ tables, structure }: ProgramShape): Specialisation {
  return {
    network: networkLayout({ features: tables.features.count, hidden: structure.hidden, actions: tables.actions, traces: structure.traces }),
    measures: measureLayout(tables.channels.length, tables.world.events.length, tables.world.probes?.length ?? 0),
    sums: sumLayout(2 * tables.channels.length),
  };
}

/** Constants of the structure and the layouts, by the names that shaders and AssemblyScript read. */
export function structureConstants(program: ProgramShape, stochastic: boolean): Record<string, number | boolean> {
  const { tables, structure } = program;
  const { network, measures } = specialise(program);
  return {
    ...measures, ...network.at,
    FEATURES: tables.features.count, HIDDEN4: structure.hidden / 4, ACTIONS: tables.actions, ACTIONS4: network.actionBlocks, SLOTS: network.slots,
    CHANNELS: tables.channels.length, EVENTS: tables.world.events.length, STOCHASTIC: stochastic, FLOOR: structure.floor, TRACES: structure.traces, OVERRIDE: hasOverrides(tables),
    ...thoughtConstants(program, 'features'),
  };
}

/** Constants of what is thought about: the rows' features or the probes'. */
export function thoughtConstants({ tables }: Pick<ProgramShape, 'tables'>, of: 'features' | 'probes'): Record<string, number | boolean> {
  const { perRow } = tables[of];
  return { ACTIVE: perRow, ACTIVE_PADDED: powerOfTwoFrom(perRow), UNIT: of === 'features' && isUnit(tables) };
}
