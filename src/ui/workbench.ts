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
import { InputError } from '../lab/tables';

/** What was typed into a control and cannot be used, and why. */
export interface Refusal {
  readonly text: string;
  readonly message: string;
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

/** Emits `change` whenever any of its fields changes. */
export class Workbench extends EventTarget {
  experiment: Experiment;
  /** the recommended experiment of the same scenario */
  standard: Experiment;
  notice: Notice | null = null;
  opened: OpenedLink | null = null;
  readonly refusals = new Map<string, Refusal>();

  /** drafts of the scenarios that were left, so that coming back loses nothing */
  private readonly drafts = new Map<string, Experiment>();

  /** The link is asked for at every change, and compressing it takes a while. */
  private linkCache: { readonly experiment: Experiment; readonly expected: LinkFingerprint | null; readonly link: string } | null = null;

  /** @param baseUrl what links begin with */
  constructor(scenario: string, private readonly baseUrl: string) {
    super();
    this.experiment = this.standard = parseExperiment({ schema: 1, scenario });
  }

  get key(): string {
    return keyOf(this.experiment);
  }

  choose(scenario: string): void {
    if (typeof this.experiment.scenario === 'string') this.drafts.set(this.experiment.scenario, this.experiment);
    this.adopt(this.drafts.get(scenario) ?? parseExperiment({ schema: 1, scenario }));
    this.notice = null;
    this.changed();
  }

  /**
   * Puts a value into the experiment. What cannot be used stays in its control, with the reason, and changes nothing else.
   * @param read gives the value or throws an InputError
   */
  set(path: string, text: string, read: () => unknown): void {
    try {
      // What is at its default stays so: other options of a scenario may recommend other phases.
      this.experiment = parseExperiment(withSetting(minimal(this.experiment), parsePath(path)!, read()));
      this.refusals.delete(path);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.refusals.set(path, { text, message: error.message });
    }
    this.changed();
  }

  /** Puts another experiment of the same scenario under the controls. */
  take(experiment: Experiment): void {
    this.experiment = experiment;
    this.refusals.clear();
    this.changed();
  }

  /** Refuses what a control holds, for a reason that was found later than in `set`. */
  refuse(path: string, text: string, message: string): void {
    this.refusals.set(path, { text, message });
    this.changed();
  }

  setNotice(notice: Notice | null): void {
    this.notice = notice;
    this.changed();
  }

  /** Takes over the experiment of a link's fragment; a damaged one changes nothing but the notice. */
  open(fragment: string): boolean {
    try {
      const { experiment, fingerprint } = decodeLink(fragment);
      this.adopt(experiment);
      this.opened = { key: keyOf(experiment), fingerprint };
      this.notice = null;
      return true;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.notice = { kind: 'problem', text: linkProblem(error) };
      return false;
    } finally {
      this.changed();
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

  private adopt(experiment: Experiment): void {
    this.experiment = experiment;
    this.standard = parseExperiment({ schema: 1, scenario: experiment.scenario });
    this.refusals.clear();
  }

  private changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
