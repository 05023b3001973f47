/** A session: one experiment on one engine, advanced as far as its owner wants. */
import { Inspector } from '../engine/cpu/inspector';
import type { Columns } from '../engine/columns';
import type { AgentBlock, Engine, Population } from '../engine/engine';
import type { Tally } from '../engine/live-record';
import type { ProgramShape } from '../engine/specialise';
import { planOf, type Plan } from '../experiment/plan';
import type { CurvePoint, PhaseResult } from '../experiment/results';
import type { Experiment } from '../experiment/types';
import { InputError } from '../world/input-error';
import { curvePoint, Outcome, type Effort, type Finished } from './outcome';
import { flat } from './phase-result';
import { oracleDiscount, preparePhase, programOf, shapeOf, type PreparedPhase, type Shard } from './program';
import type { SavedSession, SessionProgress } from './session-state';
import { columnsIn, columnsOf, type ShardPhase, type ShardRun } from './shard';

export interface SessionHooks {
  onRecord?(point: CurvePoint): void;
  onPhase?(result: PhaseResult): void;
}

export interface SessionOptions extends SessionHooks {
  /** a part of the population; default all of it */
  readonly shard?: Shard;
  /** whether to keep what a merge with the other parts needs; default no */
  readonly mergeable?: boolean;
  /** whether to keep what a checkpoint needs; default no */
  readonly resumable?: boolean;
  /** the address that links begin with; default none */
  readonly baseUrl?: string;
}

export class Session {
  private phaseNumber = 0;
  private prepared: PreparedPhase;
  /** steps made in the present phase, and how many records */
  private phaseSteps = 0;
  private active = true;
  /** resolves when the records of the last advance have been taken: the next steps do not wait for them */
  private taken: Promise<void> = Promise.resolve();
  /** where the session stood when agents made their last steps, once a record has shown it */
  private rested: { readonly phaseSteps: number; readonly agentSteps: number } | null = null;
  private destroyed = false;
  private agentSteps = 0;
  private seconds = 0;
  private diverged = 0;
  private sum = new Uint32Array(4);
  private readonly curves: CurvePoint[] = [];
  /** what is kept to be merged: of the present phase, of the finished ones */
  private readonly tallies: (readonly Tally[])[] = [];
  private readonly kept: ShardPhase[] = [];
  private readonly outcome: Outcome;

  private constructor(
    readonly experiment: Experiment,
    readonly shape: ProgramShape,
    readonly plan: Plan,
    private readonly engine: Engine,
    private readonly exact: boolean,
    readonly population: Population,
    private readonly options: SessionOptions,
  ) {
    this.outcome = new Outcome(experiment, shape);
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
    const population = await engine.load(programOf(experiment, shape));
    const session = new Session(experiment, shape, plan, engine, exact, population, options);
    await population.begin(session.prepared.program);
    return session;
  }

  /**
   * Takes up a session where it was saved, on whatever engine; it ends in the same fingerprint.
   * @param saved what `state` gave
   * @param agents what `agents` gave with it
   * @throws InputError if the population does not fit, or was saved by a program with other tables
   */
  static async resume(saved: SavedSession, agents: AsyncIterable<AgentBlock>, engine: Engine, exact: boolean, options: SessionOptions = {}): Promise<Session> {
    const session = await Session.open(saved.experiment, engine, exact, { ...options, shard: saved.shard, mergeable: saved.mergeable, resumable: true });
    try {
      await session.takeUp(saved, agents);
      return session;
    } catch (error) {
      session.destroy();
      throw error;
    }
  }

  private async takeUp(saved: SavedSession, agents: AsyncIterable<AgentBlock>): Promise<void> {
    if (saved.tableDigest.some((word, k) => word !== this.outcome.digest[k])) {
      throw new InputError('tableDigest', saved.tableDigest.join(' '), `${this.outcome.digest.join(' ')}: the checkpoint was made by a version of the program in which this world is another`);
    }
    for (const phase of saved.phases) {
      this.sum = Uint32Array.from(phase.stateSum);
      this.finishPhase(columnsOf(this.shape, phase.columns));
      this.kept.push(phase);
    }
    ({ phaseSteps: this.phaseSteps, active: this.active, agentSteps: this.agentSteps, seconds: this.seconds, diverged: this.diverged } = saved);
    this.curves.push(...saved.curves);
    this.tallies.push(...saved.tallies);
    if (saved.phases.length > 0) await this.population.begin(this.prepared.program);
    for await (const block of agents) await this.population.restore(block);
    const { firstStep } = this.plan.phases[this.phaseNumber]!;
    this.population.resume(firstStep + this.phaseSteps, Math.floor(this.phaseSteps / this.experiment.record.everySteps));
  }

  /** The points of all records so far, and the phases that have finished. */
  get soFar(): { readonly curves: readonly CurvePoint[]; readonly phases: readonly PhaseResult[] } {
    return { curves: this.curves, phases: this.outcome.finished };
  }

  /**
   * Where the session stands: with `agents` all that `resume` needs. To be asked for between two advances.
   * @throws Error if it has finished, or was not opened to be resumed
   */
  async state(): Promise<SavedSession> {
    await this.takeRecords();
    const { options, experiment, shape, phaseSteps, active, agentSteps, seconds, diverged, curves, tallies, kept } = this;
    if (!options.resumable || this.finished) throw new Error('the session has finished, or was not opened to be resumed');
    const shard = { first: shape.firstAgent, agents: shape.agents };
    return { experiment, shard, mergeable: options.mergeable ?? false, tableDigest: [...this.outcome.digest], phaseSteps, active, agentSteps, seconds, diverged, curves: [...curves], tallies: [...tallies], phases: [...kept] };
  }

  /** All agents, so many at a time; the last block may have fewer. */
  async *agents(blockAgents: number): AsyncGenerator<AgentBlock> {
    const { agents } = this.shape;
    for (let first = 0; first < agents; first += blockAgents) yield await this.population.save(first, Math.min(blockAgents, agents - first));
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
      dispatchMilliseconds: this.population.dispatchMilliseconds,
      compileMilliseconds: this.population.compileMilliseconds ?? null,
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

  /**
   * Lets every agent make at most so many steps; stops earlier at the end of a phase. Records are read while the next steps
   * are made, so that neither waits for the other.
   */
  async advance(steps: number): Promise<void> {
    if (this.finished) return;
    const planned = this.plan.phases[this.phaseNumber]!;
    const count = Math.min(steps, planned.steps - this.phaseSteps);
    const began = performance.now();
    const take = this.active ? await this.move(count, this.recordsWithin(count, planned.steps)) : null;
    await this.takeRecords();
    const over = this.active && this.phaseSteps === planned.steps;
    if (take && this.active) {
      this.taken = take();
      // Whoever waits for it hears of its failure; until then nobody does.
      this.taken.catch(() => {});
    }
    if (over) await this.takeRecords();
    if (over || !this.active) await this.endPhase();
    this.seconds += (performance.now() - began) / 1000;
  }

  /** After which of the next steps of a phase there are records: after every so many, and at its end. */
  private recordsWithin(count: number, phaseSteps: number): number[] {
    const { everySteps } = this.experiment.record;
    const after: number[] = [];
    for (let n = everySteps - (this.phaseSteps % everySteps); n <= count; n += everySteps) after.push(n);
    if (this.phaseSteps + count === phaseSteps && after.at(-1) !== count) after.push(count);
    return after;
  }

  /** Makes steps; returns what takes their records as soon as they have been read. */
  private async move(count: number, recordAfter: readonly number[]): Promise<() => Promise<void>> {
    const { phaseSteps, agentSteps, shape, options } = this;
    const { phase, firstStep } = this.plan.phases[this.phaseNumber]!;
    const records = await this.population.advance(count, recordAfter, options.mergeable ?? false);
    this.phaseSteps += count;
    this.agentSteps += count * shape.agents;
    return async () => {
      for (const [r, after] of recordAfter.entries()) {
        const { measures, diverged, active, tallies } = await records[r]!;
        if (this.destroyed) return;
        this.diverged = diverged;
        const point = curvePoint(phase.name, firstStep + phaseSteps + after, measures);
        this.curves.push(point);
        if (tallies && options.mergeable) this.tallies.push(tallies);
        options.onRecord?.(point);
        this.active = active > 0;
        if (!this.active) return void (this.rested = { phaseSteps: phaseSteps + after, agentSteps: agentSteps + after * shape.agents });
      }
    };
  }

  /**
   * Waits for the records of the last advance. Agents that have finished their episodes, or diverged, make no more steps: what
   * the session has counted for them since is taken back, and the rest of the phase can be left out.
   */
  private async takeRecords(): Promise<void> {
    await this.taken;
    if (this.rested) ({ phaseSteps: this.phaseSteps, agentSteps: this.agentSteps } = this.rested);
    this.rested = null;
  }

  private async endPhase(): Promise<void> {
    this.sum = new Uint32Array(await this.population.stateSum());
    const columns = await this.population.columns();
    if (this.options.mergeable || this.options.resumable) this.kept.push({ stateSum: [...this.sum], tallies: this.tallies.splice(0), columns: columnsIn(columns) });
    this.finishPhase(columns);
    if (!this.finished) await this.population.begin(this.prepared.program);
  }

  /** Reports the present phase, and turns to the next one. */
  private finishPhase(columns: Columns): void {
    const result = this.outcome.addPhase(this.plan.phases[this.phaseNumber]!, this.prepared, this.sum, columns);
    this.options.onPhase?.(result);
    this.phaseNumber++;
    this.phaseSteps = 0;
    this.active = true;
    if (!this.finished) this.prepared = this.prepare();
  }

  /** @throws Error before the session has finished */
  results(): Finished {
    return this.outcome.results(this.effort(), this.curves, this.options.baseUrl ?? '');
  }

  /**
   * What this part of a population came to.
   * @throws Error before the session has finished, or if it was not opened to be merged
   */
  shardRun(): ShardRun {
    const { firstAgent, agents } = this.shape;
    if (!this.options.mergeable) throw new Error('the session was not opened to be merged');
    return { first: firstAgent, agents, ...this.effort(), tableDigest: [...this.outcome.digest], phases: this.kept };
  }

  private effort(): Effort {
    if (!this.finished) throw new Error('the session has not finished');
    const { exact, agentSteps, seconds, engine: { info: { device, engine } } } = this;
    return { exact, device, engine, agentSteps, seconds };
  }

  destroy(): void {
    this.destroyed = true;
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
