/** Runs the arms of a claim one after another in the page's one session, and keeps what came out of each. */
import { canonicalJson } from '../experiment/canonical';
import { canonical } from '../experiment/canonical-json';
import { claimIn, type CataloguedClaim } from '../experiment/catalogued-claim';
import { filledIn } from '../experiment/filled-in';
import type { Results } from '../experiment/results';
import type { Experiment } from '../experiment/types';
import type { Verdict } from '../analysis/verdict';
import type { SessionClient } from '../lab/client';
import { verdictsSoFar, type JudgedArm } from '../lab/judge-claim';
import { numerics } from '../numerics/version';
import type { StoredArm } from './lab-database';
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

/** Where finished arms outlive a visit. */
export interface ArmKeep {
  /** those of a scenario, in all populations; null where they cannot be read */
  arms(scenario: string): Promise<readonly StoredArm[] | null>;
  putArm(arm: StoredArm): Promise<void>;
}

/** What a claim's run does to the page. */
interface Effects {
  /** puts what is under the controls into the session */
  load(): void;
  /** arms of an earlier visit have been found */
  changed(): void;
}

/** Each arm that finishes counts, whether it was run with the others or by itself, in this visit or an earlier one. */
export class ClaimRun {
  /** by claim and population: arms by name */
  private readonly finished = new Map<string, Map<string, FinishedArm>>();
  private readonly verdictCache = new Map<string, { readonly arms: number; readonly verdicts: ClaimProgress['verdicts'] }>();
  /** by scenario: the experiment that finished last */
  private readonly latest = new Map<string, Experiment>();
  /** the arm that a run of the whole claim is at */
  private arm: string | null = null;
  private recorded: Results | null = null;

  /** the scenarios whose arms of earlier visits have been asked for */
  private readonly recalled = new Set<string>();

  /** @param keep null forgets arms with the visit */
  constructor(private readonly bench: Workbench, private readonly session: SessionClient, private readonly effects: Effects, private readonly keep: ArmKeep | null = null) {}

  /** How far the claim of an experiment's scenario has come in the experiment's population; null where there is no claim. */
  progressOf(experiment: Experiment): ClaimProgress | null {
    const claim = claimIn(experiment.scenario);
    if (!claim) return null;
    void this.recall(claim);
    const key = populationOf(experiment);
    const byName = this.finished.get(key);
    const finished = claim.arms.flatMap((name) => byName?.get(name) ?? []);
    let cached = this.verdictCache.get(key);
    if (cached?.arms !== finished.length) this.verdictCache.set(key, (cached = { arms: finished.length, verdicts: verdictsSoFar(claim.predictions, finished) }));
    return { claim, agents: experiment.agents, seed: experiment.seed, finished, verdicts: cached.verdicts, running: this.arm === null ? null : claim.arms.indexOf(this.arm) };
  }

  /** How far a claim has come in the population in which an arm finished last; null where none has. */
  latestOf(scenario: string): ClaimProgress | null {
    const claim = claimIn(scenario);
    if (claim) void this.recall(claim);
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
    const scenario = String(experiment.scenario);
    this.latest.set(scenario, experiment);
    this.armsIn(experiment).set(name, { name, phases, exact, fingerprint });
    const { declaration } = claimIn(scenario)!;
    const key = canonical([scenario, experiment.agents, experiment.seed, name, numerics]);
    void this.keep?.putArm({ key, scenario, numerics, declaration, date: Date.now(), name, experiment, phases, exact, fingerprint });
  }

  /** The arms that have finished in the population of an experiment. */
  private armsIn(experiment: Experiment): Map<string, FinishedArm> {
    const key = populationOf(experiment);
    let arms = this.finished.get(key);
    if (!arms) this.finished.set(key, (arms = new Map()));
    return arms;
  }

  /** Finds the arms that finished in earlier visits, if the claim and the arithmetic were the same then. */
  private async recall(claim: CataloguedClaim): Promise<void> {
    const { scenario } = claim;
    if (!this.keep || this.recalled.has(scenario)) return;
    this.recalled.add(scenario);
    const { declaration } = claim;
    const stored = ((await this.keep.arms(scenario)) ?? []).filter((arm) => arm.numerics === numerics && arm.declaration === declaration);
    for (const { name, experiment, phases, exact, fingerprint } of stored) {
      const arms = this.armsIn(experiment);
      if (!arms.has(name)) arms.set(name, { name, phases, exact, fingerprint });
    }
    const last = stored.reduce<StoredArm | null>((newest, arm) => (newest && newest.date > arm.date ? newest : arm), null);
    if (last && !this.latest.has(scenario)) this.latest.set(scenario, filledIn(last.experiment));
    if (last) this.effects.changed();
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
    if (!ready) this.effects.load();
    this.session.run();
  }
}
