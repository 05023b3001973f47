/** Whether two levels are the same but for the numbers of their states. */
import type { Level, Outcome } from './types';

/** Where two levels differ first. */
export interface Difference {
  /** of the first level; null where they start */
  readonly state: number | null;
  readonly action: number;
}

/**
 * Walks through both levels at once, from equally placed start states on.
 * @param second the second level; both have drawings, and no two outcomes of an action lead to one cell
 * @returns [states of the second level] the number of the same state in the first one; or where they differ
 */
export function sameLevels(first: Level, second: Level, actions: number): Int32Array | Difference {
  const tables = [outcomesOf(first, actions), outcomesOf(second, actions)] as const;
  const inFirst = new Int32Array(second.states).fill(-1);
  const inSecond = new Int32Array(first.states).fill(-1);
  const queue: [number, number][] = [];
  /** Takes a state of each for the same one; whether nothing speaks against it. */
  const pair = (a: number, b: number): boolean => {
    if (inSecond[a] === b && inFirst[b] === a) return true;
    if (inSecond[a] !== -1 || inFirst[b] !== -1 || first.draw!.cell[a] !== second.draw!.cell[b]) return false;
    inSecond[a] = b;
    inFirst[b] = a;
    queue.push([a, b]);
    return true;
  };
  const starts = (level: Level): Choice[] => level.start.map(([probability, next]) => ({ probability, next, text: '' }));
  if (!sameChoices(starts(first), starts(second), [first, second], pair)) return { state: null, action: 0 };
  for (const [a, b] of queue) {
    const [left, right] = [tables[0][a], tables[1][b]];
    if (!left && !right) continue;
    for (let action = 0; action < actions; action++) {
      if (!left || !right || !sameChoices(left[action]!, right[action]!, [first, second], pair)) return { state: a, action };
    }
  }
  // Numbers that are never reached stand for nothing.
  return inFirst;
}

/** One way in which an action can end; `text` says all but where it leads. */
interface Choice {
  readonly probability: number;
  readonly next: number;
  readonly text: string;
}

/** [action] */
type Table = readonly (readonly Choice[])[] | undefined;

function outcomesOf(level: Level, actions: number): readonly Table[] {
  const table: Choice[][][] = [];
  for (const [state, action, outcomes] of level.transitions) (table[state] ??= new Array<Choice[]>(actions))[action] = outcomes.map(choiceOf);
  return table;
}

const choiceOf = ([probability, next, events, terminated]: Outcome): Choice => ({ probability, next, text: JSON.stringify([events.toSorted(), terminated]) });

/** Rounding of 1 / n. */
const tolerance = 1e-12;

function sameChoices(left: readonly Choice[], right: readonly Choice[], levels: readonly [Level, Level], pair: (a: number, b: number) => boolean): boolean {
  if (left.length !== right.length) return false;
  const sorted = (choices: readonly Choice[], { draw }: Level): Choice[] => choices.toSorted((a, b) => draw!.cell[a.next]! - draw!.cell[b.next]!);
  const others = sorted(right, levels[1]);
  return sorted(left, levels[0]).every((choice, i) => {
    const other = others[i]!;
    return choice.text === other.text && Math.abs(choice.probability - other.probability) < tolerance && pair(choice.next, other.next);
  });
}
