/** Recorded episodes and policies of views: what they show is what the agent does, and recording changes nothing. */
import { describe, expect, it } from 'vitest';
import { wordLayout } from '../../src/engine/words';
import { parseExperiment } from '../../src/experiment/parse';
import { recordEpisode, type Episode, type EpisodeRequest } from '../../src/lab/episode';
import { policiesOf } from '../../src/lab/policy';
import { Session } from '../../src/lab/session';
import { localCpuEngine } from '../gpu/harness/cpu';
import { wholeWorld } from '../gpu/harness/whole-world';
import { tinyWorld } from './one-agent';

const agents = 5;
const grid = { scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 16 } };
const populations: Readonly<Record<string, object>> = {
  'plain agents': { ...grid, agent: { hidden: 8, floor: 0.1 } },
  'linear agents with traces': { ...grid, agent: { hidden: 0, lambda: 0.8 } },
  planners: { ...grid, agent: { hidden: 8, depth: 2, candidates: 3 } },
  'policy searchers': { ...grid, agent: { learner: 'hill-climbing', trial: 2 } },
  'agents with everything': {
    scenario: { world: wholeWorld },
    agent: { hidden: 8, initScale: 0.5, depth: 1, candidates: 4, model: 'learned', floor: 0.2, betaMeta: 0.3, replay: 1, gate: 'events', fn: 0.2, fp: 0.2, oracle: 'harm', foresight: 2 },
  },
};
const phases = [{ name: 'train', split: 'train', steps: 90 }, { name: 'keep', split: 'train', steps: 400, learn: false, modelLearn: false }];

const open = (experiment: object): Promise<Session> => Session.open(parseExperiment({ schema: 1, agents, seed: 13, phases, ...experiment }), localCpuEngine(), true);

async function advanceTo(session: Session, step: number): Promise<void> {
  while (session.progress.step < step) await session.advance(step - session.progress.step);
}

const request = (agent: number, more: Partial<EpisodeRequest> = {}): EpisodeRequest => ({ agent, source: { split: 'train' }, level: null, after: { step: 0, episodes: 0 }, ...more });

describe.each(Object.entries(populations))('an episode of %s', (_name, experiment) => {
  it('is what the agent does in a frozen phase, row by row, one episode after another; the population stays as it is', async () => {
    const session = await open(experiment);
    await advanceTo(session, 90);
    const before = await session.population.stateSum();
    const recorded = await Promise.all(Array.from({ length: agents }, async (_, agent) => {
      const first = await recordEpisode(session, request(agent));
      return [first, await recordEpisode(session, request(agent, { after: { step: first.firstStep + first.steps.length, episodes: 1 } }))];
    }));
    expect(await session.population.stateSum()).toEqual(before);

    const expected = recorded.map((episodes) => episodes.flatMap(({ rows }) => rows.slice(1)));
    const lived: number[][] = expected.map(() => []);
    const most = Math.min(300, Math.max(...expected.map(({ length }) => length)));
    for (let n = 0; n < most; n++) {
      await session.advance(1);
      for (let i = 0; i < agents; i++) lived[i]!.push((await session.population.agent(i)).row);
    }
    expected.forEach((rows, i) => expect(lived[i]!.slice(0, rows.length)).toEqual(rows.slice(0, most)));
    session.destroy();
  });
});

describe('a recording', () => {
  const paidBy = (events: readonly { readonly name: string; readonly reward?: number }[], { eventSets, steps }: Episode): number[] =>
    steps.map((step) => eventSets[step.events]!.reduce((sum, name) => sum + (events.find((event) => event.name === name)!.reward ?? 0), 0));

  it('says what happened, what it paid, and how it ended', async () => {
    const session = await open({ ...grid, agent: { hidden: 8 } });
    await advanceTo(session, 60);
    const { tables } = session.shape;
    for (let agent = 0; agent < agents; agent++) {
      const episode = await recordEpisode(session, request(agent));
      const { steps, rows, end, level } = episode;
      expect(rows).toHaveLength(steps.length + 1);
      expect(rows.every((row) => tables.levelOf[row] === level)).toBe(true);
      expect(steps.map(({ reward }) => reward)).toEqual(paidBy(tables.world.events, episode));
      const found = steps.some(({ events }) => episode.eventSets[events]!.includes('cheese'));
      expect([end, steps.length <= 128]).toEqual([found ? 'terminated' : 'truncated', true]);
    }
    session.destroy();
  });

  it('takes place on the level that is asked for, also of a split that is in no phase, and learns nothing there', async () => {
    const session = await open({ ...grid, agent: { hidden: 8 } });
    const { tables } = session.shape;
    const deploy = tables.world.levels.flatMap(({ splits }, i) => (splits['deploy'] ? [i] : []));
    for (const level of deploy.slice(-3)) expect((await recordEpisode(session, request(1, { source: { split: 'deploy' }, level }))).level).toBe(level);
    const drawn = await recordEpisode(session, request(1, { source: { split: 'deploy' } }));
    expect(deploy).toContain(drawn.level);
    session.destroy();
  });

  it('goes through the levels of a phase in their order', async () => {
    const world = tinyWorld({ states: 2, transitions: [[0, 0, [[1, 1, [], true]]], [0, 1, [[1, 1, [], true]]]] }) as { levels: object[] };
    const levels = ['a', 'b', 'c'].map((name) => ({ ...world.levels[0]!, name }));
    const session = await open({ scenario: { world: { ...world, levels } }, agent: { hidden: 0 }, phases: [{ name: 'trials', levels: ['c', 'a', 'b'], repeat: 3 }] });
    const seen = await Promise.all([0, 1, 2, 3].map((episodes) => recordEpisode(session, request(0, { source: { phase: 'trials' }, after: { step: 0, episodes } }))));
    expect(seen.map(({ level }) => level)).toEqual([2, 0, 1, 2]);
    session.destroy();
  });

  it('is cut where an episode would go on for long', async () => {
    const endless = tinyWorld({ maxSteps: 5000, transitions: [0, 1].map((action) => [0, action, [[1, 0, [], false]]]) });
    const session = await open({ scenario: { world: endless }, agent: { hidden: 0 } });
    expect(await recordEpisode(session, request(0))).toMatchObject({ end: 'cut', steps: { length: 1000 } });
    session.destroy();
  });
});

describe('a policy', () => {
  it.each([0, 8])('sums to 1, and is how often actions are taken: H = %i', async (hidden) => {
    const session = await open({ ...grid, agent: { hidden, temperature: 0.7, floor: 0.2, beta: 0.5 }, phases: [{ ...phases[0], steps: 300 }, { ...phases[1], steps: 4000 }] });
    await advanceTo(session, 300);
    const { tables } = session.shape;
    const { actions } = tables;
    const { weights } = await session.population.agent(2);
    const levels = tables.world.levels.map((_, i) => i);
    const policies = policiesOf(session, 2, weights, levels);
    for (const { probabilities } of policies) {
      for (let at = 0; at < probabilities.length; at += actions) expect(probabilities.subarray(at, at + actions).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    }

    // Expected and counted actions of a frozen copy differ by a few standard errors at most.
    const inspector = await session.inspector(2);
    const difference = new Float64Array(actions);
    const variance = new Float64Array(actions);
    for (let n = 0; n < 4000; n++) {
      const { row, action } = inspector.next()!;
      const level = tables.levelOf[row]!;
      const at = (row - tables.firstRow[level]!) * actions;
      for (let a = 0; a < actions; a++) {
        const p = policies[level]!.probabilities[at + a]!;
        difference[a]! += (a === action ? 1 : 0) - p;
        variance[a]! += p * (1 - p);
      }
    }
    difference.forEach((d, a) => expect(Math.abs(d) / Math.sqrt(variance[a]!)).toBeLessThan(4));
    session.destroy();
  });

  it('is uniform where nothing is preferred, and nothing where actions are looked up or there is one only', async () => {
    const blank = await open({ ...grid, agent: { hidden: 8, initScale: 0 } });
    const { weights } = await blank.population.agent(0);
    expect(policiesOf(blank, 0, weights, [1])).toEqual([{ level: 1, probabilities: expect.any(Float32Array) }]);
    expect(policiesOf(blank, 0, weights, [1])[0]!.probabilities.every((p) => p === 0.25)).toBe(true);
    blank.destroy();
    for (const experiment of [{ ...grid, agent: { learner: 'hill-climbing' } }, { scenario: 'random-walk', agent: { hidden: 0 } }]) {
      const session = await open(experiment);
      expect(policiesOf(session, 0, (await session.population.agent(0)).weights, [0])).toEqual([]);
      session.destroy();
    }
  });

  it('belongs to a diverged agent’s last weights, and its episode has no steps', async () => {
    const session = await open({ scenario: { world: wholeWorld }, agent: { hidden: 0, alpha: 4, lambda: 1, gamma: 1, initScale: 16 }, phases: [{ ...phases[0], steps: 2000 }] });
    await advanceTo(session, 1500);
    expect((await session.population.agent(0)).words[wordLayout.DIVERGED_AT]).toBeGreaterThan(0);
    expect(await recordEpisode(session, request(0))).toMatchObject({ end: 'diverged', steps: [], rows: [expect.any(Number)] });
    session.destroy();
  });
});
