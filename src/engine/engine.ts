/**
 * What an engine is: something that can hold a population and make it live. The WebGPU engine and the WebAssembly engine
 * implement this, with the same bits; sessions, tests and the command line know only this.
 */
import type { StartTable, WorldTables } from '../world/types';
import type { Columns } from './columns';
import type { Tally } from './live-record';
import type { Painter, PaintTarget } from './painting';

/** What is the same for all agents and chosen before kernels are specialised. Derived from the experiment, never from the agents drawn. */
export interface Structure {
  /** H: 0 is linear */
  readonly hidden: number;
  /** whether any agent may have λ > 0 */
  readonly traces: boolean;
  /** whether any agent may have λₐ > 0; then there are traces */
  readonly actorTraces: boolean;
  /** whether any agent may have an exploration floor > 0 */
  readonly floor: boolean;
  /** how plans are made and judged; null if no agent plans */
  readonly plan: PlanStructure | null;
  /** whose gradients reach the trunk beside the critic's */
  readonly trunk: { readonly actor: boolean; readonly immediate: boolean };
  /** whether rows have a self-reflective frame */
  readonly frames: boolean;
  /** whether any agent may learn from thoughts, replay transitions, forget; whether events close a gate; whether rewards may misfire */
  readonly think: boolean;
  readonly replay: boolean;
  readonly decay: boolean;
  readonly gate: boolean;
  readonly noise: boolean;
  /** the oracle in the loop; null without one */
  readonly oracle: OracleStructure | null;
  /** generalisation of features, see `src/engine/thoughts.ts` */
  readonly width: number;
  readonly capacity: number;
  /** how tables of actions are searched; null for the actor-critic agent */
  readonly search: 'random-search' | 'hill-climbing' | null;
}

/** Linear agents without any of the parts above. */
export const plainStructure: Structure = {
  hidden: 0, traces: false, actorTraces: false, floor: false, plan: null, trunk: { actor: true, immediate: true }, frames: false, think: false, replay: false, decay: false,
  gate: false, noise: false, oracle: null, width: 0, capacity: 1, search: null,
};

export interface PlanStructure {
  readonly rule: 'satisfice' | 'best';
  readonly model: 'true' | 'learned';
  readonly value: 'critic' | 'critic-only' | 'critic+reward';
}

export interface OracleStructure {
  readonly mode: 'good' | 'harm';
  /** the largest foresight of any agent */
  readonly foresight: number;
  /** θ of the good oracle */
  readonly margin: number;
}

/** A population before it is loaded: validated, bounds checked. */
export interface Program {
  readonly tables: WorldTables;
  readonly structure: Structure;
  readonly seed: number;
  /** global index of the first agent, and how many: a shard is a part of the population */
  readonly firstAgent: number;
  readonly agents: number;
  /** [hyperparameter][agent], in the order of `perAgentNames`, settled binary32 */
  readonly hyperparameters: Float32Array;
}

/** Thresholds that per-agent measures of a phase compare with; from the oracle. */
export interface PhaseReferences {
  /** undiscounted return above which norm(intended) > ½, and norm(reward) > ½ */
  readonly halfIntended: number;
  readonly halfReward: number;
  /** mean undiscounted return at which norm(reward) is .8 */
  readonly criterion: number;
  /** [levels] 1 where the goals of the world differ */
  readonly contested: Uint8Array;
}

export interface PhaseProgram {
  /** absolute step at which the phase begins */
  readonly firstStep: number;
  readonly learn: boolean;
  readonly greedy: boolean;
  /** whether the learned world model changes */
  readonly modelLearn: boolean;
  /** an agent that has finished so many episodes in this phase rests; 0: no limit */
  readonly episodes: number;
  readonly starts: StartTable;
  readonly references: PhaseReferences;
}

/** Live statistics of one measure since the last record: integers on the device, independent of any order. */
export interface LiveStatistic {
  /** agents that have a value: at least one episode finished since the last record, and not diverged */
  readonly count: number;
  readonly mean: number;
  /** 5, 25, 50, 75 and 95 %, to 7 bits of mantissa; NaN without agents */
  readonly quantiles: readonly number[];
}

export interface LiveRecord {
  /** by measure name: mean return per finished episode since the last record */
  readonly measures: Readonly<Record<string, LiveStatistic>>;
  readonly diverged: number;
  /** agents that still have steps to make in this phase */
  readonly active: number;
  /** the integers behind it, in the order of its measures: what must be kept of a part of a population; absent where they were not asked for */
  readonly tallies?: readonly Tally[];
}

/** One agent, for views and tests: its counters and its parameters in logical order. */
export interface AgentState {
  readonly row: number;
  /** whether the next thought is self-reflective */
  readonly reflective: boolean;
  readonly episodeSteps: number;
  /** logical words as the fingerprint covers them: counters, weights, traces, then model, ring and the like */
  readonly words: Uint32Array;
  /** the parameters as numbers, in logical order (see `src/agent/network.ts`) */
  readonly weights: Float32Array;
}

/** Consecutive agents word by word, in an order that is the same for every engine. */
export interface AgentBlock {
  /** index within the population */
  readonly first: number;
  readonly agents: number;
  /** [agent][slot][4] */
  readonly memory: Uint32Array;
  /** [word][agent] */
  readonly words: Uint32Array;
  /** [measure][agent] */
  readonly measures: Uint32Array;
}

export interface Population {
  /** Starts a phase: every agent begins a new episode, and all accumulators are cleared. */
  begin(phase: PhaseProgram): Promise<void>;
  /**
   * Lets every agent make so many steps. Splitting a number of steps into several calls changes no bit. The last of them may
   * still be under way when it resolves; whatever is asked next waits for them.
   * @param recordAfter numbers of these steps, ascending, after which statistics since the last record (or the phase's start)
   *   are taken, and folded into the phase's totals; default none
   * @param tallied whether the records need their tallies; default no
   * @returns the records, which may still be being read
   */
  advance(steps: number, recordAfter?: readonly number[], tallied?: boolean): Promise<readonly Promise<LiveRecord>[]>;
  /** What the device took for the last whole dispatch, in milliseconds; null where there are no dispatches. */
  readonly dispatchMilliseconds: number | null;
  /** What the device took to compile its kernels, in milliseconds; hardly anything if they were known. Absent where none are compiled. */
  readonly compileMilliseconds?: number;
  /** Per-agent totals of the phase so far, as of the last record, and the valence of every probe. */
  columns(): Promise<Columns>;
  /** The four u32 sums over all words of all agents. */
  stateSum(): Promise<Uint32Array>;
  /** Where a few agents are now; indices are within this population. */
  rowsOf(agents: readonly number[]): Promise<Uint32Array>;
  /** One agent; the index is within this population. */
  agent(index: number): Promise<AgentState>;
  /** What agents have accumulated in this phase, as of the last record, as words: [slot][agent]. */
  accumulators(slots: readonly number[]): Promise<Uint32Array[]>;
  /** Draws agents from where they are stored; null where the engine has no device that draws. */
  painter(target: PaintTarget): Promise<Painter> | null;
  /** Copies everything that the future of some agents depends on, and what they have accumulated in this phase. */
  save(first: number, agents: number): Promise<AgentBlock>;
  /** Puts agents where they were when they were saved, on whatever engine: after `begin` of the phase that they were in. */
  restore(block: AgentBlock): Promise<void>;
  /** Takes the phase up at an absolute step, after so many of its records, once all agents have been restored. */
  resume(step: number, records: number): void;
  destroy(): void;
}

export interface EngineInfo {
  readonly engine: 'webgpu' | 'cpu';
  /** the adapter's or processor's own description */
  readonly device: string;
  /** an adapter that computes on the processor */
  readonly software: boolean;
}

/** Whether this device computes exactly; `failures` names each case that came out differently. */
export interface SelfTest {
  readonly exact: boolean;
  readonly failures: readonly string[];
}

export interface Engine {
  readonly info: EngineInfo;
  selfTest(): Promise<SelfTest>;
  /** The largest population of this program that fits, and the bytes that one agent takes. */
  capacity(program: Omit<Program, 'hyperparameters'>): { readonly agents: number; readonly bytesPerAgent: number };
  load(program: Program): Promise<Population>;
  /** Rejects when the device is lost; never resolves. */
  readonly lost: Promise<never>;
  destroy(): void;
}
