/**
 * The page's one model: the controls' experiment (workbench), the running session, and what the user may do with both.
 * Panels read it and call it; they never talk to each other.
 */
import type { InspectedAgent, SessionClient, SessionState } from '../lab/client';
import type { EngineChoice } from '../lab/messages';
import { catalogue, InputError } from '../lab/tables';
import { canonical } from '../experiment/canonical-json';
import { claimIn } from '../experiment/catalogued-claim';
import type { Experiment } from '../experiment/types';
import type { World } from '../world/types';
import { ClaimRun, type ClaimProgress } from './claim-run';
import { differences, formatSetting } from './differences';
import { grouped } from './format';
import type { LabDatabase } from './lab-database';
import type { PlaceName } from './places';
import { PopulationPlot } from './population';
import { offers, type Presentation } from './presentation';
import { RunStore, type KeptRun } from './run-store';
import { ShownExperiment } from './shown-experiment';
import type { Workbench } from './workbench';

/** How long a control must rest before its experiment is loaded, in milliseconds. */
const restBeforeLoading = 250;
/** How many agents are shown walking. */
export const watchedCount = 7;

/** Emits `change` whenever anything that a panel may show has changed. */
export class Laboratory extends ShownExperiment {
  /** the agent whose values are shown */
  selected = 0;
  /** the agents that are shown walking, the selected one among them */
  watched: readonly number[] = [0];
  /** the view that stands beside the controls */
  place: PlaceName = 'experiment';
  /** whether results are the verdicts of the claim, where there is one, or the measures of its present arm */
  showingVerdicts = true;
  /** what has finished, and what is pinned */
  readonly runs: RunStore;
  /** what undoing or redoing has just changed, for those who do not see it */
  travelled = '';
  /** the population as points */
  readonly plot = new PopulationPlot(this, () => this.changed());
  private readonly claimRun: ClaimRun;
  private lastState: SessionState = 'empty';
  private resting: ReturnType<typeof setTimeout> | undefined;
  private armCache: { experiment: Experiment; arm: string | null | undefined } | null = null;

  /** @param database null keeps nothing beyond this visit */
  constructor(bench: Workbench, session: SessionClient, readonly presentation: Presentation = 'full', database: LabDatabase | null = null) {
    super(bench, session);
    this.runs = new RunStore(session, database);
    this.claimRun = new ClaimRun(bench, session, { load: () => this.load(), changed: () => this.changed() }, database);
    this.runs.addEventListener('change', () => this.changed());
    bench.addEventListener('change', () => {
      this.followControls();
      this.changed();
    });
    session.addEventListener('change', () => {
      this.placeFailure();
      this.welcomeBack();
      this.followAgent();
      this.claimRun.follow();
      this.changed();
    });
  }

  /** Loads what is under the controls for the first time. */
  start(): void {
    this.session.load(this.bench.experiment);
    this.watch(this.selected);
  }

  /** The steps of the agent that is looked into; null while there is nothing to see. */
  get inspected(): InspectedAgent | null {
    return this.inspecting && this.ofSession ? this.session.snapshot.inspected : null;
  }

  /** The agents that figures are about; null: all. */
  get brushed(): readonly number[] | null {
    return this.plot.brushed;
  }

  /** The claim of what is shown and how far it has come; null where there is no claim. */
  get claim(): ClaimProgress | null {
    return this.claimRun.progressOf(this.shown);
  }

  /** The same for an entry of the catalogue, in the population in which it was run last. */
  claimOf(scenario: string): ClaimProgress | null {
    return this.claimRun.latestOf(scenario);
  }

  /** Which arm of the claim is under the controls; null for the recommended experiment, undefined for settings of one's own. */
  get arm(): string | null | undefined {
    const { experiment } = this.bench;
    if (this.armCache?.experiment !== experiment) this.armCache = { experiment, arm: claimIn(experiment.scenario)?.armOf(experiment) };
    return this.armCache.arm;
  }

  /** Runs, pauses or goes on, whichever the moment asks for; refuses while a control holds something unusable. */
  toggle(): void {
    const { state } = this.session.snapshot;
    if (state === 'running') return this.session.pause();
    if (this.refuses()) return;
    if (this.outdated || state === 'failed' || state === 'empty') this.loadAfresh();
    else if (state === 'finished') this.session.reset();
    this.session.run();
  }

  /** Runs the arms of the claim that have not finished yet, or stops that. */
  toggleClaim(): void {
    if (!this.claim) return;
    if (this.claimRun.running) this.claimRun.stop();
    else if (!this.refuses()) {
      this.showingVerdicts = true;
      this.claimRun.start();
    }
    this.changed();
  }

  /** Puts an arm of the claim, or the recommended experiment, under the controls, in the population that is there. */
  chooseArm(arm: string | null): void {
    const claim = claimIn(this.bench.experiment.scenario);
    if (!claim) return;
    this.bench.take(claim.experimentOf(arm, this.bench.experiment));
    this.loadAfresh();
  }

  showVerdicts(showing: boolean): void {
    this.showingVerdicts = showing;
    this.changed();
  }

  /** Whether a control holds something unusable; it is shown. */
  private refuses(): boolean {
    const refused = this.bench.refusals.keys().next();
    if (!refused.done) this.dispatchEvent(new CustomEvent('refused', { detail: { path: refused.value } }));
    return !refused.done;
  }

  step(): void {
    const { state } = this.session.snapshot;
    if (state === 'failed' || (this.outdated && !this.underWay)) this.loadAfresh();
    else if (state === 'idle' || state === 'paused') this.session.step();
  }

  reset(): void {
    this.claimRun.stop();
    if (this.outdated || this.session.snapshot.state === 'failed') this.load();
    else this.session.reset();
  }

  useEngine(engine: EngineChoice): void {
    this.claimRun.stop();
    this.session.load(this.bench.experiment, engine);
  }

  choose(scenario: string): void {
    this.selected = 0;
    this.bench.choose(scenario);
    this.loadAfresh();
    this.watch(0);
  }

  /**
   * Puts a world of one's own under the controls and shows it.
   * @throws InputError where the agents cannot live there; then nothing has changed
   */
  useWorld(world: World, name: string): void {
    this.bench.useWorld(world, name);
    this.selected = 0;
    this.loadAfresh();
    this.watch(0);
    this.go('experiment');
  }

  /** Opens a link's fragment. */
  open(fragment: string): void {
    if (this.bench.open(fragment)) this.loadAfresh();
  }

  /** Takes the last change of the experiment back. */
  undo(): void {
    this.travel('Taken back', () => this.bench.undo());
  }

  redo(): void {
    this.travel('Made again', () => this.bench.redo());
  }

  /** To another scenario as `choose` goes there; of the same one, the session follows the controls as ever. */
  private travel(done: string, move: () => void): void {
    const before = this.bench.experiment;
    move();
    const { experiment } = this.bench;
    const elsewhere = canonical(before.scenario) !== canonical(experiment.scenario);
    const what = elsewhere ? 'another world' : differences(experiment, before).map(({ label, value }) => `${label} ${formatSetting(value)}`).join(', ');
    this.travelled = what === '' ? '' : `${done}: ${what}`;
    if (elsewhere) {
      this.loadAfresh();
      this.watch(0);
    }
    this.changed();
  }

  /** Pins the run that has just finished, or no longer. */
  async pinLatest(): Promise<void> {
    const { latest } = this.runs;
    if (latest) await this.tell(() => this.runs.togglePin(latest.id));
  }

  /** Puts the experiment of a kept run under the controls. @param again whether to run it and compare bits */
  openRun(run: KeptRun, again: boolean): void {
    void this.tell(() => {
      const { scenario } = run.results.experiment;
      if (typeof scenario === 'string' && !catalogue.has(scenario)) throw new InputError('scenario', scenario, 'an entry of the catalogue of this page');
      this.open(this.runs.linkOf(run));
      this.go('experiment');
      if (again) this.session.run();
    });
  }

  /** Does something with kept runs; bad input becomes a notice. */
  async tell(work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.bench.setNotice({ kind: 'problem', text: `${error.message}.` });
    }
  }

  /** Shows a few agents walking, consecutive ones around the selected one. */
  watch(selected: number): void {
    const { agents } = this.bench.experiment;
    this.selected = Math.max(0, Math.min(agents - 1, selected));
    const count = Math.min(watchedCount, agents);
    const first = Math.floor(this.selected / watchedCount) * watchedCount;
    const start = Math.min(first, agents - count);
    this.watched = Array.from({ length: count }, (_, index) => start + index);
    this.session.watch(this.watched, this.selected);
    this.followAgent();
  }

  /** Shows another view, if the page is presented with it. */
  go(place: PlaceName): void {
    if (!offers(this.presentation, place)) return;
    this.place = place;
    if (this.inspecting && this.rests) this.session.inspect(this.selected);
    this.changed();
  }

  /** Whether the page looks into the selected agent. */
  get inspecting(): boolean {
    return this.place === 'inspector';
  }

  /** Looks into the selected agent from where it now is, or no longer. */
  inspect(inspecting: boolean): void {
    this.go(inspecting ? 'inspector' : 'experiment');
  }

  /** Opens the selected agent anew whenever another one is selected or the population has come to rest elsewhere. */
  private followAgent(): void {
    if (this.inspecting && this.rests && this.session.snapshot.inspected?.agent !== this.selected) this.session.inspect(this.selected);
  }

  /** Loads what is under the controls for somebody who no longer wants the rest of a claim. */
  private loadAfresh(): void {
    this.claimRun.stop();
    this.load();
  }

  private load(): void {
    clearTimeout(this.resting);
    this.session.load(this.bench.experiment);
  }

  /** While nothing has been computed, the session follows the controls; later it waits for Run or Reset. */
  private followControls(): void {
    clearTimeout(this.resting);
    if (this.underWay || !this.outdated || this.session.snapshot.state === 'empty') return;
    this.resting = setTimeout(() => this.load(), restBeforeLoading);
  }

  /** Bad input that only the worker can see (a population that does not fit) is shown at its control. */
  private placeFailure(): void {
    const { state, failure, experiment } = this.session.snapshot;
    if (state !== 'failed' || failure?.path !== 'agents' || experiment === null) return;
    if (this.bench.refusals.get('agents')?.message !== failure.message && !this.outdated) this.bench.refuse('agents', String(experiment.agents), failure.message);
  }

  /** Says that a run which the page was closed on goes on where it was. */
  private welcomeBack(): void {
    const { state, kept } = this.session.snapshot;
    const before = this.lastState;
    this.lastState = state;
    if (before !== 'loading' || state !== 'paused' || kept === null) return;
    this.bench.setNotice({ kind: 'information', text: `This run had come to step ${grouped(kept)} when it was left: Continue goes on from there with the same bits, Reset begins again.` });
  }

  private changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
