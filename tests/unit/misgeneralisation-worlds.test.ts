/** What the worlds of goal misgeneralisation promise: published rules, and goals that part in deploy alone. */
import { describe, expect, test } from 'vitest';
import type { Level, Outcome, WorldTables } from '../../src/world/types';
import { tablesOf } from './tables-of';

const levelsOf = ({ world }: WorldTables, split: string): readonly Level[] => world.levels.filter(({ splits }) => splits[split]);
const outcomesOf = (level: Level): readonly Outcome[] => level.transitions.flatMap(([, , outcomes]) => outcomes);
const has = (name: string) => ([, , events]: Outcome): boolean => events.includes(name);
const probability = (outcomes: readonly Outcome[]): number => outcomes.reduce((sum, [p]) => sum + p, 0);

describe('keys and chests', () => {
  const { world } = tablesOf('keys-chests', { scarce: 2, plenty: 4, levels: 2 });

  test.each(world.levels.map((level) => [level.name, level] as const))('%s: chests open only with a key in hand, and end the episode when no more can be opened', (_, level) => {
    // On every way to a state; a map is iterated in order of insertion, entries added on the way included.
    const taken = new Map(level.start.map(([, state]) => [state, { keys: 0, chests: 0 }]));
    for (const [state, { keys, chests }] of taken) {
      for (const [, , outcomes] of level.transitions.filter(([from]) => from === state)) {
        const [[, next, events, terminated]] = outcomes as [Outcome];
        const after = { keys: keys + Number(events.includes('key')), chests: chests + Number(events.includes('chest')) };
        expect(after.chests).toBeLessThanOrEqual(keys);
        expect(terminated).toBe(after.chests === 2);
        expect(taken.get(next) ?? after).toEqual(after);
        taken.set(next, after);
      }
    }
    expect(Math.max(...[...taken.values()].map(({ keys }) => keys))).toBe(level.splits.train ? 2 : 4);
  });
});

describe('monster world', () => {
  const tables = tablesOf('monster-world', { levels: 2 });

  test('a monster comes closer with the published probabilities: softmax over distances, inverse temperature 3', () => {
    const [level] = levelsOf(tables, 'train');
    const e3 = Math.exp(-3);
    const ratios = level!.transitions.flatMap(([, , outcomes]) => outcomes.map(([p]) => p / Math.max(...outcomes.map(([other]) => other))));
    const known = [1, e3, e3 * e3];
    for (const ratio of ratios) expect(Math.min(...known.map((value) => Math.abs(ratio / value - 1)))).toBeLessThan(1e-12);
    expect(known.every((value) => ratios.some((ratio) => Math.abs(ratio / value - 1) < 1e-12))).toBe(true);
  });

  test('without a monster nobody is hit, and the last apple ends the episode', () => {
    for (const level of levelsOf(tables, 'deploy')) {
      const outcomes = outcomesOf(level);
      expect(outcomes.some(has('hit'))).toBe(false);
      expect(outcomes.filter(([, , , terminated]) => terminated).every(has('apple'))).toBe(true);
    }
  });
});

describe('shields after the monsters', () => {
  const tables = tablesOf('shield', { monsters: 3 });
  const [train] = levelsOf(tables, 'train');
  const [deploy] = levelsOf(tables, 'deploy');

  test('every monster that is left attacks equally often, and only until it is gone', () => {
    const attacked = train!.transitions.map(([, , outcomes]) => probability(outcomes.filter((outcome) => has('hit')(outcome) || has('victory')(outcome))));
    expect([...new Set(attacked.map((p) => Math.round(p * 1e9) / 1e9))].sort()).toEqual([0, 0.15, 0.3, 0.45]);
    expect(outcomesOf(deploy!).some((outcome) => has('hit')(outcome) || has('victory')(outcome))).toBe(false);
  });

  test('nothing terminates, and episodes are as short and as long as they are said to be', () => {
    for (const level of [train!, deploy!]) expect(outcomesOf(level).some(([, , , terminated]) => terminated)).toBe(false);
    expect([train!.maxSteps, deploy!.maxSteps]).toEqual([15, 200]);
  });
});

describe('colour and shape', () => {
  const tables = tablesOf('claim-07');

  test.each([['train', true], ['deploy', false]] as const)('in %s what is yellow is a line: %s', (split, together) => {
    const ends = levelsOf(tables, split).flatMap(outcomesOf).filter(([, , , terminated]) => terminated);
    expect(ends.length).toBeGreaterThan(0);
    for (const end of ends) expect(has('line')(end) === has('yellow')(end)).toBe(together);
  });
});
