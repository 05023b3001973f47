/** The population's picture without a GPU: each point at its place, in its colour, none beyond the edge. */
import { describe, expect, it } from 'vitest';
import { drawPoints, type Raster } from '../../src/ui/views/point-raster';

const size = 40;
const ramp = Uint8Array.from(Array.from({ length: 256 }, (_, i) => [i, 255 - i, 0, 255]).flat());
const look = { view: [0, 1, 0, 1], radius: 3, opacity: 1, faint: 0.2, brush: null, range: [0, 1], ramp, marks: 0 } as const;

function draw(points: readonly (readonly [x: number, y: number, c: number])[], changes: Partial<Raster> = {}) {
  const data = new Uint8ClampedArray(size * size * 4);
  const column = (place: 0 | 1 | 2): Float32Array => Float32Array.from(points, (point) => point[place]);
  drawPoints({ width: size, height: size, data } as unknown as ImageData, { ...look, columns: [column(0), column(1), column(2)], ...changes });
  const at = (x: number, y: number): readonly number[] => [...data.subarray((y * size + x) * 4, (y * size + x) * 4 + 4)];
  return { at, covered: data.filter((opacity, i) => i % 4 === 3 && opacity > 0).length };
}

describe('points', () => {
  it('stand where their numbers say, in the colour of their third', () => {
    const { at } = draw([[0.25, 0.75, 0], [0.75, 0.25, 1]]);
    expect(at(10, 10)).toEqual([0, 255, 0, 255]);
    expect(at(30, 30)).toEqual([255, 0, 0, 255]);
    expect(at(30, 10)).toEqual([0, 0, 0, 0]);
  });

  it('are grey without a third number, and nowhere without a place', () => {
    expect(draw([[0.5, 0.5, NaN]]).at(20, 20)).toEqual([128, 128, 128, 255]);
    expect(draw([[NaN, 0.5, 0], [0.5, NaN, 0]]).covered).toBe(0);
  });

  it('end at the edge of the picture, and are not drawn beyond', () => {
    const whole = draw([[0.5, 0.5, 0]]).covered;
    expect(draw([[0, 0, 0]]).covered).toBeLessThan(whole);
    expect(draw([[0, 0, 0]]).covered).toBeGreaterThan(0);
    expect(draw([[-2, 0.5, 0], [3, 0.5, 0], [0.5, 1e30, 0]]).covered).toBe(0);
  });

  it('grow darker where they lie upon each other, up to what is opaque', () => {
    const of = (count: number): number => draw(Array.from({ length: count }, () => [0.5, 0.5, 0.5] as const), { opacity: 0.25 }).at(20, 20)[3]!;
    expect([of(1), of(2)]).toEqual([64, 112]);
    expect(of(3)).toBeGreaterThan(of(2));
    expect(of(200)).toBeLessThanOrEqual(255);
    expect(of(200)).toBeGreaterThan(250);
  });

  it('are faint outside of the brush', () => {
    const { at } = draw([[0.25, 0.5, 0], [0.75, 0.5, 0]], { brush: [0, 0.5, 0, 1] });
    expect([at(10, 20)[3], at(30, 20)[3]]).toEqual([255, 51]);
  });

  it('have a mark for each category, and are round beyond', () => {
    const covered = [0, 1, 2, 3, 4, 5].map((category) => draw([[0.5, 0.5, category]], { marks: 5, range: [0, 5], radius: 8 }).covered);
    expect(new Set(covered.slice(0, 5)).size).toBe(5);
    expect(covered[5]).toBe(covered[0]);
  });
});
