/**
 * What the page is about to run: the experiment under the controls, what it differs in, and the link that carries it.
 * Knows no element and no worker.
 */
import { minimal } from '../experiment/canonical';
import { decodeLink, encodeLink, type LinkFingerprint } from '../experiment/link';
import { parseExperiment } from '../experiment/parse';
import type { Results } from '../experiment/results';
import { parsePath, withSetting } from '../experiment/settings';
import type { Experiment } from '../experiment/types';
import { recommendedOf, withWorld } from '../experiment/with-world';
import { scenarioOf } from '../experiment/world-of';
import { InputError } from '../lab/tables';
import type { World } from '../world/types';
import { History } from './history';

/** What was typed into a control and cannot be used, and why. */
export interface Refusal {
  readonly text: string;
  readonly message: string;
  /** whether the experiment holds it all the same, because its fault was found later */
  readonly taken: boolean;
}

export interface Notice {
  readonly kind: 'information' | 'problem';
  readonly text: string;
}

/** A link that was opened, as long as its experiment is the one under the controls. */
export interface OpenedLink {
  readonly key: string;
  readonly fingerprint: LinkFingerprint | null;
}

/** What a change of the experiment replaces. */
interface State {
  readonly experiment: Experiment;
  readonly standard: Experiment;
  readonly opened: OpenedLink | null;
}

/** How many changes can be taken back. */
const rememberedChanges = 200;

const keys = new WeakMap<Experiment, string>();

/** Equal for equal experiments, whatever they were written as; asked for at every change, so remembered. */
export function keyOf(experiment: Experiment): string {
  let key = keys.get(experiment);
  if (key === undefined) keys.set(experiment, (key = JSON.stringify(minimal(experiment))));
  return key;
}

/** One sentence about a link that cannot be opened. */
const linkProblem = ({ path, message }: InputError): string =>
  path.startsWith('this link was damaged')
    ? 'This link was damaged on its way: a part of it is missing or changed, so it was not opened, and nothing here has changed.'
    : `This link cannot be opened, and nothing here has changed: ${message}.`;

/** The options of a scenario, as they are without a choice. */
const optionDefaults = (experiment: Pick<Experiment, 'scenario'>): Experiment['scenarioOptions'] =>
  Object.fromEntries(Object.entries(scenarioOf(experiment)?.options ?? {}).map(([name, option]) => [name, option.default]));

/** Emits `change` whenever any of its fields changes. */
export class Workbench extends EventTarget {
  experiment: Experiment;
  /** what settings are compared with: all that the scenario recommends under the options that were chosen, and the options' own defaults */
  standard: Experiment;
  notice: Notice | null = null;
  opened: OpenedLink | null = null;
  readonly refusals = new Map<string, Refusal>();

  /** drafts of the scenarios that were left, so that coming back loses nothing */
  private readonly drafts = new Map<string, Experiment>();
  private readonly history = new History<State>(rememberedChanges);

  /** The link is asked for at every change, and compressing it takes a while. */
  private linkCache: { readonly experiment: Experiment; readonly expected: LinkFingerprint | null; readonly link: string } | null = null;

  /**
   * @param scenario what is under the controls at first, unless there is a link
   * @param baseUrl what links begin with
   * @param fragment of the link that the page was opened with; empty for none
   */
  constructor(scenario: string, private readonly baseUrl: string, fragment = '') {
    super();
    const linked = fragment.length > 1 ? this.read(fragment) : null;
    this.experiment = linked?.experiment ?? parseExperiment({ schema: 1, scenario });
    this.standard = linked ? this.standardOf(linked.experiment) : this.experiment;
    this.opened = linked?.opened ?? null;
  }

  get key(): string {
    return keyOf(this.experiment);
  }

  choose(scenario: string): void {
    this.adopt(this.drafts.get(scenario) ?? parseExperiment({ schema: 1, scenario }));
    this.notice = null;
    this.changed();
  }

  /**
   * Takes over a world of one's own, with the population and the agents that are under the controls.
   * @throws InputError where these agents cannot live there; then nothing has changed
   */
  useWorld(world: World, name: string): void {
    this.adopt(withWorld(this.experiment, world, name));
    this.notice = null;
    this.changed();
  }

  /**
   * Puts a value into the experiment. What cannot be used stays in its control, with the reason, and changes nothing else.
   * @param read gives the value or throws an InputError
   * @param burst changes of one burst that follow one another are undone at once
   */
  set(path: string, text: string, read: () => unknown, burst: string | null = null): void {
    try {
      const experiment = this.with([[path, read()]]);
      this.put({ experiment, standard: path.startsWith('scenario') ? this.standardOf(experiment) : this.standard, opened: this.opened }, burst);
      this.forget(path);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.refusals.set(path, { text, message: error.message, taken: false });
    }
    this.changed();
  }

  /**
   * Puts several values into the experiment as one change, and keeps all others.
   * @param title what is said to be impossible if the values do not fit
   */
  setAll(title: string, settings: readonly (readonly [path: string, value: unknown])[]): void {
    try {
      const experiment = this.with(settings);
      this.put({ ...this.state(), experiment });
      for (const [path] of settings) this.forget(path);
      this.notice = null;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.notice = { kind: 'problem', text: `“${title}” does not fit here, and nothing has changed: ${error.message}.` };
    }
    this.changed();
  }

  /** Puts another experiment under the controls, of the same scenario. */
  take(experiment: Experiment, burst: string | null = null): void {
    this.adopt(experiment, this.opened, burst);
    this.changed();
  }

  /** Everything as the scenario recommends it. */
  takeRecommended(): void {
    this.take(recommendedOf({ ...this.experiment, scenarioOptions: {} }));
  }

  get canUndo(): boolean {
    return this.history.canUndo || this.untaken.length > 0;
  }

  get canRedo(): boolean {
    return this.history.canRedo;
  }

  /** Takes the last change back; if controls hold what cannot be used, that goes first. */
  undo(): void {
    const { untaken } = this;
    if (untaken.length > 0) untaken.forEach((path) => this.refusals.delete(path));
    else this.restore(this.history.undo(this.state()));
    this.changed();
  }

  /** The inverse of `undo`. */
  redo(): void {
    this.restore(this.history.redo(this.state()));
    this.changed();
  }

  /** Refuses what a control holds, for a reason that was found later than in `set`. */
  refuse(path: string, text: string, message: string): void {
    this.refusals.set(path, { text, message, taken: true });
    this.changed();
  }

  setNotice(notice: Notice | null): void {
    this.notice = notice;
    this.changed();
  }

  /** Takes over the experiment of a link's fragment; a damaged one changes nothing but the notice. */
  open(fragment: string): boolean {
    const linked = this.read(fragment);
    if (linked) {
      this.adopt(linked.experiment, linked.opened);
      this.notice = null;
    }
    this.changed();
    return linked !== null;
  }

  /** What a link's fragment carries; null and a notice where it cannot be read. */
  private read(fragment: string): Pick<State, 'experiment' | 'opened'> | null {
    try {
      const { experiment, fingerprint } = decodeLink(fragment);
      return { experiment, opened: { key: keyOf(experiment), fingerprint } };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.notice = { kind: 'problem', text: linkProblem(error) };
      return null;
    }
  }

  /** The fingerprint that the next run is expected to reproduce. */
  get expected(): LinkFingerprint | null {
    return this.opened?.key === this.key ? this.opened.fingerprint : null;
  }

  /**
   * The link to what is under the controls: with the fingerprint of its finished run, or of the link that it came from.
   * @param finished the results of the session, if it has finished
   */
  link(finished: Results | null): string {
    if (finished && keyOf(finished.experiment) === this.key) return finished.link;
    const { experiment, expected } = this;
    if (this.linkCache?.experiment !== experiment || this.linkCache.expected !== expected) {
      this.linkCache = { experiment, expected, link: encodeLink(experiment, this.baseUrl, expected ?? undefined) };
    }
    return this.linkCache.link;
  }

  /** The experiment with other values at these paths. */
  private with(settings: readonly (readonly [path: string, value: unknown])[]): Experiment {
    // What is at its default stays so: other options of a scenario may recommend other phases.
    return parseExperiment(settings.reduce((json, [path, value]) => withSetting(json, parsePath(path)!, value), minimal(this.experiment)));
  }

  /** What a control held at a path, or within it, no longer matters. */
  private forget(path: string): void {
    for (const refused of [...this.refusals.keys()]) if (refused === path || refused.startsWith(`${path}[`)) this.refusals.delete(refused);
  }

  /** Controls with something that has not become part of the experiment. */
  private get untaken(): readonly string[] {
    return [...this.refusals].flatMap(([path, { taken }]) => (taken ? [] : path));
  }

  private standardOf(experiment: Experiment): Experiment {
    return { ...recommendedOf(experiment), scenarioOptions: optionDefaults(experiment) };
  }

  private adopt(experiment: Experiment, opened = this.opened, burst: string | null = null): void {
    this.put({ experiment, standard: this.standardOf(experiment), opened }, burst);
    this.refusals.clear();
  }

  private state(): State {
    const { experiment, standard, opened } = this;
    return { experiment, standard, opened };
  }

  /** Every change of the experiment comes through here. */
  private put(state: State, burst: string | null = null): void {
    if (keyOf(state.experiment) !== this.key) this.history.record(this.state(), burst);
    this.show(state);
  }

  private restore(state: State | null): void {
    if (!state) return;
    this.show(state);
    this.refusals.clear();
  }

  private show(state: State): void {
    const { scenario } = this.experiment;
    if (typeof scenario === 'string' && scenario !== state.experiment.scenario) this.drafts.set(scenario, this.experiment);
    Object.assign(this, state);
  }

  private changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
