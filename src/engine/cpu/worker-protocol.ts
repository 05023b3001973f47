/** What the CPU engine and its workers say to each other: calls of a part's methods, by number of the part. */
import type { AgentBlock } from '../engine';
import { Part, runSelfTestCases } from './part';
import type { PartPhase, PartProgram } from './part-program';

export type Call =
  | { readonly method: 'create'; readonly program: PartProgram }
  | { readonly method: 'begin'; readonly phase: PartPhase }
  | { readonly method: 'advance'; readonly firstStep: number; readonly steps: number; readonly recordAfter: readonly number[]; readonly firstRecord: number }
  | { readonly method: 'columns' | 'stateSum' | 'destroy' }
  | { readonly method: 'rowsOf'; readonly agents: readonly number[] }
  | { readonly method: 'agent'; readonly index: number }
  | { readonly method: 'accumulators'; readonly slots: readonly number[] }
  | { readonly method: 'save'; readonly first: number; readonly agents: number }
  | { readonly method: 'load'; readonly block: AgentBlock }
  | { readonly method: 'selfTest'; readonly cases: number };

export interface Request {
  readonly id: number;
  readonly part: number;
  readonly call: Call;
}

export type Reply = { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: string };

/** The worker's side: answers requests, one after another. */
export function partServer(): (request: Request) => Promise<Reply> {
  const parts = new Map<number, Part>();
  const answer = async (number: number, call: Call): Promise<unknown> => {
    if (call.method === 'create') return void parts.set(number, await Part.create(call.program));
    if (call.method === 'selfTest') return runSelfTestCases(call.cases);
    if (call.method === 'destroy') return void parts.delete(number);
    const part = parts.get(number)!;
    switch (call.method) {
      case 'begin': return part.begin(call.phase);
      case 'advance': return part.advance(call.firstStep, call.steps, call.recordAfter, call.firstRecord);
      case 'columns': return part.columns();
      case 'stateSum': return part.stateSum();
      case 'rowsOf': return part.rowsOf(call.agents);
      case 'agent': return part.agent(call.index);
      case 'accumulators': return part.accumulators(call.slots);
      case 'save': return part.save(call.first, call.agents);
      case 'load': return part.load(call.block);
    }
  };
  return async ({ id, part, call }) => {
    try {
      return { id, result: await answer(part, call) };
    } catch (reason) {
      return { id, error: reason instanceof Error ? reason.message : String(reason) };
    }
  };
}
