/** What a person can take back, and take back again: states before and after the present one, which its owner keeps. */
export class History<State> {
  private readonly past: State[] = [];
  private readonly future: State[] = [];
  private burst: string | null = null;

  /** @param most how many states before the present one are remembered; older ones are forgotten */
  constructor(private readonly most: number) {}

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /**
   * Remembers what is about to be replaced by something new.
   * @param burst changes of one burst that follow one another, such as those of an arrow key held down, are taken back at once
   */
  record(present: State, burst: string | null = null): void {
    this.future.length = 0;
    const goesOn = burst !== null && burst === this.burst;
    this.burst = burst;
    if (goesOn) return;
    this.past.push(present);
    if (this.past.length > this.most) this.past.shift();
  }

  /** The state before the present one, to be put in its place; null if there is none. */
  undo(present: State): State | null {
    return this.travel(this.past, this.future, present);
  }

  /** The inverse of `undo`. */
  redo(present: State): State | null {
    return this.travel(this.future, this.past, present);
  }

  private travel(from: State[], to: State[], present: State): State | null {
    const state = from.pop();
    if (state === undefined) return null;
    to.push(present);
    this.burst = null;
    return state;
  }
}
