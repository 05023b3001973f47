import { describe, expect, it } from 'vitest';
import { fit, inside, nearest, pan, placeAt, shareOf, zoom, type View } from '../../src/ui/camera';

const x = [0, 1, 2, NaN, 4];
const y = [10, 20, NaN, 30, 40];

describe('the view of a population', () => {
  it('shows all points, with room around them', () => {
    const [left, right, bottom, top] = fit(x, y);
    expect(left).toBeLessThan(0);
    expect(right).toBeGreaterThan(4);
    expect(bottom).toBeLessThan(10);
    expect(top).toBeGreaterThan(40);
  });

  it.each([[[]], [[NaN]], [[3, 3, 3]], [[0]], [[1e6, 1e6]]])('has an extent for %j', (values) => {
    const [left, right] = fit(values, values);
    expect(right - left).toBeGreaterThan(0);
  });

  const view: View = [-2, 6, 100, 300];

  it('keeps the place under the pointer where it is while it zooms', () => {
    for (const at of [[0, 0], [0.5, 0.25], [1, 1]] as const) {
      const zoomed = zoom(view, 0.5, at, view);
      const [px, py] = placeAt(view, at[0], at[1]);
      const [across, up] = shareOf(zoomed, px, py);
      expect(across).toBeCloseTo(at[0], 12);
      expect(up).toBeCloseTo(at[1], 12);
    }
  });

  it('zooms no further than points can be told apart, and no wider than they can be found', () => {
    let [near, far] = [view, view];
    for (let i = 0; i < 200; i++) [near, far] = [zoom(near, 0.5, [0.5, 0.5], view), zoom(far, 2, [0.5, 0.5], view)];
    expect(near[1] - near[0]).toBeCloseTo(8e-4, 8);
    expect(far[1] - far[0]).toBeCloseTo(160, 6);
  });

  it('pans there and back', () => {
    pan(pan(view, 0.3, -0.2), -0.3, 0.2).forEach((end, i) => expect(end).toBeCloseTo(view[i]!, 9));
  });
});

describe('points', () => {
  const view: View = [0, 4, 10, 50];

  it('are found inside a region; what is nowhere is in none', () => {
    expect(inside(x, y, [0, 4, 10, 40])).toEqual([0, 1, 4]);
    expect(inside(x, y, [0.5, 4, 10, 40])).toEqual([1, 4]);
    expect(inside(x, y, [5, 9, 0, 99])).toEqual([]);
  });

  it('are picked by the distance on the picture', () => {
    expect(nearest(x, y, view, shareOf(view, 1, 20), [400, 400], 5)).toBe(1);
    expect(nearest(x, y, view, shareOf(view, 1.04, 20), [400, 400], 5)).toBe(1);
    expect(nearest(x, y, view, shareOf(view, 1.1, 20), [400, 400], 5)).toBeNull();
    expect(nearest([], [], view, [0.5, 0.5], [400, 400], 1e6)).toBeNull();
  });
});
