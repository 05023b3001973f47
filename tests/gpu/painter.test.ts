/** Points are painted from where agents live: at the right place, in the right colour, on every stack. */
import { beforeAll, describe, expect, it } from 'vitest';
import { pictureSize, type PaintCase, type Picture } from './harness/paint';
import { runOn, stacks, type Stack } from './harness/run';

const agents = 150;
const ramp = Array.from({ length: 256 }, (_, i) => [i, 255 - i, 0, 255]).flat();
const experiment = {
  schema: 1, scenario: 'random-walk', agents, agent: { alpha: { grid: [0.1, 0.2, 0.3] }, gamma: { grid: [0.5, 1] } }, record: { everySteps: 50, perAgent: true },
  phases: [{ name: 'train', split: 'train', steps: 200 }],
};
const view = { view: [0, 0.4, 0.25, 1.25], radius: 3, opacity: 1, faint: 0.1, brush: null, range: [0, 1], marks: 0 } as const;
const cases: readonly PaintCase[] = [
  { name: 'hyperparameters', experiment, step: 100, axes: [{ agent: 'alpha' }, { agent: 'gamma' }, { agent: 'gamma' }], painting: view, ramp },
  { name: 'a measure', experiment, step: 100, axes: [{ agent: 'alpha' }, { live: 'reward' }, { live: 'reward' }], painting: { ...view, view: [0, 0.4, -0.1, 1.1], opacity: 0.5, marks: 5, brush: [0.15, 0.25, 0, 1] }, ramp },
  { name: 'before any record', experiment, step: 10, axes: [{ agent: 'alpha' }, { live: 'reward' }, { live: 'reward' }], painting: view, ramp },
];

const at = ({ inPlace }: Picture, x: number, y: number): readonly number[] => {
  const pixel = (Math.floor(y * pictureSize) * pictureSize + Math.floor(x * pictureSize)) * 4;
  return inPlace.slice(pixel, pixel + 4);
};

describe.each(Object.keys(stacks) as Stack[])('a population painted on %s', (stack) => {
  let pictures: readonly Picture[];
  beforeAll(async () => {
    pictures = (await runOn(stack, 'pictures', cases)).results;
  });

  it('has each point where its numbers say, in the colour of its third', () => {
    const [grid] = pictures;
    expect(at(grid!, 0.25, 0.25)).toEqual([255, 0, 0, 255]);
    expect(at(grid!, 0.75, 0.75)).toEqual([128, 127, 0, 255]);
    expect(at(grid!, 0.5, 0.5)).toEqual([0, 0, 0, 0]);
    const covered = grid!.inPlace.filter((opacity, i) => i % 4 === 3 && opacity === 255).length;
    expect(covered / 6).toBeGreaterThan(0.7 * Math.PI * 9 * 0.7);
    expect(covered / 6).toBeLessThan(Math.PI * 9);
  });

  it('is the same from the agents’ own memory and from numbers that were read back', () => {
    for (const { name, inPlace, fromNumbers } of pictures) expect(inPlace, name).toEqual(fromNumbers);
    expect(pictures[1]!.inPlace.some((byte) => byte > 0)).toBe(true);
    expect(new Set(pictures[1]!.values[1]).size).toBeGreaterThan(10);
  });

  it('shows nothing of agents that have no such number', () => {
    expect(pictures[2]!.inPlace.every((byte) => byte === 0)).toBe(true);
  });
});
