/** The pictures of the catalogue: the last level of each world, built one by one while the page has nothing better to do. */
import { lastLevelOf } from '../experiment/last-level';
import { goalsOf } from './palette';
import { WorldShape, type LevelShape } from './world-shape';

export interface Picture {
  readonly level: LevelShape;
  readonly goals: readonly string[];
}

/** Where there is no `requestIdleCallback`: milliseconds between two pictures. */
const pause = 30;

const painted = new Map<string, Picture>();

export const pictureOf = (id: string): Picture | undefined => painted.get(id);

/** Paints what is asked for, one picture at a time. */
export class Painter {
  private readonly wanted = new Set<string>();
  private busy = false;

  /** @param done called after every picture */
  constructor(private readonly done: () => void) {}

  ask(id: string): void {
    if (painted.has(id)) return;
    this.wanted.add(id);
    this.go();
  }

  /** For a picture that is no longer in view. */
  withdraw(id: string): void {
    this.wanted.delete(id);
  }

  private go(): void {
    if (this.busy || this.wanted.size === 0) return;
    this.busy = true;
    const paint = (): void => {
      this.busy = false;
      const [id] = this.wanted;
      if (id === undefined) return;
      this.wanted.delete(id);
      const world = lastLevelOf(id);
      painted.set(id, { level: new WorldShape(world).level(0), goals: goalsOf(world) });
      this.done();
      this.go();
    };
    if ('requestIdleCallback' in globalThis) requestIdleCallback(paint);
    else setTimeout(paint, pause);
  }
}
