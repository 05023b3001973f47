/**
 * How much one dispatch does: many steps of few tiles rather than few steps of many, since every dispatch loads and
 * stores the agents' registers. Adapts to what the device turns out to need; results never depend on it.
 */
const leastSteps = 64;
const mostSteps = 1024;

export class Slicer {
  private readonly fixed: number | undefined;
  private readonly wanted: number;
  private sliceSteps = leastSteps;
  private sliceTiles = 16;
  /** what the last dispatch took */
  milliseconds: number | null = null;

  /** @param most steps that one dispatch may make at all */
  constructor(options: { readonly sliceSteps?: number; readonly dispatchMilliseconds: number }, private readonly most: number) {
    this.fixed = options.sliceSteps;
    this.wanted = options.dispatchMilliseconds;
  }

  /** Steps of the next slice, of those that remain. */
  steps(remaining: number): number {
    return Math.min(remaining, this.most, this.fixed ?? this.sliceSteps);
  }

  /** Tiles of the next dispatch, of those that remain. */
  tiles(remaining: number): number {
    return Math.min(remaining, this.sliceTiles);
  }

  /** What part of a slice that nothing cuts short so many steps are. */
  share(steps: number): number {
    return steps / this.steps(Infinity);
  }

  /** What a dispatch took; `whole` if it covered all tiles of its cohort. */
  measured(tiles: number, steps: number, milliseconds: number, whole: boolean): void {
    this.milliseconds = milliseconds;
    const room = (this.wanted / Math.max(milliseconds, 0.05)) * this.share(steps);
    if (room < 0.7 && this.sliceSteps > leastSteps && this.fixed === undefined) this.sliceSteps = Math.max(leastSteps, Math.floor(this.sliceSteps / 2));
    else if (room < 0.7) this.sliceTiles = Math.max(1, Math.floor(tiles / 2));
    else if (room > 2 && !whole) this.sliceTiles = Math.max(this.sliceTiles, tiles * 2);
    else if (room > 2 && this.fixed === undefined) this.sliceSteps = Math.min(mostSteps, this.sliceSteps * 2);
  }
}
