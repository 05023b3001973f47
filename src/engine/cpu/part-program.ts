/** Programs and phases as the parts of the CPU engine read them. */
import type { NetworkLayout } from '../../agent/network';
import { encodeHyperparameters, encodePhase, type encodeProbes, type encodeWorld } from '../encode';
import type { PhaseProgram, Program } from '../engine';
import { columnWords } from '../read-columns';
import { specialise, structureConstants, thoughtConstants } from '../specialise';
import type { ExtraLayout } from '../words';
import { encodeViews } from './views';

/** Structured-clonable description of a part. */
export interface PartProgram {
  readonly hidden: number;
  readonly network: NetworkLayout;
  /** globals of the kernels, by name */
  readonly constants: Readonly<Record<string, number | boolean>>;
  readonly agents: number;
  readonly extras: ExtraLayout;
  /** words of an agent that columns are read from */
  readonly columnWords: number;
  readonly rows: number;
  /** whether tables of actions are searched */
  readonly searches: boolean;
  /** whether steps may be taken apart */
  readonly inspected: boolean;
  readonly measuresPerAgent: number;
  readonly statistics: number;
  readonly hyperparameters: Uint32Array;
  readonly world: Uint32Array;
  /** what lanes see of arrivals */
  readonly views: Uint32Array;
  readonly probes: { readonly words: Uint32Array; readonly featureValue: number; readonly count: number; readonly constants: Readonly<Record<string, number | boolean>> };
}

export interface PartPhase {
  readonly words: Uint32Array;
  readonly fields: Readonly<Record<string, number>>;
}

/** What a worker needs to compute a part of a program's agents. */
export function encodePart(program: Program, part: { readonly first: number; readonly agents: number }, world: ReturnType<typeof encodeWorld>, probes: ReturnType<typeof encodeProbes>, inspected = false): PartProgram {
  const { tables, structure } = program;
  const { network, measures, extras, statistics } = specialise(program);
  return {
    hidden: structure.hidden,
    network,
    constants: {
      ...structureConstants(program, world.stochastic), ...world.offsets,
      regionCount: network.regions.length, seed: program.seed, firstAgent: program.firstAgent + part.first,
    },
    agents: part.agents,
    extras,
    columnWords: columnWords(tables, extras),
    rows: tables.rows,
    searches: structure.search !== null,
    inspected,
    measuresPerAgent: measures.MEASURES,
    statistics: statistics.length,
    hyperparameters: encodeHyperparameters(program, part.first, part.agents),
    world: world.words,
    views: encodeViews(program),
    probes: { ...probes, constants: thoughtConstants(program, 'probes') },
  };
}

export function phaseFields(program: Program, phase: PhaseProgram): PartPhase {
  const { words, segments, contested, statistics } = encodePhase(program, phase);
  const { halfIntended, halfReward, criterion } = phase.references;
  return {
    words,
    fields: {
      learn: phase.learn ? 1 : 0, greedy: phase.greedy ? 1 : 0, modelLearn: phase.modelLearn ? 1 : 0, episodeLimit: phase.episodes, segments, contested,
      statisticTable: statistics, statisticCount: specialise(program).statistics.length, halfIntended, halfReward, criterion,
    },
  };
}
