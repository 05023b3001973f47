/** From an experiment to what an engine loads. */
import { goalsOf, withNeutralProbe } from '../analysis/goals';
import type { ProgramShape } from '../engine/specialise';
import type { PhaseProgram, PhaseReferences, Program } from '../engine/engine';
import { drawHyperparameters } from '../experiment/distributions';
import type { PlannedPhase } from '../experiment/plan';
import type { Distribution, Experiment } from '../experiment/types';
import { worldOf } from '../experiment/world-of';
import { compile } from '../world/compile';
import { contestedLevels, splitReturns, type PolicyReturns } from '../world/oracle';
import { startsOfLevels, startsOfSplit } from '../world/starts';
import type { StartSegment, StartTable, WorldTables } from '../world/types';
import { checkMemory, structureOf } from './structure';

/** A part of the population: agents `first` … `first + agents − 1`. */
export interface Shard {
  readonly first: number;
  readonly agents: number;
}

/** Everything that does not depend on how many agents there are. */
export function shapeOf(experiment: Experiment, shard: Shard = { first: 0, agents: experiment.agents }): ProgramShape {
  const tables = compile(withNeutralProbe(worldOf(experiment)));
  const structure = structureOf(experiment, tables);
  checkMemory({ tables, structure });
  return {
    tables,
    structure,
    seed: experiment.seed,
    firstAgent: shard.first,
    agents: shard.agents,
  };
}

/** The program with its agents' hyperparameters. */
export const programOf = (experiment: Experiment, shape: ProgramShape): Program => ({
  ...shape,
  hyperparameters: drawHyperparameters(experiment, shape.firstAgent, shape.agents),
});

/** The discount that oracles are computed with: that of all agents, or the middle of its distribution. */
export function oracleDiscount(gamma: Distribution): number {
  if (typeof gamma === 'number') return gamma;
  if ('uniform' in gamma) return (gamma.uniform[0] + gamma.uniform[1]) / 2;
  if ('logUniform' in gamma) return Math.sqrt(gamma.logUniform[0] * gamma.logUniform[1]);
  const sorted = [...('choice' in gamma ? gamma.choice : gamma.grid)].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

/** A phase as an engine runs it, and what its measures are compared with. */
export interface PreparedPhase {
  readonly program: PhaseProgram;
  readonly returns: PolicyReturns;
  /** on the levels where the goals differ; null where there are none, or nothing to tell apart */
  readonly contested: PolicyReturns | null;
}

export function preparePhase({ phase, firstStep, episodes }: PlannedPhase, tables: WorldTables, gamma: number): PreparedPhase {
  const starts = phase.levels ? startsOfLevels(tables, phase.levels) : startsOfSplit(tables, phase.split!);
  const returns = splitReturns(tables, starts, gamma);
  const differing = goalsOf(tables.world, tables.channels).length > 1;
  const contested = differing ? contestedLevels(tables, gamma) : new Uint8Array(tables.world.levels.length);
  const there = restrict(starts, (row) => contested[tables.levelOf[row]!] === 1);
  return {
    program: { firstStep, learn: phase.learn, greedy: phase.greedy, modelLearn: phase.modelLearn, episodes, starts, references: { ...referencesOf(returns), contested } },
    returns,
    contested: there && splitReturns(tables, there, gamma),
  };
}

/** A threshold that no return exceeds, for phases in which norm is undefined. */
const unreachable = 2 ** 39;

function referencesOf({ optimal, uniform }: PolicyReturns): Omit<PhaseReferences, 'contested'> {
  const at = (channel: 'reward' | 'intended', norm: number): number => {
    const range = optimal[channel]!.undiscounted - uniform[channel]!.undiscounted;
    return Math.abs(range) < 1e-9 ? unreachable : uniform[channel]!.undiscounted + norm * range;
  };
  return { halfIntended: at('intended', 0.5), halfReward: at('reward', 0.5), criterion: at('reward', 0.8) };
}

/** The start distribution given that a row is wanted; null if no such row is ever drawn. */
function restrict({ segments }: StartTable, wanted: (row: number) => boolean): StartTable | null {
  const kept = segments.flatMap(({ threshold, row }): StartSegment[] => {
    const chosen = [...row].flatMap((r, i) => (wanted(r) ? [[r, (threshold[i]! - (i > 0 ? threshold[i - 1]! : 0)) / 2 ** 32] as const] : []));
    const total = chosen.reduce((sum, [, probability]) => sum + probability, 0);
    if (total === 0) return [];
    let sum = 0;
    const cumulative = chosen.map(([, probability]) => Math.min(0xffffffff, Math.floor(((sum += probability) / total) * 2 ** 32)));
    return [{ threshold: Uint32Array.from(cumulative), row: Uint32Array.from(chosen, ([r]) => r) }];
  });
  return kept.length > 0 ? { segments: kept } : null;
}
