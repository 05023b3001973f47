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

/** Of each channel of a point without a colour of its own. */
const unknown = 128;

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
  const { width, height } = image;
  const blend = blender(image);
  const stamps = shapes.map((shape) => stamp(shape, radius));
  const reach = Math.ceil(radius);
  const [perX, perY] = [width / (view[1] - view[0]), height / (view[3] - view[2])];
  const perShade = 255 / Math.max(high - low, 1e-20);
  const [strong, weak] = [Math.round(opacity * 255), Math.max(1, Math.round(faint * 255))];
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]!;
    const y = ys[i]!;
    const c = colours[i]!;
    const left = Math.floor((x - view[0]) * perX);
    const top = Math.floor((view[3] - y) * perY);
    // NaN is nowhere.
    if (!(left >= -reach && left < width + reach && top >= -reach && top < height + reach)) continue;
    const shade = Math.round(Math.min(255, Math.max(0, (c - low) * perShade))) * 4;
    const known = !Number.isNaN(c);
    const red = known ? ramp[shade]! : unknown;
    const green = known ? ramp[shade + 1]! : unknown;
    const blue = known ? ramp[shade + 2]! : unknown;
    const alpha = brush === null || (x >= brush[0] && x <= brush[1] && y >= brush[2] && y <= brush[3]) ? strong : weak;
    const steps = stamps[c >= 0 && c + 0.5 < marks ? Math.floor(c + 0.5) % shapes.length : 0]!;
    const whole = left >= reach && left < width - reach && top >= reach && top < height - reach;
    for (let s = 0; s < steps.length; s += 2) {
      const px = left + steps[s]!;
      const py = top + steps[s + 1]!;
      if (whole || (px >= 0 && px < width && py >= 0 && py < height)) blend((py * width + px) * 4, red, green, blue, alpha);
    }
  }
}

/** Lays a colour over a pixel whose opacity counts, in whole numbers: most pixels of a large population are laid over often. */
function blender({ data }: ImageData): (at: number, red: number, green: number, blue: number, alpha: number) => void {
  return (at, red, green, blue, alpha) => {
    const under = data[at + 3]!;
    if (under === 0) {
      data[at] = red;
      data[at + 1] = green;
      data[at + 2] = blue;
      data[at + 3] = alpha;
      return;
    }
    const over = alpha + Math.round((under * (255 - alpha)) / 255);
    // The new colour's share of what is seen, in 256ths.
    const share = ((alpha << 8) / over) | 0;
    data[at] = data[at]! + (((red - data[at]!) * share) >> 8);
    data[at + 1] = data[at + 1]! + (((green - data[at + 1]!) * share) >> 8);
    data[at + 2] = data[at + 2]! + (((blue - data[at + 2]!) * share) >> 8);
    data[at + 3] = over;
  };
}
