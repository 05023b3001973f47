/** What a painter needs to know to draw a population as points. */

/** A quotient of the phase's totals, by the slots of accumulators. */
export interface LiveColumn {
  readonly numerator: number;
  /** whether the numerator is a binary32 number; else it is a count */
  readonly float: boolean;
  /** slots of counts whose sum is divided by; none where the numerator is the value itself */
  readonly denominators: readonly number[];
}

/** Where the numbers of an axis come from: what agents have accumulated, or numbers that are given, one per agent. */
export type PaintedColumn = LiveColumn | Float32Array;

export interface Painting {
  /** place from left to right, from bottom to top, and colour; NaN where an agent has no such number */
  readonly columns: readonly [x: PaintedColumn, y: PaintedColumn, colour: PaintedColumn];
  /** what the picture shows: left, right, bottom, top */
  readonly view: readonly [number, number, number, number];
  /** of a point, in pixels */
  readonly radius: number;
  readonly opacity: number;
  /** opacity of points outside the brush */
  readonly faint: number;
  /** points outside of left, right, bottom, top are faint; null: none */
  readonly brush: readonly [number, number, number, number] | null;
  /** the ends of the ramp of colours */
  readonly range: readonly [low: number, high: number];
  /** [256][4] colours, 0 to 255 */
  readonly ramp: Uint8Array;
  /** of so many categories, each has a mark of its own; other points are round */
  readonly marks: number;
}

/** Something to draw on. */
export interface PaintTarget {
  readonly format: GPUTextureFormat;
  /** the texture to draw on now */
  texture(device: GPUDevice): GPUTexture;
}

export interface Painter {
  /** Draws the population as it is now. */
  paint(painting: Painting): void;
  destroy(): void;
}
