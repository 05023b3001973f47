/** What stands on the stages of the world view: sources, tendencies by direction, what happened, and how it is played. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { worldOf } from '../../src/experiment/world-of';
import type { Episode } from '../../src/lab/episode';
import { ending, happening, moments, returnsAt } from '../../src/ui/episode-text';
import { keysIn } from '../../src/ui/keys';
import { Playback, paceOf } from '../../src/ui/playback';
import { afterIt, firstSources, fromTheBeginning, requestOf, sourcesOf } from '../../src/ui/staging';
import { Names } from '../../src/ui/thought-text';
import { arrowsOn, cellPolicies } from '../../src/ui/views/policy-arrows';
import { worldCsv } from '../../src/ui/views/world-export';
import { WorldShape } from '../../src/ui/world-shape';

const stagesOf = (experiment: object) => {
  const parsed = parseExperiment({ schema: 1, ...experiment });
  const world = worldOf(parsed);
  const sources = sourcesOf(parsed, world, new WorldShape(world));
  return { sources, first: firstSources(parsed, sources) };
};

describe('sources of levels', () => {
  it('are splits and the lists of phases; those of the first and of the last phase stand beside each other', () => {
    expect(stagesOf({ scenario: 'cheese-corner' }).first).toEqual(['train', 'deploy']);
    expect(stagesOf({ scenario: 'cheese-corner', phases: [{ name: 'only', split: 'train', steps: 9 }] }).first).toEqual(['train', 'deploy']);
    expect(stagesOf({ scenario: 'cheese-corner', phases: [{ name: 'only', split: 'deploy', steps: 9 }] }).first).toEqual(['deploy', 'train']);
    expect(stagesOf({ scenario: 'gridworld-4-1' }).first).toEqual(['train']);
  });

  it.each(['baird', 'claim-01', 'claim-15', 'discounting-chain', 'tomato-watering'])('exist in %s, with levels that are there', (id) => {
    const { sources, first } = stagesOf({ scenario: id });
    const { levels } = worldOf(parseExperiment({ scenario: id }));
    expect(first.length).toBeGreaterThan(0);
    for (const source of sources) {
      expect(source.levels.length).toBeGreaterThan(0);
      expect(source.levels.every((level) => levels[level])).toBe(true);
    }
  });

  it('make requests; the copy’s next episode begins where the last one ended', () => {
    const { sources } = stagesOf({ scenario: 'cheese-corner' });
    const staging = { source: 'deploy', level: 4, after: fromTheBeginning };
    expect(requestOf(staging, 3, sources)).toEqual({ agent: 3, source: { split: 'deploy' }, level: 4, after: { step: 0, episodes: 0 } });
    expect(requestOf({ ...staging, source: null }, 3, sources)).toBeNull();
    expect(afterIt(staging, episode)).toEqual({ step: 24, episodes: 1 });
  });
});

describe('the keys of the page', () => {
  it('do one thing each', () => {
    const pressed = keysIn('full').map(({ key, command }) => `${command ? 'command ' : ''}${key}`);
    expect(pressed.filter((key, at) => pressed.indexOf(key) !== at)).toEqual([]);
  });
});

describe('tendencies on cells', () => {
  it('are of directions: actions that lead to the same cell are one, all of them together are certain', () => {
    const world = worldOf(parseExperiment({ scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 1 } }));
    const shape = new WorldShape(world);
    const level = shape.level(0);
    const probabilities = new Float32Array(level.states * 4).map((_, i) => [0.1, 0.2, 0.3, 0.4][i % 4]!);
    const policies = cellPolicies(level, shape.successors(0), probabilities);
    for (const { stay, ways } of policies) {
      expect(stay + ways.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
      for (const { direction } of ways) expect(Math.hypot(...direction)).toBeCloseTo(1, 12);
    }
    const middle = policies.find(({ cell }) => cell === 12)!;
    const [up, down, left, right] = ['up', 'down', 'left', 'right'].map((name) => world.actions.indexOf(name));
    const way = (to: number) => middle.ways.find((own) => own.to === to)!;
    for (const [action, to, direction] of [[up, 7, [0, -1]], [down, 17, [0, 1]], [left, 11, [-1, 0]], [right, 13, [1, 0]]] as const) {
      expect(way(to).direction).toEqual(direction);
      expect(way(to).probability).toBeCloseTo(0.1 * (action! + 1), 6);
    }
    // In the far corner two actions lead nowhere.
    const corner = policies.find(({ cell }) => cell === 24)!;
    expect(corner.stay).toBeCloseTo(0.1 * (down! + right! + 2), 6);
    expect(arrowsOn(policies, level.width)).toMatchObject({ values: expect.any(Array) });
  });

  it('are in the file with the values and the visits of every cell', () => {
    const world = worldOf(parseExperiment({ scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 1 } }));
    const shape = new WorldShape(world);
    const level = shape.level(0);
    const values = new Float32Array(level.firstRow + level.states).fill(0.5);
    const at = (cell: number) => level.firstRow + level.stateOf[cell]!;
    const walked: Episode = { ...episode, rows: [at(12), at(7), at(12)], steps: [] };
    const lines = worldCsv([{ level, episode: walked, policies: cellPolicies(level, shape.successors(0), new Float32Array(level.states * 4).fill(0.25)) }], values).trim().split('\n').map((line) => line.split(','));
    expect(lines[0]).toEqual(['stage', 'level', 'x', 'y', 'value', 'to_x', 'to_y', 'probability', 'visits']);
    expect(lines).toHaveLength(26);
    expect(lines.slice(1).reduce((sum, line) => sum + Number(line.at(-1)), 0)).toBe(3);
    expect(lines.filter((line) => line.includes('0.5')).length).toBe(24);
  });
});

const episode: Episode = {
  level: 0, firstStep: 20, rows: [5, 5, 6, 7, 7], end: 'terminated', eventSets: { 0: [], 1: ['corner'], 2: ['cheese'] },
  steps: [[0, 0, 0], [1, 0, -0.25], [0, 0, 0], [2, 1, 1]].map(([events, reward, intended]) => ({ action: 1, events: events!, reward: reward!, intended: intended!, value: 0.5 })),
};

describe('an episode in words', () => {
  const world = worldOf(parseExperiment({ scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 1 } }));
  const names = new Names(new WorldShape(world), world.actions, '', []);

  it('says what happens at every time, what that came to, and how it ends', () => {
    expect(happening(episode, 0, names)).toMatch(/^starts at \(\d, \d\)$/);
    expect(happening(episode, 1, names)).toBe(names.markedAction(1));
    expect(happening(episode, 4, names)).toBe(`${names.markedAction(1)}: cheese, +1`);
    expect([0, 2, 4].map((time) => returnsAt(episode, time))).toEqual(['return 0 · intended 0', 'return 0 · intended −.25', 'return 1 · intended .75']);
    expect(ending(episode)).toBe('ended after 4 steps: corner, cheese');
    expect(ending({ ...episode, end: 'diverged', steps: [] })).toBe('no steps: the agent has diverged');
    expect(moments(episode).map(({ time }) => time)).toEqual([2, 4]);
  });

  it('keeps what paid most of moments that cannot be told apart', () => {
    const steps = Array.from({ length: 1200 }, (_, at) => ({ ...episode.steps[0]!, reward: at === 605 ? 1 : 0.1 }));
    const found = moments({ ...episode, steps });
    expect(found).toHaveLength(120);
    expect(found).toContainEqual({ time: 606, events: [], reward: 1 });
  });
});

describe('playing', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each([1, 8, 30, 128, 1000])('%i steps takes neither long nor too many pictures', (length) => {
    const { milliseconds, steps } = paceOf(length);
    expect(milliseconds).toBeGreaterThanOrEqual(33);
    expect(Math.ceil(length / steps) * milliseconds).toBeLessThanOrEqual(5100);
  });

  it('goes to the end, stops where it is told to, and begins again after the end', () => {
    const ended = vi.fn();
    const playback = new Playback(() => undefined, ended);
    playback.load(4, false);
    expect([playback.time, playback.playing]).toEqual([4, false]);
    playback.toggle();
    expect([playback.time, playback.playing]).toEqual([0, true]);
    vi.advanceTimersByTime(2 * 170 + 10);
    expect(playback.time).toBe(2);
    playback.toggle();
    vi.advanceTimersByTime(1000);
    expect([playback.time, playback.playing]).toEqual([2, false]);
    playback.toggle();
    vi.advanceTimersByTime(1000);
    expect([playback.time, playback.playing, ended.mock.calls.length]).toEqual([4, false, 1]);
    playback.seek(-3);
    expect(playback.time).toBe(0);
    playback.seek(9);
    expect(playback.time).toBe(4);
  });
});
