/**
 * What the page and the worker that holds the engine say to each other.
 * Everything is structured-clonable data.
 */
import type { EngineInfo, Structure } from '../engine/engine';
import type { Inspection } from '../engine/inspection';
import type { CurvePoint, PhaseResult, Results, AgentTable } from '../experiment/results';
import type { Episode, EpisodeRequest } from './episode';
import type { LevelPolicy } from './policy';
import type { Plot, PlotAxis } from './plot';

/** Which engine is wanted: `auto` takes a hardware GPU if there is one, and else the CPU. */
export type EngineChoice = 'auto' | 'webgpu' | 'cpu';

/** Why WebGPU is not used. */
export type WebGPUAbsence = 'insecure-context' | 'no-api' | 'no-adapter' | 'software-adapter' | 'device-lost';

export type ToWorker =
  /** experiment in its public JSON form, already validated by the sender; validated again here */
  | { readonly type: 'load'; readonly experiment: unknown; readonly engine: EngineChoice; readonly baseUrl: string; /** whether to keep checkpoints, and to take the run up from the last one; default no */ readonly keep?: boolean }
  /** run to the end, or until paused */
  | { readonly type: 'run' }
  | { readonly type: 'pause' }
  /** one step of every agent */
  | { readonly type: 'step' }
  /** back to the beginning of the same experiment */
  | { readonly type: 'reset' }
  /** which agents to show walking, the one whose values are shown, and the levels on which its policy is */
  | { readonly type: 'watch'; readonly agents: readonly number[]; readonly selected: number; readonly levels: readonly number[] }
  /** records an episode for a stage of the page, at rest and in between the steps of a run; of several wishes of a stage the last counts */
  | { readonly type: 'episode'; readonly stage: number; readonly request: EpisodeRequest }
  /** what the population is drawn on where there is a GPU; without it, and where there is none, the page draws the numbers of `plotted` */
  | { readonly type: 'canvas'; readonly canvas: OffscreenCanvas | null }
  /** a number of every agent, to be an axis under this name */
  | { readonly type: 'give'; readonly name: string; readonly values: Float32Array }
  /** how the population is drawn as points; null while nobody looks */
  | { readonly type: 'plot'; readonly plot: Plot | null }
  /** takes the next step of an agent apart, on a copy of where it now is; a running population is not looked into */
  | { readonly type: 'inspect'; readonly agent: number }
  /** the next step of that copy; none once the population has moved on */
  | { readonly type: 'inspectNext' };

export type FromWorker =
  | { readonly type: 'loaded'; readonly info: EngineInfo; readonly structure: Structure; readonly exact: boolean; readonly selfTestFailures: readonly string[]; readonly absence: WebGPUAbsence | null; readonly totalSteps: number; readonly bytesPerAgent: number; /** the largest population of such agents that fits */ readonly mostAgents: number }
  /** at most ten times a second while running, and after every step */
  | { readonly type: 'progress'; readonly phase: string; readonly step: number; readonly totalSteps: number; readonly agentStepsPerSecond: number; readonly diverged: number; readonly dispatchMilliseconds: number | null; readonly compileMilliseconds: number | null }
  /** a phase begins: what the oracle and the uniform policy reach on its levels, by the names of `PhaseResult` */
  | { readonly type: 'references'; readonly phase: string; readonly oracle: PhaseResult['oracle']; readonly uniform: PhaseResult['uniform'] }
  /** where the watched agents are: rows of the compiled world; and the selected one's values of all rows, in the self-reflective frame too where there is one, and its policy */
  | {
    readonly type: 'watched';
    readonly rows: readonly number[];
    readonly selected: { readonly agent: number; readonly row: number; readonly values: Float32Array; readonly selfValues: Float32Array | null; readonly policies: readonly LevelPolicy[] } | null;
  }
  | { readonly type: 'episode'; readonly stage: number; readonly request: EpisodeRequest; readonly episode: Episode }
  /** every agent's numbers on the axes of a plot, null for those that the page has given, or that this population has not; and whether the worker draws them itself */
  | { readonly type: 'plotted'; readonly axes: readonly (PlotAxis | null)[]; readonly columns: readonly (Float32Array | null)[]; readonly phase: string; readonly painted: boolean }
  /** a step of the copy of an agent, or null if it makes no more; the names of the events in every event set, and a letter for every action */
  | { readonly type: 'inspected'; readonly agent: number; readonly inspection: Inspection | null; readonly eventSets: readonly (readonly string[])[]; readonly letters: string }
  | { readonly type: 'record'; readonly point: CurvePoint }
  | { readonly type: 'phase'; readonly result: PhaseResult }
  | { readonly type: 'state'; readonly state: 'idle' | 'running' | 'paused' | 'finished' }
  | { readonly type: 'finished'; readonly results: Results; readonly agents: AgentTable | null }
  /** the run was kept at this step, and survives a reload of the page; null if the browser refuses to keep it */
  | { readonly type: 'kept'; readonly step: number | null }
  | { readonly type: 'device-lost'; readonly reason: string }
  /** bad input (`path` set) or a failure; the session is idle afterwards */
  | { readonly type: 'failed'; readonly message: string; readonly path: string | null };
