/** Points on a canvas without a GPU: the same picture as shaders/views/population.wgsl, pixel by pixel, without smooth edges. */
import type { Region, View } from '../camera';

export interface Raster {
  readonly columns: readonly [x: Float32Array, y: Float32Array, colour: Float32Array];
  readonly view: View;
  readonly radius: number;
  readonly opacity: number;
  readonly faint: number;
  readonly brush: Region | null;
  readonly range: readonly [low: number, high: number];
  /** [256][4] */
  readonly ramp: Uint8Array;
  readonly marks: number;
}

type Inside = (x: number, y: number) => boolean;

/** Marks over a square from −1 to 1, in the order of the palette: circle, square, triangle, diamond, cross. */
const shapes: readonly Inside[] = [
  (x, y) => x * x + y * y <= 0.81,
  (x, y) => Math.max(Math.abs(x), Math.abs(y)) <= 0.8,
  (x, y) => Math.max(Math.abs(x) * 0.87 - y * 0.5, y) <= 0.5,
  (x, y) => Math.abs(x) + Math.abs(y) <= 1,
  (x, y) => Math.min(Math.max(Math.abs(x) - 0.95, Math.abs(y) - 0.3), Math.max(Math.abs(y) - 0.95, Math.abs(x) - 0.3)) <= 0,
];

/** Pixels of a mark, as steps from its centre: pairs of across and down. */
function stamp(shape: Inside, radius: number): Int32Array {
  const reach = Math.ceil(radius);
  const steps: number[] = [];
  for (let dy = -reach; dy <= reach; dy++) for (let dx = -reach; dx <= reach; dx++) if (shape(dx / radius, dy / radius)) steps.push(dx, dy);
  return Int32Array.from(steps.length > 0 ? steps : [0, 0]);
}

/** Draws points over what an image holds. */
export function drawPoints(image: ImageData, { columns: [xs, ys, colours], view, radius, opacity, faint, brush, range: [low, high], ramp, marks }: Raster): void {
  const { data, width, height } = image;
  const stamps = shapes.map((shape) => stamp(shape, radius));
  const [perX, perY] = [width / (view[1] - view[0]), height / (view[3] - view[2])];
  const span = Math.max(high - low, 1e-20);
  for (let i = 0; i < xs.length; i++) {
    const [x, y, c] = [xs[i]!, ys[i]!, colours[i]!];
    const left = Math.round((x - view[0]) * perX - 0.5);
    const top = Math.round((view[3] - y) * perY - 0.5);
    // NaN is nowhere.
    if (!(left >= -radius && left < width + radius && top >= -radius && top < height + radius)) continue;
    const share = Math.min(1, Math.max(0, (c - low) / span));
    const known = !Number.isNaN(c);
    const shade = known ? Math.round(share * 255) * 4 : -1;
    const alpha = brush === null || (x >= brush[0] && x <= brush[1] && y >= brush[2] && y <= brush[3]) ? opacity : faint;
    const steps = stamps[c >= 0 && c + 0.5 < marks ? Math.floor(c + 0.5) % shapes.length : 0]!;
    for (let s = 0; s < steps.length; s += 2) {
      const [px, py] = [left + steps[s]!, top + steps[s + 1]!];
      if (px < 0 || px >= width || py < 0 || py >= height) continue;
      const at = (py * width + px) * 4;
      const under = (data[at + 3]! / 255) * (1 - alpha);
      const over = alpha + under;
      for (let channel = 0; channel < 3; channel++) data[at + channel] = ((shade < 0 ? 128 : ramp[shade + channel]!) * alpha + data[at + channel]! * under) / over;
      data[at + 3] = over * 255;
    }
  }
}
