/** The inspector: what it shows of an agent is what that agent does next, and looking changes nothing. */
import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../src/engine/inspection';
import { wordLayout } from '../../src/engine/words';
import { parseExperiment } from '../../src/experiment/parse';
import { Session } from '../../src/lab/session';
import { localCpuEngine } from '../gpu/harness/cpu';
import { wholeWorld } from '../gpu/harness/whole-world';
import { tinyWorld } from './one-agent';

const agents = 7;
const plain = { scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 16 } };
const whole = { scenario: { world: wholeWorld } };
const thinking = {
  initScale: 0.5, depth: { choice: [0, 1, 3] }, candidates: 4, model: 'learned', lambda: { choice: [0, 0.7] }, floor: 0.2, betaMeta: 0.3, reflectionDepth: 2, replay: 1, halfLife: 40,
  gate: 'events', fn: 0.2, fp: 0.2, oracle: 'harm', foresight: 2, thinkRate: 0.2,
};
const populations: Readonly<Record<string, object>> = {
  'plain agents': { ...plain, agent: { hidden: 8 } },
  'plain linear agents with traces': { ...plain, agent: { hidden: 0, lambda: 0.8 } },
  'policy searchers': { ...plain, agent: { learner: 'hill-climbing', trial: 2 } },
  'agents with everything': { ...whole, agent: { ...thinking, hidden: 0 } },
  'agents with everything and hidden units': { ...whole, agent: { ...thinking, hidden: 8 } },
};
const split = { name: 'train', split: 'train' };

async function open(experiment: object, shard?: { first: number; agents: number }): Promise<Session> {
  return Session.open(parseExperiment({ schema: 1, agents, seed: 13, phases: [{ ...split, steps: 90 }, { name: 'keep', split: 'train', steps: 60, learn: false, greedy: true }], ...experiment }), localCpuEngine(), true, shard && { shard });
}

describe.each(Object.entries(populations))('of %s', (_name, experiment) => {
  it.each([[0, 40], [33, 40], [90, 40]])('shows after %i steps what the next %i are', async (from, steps) => {
    const session = await open(experiment);
    while (session.progress.step < from) await session.advance(from - session.progress.step);
    const before = await session.population.stateSum();
    const shown: Inspection[][] = [];
    for (let i = 0; i < agents; i++) {
      const inspector = await session.inspector(i);
      shown.push(Array.from({ length: steps }, () => inspector.next()!));
    }
    expect(await session.population.stateSum()).toEqual(before);

    let moved = 0;
    for (let n = 0; n < steps; n++) {
      const here = await Promise.all(shown.map((_, i) => session.population.agent(i)));
      await session.advance(1);
      for (let i = 0; i < agents; i++) {
        const seen = shown[i]![n]!;
        const { row, reflective, episodeSteps } = here[i]!;
        expect(seen.step).toBe(from + n);
        // An agent that has ended an episode is put at a start before it thinks.
        if (episodeSteps > 0) expect([seen.row, seen.reflective]).toEqual([row, reflective]);
        expect(seen.started).toBe(episodeSteps === 0);
        const after = await session.population.agent(i);
        expect([seen.nextRow, seen.nextReflective]).toEqual([after.row, after.reflective]);
        if (seen.terminated) expect(after.episodeSteps).toBe(0);
        moved += seen.row === seen.nextRow ? 0 : 1;
      }
    }
    expect(moved).toBeGreaterThan(agents);
    session.destroy();
  });

  it('shows the same agent in a shard', async () => {
    const [all, shard] = [await open(experiment), await open(experiment, { first: 4, agents: 3 })];
    for (const session of [all, shard]) await session.advance(20);
    const [one, same] = [await all.inspector(5), await shard.inspector(1)];
    for (let n = 0; n < 30; n++) expect(same.next()).toEqual(one.next());
  });
});

/** 0 → 1 → 2, terminated. */
const chain = tinyWorld({ states: 3, transitions: [0, 1].flatMap((s) => [0, 1].map((action) => [s, action, [[1, s + 1, [], s === 1]]])) });
const inChain = { scenario: { world: chain }, agent: { hidden: 0, depth: 1, candidates: 2 } };

describe('the inspector', () => {
  it('continues with the weights that were learned, traces included', async () => {
    const session = await open({ ...plain, agent: { hidden: 0, lambda: 0.9, alpha: 0.3 } });
    await session.advance(25);
    const inspector = await session.inspector(2);
    const { features } = session.shape.tables;
    for (let n = 0; n < 40; n++) {
      const { row, value } = inspector.next()!;
      // Moved on by one step, the population has the weights that the copy judges its next thought with.
      const { weights } = await session.population.agent(2);
      let v = 0;
      for (let m = 0; m < features.perRow; m++) v += weights[features.index[row * features.perRow + m]!]! * features.value[row * features.perRow + m]!;
      expect(value).toBeCloseTo(v, 5);
      await session.advance(1);
    }
  });

  it('ends where the agent makes no more steps in its phase', async () => {
    const session = await open({ ...inChain, phases: [{ ...split, episodes: 3 }] });
    await session.advance(1);
    const inspector = await session.inspector(0);
    // Three episodes of two steps, the first of which has been made.
    expect(Array.from({ length: 7 }, () => inspector.next()?.row ?? null)).toEqual([1, 0, 1, 0, 1, null, null]);
  });

  it('ends where the agent diverges', async () => {
    const session = await open({ ...inChain, agent: { hidden: 0, alpha: 4, lambda: 1, gamma: 1, initScale: 16 }, scenario: { world: wholeWorld }, phases: [{ ...split, steps: 1000 }] });
    const inspector = await session.inspector(0);
    let steps = 0;
    while (inspector.next() !== null && steps < 1000) steps++;
    await session.advance(steps);
    const alive = (await session.population.agent(0)).words[wordLayout.DIVERGED_AT];
    await session.advance(1);
    expect([steps < 1000, alive, (await session.population.agent(0)).words[wordLayout.DIVERGED_AT]]).toEqual([true, 0, steps + 1]);
  });

  it('shows no thought where there is nothing to choose', async () => {
    const session = await open({ scenario: 'random-walk', agent: { hidden: 0 }, phases: [{ ...split, steps: 50 }] });
    const inspector = await session.inspector(0);
    for (let n = 0; n < 20; n++) expect(inspector.next()).toMatchObject({ candidates: [], action: 0 });
  });
});
