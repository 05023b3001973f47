import { describe, expect, it } from 'vitest';
import type { CandidateThought, Inspection } from '../../src/engine/inspection';
import { signed } from '../../src/ui/format';
import { measureGroups } from '../../src/ui/measure-groups';
import { Names, fateOf, whatHappened, whatWasDone, whyKept } from '../../src/ui/thought-text';
import { planLine } from '../../src/ui/views/plan-line';
import { WorldShape } from '../../src/ui/world-shape';
import type { Level, World } from '../../src/world/types';

const level = (draw?: Level['draw']): Level => ({ name: 'only', splits: { train: 1 }, states: 6, start: [[1, 0]], transitions: [], ...(draw ? { draw } : {}) });
const world = (draw?: Level['draw']): World => ({ schema: 1, actions: ['up', 'jump'], events: [{ name: 'cheese', reward: 1, proxies: { crumb: 1 } }], levels: [level(draw)], probes: [{ name: 'a meal', features: { object: [] } }] });
const names = (draw?: Level['draw']) => new Names(new WorldShape(world(draw)), ['up', 'jump'], 'uj', [[], ['cheese']]);

/** Candidates by their guesses; null has no plan, 'veto' is vetoed, and the one with a star is kept. */
const candidates = (...guesses: readonly (number | null | 'veto' | readonly [number | null, '*'])[]): CandidateThought[] =>
  guesses.map((entry, action) => {
    const [guess, kept] = Array.isArray(entry) ? [entry[0] as number | null, true] : [entry as number | null | 'veto', false];
    return { action: action % 2, vetoed: guess === 'veto', guess: guess === 'veto' ? null : guess, plan: [], kept };
  });
const inspection = (own: CandidateThought[], action = 0): Inspection => ({
  step: 0, row: 0, reflective: false, started: true, value: 0, candidates: own, action, nextRow: 1, nextReflective: false, terminated: false, events: 0, reward: 0, learning: null,
});

describe('names', () => {
  it.each([
    ['state 4', undefined],
    ['cell 4', { width: 6, height: 1, cell: [0, 1, 2, 3, 4, 5] }],
    ['(1, 2)', { width: 2, height: 3, cell: [0, 1, 2, 3, 5, 4] }],
  ])('a row is %s', (text, draw) => expect(names(draw).place(4)).toBe(text));

  it('actions are arrows or letters, and events have their names', () => {
    const own = names();
    expect([own.mark(0), own.mark(1), own.markedAction(0), own.markedAction(1)]).toEqual(['↑', 'j', '↑ up', 'jump']);
    expect([own.events(0), own.events(1)]).toEqual([[], ['cheese']]);
  });

  it.each([[0.2134, '+.213'], [-0.02, '−.020'], [0.0002, '.000'], [-0.0002, '.000'], [-3e38, '−∞']])('%d is written %s', (value, text) => expect(signed(value)).toBe(text));
});

describe('what becomes of a thought', () => {
  const all = candidates(-0.3, 'veto', [0.2, '*'], 0.1);
  it.each([
    [1, ['best so far']],
    [2, ['best so far', 'vetoed']],
    [3, ['discarded', 'vetoed', 'best so far']],
    [4, ['discarded', 'vetoed', 'kept', 'discarded']],
  ])('after %d of 4', (shown, fates) => expect(fates.map((_, c) => fateOf(all, c, shown))).toEqual(fates));

  it('of equal guesses the first leads, as the agent has it', () => {
    expect([0, 1].map((c) => fateOf(candidates(0.1, 0.1, 0), c, 2))).toEqual(['best so far', 'discarded']);
  });

  it.each([
    ['Kept: its guess is above 0, so no other thought is had.', candidates(-1, [0.5, '*']), true],
    ['Kept: none of 2 is above 0, and this one is the best.', candidates(-1, [-0.5, '*']), true],
    ['Kept: the best of 2.', candidates(-1, [0.5, '*']), false],
    ['Kept: there is no other candidate.', candidates([-1, '*'], 'veto'), false],
    ['Kept: there is no plan (depth 0), so no guess to judge it by.', candidates([null, '*']), true],
    ['The oracle vetoed every candidate.', candidates('veto', 'veto'), true],
  ])('%s', (sentence, own, satisfices) => expect(whyKept(inspection(own), satisfices, false)).toBe(sentence));

  it('and of the act', () => {
    expect(whatWasDone(inspection(candidates([1, '*']), 0), names())).toBe('↑ up');
    expect(whatWasDone(inspection(candidates([1, '*']), 1), names())).toBe('jump, not ↑ up: the exploration floor replaced it.');
    expect(whatWasDone(inspection(candidates('veto'), 1), names())).toBe('jump, of what the oracle allows.');
    expect([whatHappened([], false), whatHappened(['cheese', 'corner'], true)]).toEqual(['nothing happens', 'cheese, corner; the episode ends']);
  });
});

describe('the line of a plan', () => {
  it('keeps to the right, there and back', () => {
    const there = planLine([[0.5, 0.5], [1.5, 0.5]]);
    expect(there.heading).toBe(0);
    expect(there.end[1]).toBeGreaterThan(0.5);
    const back = planLine([[0.5, 0.5], [1.5, 0.5], [0.5, 0.5]]);
    expect(back.heading).toBe(180);
    expect(back.end[1]).toBeLessThan(0.5);
  });

  it('is none where the plan stays', () => expect(planLine([[0.5, 0.5], [0.5, 0.5]])).toEqual({ d: '', end: [0.5, 0.5], heading: null }));
});

it('measures with curves stand in groups, none of them twice', () => {
  const all = ['reward', 'reward.discounted', 'proxy.crumb', 'probe.a meal', 'probe.a meal.self', 'probe.neutral', 'kept', 'harm'];
  const groups = measureGroups(all, world());
  expect(groups.map(({ choices }) => choices.map(({ text }) => text))).toEqual([
    ['reward', 'reward.discounted', 'proxy.crumb'],
    ['a meal', 'a meal, self-reflective', 'neutral'],
    ['kept', 'harm'],
  ]);
  expect(groups.flatMap(({ choices }) => choices.map(({ name }) => name))).toEqual(all);
});
