/**
 * The transitions of a level in flat tables. A level may have a million outcomes, which as nested arrays of the JSON form
 * are slow to make, to check and to keep.
 */
import { doubled } from './doubled';
import type { Level, Outcome } from './types';

export interface TransitionTable {
  /** [transitions] in the order of the JSON form */
  readonly state: Uint32Array;
  /** [transitions] */
  readonly action: Uint8Array;
  /** [transitions + 1] first outcome of every transition, then the number of outcomes */
  readonly first: Uint32Array;
  /** [outcomes] */
  readonly probability: Float64Array;
  /** [outcomes] */
  readonly next: Uint32Array;
  /** [outcomes] which of `lists` happens */
  readonly events: Uint32Array;
  /** [outcomes] 1 if terminated */
  readonly terminated: Uint8Array;
  /** distinct lists of names of events */
  readonly lists: readonly (readonly string[])[];
}

/** One name in a list of events after those of its ancestors. */
interface Name {
  readonly name: string;
  /** of the list that ends here; −1 if none does */
  number: number;
  first: Name | undefined;
  readonly sibling: Name | undefined;
}

/** Distinct lists of names of events, numbered in order of appearance. Names are looked for one by one: there are few. */
export class EventLists {
  readonly lists: (readonly string[])[] = [];
  private readonly root: Name = { name: '', number: -1, first: undefined, sibling: undefined };

  has(list: readonly unknown[]): boolean {
    let at: Name | undefined = this.root;
    for (let i = 0; at && i < list.length; i++) at = after(at, list[i]);
    return at !== undefined && at.number >= 0;
  }

  /** The number of a list; a new one gets the next. */
  numberOf(list: readonly string[]): number {
    let at = this.root;
    for (let i = 0; i < list.length; i++) at = after(at, list[i]) ?? (at.first = { name: list[i]!, number: -1, first: undefined, sibling: at.first });
    if (at.number < 0) at.number = this.lists.push([...list]) - 1;
    return at.number;
  }
}

function after({ first }: Name, name: unknown): Name | undefined {
  let found = first;
  while (found && found.name !== name) found = found.sibling;
  return found;
}

/** Writes the transitions of one level after the other. */
export class TransitionWriter {
  private readonly events = new EventLists();
  private transitions = 0;
  private outcomes = 0;
  private state = new Uint32Array(64);
  private action = new Uint8Array(64);
  private first = new Uint32Array(65);
  private probability = new Float64Array(64);
  private next = new Uint32Array(64);
  private list = new Uint32Array(64);
  private terminated = new Uint8Array(64);

  /** Begins a transition, whose outcomes follow. */
  transition(state: number, action: number): void {
    if (this.transitions === this.state.length) {
      this.state = doubled(this.state);
      this.action = doubled(this.action);
      this.first = doubled(this.first);
    }
    this.first[this.transitions] = this.outcomes;
    this.state[this.transitions] = state;
    this.action[this.transitions++] = action;
  }

  /** One more outcome of the last transition. */
  outcome(probability: number, next: number, events: readonly string[], terminated: boolean): void {
    const at = this.outcomes++;
    if (at === this.next.length) {
      this.probability = doubled(this.probability);
      this.next = doubled(this.next);
      this.list = doubled(this.list);
      this.terminated = doubled(this.terminated);
    }
    this.probability[at] = probability;
    this.next[at] = next;
    this.list[at] = this.events.numberOf(events);
    this.terminated[at] = terminated ? 1 : 0;
  }

  /** Whether this list of events happened before, in this level or an earlier one. */
  knows(events: readonly unknown[]): boolean {
    return this.events.has(events);
  }

  /** What has been written; the next level begins. */
  table(): TransitionTable {
    const { transitions, outcomes } = this;
    this.first[transitions] = outcomes;
    this.transitions = this.outcomes = 0;
    return {
      state: this.state.slice(0, transitions),
      action: this.action.slice(0, transitions),
      first: this.first.slice(0, transitions + 1),
      probability: this.probability.slice(0, outcomes),
      next: this.next.slice(0, outcomes),
      events: this.list.slice(0, outcomes),
      terminated: this.terminated.slice(0, outcomes),
      lists: this.events.lists,
    };
  }
}

/** One transition in the JSON form. */
export const transitionOf = ({ state, action, first, probability, next, events, terminated, lists }: TransitionTable, i: number): Level['transitions'][number] => [
  state[i]!,
  action[i]!,
  Array.from({ length: first[i + 1]! - first[i]! }, (_, j): Outcome => {
    const at = first[i]! + j;
    return [probability[at]!, next[at]!, lists[events[at]!]!, terminated[at] === 1];
  }),
];

/** All transitions in the JSON form. */
export const transitionsOf = (table: TransitionTable): Level['transitions'] => Array.from(table.state, (_, i) => transitionOf(table, i));
