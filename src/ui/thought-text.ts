/** Thoughts and what becomes of them, in words: what rows and actions are called, which thought is kept and why. */
import type { CandidateThought, Inspection } from '../engine/inspection';
import type { WorldShape } from './world-shape';

const arrows: Readonly<Record<string, string>> = {
  up: '↑', down: '↓', left: '←', right: '→', north: '↑', south: '↓', west: '←', east: '→', stay: '·', wait: '·',
};

/** What the rows, actions and event sets of a compiled world are called. */
export class Names {
  /**
   * @param letters of the actions
   * @param eventSets names of the events in every event set
   */
  constructor(
    private readonly shape: WorldShape,
    private readonly actions: readonly string[],
    private readonly letters: string,
    private readonly eventSets: readonly (readonly string[])[],
  ) {}

  /** `(3, 4)`, column and row from 0, or the cell of a corridor, or the state where there is no drawing. */
  place(row: number): string {
    const { drawn, width, height, cell, firstRow } = this.shape.level(this.shape.levelOf(row));
    const state = row - firstRow;
    if (!drawn) return `state ${state}`;
    const at = cell[state] ?? 0;
    return height === 1 ? `cell ${at}` : `(${at % width}, ${Math.floor(at / width)})`;
  }

  /** An arrow where the action is a direction, else its letter. */
  mark(action: number): string {
    return arrows[this.action(action).toLowerCase()] ?? [...this.letters][action] ?? String(action);
  }

  action(action: number): string {
    return this.actions[action] ?? '';
  }

  /** `↑ up`; a letter would say nothing more than the name. */
  markedAction(action: number): string {
    const name = this.action(action);
    const arrow = arrows[name.toLowerCase()];
    return arrow === undefined ? name : `${arrow} ${name}`;
  }

  events(set: number): readonly string[] {
    return this.eventSets[set] ?? [];
  }
}

export type Fate = 'kept' | 'discarded' | 'best so far' | 'vetoed';

/**
 * What has become of a candidate once so many have come to mind. Until all have, the best one so far may still lose.
 * @param shown how many have come to mind; more than c
 */
export function fateOf(candidates: readonly CandidateThought[], c: number, shown: number): Fate {
  const own = candidates[c]!;
  if (own.vetoed) return 'vetoed';
  if (shown >= candidates.length) return own.kept ? 'kept' : 'discarded';
  const best = candidates.slice(0, shown).reduce((most, { guess }) => Math.max(most, guess ?? -Infinity), -Infinity);
  return candidates.findIndex(({ guess }) => guess === best) === c ? 'best so far' : 'discarded';
}

/**
 * Why the thought was kept, in one sentence.
 * @param single whether there is one action only
 */
export function whyKept({ candidates }: Inspection, satisfices: boolean, single: boolean): string {
  const kept = candidates.find((candidate) => candidate.kept);
  if (candidates.length === 0) return single ? 'There is one action only, so no thoughts compete.' : 'The action is looked up in the agent’s table, without a thought.';
  if (!kept) return 'The oracle vetoed every candidate.';
  if (kept.guess === null) return 'Kept: there is no plan (depth 0), so no guess to judge it by.';
  const judged = candidates.filter(({ vetoed }) => !vetoed).length;
  if (satisfices && kept.guess > 0) return 'Kept: its guess is above 0, so no other thought is had.';
  if (judged === 1) return 'Kept: there is no other candidate.';
  return satisfices ? `Kept: none of ${judged} is above 0, and this one is the best.` : `Kept: the best of ${judged}.`;
}

/** What was done, and why if that is not what was planned. */
export function whatWasDone({ candidates, action }: Inspection, names: Names): string {
  const kept = candidates.find((candidate) => candidate.kept);
  const done = names.markedAction(action);
  if (kept && kept.action !== action) return `${done}, not ${names.markedAction(kept.action)}: the exploration floor replaced it.`;
  if (!kept && candidates.length > 0) return `${done}, of what the oracle allows.`;
  return done;
}

/** What happened on the way: `cheese`, `nothing happens`, `corner, cheese; the episode ends`. */
export function whatHappened(events: readonly string[], terminated: boolean): string {
  const happened = events.length === 0 ? 'nothing happens' : events.join(', ');
  return terminated ? `${happened}; the episode ends` : happened;
}

export const frameName = (reflective: boolean): string => (reflective ? 'self-reflective' : 'object-level');
