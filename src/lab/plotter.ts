/** Keeps the picture of a population up to date, for the worker: drawn in place on a GPU, else as numbers for the page. */
import type { Painter, PaintedColumn, PaintTarget } from '../engine/painting';
import type { FromWorker } from './messages';
import { PlotColumns, sameAxis, type Plot } from './plot';
import type { Session } from './session';

/** How often the page hears of numbers while a population runs, in milliseconds: every agent's are copied for it. */
const interval = { drawn: 1000, painted: 250 } as const;
/** The copies may take this share of the time. */
const mostShare = 0.05;
const mostGiven = 6;

/** A canvas of the page, whatever device draws on it. */
class CanvasTarget implements PaintTarget {
  readonly format = navigator.gpu.getPreferredCanvasFormat();
  private readonly context: GPUCanvasContext;
  private device: GPUDevice | null = null;

  constructor(private readonly canvas: OffscreenCanvas) {
    this.context = canvas.getContext('webgpu') as unknown as GPUCanvasContext;
  }

  resize([width, height]: Plot['size']): void {
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
  }

  texture(device: GPUDevice): GPUTexture {
    if (this.device !== device) this.context.configure({ device, format: this.format, alphaMode: 'premultiplied' });
    this.device = device;
    return this.context.getCurrentTexture();
  }
}

export class Plotter {
  private plot: Plot | null = null;
  private target: CanvasTarget | null = null;
  private source: { readonly session: Session; readonly columns: PlotColumns; readonly painter: Painter | null } | null = null;
  private toldAt = 0;
  private pause: number = interval.painted;
  /** whether the page does not know the numbers as they are now */
  private stale = true;
  /** what the page has given, by name, the last ones */
  private readonly given = new Map<string, Float32Array>();

  constructor(private readonly post: (message: FromWorker) => void) {}

  /** @param canvas to draw on where there is a GPU; null: none */
  show(canvas: OffscreenCanvas | null): void {
    this.forget();
    this.target = canvas && new CanvasTarget(canvas);
  }

  /** @param plot null: nobody looks */
  set(plot: Plot | null): void {
    const { plot: before } = this;
    this.plot = plot;
    if (plot?.axes.every((axis, a) => before && sameAxis(axis, before.axes[a]!))) return;
    this.stale = true;
    this.toldAt = 0;
  }

  /** Takes a number of every agent that no session knows. */
  give(name: string, values: Float32Array): void {
    this.given.delete(name);
    this.given.set(name, values);
    if (this.given.size > mostGiven) this.given.delete(this.given.keys().next().value!);
  }

  /** To be told when agents have moved. */
  changed(): void {
    this.stale = true;
  }

  /** Draws a session as it is now. @param rests whether the page should have the numbers however short ago it had others */
  async draw(session: Session, rests: boolean): Promise<void> {
    const { plot } = this;
    if (!plot) return;
    const { columns, painter } = await this.sourceOf(session);
    if (painter && this.target) {
      const painted = plot.axes.map((axis) => columns.painted(axis));
      this.target.resize(plot.size);
      const { axes: _, size: __, ...rest } = plot;
      if (painted.every((column) => column !== null)) painter.paint({ ...rest, columns: painted as unknown as readonly [PaintedColumn, PaintedColumn, PaintedColumn] });
    }
    const began = performance.now();
    if (!this.stale || (!rests && began - this.toldAt < this.pause)) return;
    this.stale = false;
    // What the page has given it knows.
    const values = await Promise.all(plot.axes.map((axis) => ('given' in axis ? null : columns.values(axis))));
    this.post({ type: 'plotted', axes: plot.axes.map((axis) => ('given' in axis ? null : axis)), columns: values, phase: session.progress.phase, painted: painter !== null });
    this.toldAt = performance.now();
    this.pause = Math.max(painter ? interval.drawn : interval.painted, (this.toldAt - began) / mostShare);
  }

  /** To be told before a session is destroyed. */
  forget(): void {
    this.source?.painter?.destroy();
    this.source = null;
    this.stale = true;
  }

  private async sourceOf(session: Session) {
    if (this.source?.session !== session) {
      this.forget();
      const painter = this.target ? await session.population.painter(this.target) : null;
      this.source = { session, columns: new PlotColumns(session, this.given), painter };
    }
    return this.source!;
  }
}
