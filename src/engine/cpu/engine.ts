/** The CPU engine: parts of a population, dealt over workers. */
import { encodeProbes, encodeWorld } from '../encode';
import { cutBlock, joinBlocks, overlapping } from '../agent-block';
import type { AgentBlock, AgentState, Engine, EngineInfo, LiveRecord, Population, Program } from '../engine';
import { addTallies, liveMeasures, withQuantiles } from '../live-record';
import { readColumns, type ColumnPart } from '../read-columns';
import { selfTestCases, selfTestOf } from '../self-test';
import { specialise } from '../specialise';
import { hyperparameterWords } from '../words';
import { knownBytes } from './block';
import type { PartRecord } from './part';
import { encodePart, phaseFields } from './part-program';
import type { Call, Reply, Request } from './worker-protocol';

/** A thread that runs `partServer`; requests are answered in order. */
export interface CpuWorker {
  post(request: Request): void;
  onReply(listener: (reply: Reply) => void): void;
  terminate(): void;
}

export interface CpuOptions {
  /** makes one worker; called once for each */
  readonly spawn: () => CpuWorker;
  readonly workers: number;
  /** the processor's name */
  readonly device: string;
  /** bytes that a population may take */
  readonly memoryBytes: number;
}

/** Bytes of one part at most: a WebAssembly memory has 4 GiB, and half of it is surely granted. */
const partBytes = 2 ** 31;

/** A worker with calls that can be awaited. */
class Caller {
  private next = 0;
  private readonly waiting = new Map<number, { resolve: (result: unknown) => void; reject: (reason: Error) => void }>();

  constructor(private readonly worker: CpuWorker) {
    worker.onReply((reply) => {
      const call = this.waiting.get(reply.id)!;
      this.waiting.delete(reply.id);
      if ('error' in reply) call.reject(new Error(reply.error));
      else call.resolve(reply.result);
    });
  }

  call<T>(part: number, call: Call): Promise<T> {
    const id = this.next++;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
      this.worker.post({ id, part, call });
    });
  }

  terminate(): void {
    this.worker.terminate();
  }
}

/** Bytes of one agent. */
function bytesPerAgent(program: Omit<Program, 'hyperparameters'>): number {
  const { network, measures, extras, statistics } = specialise(program);
  const words = extras.WORDS + hyperparameterWords + measures.MEASURES + statistics.length;
  return network.slots * 16 + words * 4 + knownBytes({ rows: program.tables.rows, searches: program.structure.search !== null });
}

export function createCpuEngine(options: CpuOptions): Engine {
  const callers = Array.from({ length: options.workers }, () => new Caller(options.spawn()));
  const info: EngineInfo = { engine: 'cpu', device: options.device, software: true };
  let parts = 0;

  const engine: Engine = {
    info,
    lost: new Promise<never>(() => {}),
    selfTest: () => selfTestOf(() => callers[0]!.call<Uint32Array>(0, { method: 'selfTest', cases: selfTestCases.length }), engine),
    capacity(program) {
      const bytes = bytesPerAgent(program);
      return { agents: Math.floor(options.memoryBytes / bytes), bytesPerAgent: bytes };
    },
    async load(program) {
      const bytes = bytesPerAgent(program);
      const most = Math.max(1, Math.floor(partBytes / bytes));
      const size = Math.min(most, Math.ceil(program.agents / callers.length));
      const handles: PartHandle[] = [];
      const probes = encodeProbes(program);
      const world = encodeWorld(program);
      for (let first = 0; first < program.agents; first += size) {
        const caller = callers[handles.length % callers.length]!;
        handles.push({ first, agents: Math.min(size, program.agents - first), number: parts++, caller });
      }
      await Promise.all(handles.map((part) => call(part, { method: 'create', program: encodePart(program, part, world, probes) })));
      return population(program, handles);
    },
    destroy: () => callers.forEach((caller) => caller.terminate()),
  };
  return engine;
}

interface PartHandle {
  readonly first: number;
  readonly agents: number;
  readonly number: number;
  readonly caller: Caller;
}

const call = <T>(part: PartHandle, request: Call): Promise<T> => part.caller.call<T>(part.number, request);

function population(program: Program, parts: readonly PartHandle[]): Population {
  const every = <T>(request: Call): Promise<T[]> => Promise.all(parts.map((part) => call<T>(part, request)));
  const partOf = (agent: number): PartHandle => parts.find((part) => agent < part.first + part.agents)!;
  let step = 0;
  let running: Promise<unknown> = Promise.resolve();
  let records = 0;
  const { statistics } = specialise(program);
  const together = (own: readonly PartRecord[], tallied: boolean): LiveRecord => {
    const total = (of: (record: PartRecord) => number): number => own.reduce((sum, record) => sum + of(record), 0);
    const tallies = statistics.map((_, s) => own.map((record) => record.tallies[s]!));
    return {
      measures: liveMeasures(tallies.map(withQuantiles), statistics),
      diverged: total((r) => r.diverged), active: total((r) => r.active),
      ...(tallied && { tallies: tallies.map(addTallies) }),
    };
  };
  return {
    async begin(phase) {
      step = phase.firstStep;
      records = 0;
      await every({ method: 'begin', phase: phaseFields(program, phase) });
    },
    async advance(steps, recordAfter = [], tallied = false) {
      // The workers always have the next steps at hand when they have made these; what else they are asked waits its turn.
      const before = running;
      const made = every<PartRecord[]>({ method: 'advance', firstStep: step, steps, recordAfter, firstRecord: records + 1 });
      running = made;
      // Whoever waits for it next hears of its failure.
      made.catch(() => {});
      step += steps;
      records += recordAfter.length;
      await before;
      return recordAfter.map((_, r) => {
        const taken = made.then((parts) => together(parts.map((own) => own[r]!), tallied));
        taken.catch(() => {});
        return taken;
      });
    },
    dispatchMilliseconds: null,
    async columns() {
      return readColumns(await every<ColumnPart>({ method: 'columns' }), program, specialise(program));
    },
    async stateSum() {
      const sum = new Uint32Array(4);
      for (const part of await every<Uint32Array>({ method: 'stateSum' })) part.forEach((word, k) => (sum[k]! += word));
      return sum;
    },
    async rowsOf(agents) {
      const rows = new Uint32Array(agents.length);
      await Promise.all(agents.map(async (agent, i) => {
        const part = partOf(agent);
        rows[i] = (await call<Uint32Array>(part, { method: 'rowsOf', agents: [agent - part.first] }))[0]!;
      }));
      return rows;
    },
    agent(index) {
      const part = partOf(index);
      return call<AgentState>(part, { method: 'agent', index: index - part.first });
    },
    async accumulators(slots) {
      const own = await every<Uint32Array[]>({ method: 'accumulators', slots });
      return slots.map((_, s) => {
        const all = new Uint32Array(program.agents);
        own.forEach((part, p) => all.set(part[s]!, parts[p]!.first));
        return all;
      });
    },
    painter: () => null,
    async save(first, agents) {
      return joinBlocks(await Promise.all(overlapping(parts, first, agents).map(async ({ holder, from, count }) =>
        ({ ...(await call<AgentBlock>(holder, { method: 'save', first: from - holder.first, agents: count })), first: from }))));
    },
    async restore(block) {
      await Promise.all(overlapping(parts, block.first, block.agents).map(({ holder, from, count }) =>
        call(holder, { method: 'load', block: { ...cutBlock(block, from, count), first: from - holder.first } })));
    },
    resume(at, made) {
      step = at;
      records = made;
    },
    destroy: () => void every({ method: 'destroy' }),
  };
}
