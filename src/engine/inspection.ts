/** One step of one agent, taken apart: what a view shows of thoughts and their valence. */
import { floatOf } from '../numerics/float32';

/** An imagined step of a plan. */
export interface ImaginedStep {
  readonly action: number;
  /** row that it leads to */
  readonly row: number;
  readonly terminated: boolean;
  readonly events: number;
  /** the immediate valence ρ of arriving there; what judges plans decides what stands here */
  readonly felt: number;
}

export interface CandidateThought {
  /** the action that it begins with */
  readonly action: number;
  /** whether the oracle in the loop forbade it */
  readonly vetoed: boolean;
  /** valence guess g, or null where plans have no depth */
  readonly guess: number | null;
  readonly plan: readonly ImaginedStep[];
  readonly kept: boolean;
}

export interface Inspection {
  /** absolute step */
  readonly step: number;
  /** where the agent was, and in which frame it thought */
  readonly row: number;
  readonly reflective: boolean;
  /** whether an episode began with this step */
  readonly started: boolean;
  /** v of that thought */
  readonly value: number;
  readonly candidates: readonly CandidateThought[];
  /** what was done in the end: the floor may have replaced it */
  readonly action: number;
  readonly nextRow: number;
  readonly nextReflective: boolean;
  readonly terminated: boolean;
  /** event set */
  readonly events: number;
  /** r_t: what events paid, and thoughts */
  readonly reward: number;
  /** of the arrival: what the critic guessed, whether the brainstem overrode it, the actual valence; null where nothing was learned */
  readonly learning: { readonly guess: number; readonly overridden: boolean; readonly actual: number; readonly delta: number } | null;
}

const header = [
  'INSPECTION_CANDIDATES', 'INSPECTION_KEPT', 'INSPECTION_STARTED', 'INSPECTION_THOUGHT', 'INSPECTION_VALUE', 'INSPECTION_ACTION', 'INSPECTION_NEXT',
  'INSPECTION_TERMINATED', 'INSPECTION_EVENTS', 'INSPECTION_REWARD', 'INSPECTION_LEARNED', 'INSPECTION_GUESS', 'INSPECTION_OVERRIDDEN', 'INSPECTION_ACTUAL', 'INSPECTION_DELTA',
] as const;

/** Words before a candidate's plan (first action, vetoed, guess, length), words of an imagined step, the deepest plan. */
const planWords = 4;
const imaginedWords = 4;
const deepest = 16;
const mostCandidates = 64;
const candidateWords = planWords + deepest * imaginedWords;

/** Places of the record, by the names that the AssemblyScript reads. */
export const inspectionLayout: Readonly<Record<string, number>> = {
  ...Object.fromEntries(header.map((name, i) => [name, i])),
  INSPECTION_WORDS: header.length, PLAN_WORDS: planWords, IMAGINED_WORDS: imaginedWords, CANDIDATE_WORDS: candidateWords,
};
export const inspectionBytes = 4 * (header.length + mostCandidates * candidateWords);

const terminatedBit = 0x80000000;
const none = 0xffffffff;

/**
 * Reads a record.
 * @param words of the record
 * @param rows of the world: places count thoughts
 */
export function readInspection(words: Uint32Array, step: number, rows: number): Inspection {
  const word = (name: (typeof header)[number]): number => words[inspectionLayout[name]!]!;
  const number = (name: (typeof header)[number]): number => floatOf(word(name));
  const candidate = (c: number): CandidateThought => {
    const base = header.length + c * candidateWords;
    const length = words[base + 3]!;
    const plan = Array.from({ length }, (_, k): ImaginedStep => {
      const at = base + planWords + k * imaginedWords;
      const next = words[at + 1]!;
      return { action: words[at]!, row: (next & ~terminatedBit) >>> 0, terminated: next >= terminatedBit, events: words[at + 2]!, felt: floatOf(words[at + 3]!) };
    });
    return { action: words[base]!, vetoed: words[base + 1] === 1, guess: length > 0 ? floatOf(words[base + 2]!) : null, plan, kept: word('INSPECTION_KEPT') === c };
  };
  const thought = word('INSPECTION_THOUGHT');
  const next = word('INSPECTION_NEXT');
  return {
    step,
    row: thought % rows,
    reflective: thought >= rows,
    started: word('INSPECTION_STARTED') === 1,
    value: number('INSPECTION_VALUE'),
    candidates: word('INSPECTION_CANDIDATES') === none ? [] : Array.from({ length: word('INSPECTION_CANDIDATES') }, (_, c) => candidate(c)),
    action: word('INSPECTION_ACTION'),
    nextRow: next % rows,
    nextReflective: next >= rows,
    terminated: word('INSPECTION_TERMINATED') === 1,
    events: word('INSPECTION_EVENTS'),
    reward: number('INSPECTION_REWARD'),
    learning: word('INSPECTION_LEARNED') === 1
      ? { guess: number('INSPECTION_GUESS'), overridden: word('INSPECTION_OVERRIDDEN') === 1, actual: number('INSPECTION_ACTUAL'), delta: number('INSPECTION_DELTA') }
      : null,
  };
}
