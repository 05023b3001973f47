/** A position in time that can be played. Knows nothing of what is shown there. */

/** Milliseconds between two pictures, and the longest that a whole recording may take. */
const frame = 33;
const longest = 5000;
/** Of one step, where there are few. */
const unhurried = 170;

/** How a recording of so many steps is played: milliseconds between pictures, and steps from one to the next. */
export function paceOf(length: number): { readonly milliseconds: number; readonly steps: number } {
  const each = Math.min(unhurried, longest / Math.max(1, length));
  return each >= frame ? { milliseconds: each, steps: 1 } : { milliseconds: frame, steps: Math.ceil(frame / each) };
}

export class Playback {
  /** in steps, from 0 to `length` */
  time = 0;
  length = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param changed called after every change of time, or of whether it plays
   * @param ended called once playing has come to the end
   */
  constructor(private readonly changed: () => void, private readonly ended: () => void) {}

  get playing(): boolean {
    return this.timer !== undefined;
  }

  /** Takes another recording, at its beginning and playing, or resting at its end. */
  load(length: number, play: boolean): void {
    this.stop();
    this.length = length;
    this.time = play ? 0 : length;
    if (play) this.go();
    this.changed();
  }

  /** Plays from where it is, or from the beginning once it has ended; or stops. */
  toggle(): void {
    if (this.playing) this.stop();
    else {
      if (this.time >= this.length) this.time = 0;
      this.go();
    }
    this.changed();
  }

  /** Moves to a time and rests there. */
  seek(time: number): void {
    this.stop();
    this.time = Math.max(0, Math.min(this.length, time));
    this.changed();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private go(): void {
    const { milliseconds, steps } = paceOf(this.length);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.time = Math.min(this.length, this.time + steps);
      const over = this.time >= this.length;
      if (!over) this.go();
      this.changed();
      if (over) this.ended();
    }, milliseconds);
  }
}
