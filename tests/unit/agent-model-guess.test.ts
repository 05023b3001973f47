/** Thoughts: what a plan is worth, by hand; which thought is kept; and what follows for agents that plan. */
import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../src/engine/inspection';
import { OneAgent, tinyWorld } from './one-agent';

/**
 * 0 —go→ 1 (treat), 0 —stay→ 2; 1 —go→ 3, terminated (prize), 1 —stay→ 0; 2 leads to itself. Features are one-hot:
 * rows 0 to 3, treat 4, prize 5.
 */
const fork = tinyWorld({
  states: 4, events: [{ name: 'treat', reward: 3 }, { name: 'prize', reward: 5 }],
  transitions: [
    [0, 0, [[1, 2, [], false]]], [0, 1, [[1, 1, ['treat'], false]]],
    [1, 0, [[1, 0, [], false]]], [1, 1, [[1, 3, ['prize'], true]]],
    [2, 0, [[1, 2, [], false]]], [2, 1, [[1, 2, [], false]]],
  ],
});
/** v = .5, 1, 2 and 8, which nobody may ask for; ρ of rows 0, ¼, ½, ⅛, of the treat 1, of the prize 2. */
const weights = { w: [0.5, 1, 2, 8, 0, 0] };
const felt = { rho: [0, 0.25, 0.5, 0.125, 1, 2] };
const [stay, go] = [0, 1];

/** The guess of the first candidate whose plan is this one. */
function guessOf({ candidates }: Inspection, plan: readonly number[]): number | null | undefined {
  return candidates.find(({ plan: steps }) => steps.map(({ action }) => action).join() === plan.join())?.guess;
}

const all = { candidates: 64, rule: 'best', gamma: 0.5, alpha: 0, beta: 0 };

describe('the valence guess of a plan, by hand (γ = ½)', () => {
  it.each([
    // ρ(1) + ρ(treat) + γ v(1) − v(0) = ¼ + 1 + ½ − ½
    [1, 0, [go], 1.25],
    // ρ(2) + γ v(2) − v(0) = ½ + 1 − ½
    [1, 0, [stay], 1],
    // terminated, so that no v follows: ρ(3) + ρ(prize) − v(1) = ⅛ + 2 − 1
    [1, 1, [go], 1.125],
    // ρ(0) + γ v(0) − v(1) = 0 + ¼ − 1
    [1, 1, [stay], -0.75],
    // 1¼ + γ (⅛ + 2) − ½
    [2, 0, [go, go], 1.8125],
    // 1¼ + γ 0 + γ² v(0) − ½ = 1¼ + ⅛ − ½
    [2, 0, [go, stay], 0.875],
    // ½ + γ ½ + γ² 2 − ½
    [2, 0, [stay, go], 0.75],
    // a plan ends where the episode does, and the rest is left out: as with two steps
    [3, 0, [go, go], 1.8125],
    // 1¼ + 0 + γ² ½ + γ³ v(2) − ½ = 1¼ + ⅛ + ¼ − ½
    [3, 0, [go, stay, stay], 1.125],
  ])('depth %i in row %i: %j is worth %d', async (depth, row, plan, guess) => {
    const agent = await OneAgent.in(fork, { ...all, depth });
    expect(guessOf(agent.put({ row, ...weights, ...felt }).next(), plan)).toBe(guess);
  });

  it.each([
    // The critic alone: γ v(1) − v(0), and of what terminates nothing but −v(1): such a planner flees the prize.
    ['critic-only', 0, 0], ['critic-only', 1, -1],
    // The true reward in place of ρ: 3 + ½ − ½, and 5 − 1.
    ['critic+reward', 0, 3], ['critic+reward', 1, 4],
  ])('judged by %s in row %i: go is worth %d', async (planValue, row, guess) => {
    const agent = await OneAgent.in(fork, { ...all, depth: 1, planValue });
    expect(guessOf(agent.put({ row, ...weights }).next(), [go])).toBe(guess);
  });

  it('is that of the units, too: ρ = wρ h + bρ', async () => {
    const agent = await OneAgent.in(fork, { ...all, hidden: 8, depth: 1 });
    // Unit 0 is 2 in row 1, and 3 with the treat; v = ½ h, ρ = ¼ h + 1: g = (¾ + 1) + γ 1 − 0.
    const W1 = Array.from({ length: 48 }, (_, i) => (i === 8 ? 2 : i === 32 ? 1 : 0));
    const seen = agent.put({ row: 0, W1, w2: [0.5], rho: [0.25], rhoBias: [1] }).next();
    expect(guessOf(seen, [go])).toBe(2.25);
  });

  it.each([['at depth 0', { depth: { grid: [0, 3] } }], ['without a model', { depth: 3, model: 'none' }]])('is not asked for %s: the thought is kept as it is', async (_when, settings) => {
    const agent = await OneAgent.in(fork, { ...all, ...settings });
    const { candidates, action } = agent.put({ row: 0, ...weights }).next();
    expect(candidates).toEqual([{ action, vetoed: false, guess: null, plan: [], kept: true }]);
  });

  it.each([
    // Row 1 and the treat, what came of it, and all of it less what is left behind.
    ['ρ', { w: [0, 0, -1], rho: [0, 2 ** 39, 0, 0, 2 ** 39, 0] }], ['a sum', { w: [0, 1.5 * 2 ** 39, -1], rho: [0, 1.5 * 2 ** 39] }],
    ['a difference', { w: [-1.5 * 2 ** 39, 0, -1.5 * 2 ** 39], rho: [0, 1.5 * 2 ** 39] }],
  ])('counts as the worst of all where %s leaves the range', async (_what, parameters) => {
    const agent = await OneAgent.in(fork, { ...all, gamma: 1, depth: 1 });
    const { candidates, action } = agent.put({ row: 0, ...parameters }).next();
    const guesses = (first: number) => candidates.filter((own) => own.action === first).map(({ guess }) => guess!);
    expect(guesses(go).every((guess) => guess < -1e38)).toBe(true);
    expect(guesses(stay).every((guess) => guess > -1e38)).toBe(true);
    expect(action).toBe(stay);
  });
});

describe('keep or discard', () => {
  /** Guesses of go and stay in row 0, set through v(1) and v(2): γ v − v(0). */
  const keeping = async (rule: string, goes: number, stays: number, phase: object = {}) => {
    const agent = await OneAgent.in(fork, { gamma: 0.5, alpha: 0, beta: 0, depth: 1, candidates: 6, rule, planValue: 'critic-only' }, phase);
    return Array.from({ length: 40 }, (_, step) => agent.put({ row: 0, w: [0, 2 * goes, 2 * stays] }).at(step).next());
  };
  const firstOf = ({ candidates }: Inspection) => candidates.find(({ kept }) => kept)!;
  const actions = ({ candidates }: Inspection) => candidates.map(({ action }) => action);

  it('satisfice keeps the first thought above 0, and thinks no further', async () => {
    for (const seen of await keeping('satisfice', 1, -1)) {
      const goes = actions(seen).indexOf(go);
      expect(seen.candidates).toHaveLength(goes < 0 ? 6 : goes + 1);
      expect([firstOf(seen).action, seen.action]).toEqual(goes < 0 ? [stay, stay] : [go, go]);
    }
  });

  it('satisfice does not keep a guess of exactly 0 before its time, and keeps the best where none is above 0', async () => {
    for (const seen of await keeping('satisfice', 0, -1)) {
      expect(seen.candidates).toHaveLength(6);
      expect(seen.action).toBe(actions(seen).includes(go) ? go : stay);
    }
  });

  it('best weighs all candidates, and keeps the first of the best', async () => {
    for (const seen of await keeping('best', 1, 2)) {
      expect(seen.candidates).toHaveLength(6);
      expect(seen.action).toBe(actions(seen).includes(stay) ? stay : go);
      expect(firstOf(seen)).toBe(seen.candidates[Math.max(0, actions(seen).indexOf(stay))]);
    }
  });

  it('greedy phases begin plans with the actions in order of preference, and keep the best whatever the rule', async () => {
    for (const seen of await keeping('satisfice', 1, 2, { greedy: true, learn: false })) {
      expect(actions(seen)).toEqual([stay, go, stay, go, stay, go]);
      expect(seen.action).toBe(stay);
    }
  });
});
