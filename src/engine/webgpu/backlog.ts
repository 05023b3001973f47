/**
 * What a device has yet to do: a slice is always queued behind the dispatch that runs, in one piece or several, from call to
 * call. Records cut slices short, and some hosts hear of what is finished no sooner than every 11 ms.
 */
import type { Slicer } from './slicer';

export class Backlog {
  private readonly underWay: { readonly share: number; readonly finished: Promise<void> }[] = [];
  private idleSince = performance.now();

  constructor(private readonly device: GPUDevice, private readonly slicer: Slicer) {}

  /** Notes a dispatch that has just been queued, and waits until there is room for the next one. */
  async add(tiles: number, steps: number, whole: boolean): Promise<void> {
    const queued = performance.now();
    const finished = this.device.queue.onSubmittedWorkDone().then(() => {
      const now = performance.now();
      this.slicer.measured(tiles, steps, now - Math.max(queued, this.idleSince), whole);
      this.idleSince = now;
    });
    this.underWay.push({ share: this.slicer.share(steps), finished });
    while (this.underWay.length > 1 && this.underWay.reduce((sum, { share }) => sum + share, 0) > 1) await this.underWay.shift()!.finished;
  }
}
