/** Specialises the kernels for one program: the constants and the choices of files that `link` needs. */
import { networkLayout, powerOfTwoFrom, type NetworkLayout } from '../../agent/network';
import { purpose } from '../../numerics/threefry';
import type { FeatureTable } from '../../world/types';
import { isUnit } from '../encode';
import type { Program } from '../engine';
import { hyperparameterLayout, measureLayout, sumLayout, wordLayout } from '../words';
import { link, type LinkOptions } from './linker';
import { shaders } from './shaders';

/** Agents of a tile: one workgroup. */
export const lanes = 64;

export const kernelNames = ['initialise', 'begin', 'live', 'summarise', 'quantiles', 'probe', 'fingerprint'] as const;
export type KernelName = (typeof kernelNames)[number];

export interface Specialisation {
  readonly network: NetworkLayout;
  readonly measures: ReturnType<typeof measureLayout>;
  readonly sums: ReturnType<typeof sumLayout>;
}

export function specialise(program: Omit<Program, 'hyperparameters'>): Specialisation {
  const { tables, structure } = program;
  return {
    network: networkLayout({ features: tables.features.count, hidden: structure.hidden, actions: tables.actions, traces: structure.traces }),
    measures: measureLayout(tables.channels.length, tables.world.events.length, tables.world.probes?.length ?? 0),
    sums: sumLayout(2 * tables.channels.length),
  };
}

/** The text of a kernel for a program. `thoughts` are the rows' features, or the probes'. */
export function kernelText(kernel: KernelName, program: Omit<Program, 'hyperparameters'>, stochastic: boolean, expand = true): string {
  const { tables, structure } = program;
  const { network, measures, sums } = specialise(program);
  const thoughts: FeatureTable = kernel === 'probe' ? tables.probes : tables.features;
  const constants: Record<string, number | boolean> = {
    ...Object.fromEntries(Object.entries(purpose).map(([name, value]) => [name.toUpperCase(), value])),
    ...wordLayout, ...hyperparameterLayout, ...measures, ...sums, ...network.at,
    FEATURES: tables.features.count, ACTIVE: thoughts.perRow, ACTIVE_PADDED: powerOfTwoFrom(thoughts.perRow),
    UNIT: kernel !== 'probe' && isUnit(thoughts),
    HIDDEN4: structure.hidden / 4, ACTIONS: tables.actions, ACTIONS4: network.actionBlocks, ACTION_LANES: 4 * network.actionBlocks,
    W3_VECTORS: structure.hidden * network.actionBlocks, SLOTS: network.slots,
    CHANNELS: tables.channels.length, EVENTS: tables.world.events.length, STOCHASTIC: stochastic, FLOOR: structure.floor, LANES: lanes,
  };
  return link(kernel, shaders, { constants, choices: choicesOf(structure.hidden > 0, network.actionBlocks > 0, structure.traces), expand });
}

function choicesOf(hidden: boolean, actor: boolean, traces: boolean): LinkOptions['choices'] {
  const learn = hidden
    ? traces ? ['learn-hidden-traces', 'traces'] : ['learn-hidden']
    : [traces ? 'learn-linear-traces' : 'learn-linear', actor ? 'learn-linear-actor' : 'learn-linear-none', ...(traces ? ['traces'] : [])];
  return {
    network: hidden ? ['network-hidden', 'registers-hidden'] : ['network-linear'],
    learn,
    act: actor ? ['policy', 'act-policy'] : ['act-none'],
  };
}
