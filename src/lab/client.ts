/**
 * The page's side of a session: sends the messages of `messages.ts` to the worker and folds the answers into one
 * immutable snapshot. It draws nothing and decides nothing about experiments.
 */
import type { EngineInfo, Structure } from '../engine/engine';
import type { Inspection } from '../engine/inspection';
import type { AgentTable, CurvePoint, PhaseResult, Results } from '../experiment/results';
import type { Experiment } from '../experiment/types';
import type { Episode, EpisodeRequest } from './episode';
import type { EngineChoice, FromWorker, ToWorker, WebGPUAbsence } from './messages';
import type { Plot } from './plot';

export type SessionState = 'empty' | 'loading' | 'idle' | 'running' | 'paused' | 'finished' | 'failed';

type Message<T extends FromWorker['type']> = Extract<FromWorker, { type: T }>;

/** An agent that is looked into: the steps that a copy of it has made since the population rests. */
export interface InspectedAgent {
  readonly agent: number;
  readonly steps: readonly Inspection[];
  /** whether a step has been asked for that is not here yet */
  readonly awaiting: boolean;
  /** whether the agent makes no more steps */
  readonly over: boolean;
  /** [event set] names of its events */
  readonly eventSets: readonly (readonly string[])[];
  /** a letter for every action */
  readonly letters: string;
}

/** What a stage of the page shows, or waits for. */
export interface StagedEpisode {
  /** what was asked for last */
  readonly request: EpisodeRequest;
  /** what came of it, or of what was asked for before; null while there is none */
  readonly episode: Episode | null;
  readonly awaiting: boolean;
}

/** Everything that is known about the session now. */
export interface Snapshot {
  readonly state: SessionState;
  /** what the worker was asked to load last */
  readonly experiment: Experiment | null;
  readonly engine: EngineChoice;
  readonly device: {
    readonly info: EngineInfo;
    /** what agents are made of */
    readonly structure: Structure;
    readonly exact: boolean;
    readonly selfTestFailures: readonly string[];
    readonly absence: WebGPUAbsence | null;
    readonly totalSteps: number;
    readonly bytesPerAgent: number;
    /** the largest population of such agents that fits */
    readonly mostAgents: number;
    /** whose agents they are */
    readonly experiment: Experiment;
  } | null;
  readonly progress: Message<'progress'> | null;
  readonly watched: Message<'watched'> | null;
  /** every agent's numbers on the axes of the plot; null while nobody looks */
  readonly plotted: Message<'plotted'> | null;
  /** rows that the selected agent went through in single steps, oldest first, the present one last */
  readonly trail: readonly number[];
  /** the agent that is looked into; null while none is, and as soon as the population moves on */
  readonly inspected: InspectedAgent | null;
  /** [stage] recorded episodes */
  readonly episodes: Readonly<Record<number, StagedEpisode>>;
  /** what can be reached, for each phase that has begun */
  readonly references: readonly Message<'references'>[];
  readonly curve: readonly CurvePoint[];
  readonly phases: readonly PhaseResult[];
  readonly results: Results | null;
  readonly agents: AgentTable | null;
  readonly failure: { readonly message: string; readonly path: string | null } | null;
  /** the step at which the run was last kept, so that it survives a reload of the page; null if it was not */
  readonly kept: number | null;
  /** why the device was lost, until the session has recovered from it */
  readonly deviceLost: string | null;
}

const beginning = {
  progress: null, watched: null, trail: [], inspected: null, episodes: {}, references: [], curve: [], phases: [], results: null, agents: null, failure: null, kept: null, plotted: null, deviceLost: null,
} as const satisfies Partial<Snapshot>;

const longestTrail = 64;

/** What a session needs of a worker; a `Worker` is one. */
export interface SessionPort {
  postMessage(message: ToWorker, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<FromWorker>) => void): void;
  addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void;
}

/** Emits `change` whenever `snapshot` is replaced. */
export class SessionClient extends EventTarget {
  snapshot: Snapshot = { state: 'empty', experiment: null, engine: 'auto', device: null, ...beginning };

  /** Answers to what was asked before are dropped until this one arrives. */
  private awaiting: 'loaded' | 'idle' | null = null;
  private next: { experiment: Experiment; engine: EngineChoice } | null = null;
  private runWhenLoaded = false;
  private watchedAgents: { agents: readonly number[]; selected: number; levels: readonly number[] } = { agents: [0], selected: 0, levels: [] };

  /** @param baseUrl the page's address without its fragment: what links begin with */
  constructor(private readonly port: SessionPort, private readonly baseUrl: string) {
    super();
    port.addEventListener('message', (event) => this.receive(event.data));
    port.addEventListener('error', (event) => {
      event.preventDefault?.();
      this.fail(`The computation stopped: ${event.message || 'its worker could not be started'}.`, null);
    });
  }

  /** Loads an experiment in place of the present one. At most one load is under way; of later ones the last counts. */
  load(experiment: Experiment, engine: EngineChoice = this.snapshot.engine): void {
    this.runWhenLoaded = false;
    if (this.awaiting === 'loaded') {
      this.next = { experiment, engine };
      return;
    }
    this.send({ type: 'load', experiment, engine, baseUrl: this.baseUrl, keep: true });
    this.awaiting = 'loaded';
    this.replace({ ...beginning, state: 'loading', experiment, engine });
  }

  run(): void {
    if (this.snapshot.state === 'loading') this.runWhenLoaded = true;
    else this.send({ type: 'run' });
  }

  pause(): void {
    this.runWhenLoaded = false;
    this.send({ type: 'pause' });
  }

  step(): void {
    this.send({ type: 'step' });
  }

  reset(): void {
    this.runWhenLoaded = false;
    this.send({ type: 'reset' });
    this.awaiting = 'idle';
    this.replace({ ...beginning, state: 'loading' });
  }

  watch(agents: readonly number[], selected: number): void {
    this.watchedAgents = { ...this.watchedAgents, agents, selected };
    this.replace({ trail: [] });
    this.send({ type: 'watch', ...this.watchedAgents });
  }

  /** On which levels the policy of the selected agent is shown. */
  watchLevels(levels: readonly number[]): void {
    if (levels.join() === this.watchedAgents.levels.join()) return;
    this.watchedAgents = { ...this.watchedAgents, levels };
    this.send({ type: 'watch', ...this.watchedAgents });
  }

  /** Has an episode recorded for a stage of the page. What it shows stays until the new one is here. */
  recordEpisode(stage: number, request: EpisodeRequest): void {
    const episode = this.snapshot.episodes[stage]?.episode ?? null;
    this.send({ type: 'episode', stage, request });
    this.replace({ episodes: { ...this.snapshot.episodes, [stage]: { request, episode, awaiting: true } } });
  }

  /** How the population is drawn; null while nobody looks. */
  plot(plot: Plot | null): void {
    this.send({ type: 'plot', plot });
  }

  /** Makes a number of every agent an axis that plots can name. */
  give(name: string, values: Float32Array): void {
    this.send({ type: 'give', name, values });
  }

  /** What it is drawn on; a canvas can be given once. */
  drawOn(canvas: OffscreenCanvas | null): void {
    this.port.postMessage({ type: 'canvas', canvas }, canvas ? [canvas] : []);
  }

  /** Takes the next step of an agent apart, from where it now is; for a population that rests. */
  inspect(agent: number): void {
    this.replace({ inspected: { agent, steps: [], awaiting: true, over: false, eventSets: [], letters: '' } });
    this.send({ type: 'inspect', agent });
  }

  /** Takes the step after that apart. */
  inspectNext(): void {
    const { inspected } = this.snapshot;
    if (!inspected || inspected.awaiting || inspected.over) return;
    this.replace({ inspected: { ...inspected, awaiting: true } });
    this.send({ type: 'inspectNext' });
  }

  private send(message: ToWorker): void {
    this.port.postMessage(message);
  }

  private replace(changes: Partial<Snapshot>): void {
    this.snapshot = { ...this.snapshot, ...changes };
    this.dispatchEvent(new Event('change'));
  }

  private fail(message: string, path: string | null): void {
    this.awaiting = null;
    this.replace({ state: 'failed', failure: { message, path }, inspected: null });
    this.loadNext();
  }

  private loadNext(): boolean {
    const next = this.next;
    if (!next) return false;
    this.next = null;
    this.load(next.experiment, next.engine);
    return true;
  }

  private receive(message: FromWorker): void {
    if (message.type === 'failed') return this.fail(message.message, message.path);
    if (this.awaiting === 'loaded') {
      if (message.type === 'loaded') this.loaded(message);
      return;
    }
    if (this.awaiting === 'idle') {
      if (message.type !== 'state' || message.state !== 'idle') return;
      this.awaiting = null;
    }
    switch (message.type) {
      case 'loaded': return this.loaded(message);
      case 'progress': return this.progressed(message);
      case 'references': return this.replace({ references: [...this.snapshot.references, message] });
      case 'watched': return this.watched(message);
      case 'inspected': return this.inspected(message);
      case 'episode': return this.recorded(message);
      case 'record': return this.replace({ curve: [...this.snapshot.curve, message.point] });
      case 'phase': return this.replace({ phases: [...this.snapshot.phases, message.result] });
      case 'state': return this.changed(message.state);
      case 'finished': return this.replace({ state: 'finished', results: message.results, agents: message.agents, curve: message.results.curves, phases: message.results.phases });
      case 'plotted': return this.replace({ plotted: message });
      case 'kept': return this.replace({ kept: message.step });
      case 'device-lost': return this.replace({ deviceLost: message.reason });
    }
  }

  private loaded({ info, structure, exact, selfTestFailures, absence, totalSteps, bytesPerAgent, mostAgents }: Message<'loaded'>): void {
    this.awaiting = null;
    const run = this.runWhenLoaded;
    if (this.loadNext()) {
      this.runWhenLoaded = run;
      return;
    }
    // A worker that recovers from a lost device begins again by itself.
    const { experiment } = this.snapshot;
    if (!experiment) return;
    this.replace({ ...beginning, state: 'loading', device: { info, structure, exact, selfTestFailures, absence, totalSteps, bytesPerAgent, mostAgents, experiment } });
    this.send({ type: 'watch', ...this.watchedAgents });
  }

  private changed(state: Message<'state'>['state']): void {
    // A failure is shown until something else is asked for.
    if (state === 'idle' && this.snapshot.state === 'failed') return;
    this.replace(state === 'running' ? { state, inspected: null } : { state });
    if ((state === 'idle' || state === 'paused') && this.runWhenLoaded) {
      this.runWhenLoaded = false;
      this.send({ type: 'run' });
    }
  }

  private progressed(message: Message<'progress'>): void {
    const { progress, trail, inspected } = this.snapshot;
    const made = message.step - (progress?.step ?? 0);
    this.replace({ progress: message, trail: made === 1 ? trail : [], inspected: made === 0 ? inspected : null });
  }

  private watched(message: Message<'watched'>): void {
    const { trail } = this.snapshot;
    const row = message.selected?.row;
    const extended = row === undefined || trail.at(-1) === row ? trail : [...trail.slice(1 - longestTrail), row];
    this.replace({ watched: message, trail: extended });
  }

  /** Of several wishes of a stage the last counts. */
  private recorded({ stage, request, episode }: Message<'episode'>): void {
    const staged = this.snapshot.episodes[stage];
    if (!staged?.awaiting || JSON.stringify(staged.request) !== JSON.stringify(request)) return;
    this.replace({ episodes: { ...this.snapshot.episodes, [stage]: { request: staged.request, episode, awaiting: false } } });
  }

  /** What was asked for before the population moved on, or before another agent was chosen, is dropped. */
  private inspected({ agent, inspection, eventSets, letters }: Message<'inspected'>): void {
    const { inspected } = this.snapshot;
    if (!inspected?.awaiting || inspected.agent !== agent) return;
    const last = inspected.steps.at(-1);
    if (inspection && last && inspection.step !== last.step + 1) return;
    this.replace({ inspected: { agent, steps: inspection ? [...inspected.steps, inspection] : inspected.steps, awaiting: false, over: inspection === null, eventSets, letters } });
  }
}
