/** A session: one experiment on one engine, advanced as far as its owner wants. */
import { isNeutral, perAgentNames } from '../agent/hyperparameters';
import { encodeWorld } from '../engine/encode';
import { Inspector } from '../engine/cpu/inspector';
import type { Engine, LiveRecord, Population } from '../engine/engine';
import { finalise, tableDigest } from '../engine/fingerprint';
import type { ProgramShape } from '../engine/specialise';
import { canonicalJson } from '../experiment/canonical';
import { encodeLink, linkFingerprint } from '../experiment/link';
import { planOf, type Plan } from '../experiment/plan';
import type { AgentTable, CurvePoint, PhaseResult, Results } from '../experiment/results';
import type { Experiment } from '../experiment/types';
import { InputError } from '../world/input-error';
import { flat, phaseResult } from './phase-result';
import { oracleDiscount, preparePhase, programOf, shapeOf, type PreparedPhase, type Shard } from './program';

export interface SessionHooks {
  onRecord?(point: CurvePoint): void;
  onPhase?(result: PhaseResult): void;
}

export interface SessionOptions extends SessionHooks {
  /** a part of the population; default all of it */
  readonly shard?: Shard;
  /** the address that links begin with; default none */
  readonly baseUrl?: string;
}

/** Where a session is. */
export interface SessionProgress {
  readonly phase: string;
  /** absolute step, of `totalSteps` */
  readonly step: number;
  readonly totalSteps: number;
  /** steps that all agents together have made */
  readonly agentSteps: number;
  /** seconds spent on them */
  readonly seconds: number;
  readonly diverged: number;
}

export class Session {
  private phaseNumber = 0;
  private prepared: PreparedPhase;
  /** steps made in the present phase, and how many records */
  private phaseSteps = 0;
  private active = true;
  private agentSteps = 0;
  private seconds = 0;
  private diverged = 0;
  private sum = new Uint32Array(4);
  private readonly curves: CurvePoint[] = [];
  private readonly phases: PhaseResult[] = [];
  private readonly columns: (readonly [name: string, values: readonly (number | string)[]])[] = [];

  private constructor(
    readonly experiment: Experiment,
    readonly shape: ProgramShape,
    readonly plan: Plan,
    private readonly engine: Engine,
    private readonly exact: boolean,
    readonly population: Population,
    private readonly digest: Uint32Array,
    private readonly options: SessionOptions,
  ) {
    this.prepared = this.prepare();
  }

  /**
   * Loads a population. Call `advance` until `finished`, then `results`; `destroy` in any case.
   * @param exact whether the engine has passed its self-test
   * @throws InputError if the population does not fit, with the size that would
   */
  static async open(experiment: Experiment, engine: Engine, exact: boolean, options: SessionOptions = {}): Promise<Session> {
    const shape = shapeOf(experiment, options.shard);
    checkFits(shape, engine);
    const plan = planOf(experiment.phases, shape.tables.world);
    const digest = tableDigest(encodeWorld(shape).words, canonicalJson(experiment));
    const population = await engine.load(programOf(experiment, shape));
    const session = new Session(experiment, shape, plan, engine, exact, population, digest, options);
    await population.begin(session.prepared.program);
    return session;
  }

  private prepare(): PreparedPhase {
    return preparePhase(this.plan.phases[this.phaseNumber]!, this.shape.tables, oracleDiscount(this.experiment.agent.gamma));
  }

  /** What the oracle and the uniform policy reach on the levels of the present phase, which is the last one in the end. */
  references(): Pick<PhaseResult, 'oracle' | 'uniform'> {
    const { optimal, uniform } = this.prepared.returns;
    return { oracle: flat('oracle', optimal), uniform: flat('uniform', uniform) };
  }

  get finished(): boolean {
    return this.phaseNumber === this.plan.phases.length;
  }

  get progress(): SessionProgress {
    const planned = this.plan.phases[Math.min(this.phaseNumber, this.plan.phases.length - 1)]!;
    return {
      phase: planned.phase.name,
      step: this.finished ? this.plan.totalSteps : planned.firstStep + this.phaseSteps,
      totalSteps: this.plan.totalSteps,
      agentSteps: this.agentSteps,
      seconds: this.seconds,
      diverged: this.diverged,
    };
  }

  /** The sums over all words of all agents at the end of the last finished phase: shards' sums add. */
  get stateSum(): Uint32Array {
    return this.sum;
  }

  /** Takes the next steps of an agent apart, on a copy of it; the index is within this population. Once the session has finished, its last phase goes on. */
  async inspector(agent: number): Promise<Inspector> {
    const { experiment, shape } = this;
    const one = programOf(experiment, { ...shape, firstAgent: shape.firstAgent + agent, agents: 1 });
    return Inspector.open(one, this.prepared.program, await this.population.agent(agent), this.progress.step);
  }

  /** Lets every agent make at most so many steps; stops earlier at the next record or phase. */
  async advance(steps: number): Promise<void> {
    if (this.finished) return;
    const planned = this.plan.phases[this.phaseNumber]!;
    const { everySteps } = this.experiment.record;
    const untilRecord = everySteps - (this.phaseSteps % everySteps);
    const count = Math.min(steps, untilRecord, planned.steps - this.phaseSteps);
    const began = performance.now();
    await this.population.advance(count);
    this.phaseSteps += count;
    this.agentSteps += count * this.shape.agents;
    const over = this.phaseSteps === planned.steps;
    if (over || count === untilRecord) await this.record();
    // Agents that have finished their episodes make no more steps, so that the rest of the phase can be left out.
    if (over || !this.active) await this.endPhase();
    this.seconds += (performance.now() - began) / 1000;
  }

  private async record(): Promise<void> {
    const planned = this.plan.phases[this.phaseNumber]!;
    const record = await this.population.record();
    this.active = record.active > 0;
    this.diverged = record.diverged;
    const point = { phase: planned.phase.name, step: planned.firstStep + this.phaseSteps, measures: curveMeasures(record) };
    this.curves.push(point);
    this.options.onRecord?.(point);
  }

  private async endPhase(): Promise<void> {
    const { phase, steps } = this.plan.phases[this.phaseNumber]!;
    const { returns, contested } = this.prepared;
    this.sum = new Uint32Array(await this.population.stateSum());
    const { result, columns } = phaseResult(phase.name, steps, finalise(this.sum, this.digest), {
      tables: this.shape.tables,
      columns: await this.population.columns(),
      returns,
      contested,
      sameDiscount: typeof this.experiment.agent.gamma === 'number',
      everySteps: this.experiment.record.everySteps,
    });
    this.phases.push(result);
    if (this.experiment.record.perAgent) this.columns.push(...columns);
    this.options.onPhase?.(result);
    this.phaseNumber++;
    this.phaseSteps = 0;
    this.active = true;
    if (this.finished) return;
    this.prepared = this.prepare();
    await this.population.begin(this.prepared.program);
  }

  /** @throws Error before the session has finished */
  results(): { readonly results: Results; readonly agents: AgentTable | null } {
    if (!this.finished) throw new Error('the session has not finished');
    const { experiment, engine, seconds, agentSteps } = this;
    const fingerprints = this.phases.map(({ fingerprint }) => fingerprint);
    const results: Results = {
      schema: 1,
      experiment,
      link: encodeLink(experiment, this.options.baseUrl ?? '', linkFingerprint(fingerprints)),
      fingerprint: fingerprints.at(-1)!,
      exact: this.exact,
      device: engine.info.device,
      engine: engine.info.engine,
      phases: this.phases,
      curves: this.curves,
      throughput: { agentSteps, seconds, agentStepsPerSecond: seconds > 0 ? agentSteps / seconds : 0 },
    };
    return { results, agents: experiment.record.perAgent ? this.agentTable() : null };
  }

  private agentTable(): AgentTable {
    const { firstAgent, agents } = this.shape;
    const { hyperparameters } = programOf(this.experiment, this.shape);
    // What the experiment leaves at neutral would be columns of one number.
    const { agent } = this.experiment;
    const own = perAgentNames.flatMap((name, h) => (isNeutral(name, agent[name]) ? [] : [[name, Array.from(hyperparameters.subarray(h * agents, (h + 1) * agents))] as const]));
    const all = [['agent', Array.from({ length: agents }, (_, i) => firstAgent + i)] as const, ...own, ...this.columns];
    return { names: all.map(([name]) => name), columns: all.map(([, values]) => values) };
  }

  destroy(): void {
    this.population.destroy();
  }
}

/** @throws InputError if the population does not fit into the engine */
export function checkFits(shape: ProgramShape, engine: Engine): void {
  const { agents, bytesPerAgent } = engine.capacity(shape);
  if (shape.agents > agents) {
    throw new InputError('agents', shape.agents, `at most ${agents}: one agent takes ${bytesPerAgent} bytes`);
  }
}

const nullable = (x: number): number | null => (Number.isNaN(x) ? null : x);

const curveMeasures = ({ measures }: LiveRecord): CurvePoint['measures'] =>
  Object.fromEntries(
    Object.entries(measures).map(([name, { mean, quantiles, count }]) => [name, { mean: nullable(mean), quantiles: quantiles.map(nullable), count }]),
  );
