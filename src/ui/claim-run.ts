/** Runs the arms of a claim one after another in the page's one session, and keeps what came out of each. */
import { canonicalJson } from '../experiment/canonical';
import { claimIn, type CataloguedClaim } from '../experiment/catalogued-claim';
import type { Results } from '../experiment/results';
import type { Experiment } from '../experiment/types';
import type { Verdict } from '../analysis/verdict';
import type { SessionClient } from '../lab/client';
import { verdictsSoFar, type JudgedArm } from '../lab/judge-claim';
import type { Workbench } from './workbench';

/** A claim in one population, and how far it has come. */
export interface ClaimProgress {
  readonly claim: CataloguedClaim;
  readonly agents: number;
  readonly seed: number;
  readonly finished: readonly FinishedArm[];
  /** [prediction] null as long as an arm of it is missing */
  readonly verdicts: readonly (Verdict | null)[];
  /** place of the arm that a run of the whole claim is at; null while no such run is under way */
  readonly running: number | null;
}

export type FinishedArm = JudgedArm & Pick<Results, 'exact' | 'fingerprint'>;

const populationOf = ({ scenario, agents, seed }: Experiment): string => `${String(scenario)} ${agents} ${seed}`;

/** Each arm that finishes counts, whether it was run with the others or by itself. */
export class ClaimRun {
  /** by claim and population: arms by name */
  private readonly finished = new Map<string, Map<string, FinishedArm>>();
  private readonly verdictCache = new Map<string, { readonly arms: number; readonly verdicts: ClaimProgress['verdicts'] }>();
  /** by scenario: the experiment that finished last */
  private readonly latest = new Map<string, Experiment>();
  /** the arm that a run of the whole claim is at */
  private arm: string | null = null;
  private recorded: Results | null = null;

  /** @param load puts what is under the controls into the session */
  constructor(private readonly bench: Workbench, private readonly session: SessionClient, private readonly load: () => void) {}

  /** How far the claim of an experiment's scenario has come in the experiment's population; null where there is no claim. */
  progressOf(experiment: Experiment): ClaimProgress | null {
    const claim = claimIn(experiment.scenario);
    if (!claim) return null;
    const key = populationOf(experiment);
    const byName = this.finished.get(key);
    const finished = claim.arms.flatMap((name) => byName?.get(name) ?? []);
    let cached = this.verdictCache.get(key);
    if (cached?.arms !== finished.length) this.verdictCache.set(key, (cached = { arms: finished.length, verdicts: verdictsSoFar(claim.predictions, finished) }));
    return { claim, agents: experiment.agents, seed: experiment.seed, finished, verdicts: cached.verdicts, running: this.arm === null ? null : claim.arms.indexOf(this.arm) };
  }

  /** How far a claim has come in the population in which an arm finished last; null where none has. */
  latestOf(scenario: string): ClaimProgress | null {
    const latest = this.latest.get(scenario);
    return latest ? this.progressOf(latest) : null;
  }

  get running(): boolean {
    return this.arm !== null;
  }

  /** Goes on with the first arm that has not finished in the population under the controls; begins anew when all have. */
  start(): void {
    const claim = claimIn(this.bench.experiment.scenario);
    if (!claim) return;
    const key = populationOf(this.bench.experiment);
    if (this.finished.get(key)?.size === claim.arms.length) this.finished.delete(key);
    this.next(claim);
  }

  /** Ends the run of the claim; what has finished is kept, and the arm that is under way can be gone on with. */
  stop(): void {
    if (this.arm === null) return;
    this.arm = null;
    const { state } = this.session.snapshot;
    // An arm may have been told to run and not have said so yet.
    if (state !== 'finished' && state !== 'failed') this.session.pause();
  }

  /** To be called whenever the session has changed. */
  follow(): void {
    const { state, results } = this.session.snapshot;
    if (state === 'failed') this.arm = null;
    if (state !== 'finished' || !results || results === this.recorded) return;
    this.recorded = results;
    const claim = claimIn(results.experiment.scenario);
    const name = claim?.armOf(results.experiment);
    if (!claim || name == null) return;
    this.record(name, results);
    if (this.arm === null) return;
    this.arm = null;
    // Whoever has changed the settings meanwhile wants something else.
    if (canonicalJson(results.experiment) === canonicalJson(this.bench.experiment)) this.next(claim);
  }

  private record(name: string, { experiment, phases, exact, fingerprint }: Results): void {
    const key = populationOf(experiment);
    this.latest.set(String(experiment.scenario), experiment);
    const arms = this.finished.get(key) ?? new Map<string, FinishedArm>();
    this.finished.set(key, arms.set(name, { name, phases, exact, fingerprint }));
  }

  private next(claim: CataloguedClaim): void {
    const { experiment } = this.bench;
    const arms = this.finished.get(populationOf(experiment));
    const name = claim.arms.find((arm) => !arms?.has(arm));
    if (name === undefined) return;
    const wanted = claim.experimentOf(name, experiment);
    const { state, experiment: loaded } = this.session.snapshot;
    const ready = (state === 'idle' || state === 'paused') && loaded !== null && canonicalJson(loaded) === canonicalJson(wanted);
    this.arm = name;
    // However many arms it goes through, a claim is undone at once.
    this.bench.take(wanted, 'claim');
    if (!ready) this.load();
    this.session.run();
  }
}
