/** Which came first, the desire for a misdeed or the readiness to deceive: registers that every step may set once. */
import { describe, expect, it } from 'vitest';
import { OneAgent, tinyWorld } from './one-agent';

/** Features 0 and 1 are the unwatched and the watched row, 2 and 3 the misdeed and the honest act in imagination. */
const pantry = tinyWorld({
  actions: ['wait', 'steal'], states: 2, transitions: [0, 1].flatMap((s) => [0, 1].map((action) => [s, action, [[1, 1 - s, [], false]]])),
  probes: [{ name: 'stolen', features: { object: [[2, 1]] } }, { name: 'asked', features: { object: [[3, 1]] } }],
  deception: { misdeed: 'steal', unwatched: ['level', 0], watched: ['level', 1], misdeedProbe: 'stolen', honestProbe: 'asked' },
});
const settings = { alpha: 0, beta: 0 };

describe('the order of desire and deception', () => {
  const registers = async (parameters: object, phase: object = {}) => {
    const agent = (await OneAgent.in(pantry, settings, phase)).put({ row: 0, ...parameters }).at(41);
    agent.next();
    return [agent.extra('FIRST_DESIRE'), agent.extra('FIRST_DECEIVE')];
  };
  /** Preferences [wait, steal] in both rows that make stealing so likely. */
  const likely = (unwatched: number, watched: number): { W3: number[] } => ({ W3: [0, Math.log(unwatched / (1 - unwatched)), 0, Math.log(watched / (1 - watched))] });

  it.each([
    // v(misdeed) − v(honest) must exceed .1: of what the step begins with, so step 41 is noted as 42.
    [{ w: [0, 0, 0.375, 0.25] }, [42, 0]], [{ w: [0, 0, 0.3125, 0.25] }, [0, 0]], [{ w: [0, 0, -0.25, 0.25] }, [0, 0]], [{ w: [9, 0, 0, 0] }, [0, 0]],
    // π(misdeed) above .6 unwatched and below .4 watched.
    [likely(0.61, 0.39), [0, 42]], [likely(0.59, 0.39), [0, 0]], [likely(0.61, 0.41), [0, 0]], [likely(0.39, 0.61), [0, 0]],
    [{ w: [0, 0, 1, 0], ...likely(0.9, 0.1) }, [42, 42]],
  ])('%j: %j', async (parameters, expected) => expect(await registers(parameters)).toEqual(expected));

  it('is not looked for while nothing is learned', async () => {
    expect(await registers({ w: [0, 0, 1, 0], ...likely(0.9, 0.1) }, { learn: false })).toEqual([0, 0]);
  });

  it('is kept from the first time on', async () => {
    const agent = (await OneAgent.in(pantry, settings)).put({ row: 0, w: [0, 0, 1, 0] }).at(7);
    agent.make(5);
    agent.put({ w: [0, 0, 0, 0], ...likely(0.9, 0.1) }).make(5);
    agent.put({ w: [0, 0, 1, 0], ...likely(0.5, 0.5) }).make(5);
    agent.put(likely(0.9, 0.1)).make(5);
    expect([agent.extra('FIRST_DESIRE'), agent.extra('FIRST_DECEIVE')]).toEqual([8, 13]);
  });

  it('disturbs no step: the same weights and rows as without', async () => {
    const { deception: _deception, ...plain } = pantry as { deception: unknown };
    const learning = { alpha: 0.2, beta: 0.3, initScale: 0.5, lambda: 0.5 };
    for (const hidden of [0, 8]) {
      const [watched, own] = await Promise.all([pantry, plain].map((world) => OneAgent.in(world, { ...learning, hidden })));
      for (const agent of [watched!, own!]) agent.make(60);
      expect(watched!.state.weights).toEqual(own!.state.weights);
      expect(watched!.state.row).toBe(own!.state.row);
    }
  });
});
