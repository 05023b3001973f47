/** An experiment step by step, and where two ways of computing it part: the first step, agent and quantity. */
import type { Engine } from '../../../src/engine/engine';
import { specialise, type ProgramShape } from '../../../src/engine/specialise';
import { wordLayout } from '../../../src/engine/words';
import { parseExperiment } from '../../../src/experiment/parse';
import { shapeOf } from '../../../src/lab/program';
import { Session } from '../../../src/lab/session';

export interface TraceCase {
  readonly experiment: unknown;
  /** absolute steps after which the words of all agents are wanted; without it, the sums of the state after every step */
  readonly wordsAfter?: number;
  /** a fault of the device, by name; default none */
  readonly fault?: string;
}

export interface Trace {
  /** [step] four sums over all words of all agents */
  readonly sums: readonly string[];
  /** [agent][word] */
  readonly words: readonly (readonly number[])[];
}

/** @param change what happens to a session after a step, for tests */
export async function traceOf(engine: Engine, { experiment, wordsAfter }: TraceCase, change?: (session: Session, step: number) => Promise<void>): Promise<Trace> {
  const session = await Session.open(parseExperiment(experiment), engine, true);
  const sums: string[] = [];
  const { agents } = session.shape;
  try {
    while (!session.finished && session.progress.step < (wordsAfter ?? Infinity)) {
      await session.advance(1);
      await change?.(session, session.progress.step);
      if (wordsAfter === undefined) sums.push((await session.population.stateSum()).join(' '));
    }
    const words: number[][] = [];
    for (let i = 0; i < (wordsAfter === undefined ? 0 : agents); i++) words.push([...(await session.population.agent(i)).words]);
    return { sums, words };
  } finally {
    session.destroy();
  }
}

export type Tracer = (traceCase: TraceCase) => Promise<Trace>;

export interface Parting {
  /** steps made when they first differ */
  readonly step: number;
  readonly agent: number;
  readonly quantity: string;
  /** the word of each, as bits */
  readonly bits: readonly [string, string];
}

/** Where two ways of computing an experiment first differ; null if they do not. */
export async function partingOf(experiment: unknown, one: Tracer, other: Tracer): Promise<Parting | null> {
  const [a, b] = await Promise.all([one, other].map(async (trace) => (await trace({ experiment })).sums));
  const index = a!.findIndex((sums, i) => sums !== b![i]);
  if (index < 0) return null;
  const step = index + 1;
  const [first, second] = await Promise.all([one, other].map(async (trace) => (await trace({ experiment, wordsAfter: step })).words));
  for (const [agent, words] of first!.entries()) {
    const word = words.findIndex((bits, w) => bits !== second![agent]![w]);
    if (word >= 0) return { step, agent, quantity: quantityOf(shapeOf(parseExperiment(experiment)), word), bits: [words[word]!, second![agent]![word]!].map((bits) => `0x${bits.toString(16).padStart(8, '0')}`) as unknown as Parting['bits'] };
  }
  throw new Error(`sums differ after step ${step}, and no word does`);
}

export const partingText = ({ step, agent, quantity, bits }: Parting): string => `first differs after step ${step}, in agent ${agent}: ${quantity} is ${bits[0]}, there ${bits[1]}`;

/** What a logical word is: `row`, `W1[feature 3][unit 5]`, `trace of w[feature 2]`, `MODEL + 7`. */
export function quantityOf(shape: ProgramShape, word: number): string {
  const counters = ['row', 'steps of the episode', 'step of divergence', 'episodes', 'steps'];
  if (word < wordLayout.COUNTERS) return counters[word]!;
  const { network, thoughts, extras } = specialise(shape);
  const { hidden, traces, actorTraces, frames, plan } = shape.structure;
  const [D, H, A] = [thoughts.count, hidden, shape.tables.actions > 1 ? shape.tables.actions : 0];
  type Part = readonly [name: string, axes: readonly (readonly [axis: string, length: number])[]];
  const critic: Part[] = H > 0 ? [['W1', [['feature', D], ['unit', H]]], ['b1', [['unit', H]]], ['w2', [['unit', H]]], ['b2', []]] : [['w', [['feature', D]]]];
  const actor: Part[] = A === 0 ? [] : H > 0 ? [['W3', [['action', A], ['unit', H]]], ['b3', [['action', A]]]] : [['W3', [['feature', D], ['action', A]]]];
  const felt: Part[] = plan?.value !== 'critic' ? [] : H > 0 ? [['wρ', [['unit', H]]], ['bρ', []]] : [['wρ', [['feature', D]]]];
  const traced = ([name, axes]: Part): Part => [`trace of ${name}`, axes];
  const parts = [...critic, ...actor, ...felt, ...(frames ? [['m', [['feature', D]]] as Part] : []), ...(traces ? critic.map(traced) : []), ...(actorTraces ? actor.map(traced) : [])];
  let rest = word - wordLayout.COUNTERS;
  for (const [name, axes] of parts) {
    const length = axes.reduce((product, [, own]) => product * own, 1);
    if (rest < length) {
      const places: string[] = [];
      for (const [axis, own] of axes.toReversed()) {
        places.unshift(`[${axis} ${rest % own}]`);
        rest = Math.floor(rest / own);
      }
      return name + places.join('');
    }
    rest -= length;
  }
  const at = extras.EXTRA + word - wordLayout.COUNTERS - network.values;
  const { EXTRA: _extra, EXTRA_WORDS: _count, RING_TRANSITIONS: _ring, WORDS: _words, ...places } = extras;
  // Of places that coincide, all but the last are empty.
  const [name, start] = Object.entries(places).reduce((found, entry) => (entry[1] <= at && entry[1] >= found[1] ? entry : found));
  return `${name} + ${at - start}`;
}
