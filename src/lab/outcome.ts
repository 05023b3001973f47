/** What a population comes to: the same whether one run made all of it, or its shards are merged. */
import { isNeutral, perAgentNames } from '../agent/hyperparameters';
import type { Columns } from '../engine/columns';
import { encodeWorld } from '../engine/encode';
import type { EngineInfo, LiveRecord } from '../engine/engine';
import { finalise, tableDigest } from '../engine/fingerprint';
import type { ProgramShape } from '../engine/specialise';
import { canonicalJson } from '../experiment/canonical';
import { encodeLink, linkFingerprint } from '../experiment/link';
import type { PlannedPhase } from '../experiment/plan';
import type { AgentColumn, AgentTable, CurvePoint, PhaseResult, Results } from '../experiment/results';
import type { Experiment } from '../experiment/types';
import { phaseResult } from './phase-result';
import { programOf, type PreparedPhase } from './program';

export interface Finished {
  readonly results: Results;
  /** null if the experiment asks for no rows per agent */
  readonly agents: AgentTable | null;
}

/** Who computed, and how long it took. */
export interface Effort extends Pick<EngineInfo, 'device'> {
  readonly engine: string;
  /** whether every device passed its self-test */
  readonly exact: boolean;
  readonly agentSteps: number;
  readonly seconds: number;
}

/** What fingerprints cover beside the agents: four words. */
export const digestOf = (experiment: Experiment, shape: ProgramShape): Uint32Array => tableDigest(encodeWorld(shape).words, canonicalJson(experiment));

/** Gathers phases into results. */
export class Outcome {
  readonly digest: Uint32Array;
  private readonly phases: PhaseResult[] = [];
  private readonly columns: (readonly [name: string, values: AgentColumn])[] = [];

  constructor(private readonly experiment: Experiment, private readonly shape: ProgramShape) {
    this.digest = digestOf(experiment, shape);
  }

  /**
   * Adds the next phase.
   * @param stateSum [4] sums over all words of all agents at its end
   * @param columns its totals, agent by agent
   */
  addPhase({ phase, steps }: PlannedPhase, { returns, contested }: PreparedPhase, stateSum: Uint32Array, columns: Columns): PhaseResult {
    const { agent, record } = this.experiment;
    const { result, columns: measures } = phaseResult(phase.name, steps, finalise(stateSum, this.digest), {
      tables: this.shape.tables, columns, returns, contested, sameDiscount: typeof agent.gamma === 'number', everySteps: record.everySteps,
    });
    this.phases.push(result);
    if (record.perAgent) this.columns.push(...measures);
    return result;
  }

  /** The phases so far. */
  get finished(): readonly PhaseResult[] {
    return this.phases;
  }

  /**
   * The results, once all phases have been added.
   * @param baseUrl the address that the link begins with
   */
  results({ exact, device, engine, agentSteps, seconds }: Effort, curves: readonly CurvePoint[], baseUrl: string): Finished {
    const { experiment, phases } = this;
    const fingerprints = phases.map(({ fingerprint }) => fingerprint);
    const results: Results = {
      schema: 1,
      experiment,
      link: encodeLink(experiment, baseUrl, linkFingerprint(fingerprints)),
      fingerprint: fingerprints.at(-1)!,
      exact,
      device,
      engine,
      phases,
      curves,
      throughput: { agentSteps, seconds, agentStepsPerSecond: seconds > 0 ? agentSteps / seconds : 0 },
    };
    return { results, agents: experiment.record.perAgent ? this.agentTable() : null };
  }

  private agentTable(): AgentTable {
    const { firstAgent, agents } = this.shape;
    const { hyperparameters } = programOf(this.experiment, this.shape);
    // What the experiment leaves at neutral would be columns of one number.
    const { agent } = this.experiment;
    const own = perAgentNames.flatMap((name, h) => (isNeutral(name, agent[name]) ? [] : [[name, hyperparameters.slice(h * agents, (h + 1) * agents)] as const]));
    const all = [['agent', Uint32Array.from({ length: agents }, (_, i) => firstAgent + i)] as const, ...own, ...this.columns];
    return { names: all.map(([name]) => name), columns: all.map(([, values]) => values) };
  }
}

const nullable = (x: number): number | null => (Number.isNaN(x) ? null : x);

/** A point of the curves. @param step absolute */
export const curvePoint = (phase: string, step: number, measures: LiveRecord['measures']): CurvePoint => ({
  phase,
  step,
  measures: Object.fromEntries(
    Object.entries(measures).map(([name, { mean, quantiles, count }]) => [name, { mean: nullable(mean), quantiles: quantiles.map(nullable), count }]),
  ),
});
