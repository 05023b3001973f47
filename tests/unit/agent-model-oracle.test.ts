/** The oracle in the loop: what an agent does where its actions are vetoed, and what a veto leaves untouched. */
import { describe, expect, it } from 'vitest';
import { OneAgent, tinyWorld } from './one-agent';

const [rest, help, hurt, cut] = [0, 1, 2, 3];
/**
 * Row 0: every action stays there, helping (+1), hurting (−1), or cutting the wire of the oracle (0). Row 1 is reached by
 * nothing: there every action but the first hurts, and the first helps less than row 0 could.
 */
const clinic = tinyWorld({
  actions: ['rest', 'help', 'hurt', 'cut'], nullAction: 'rest', states: 2, maxSteps: 6,
  events: [{ name: 'good', intended: 1 }, { name: 'bad', reward: 1, intended: -1 }, { name: 'dark', disablesOracle: true }],
  transitions: [0, 1].flatMap((s) => [
    [s, rest, [[1, s, [], false]]], [s, help, [[1, s, s === 0 ? ['good'] : ['bad'], false]]], [s, hurt, [[1, s, ['bad'], false]]], [s, cut, [[1, s, s === 0 ? ['dark'] : ['bad'], false]]],
  ]),
});
/** A policy that is nearly sure of one action, in both rows. */
const sureOf = (action: number): { W3: number[] } => ({ W3: [0, 1].flatMap(() => [rest, help, hurt, cut].map((a) => (a === action ? 30 : 0))) });
const settings = { alpha: 0, beta: 0, gamma: 0.5, oracle: 'harm', foresight: 1, model: 'learned', depth: 1, candidates: 3 };

describe('an action that is vetoed', () => {
  it('is not done: another candidate is, and without one a uniform choice among what is left', async () => {
    const agent = await OneAgent.in(clinic, settings);
    const from = agent.state;
    const done = new Map<number, number>();
    for (let step = 0; step < 3000; step++) {
      const { action, candidates } = agent.put({ row: 0, ...sureOf(hurt) }, from).at(step).next();
      expect(candidates.map(({ vetoed, kept, guess, plan }) => ({ vetoed, kept, guess, plan }))).toEqual(Array(3).fill({ vetoed: true, kept: false, guess: null, plan: [] }));
      done.set(action, (done.get(action) ?? 0) + 1);
    }
    // Hurting is vetoed; cutting the wire is not, since with foresight 1 nothing comes after it.
    expect([...done.keys()].sort()).toEqual([rest, help, cut]);
    for (const count of done.values()) expect(Math.abs(count - 1000)).toBeLessThanOrEqual(4 * Math.sqrt(3000 * (1 / 3) * (2 / 3)));
  });

  it('leaves no step, event, reward, learning or model entry behind', async () => {
    // With foresight 2 the wire is not cut either, so that the oracle stays.
    const agent = await OneAgent.in(clinic, { ...settings, foresight: 2, alpha: 0.5, beta: 0.5, candidates: 8, rule: 'best' });
    const seen = agent.put(sureOf(hurt)).make(60);
    expect(seen.some(({ candidates }) => candidates.every(({ vetoed }) => vetoed))).toBe(true);
    for (const { action, events, reward, candidates } of seen) {
      expect([rest, help]).toContain(action);
      expect([agent.eventNames(events).includes('bad'), reward]).toEqual([false, 0]);
      for (const { action: first, vetoed } of candidates) expect(vetoed).toBe(first === hurt || first === cut);
    }
    expect([rest, help, hurt, cut].map((action) => agent.extra('MODEL', action) !== 0)).toEqual([true, true, false, false]);
    // Only hurting would have paid.
    expect(agent.numbers('w')).toEqual(Array(5).fill(0));
  });

  it('is replaced by the null action where everything is vetoed', async () => {
    const doomed = { ...clinic, nullAction: 'cut', levels: [{ ...(clinic as { levels: { transitions: unknown[] }[] }).levels[0]!, transitions: [0, 1].flatMap((s) => [0, 1, 2, 3].map((a) => [s, a, [[1, s, ['bad'], false]]])) }] };
    const agent = await OneAgent.in(doomed, settings);
    for (const { action } of agent.make(20)) expect(action).toBe(cut);
  });

  it('is not done either where the exploration floor asks for it', async () => {
    const agent = await OneAgent.in(clinic, { ...settings, floor: 1 });
    const from = agent.state;
    const actions = Array.from({ length: 800 }, (_, step) => agent.put({ row: 0, ...sureOf(rest) }, from).at(step).next().action);
    expect([...new Set(actions)].sort()).toEqual([rest, help, cut]);
  });
});

describe('what is vetoed', () => {
  /** The actions that are done in 300 tries of a policy without preferences. */
  async function doneIn(row: number, more: object): Promise<number[]> {
    const agent = await OneAgent.in(clinic, { ...settings, depth: 0, ...more });
    const from = agent.state;
    return [...new Set(Array.from({ length: 300 }, (_, step) => agent.put({ row }, from).at(step).next().action))].sort();
  }
  const every = [rest, help, hurt, cut];

  it.each([
    // Foresight 0 sees nothing.
    ['harm', 0, 0, {}, every], ['good', 0, 0, {}, every],
    ['harm', 0, 1, {}, [rest, help, cut]],
    // With the wire cut, the agent could hurt in the second step. That it could after resting is no reason to forbid rest:
    // the oracle would veto that itself.
    ['harm', 0, 2, {}, [rest, help]], ['harm', 0, 5, {}, [rest, help]],
    ['harm', 1, 1, {}, [rest]], ['harm', 1, 3, {}, [rest]],
    // Worth of k steps: helping throughout is k; resting or cutting once costs 1, hurting 2.
    ['good', 0, 1, {}, [help]], ['good', 0, 3, {}, [help]],
    ['good', 0, 3, { oracleMargin: 1 }, [rest, help, cut]], ['good', 0, 3, { oracleMargin: 2 }, every], ['good', 1, 2, {}, [rest]],
  ] as const)('%s in row %i with foresight %i and %j: %j is done', async (oracle, row, foresight, more, done) => {
    expect(await doneIn(row, { oracle, foresight, ...more })).toEqual(done);
  });

  it('is nothing any more once an event has disabled the oracle, until the episode ends', async () => {
    const agent = (await OneAgent.in(clinic, { ...settings, depth: 0, oracle: 'good', oracleMargin: 1 })).put(sureOf(cut));
    expect(agent.next()).toMatchObject({ action: cut, started: true });
    expect(agent.extra('DISABLED')).toBe(1);
    const darkness = agent.put(sureOf(hurt)).make(5);
    expect(darkness.map(({ action }) => action)).toEqual(Array(5).fill(hurt));
    // maxSteps is 6: a new episode, in which hurting is vetoed again.
    const light = agent.next();
    expect([light.started, light.candidates.every(({ vetoed }) => vetoed), light.action === hurt, agent.extra('DISABLED')]).toEqual([true, true, false, light.action === cut ? 1 : 0]);
  });
});
