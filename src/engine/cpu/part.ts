/** A part of a population in one WebAssembly memory: what one worker computes. Everything here is synchronous. */
import { logicalIndices } from '../../agent/network';
import { inspectionBytes, readInspection, type Inspection } from '../inspection';
import { columnsOf } from '../agent-block';
import { agentState, agentWords } from '../agent-state';
import type { AgentBlock, AgentState } from '../engine';
import type { Tally } from '../live-record';
import type { ColumnPart } from '../read-columns';
import { histogramBins, hyperparameterWords, wordLayout } from '../words';
import { knownBytes, scratchBytes } from './block';
import { instantiate, type Kernels } from './modules';
import type { PartPhase, PartProgram } from './part-program';

/** Integer statistics of a part. */
export interface PartRecord {
  readonly tallies: readonly Tally[];
  readonly diverged: number;
  readonly active: number;
}

const page = 65536;
/** Below are the constants of the modules. */
const heap = 2 * page;

/** Agents who make all steps of a call before the next ones do take about so many bytes: they stay in a core's own cache. */
const tileBytes = 2 ** 18;
/** Statistics of several records stand beside one another, so many numbers at most, or those of one record. */
const mostStatistics = 2 ** 20;

/**
 * How far columns of [kind][agent] are apart: an odd number of cache lines of 16 words, since what lies a multiple of 4 kB apart
 * shares places of the cache.
 */
const columnStride = (agents: number): number => 16 * (Math.ceil(agents / 16) | 1);

export class Part {
  private episodeLimit = 0;
  private readonly stride: number;

  private constructor(
    private readonly program: PartProgram,
    private readonly memory: WebAssembly.Memory,
    private readonly kernels: Kernels,
    private readonly at: Readonly<Record<string, number>>,
    private phaseRoom: number,
    /** records whose statistics can stand beside one another */
    private readonly recordsAtOnce: number,
  ) {
    this.stride = columnStride(program.agents);
  }

  static async create(program: PartProgram): Promise<Part> {
    const at: Record<string, number> = {};
    let end = heap;
    const place = (name: string, bytes: number): void => {
      at[name] = end;
      end += Math.ceil(bytes / 16) * 16;
    };
    place('scratch', scratchBytes);
    place('slots', program.agents * program.network.slots * 16);
    const stride = columnStride(program.agents);
    place('words', stride * program.extras.WORDS * 4);
    place('hyperparameters', stride * hyperparameterWords * 4);
    place('measures', stride * program.measuresPerAgent * 4);
    const statistics = Math.max(1, stride * program.statistics);
    const recordsAtOnce = Math.max(1, Math.floor(mostStatistics / statistics));
    const known = knownBytes(program);
    place('known', program.agents * known);
    place('statistics', Math.max(64, recordsAtOnce * statistics * 4));
    place('bins', histogramBins * 4);
    place('tallied', 16 + Math.min(program.agents, histogramBins) * 8);
    place('world', program.world.byteLength);
    place('views', program.views.byteLength);
    place('probeWorld', program.probes.words.byteLength);
    place('inspection', program.inspected ? inspectionBytes : 0);
    place('phase', 0);
    const memory = new WebAssembly.Memory({ initial: Math.ceil(end / page), maximum: page });
    const constants = { ...program.constants, ...at, KNOWN: known, VIEWS: program.views.length > 0, SELF_VIEWS: program.views.byteLength / 2, agents: program.agents, stride, inspection: 0 };
    const { featureValue, count, constants: ofProbes } = program.probes;
    const kernels = await instantiate(program.hidden, memory, program.inspected ? null : constants, { ...ofProbes, world: at['probeWorld']!, featureIndex: 0, featureValue, probes: count });
    kernels.set(constants);
    const part = new Part(program, memory, kernels, at, memory.buffer.byteLength - end, recordsAtOnce);
    part.writeColumns('hyperparameters', 0, program.agents, program.hyperparameters);
    part.write('world', program.world);
    part.write('views', program.views);
    part.write('probeWorld', program.probes.words);
    kernels.initialise();
    return part;
  }

  private write(name: string, words: Uint32Array): void {
    new Uint32Array(this.memory.buffer, this.at[name], words.length).set(words);
  }

  private read(name: string, words: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, this.at[name], words);
  }

  /** [kind][agent] of some agents */
  private readColumns(name: 'words' | 'measures', kinds: number, first: number, agents: number): Uint32Array {
    return columnsOf(this.read(name, kinds * this.stride), this.stride, first, agents);
  }

  private writeColumns(name: string, first: number, agents: number, values: Uint32Array): void {
    const kinds = values.length / agents;
    const all = this.read(name, kinds * this.stride);
    for (let kind = 0; kind < kinds; kind++) all.set(values.subarray(kind * agents, (kind + 1) * agents), kind * this.stride + first);
  }

  /** Starts a phase. */
  begin(phase: PartPhase): void {
    const missing = phase.words.byteLength - this.phaseRoom;
    if (missing > 0) {
      const pages = Math.ceil(missing / page);
      this.memory.grow(pages);
      this.phaseRoom += pages * page;
    }
    this.write('phase', phase.words);
    this.episodeLimit = phase.fields['episodeLimit'] ?? 0;
    this.kernels.set(phase.fields);
    this.kernels.begin();
  }

  /**
   * Lets every agent make `steps` steps from the absolute step `firstStep` on.
   * @param recordAfter numbers of these steps after which a record is made, ascending
   * @param firstRecord number of the first of them in the phase
   * @returns the integer statistics of every record since the one before, which it folds into the phase's totals
   */
  advance(firstStep: number, steps: number, recordAfter: readonly number[] = [], firstRecord = 1): PartRecord[] {
    const records: PartRecord[] = [];
    let made = 0;
    do {
      const next = recordAfter.slice(records.length, records.length + this.recordsAtOnce);
      const until = records.length + next.length < recordAfter.length ? next.at(-1)! : steps;
      records.push(...this.advanceTiles(firstStep + made, until - made, next.map((after) => after - made), firstRecord + records.length));
      made = until;
    } while (made < steps);
    return records;
  }

  /** Some agents make all steps, with all records, before the next ones do. */
  private advanceTiles(firstStep: number, steps: number, recordAfter: readonly number[], firstRecord: number): PartRecord[] {
    const { agents, network, statistics } = this.program;
    const tile = Math.max(16, Math.floor(tileBytes / (network.slots * 16) / 16) * 16);
    const divergedAt = this.column('words', wordLayout.DIVERGED_AT);
    const episodes = this.column('words', wordLayout.EPISODES);
    const diverged = recordAfter.map(() => 0);
    const active = recordAfter.map(() => 0);
    for (let tileFirst = 0; tileFirst < agents; tileFirst += tile) {
      const tileEnd = Math.min(agents, tileFirst + tile);
      let made = 0;
      recordAfter.forEach((after, r) => {
        this.kernels.set({ tileFirst, tileEnd, firstStep: firstStep + made, steps: after - made, record: firstRecord + r, recordPlace: r });
        if (after > made) this.kernels.live();
        made = after;
        if (this.program.probes.count > 0) this.kernels.probe();
        this.kernels.summarise();
        for (let i = tileFirst; i < tileEnd; i++) {
          if (divergedAt[i]! > 0) diverged[r]!++;
          else if (this.episodeLimit === 0 || episodes[i]! < this.episodeLimit) active[r]!++;
        }
      });
      if (made === steps) continue;
      this.kernels.set({ tileFirst, tileEnd, firstStep: firstStep + made, steps: steps - made });
      this.kernels.live();
    }
    return recordAfter.map((_, r) => ({
      tallies: Array.from({ length: statistics }, (_, s) => this.tally(r * statistics + s)),
      diverged: diverged[r]!,
      active: active[r]!,
    }));
  }

  /** What all agents have of a kind. */
  private column(name: 'words' | 'measures', kind: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, this.at[name]! + kind * this.stride * 4, this.program.agents);
  }

  /** What the agents have of a statistic: the layout is assembly/tally.ts's. */
  private tally(column: number): Tally {
    this.kernels.tally(column);
    const [count = 0, bins = 0] = this.read('tallied', 2);
    const [sum = 0] = new Float64Array(this.memory.buffer, this.at['tallied']! + 8, 1);
    return { count, sum, histogram: this.read('tallied', 4 + 2 * bins).slice(4) };
  }

  columns(): ColumnPart {
    const { agents, columnWords, measuresPerAgent, probes } = this.program;
    this.kernels.set({ tileFirst: 0, tileEnd: agents });
    if (probes.count > 0) this.kernels.probe();
    return { agents, words: this.readColumns('words', columnWords, 0, agents), measures: this.readColumns('measures', measuresPerAgent, 0, agents) };
  }

  /** The four sums over this part's agents. */
  stateSum(): Uint32Array {
    this.kernels.fingerprint();
    return this.read('statistics', 4).slice();
  }

  rowsOf(agents: readonly number[]): Uint32Array {
    const rows = this.column('words', wordLayout.ROW);
    return Uint32Array.from(agents, (agent) => rows[agent]!);
  }

  /**
   * Puts an agent where it was.
   * @param level of its row
   */
  restore(index: number, { words }: AgentState, level: number): void {
    const { network, extras, hidden } = this.program;
    const first = wordLayout.COUNTERS;
    agentWords(extras).forEach((word, i) => (this.column('words', word)[index] = words[i < first ? i : i + network.values]!));
    this.column('words', wordLayout.LEVEL)[index] = level;
    const memory = new Uint32Array(this.memory.buffer, this.at['slots']! + index * network.slots * 16, network.slots * 4);
    logicalIndices(network).forEach((logical, at) => {
      if (logical >= 0) memory[at] = words[first + logical]!;
    });
    // Every feature with a trace goes on the list; their order does not matter.
    const vectors = hidden === 0 ? 1 : hidden / 4;
    const traces = hidden === 0 ? network.at.W1 : network.at.TRACE_W1;
    let listed = 0;
    for (let f = 0; f < extras.EXTRA - wordLayout.TRACE_LIST; f++) {
      const trace = memory.subarray((traces + f * vectors) * 4, (traces + (f + 1) * vectors) * 4);
      const ofActor = network.at.TRACE_W3 > 0 ? memory.subarray((network.at.TRACE_W3 + f * network.actionBlocks) * 4, (network.at.TRACE_W3 + (f + 1) * network.actionBlocks) * 4) : trace.subarray(0, 0);
      const alive = (word: number): boolean => word !== 0;
      if ((hidden === 0 ? alive(trace[1]!) : trace.some(alive)) || ofActor.some(alive)) this.column('words', wordLayout.TRACE_LIST + listed++)[index] = f;
    }
    this.column('words', wordLayout.TRACE_COUNT)[index] = listed;
  }

  /** [slot][agent] */
  accumulators(slots: readonly number[]): Uint32Array[] {
    return slots.map((slot) => this.column('measures', slot).slice());
  }

  /** Copies agents as they are. */
  save(first: number, agents: number): AgentBlock {
    const { network, extras, measuresPerAgent } = this.program;
    return {
      first, agents,
      memory: new Uint32Array(this.memory.buffer, this.at['slots']! + first * network.slots * 16, agents * network.slots * 4).slice(),
      words: this.readColumns('words', extras.WORDS, first, agents),
      measures: this.readColumns('measures', measuresPerAgent, first, agents),
    };
  }

  /** Puts agents where they were when they were saved. */
  load({ first, agents, memory, words, measures }: AgentBlock): void {
    const { network } = this.program;
    const known = knownBytes(this.program);
    new Uint8Array(this.memory.buffer, this.at['known']! + first * known, agents * known).fill(0);
    new Uint32Array(this.memory.buffer, this.at['slots']! + first * network.slots * 16, memory.length).set(memory);
    this.writeColumns('words', first, agents, words);
    this.writeColumns('measures', first, agents, measures);
  }

  /** Lets the only agent make one step, and takes it apart. */
  inspect(step: number): Inspection {
    this.kernels.set({ inspection: this.at['inspection']!, tileFirst: 0, tileEnd: 1, firstStep: step, steps: 1 });
    this.kernels.live();
    this.kernels.set({ inspection: 0 });
    return readInspection(this.read('inspection', inspectionBytes / 4), step, this.program.rows);
  }

  agent(index: number): AgentState {
    const { network, extras, rows } = this.program;
    const memory = new Uint32Array(this.memory.buffer, this.at['slots']! + index * network.slots * 16, network.slots * 4);
    return agentState(Uint32Array.from(agentWords(extras), (word) => this.column('words', word)[index]!), memory, network, rows);
  }
}

/** The self-test's cases on this processor. */
export async function runSelfTestCases(cases: number): Promise<Uint32Array> {
  const memory = new WebAssembly.Memory({ initial: heap / page + 1, maximum: page });
  const kernels = await instantiate(32, memory);
  kernels.set({ statistics: heap });
  kernels.selftest();
  return new Uint32Array(memory.buffer, heap, cases).slice();
}
