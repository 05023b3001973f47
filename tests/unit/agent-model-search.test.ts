/** Policy search among tables of actions: against a second implementation, and what it finds. */
import { describe, expect, it } from 'vitest';
import { wordLayout } from '../../src/engine/words';
import { specialise } from '../../src/engine/specialise';
import { floatOf } from '../../src/numerics/float32';
import { parseExperiment } from '../../src/experiment/parse';
import { preparePhase } from '../../src/lab/program';
import { runExperiment } from '../../src/lab/run';
import { Session } from '../../src/lab/session';
import { localCpuEngine } from '../gpu/harness/cpu';
import { wholeWorld } from '../gpu/harness/whole-world';
import { TableSearch } from './mirror/table-search';
import { tinyWorld } from './one-agent';

const learners = ['random-search', 'hill-climbing'] as const;

/** A ring of cells with a coin in one of them: most tables lead around in circles until the episode is truncated. */
const ring = tinyWorld({
  actions: ['left', 'stay', 'right'], states: 5, maxSteps: 90, events: [{ name: 'coin', reward: 1 }],
  transitions: [0, 1, 2, 3, 4].flatMap((s) => [[s, 0, [[1, (s + 4) % 5, [], false]]], [s, 1, [[1, s, s === 2 ? ['coin'] : [], false]]], [s, 2, [[1, (s + 1) % 5, [], s === 3]]]]),
});

/** Worlds in which every step has to be looked at, and in which it is known beforehand where a table leads. */
const worlds = [
  { name: 'with chance and noise', scenario: { world: wholeWorld }, agent: { fn: 0.2, fp: 0.3 }, split: 'deploy', slice: 10 },
  { name: 'without chance', scenario: 'claim-18', agent: {}, split: 'train', slice: 10 },
  { name: 'in circles', scenario: { world: ring }, agent: { gamma: 0.9 }, split: 'train', slice: 76 },
] as const;

describe.each(learners)('%s', (learner) => {
  it.each(worlds)('agrees with a second implementation, step by step, $name', async ({ scenario, agent, split, slice }) => {
    const agents = 6;
    const experiment = parseExperiment({
      schema: 1, scenario, agents, seed: 31, agent: { learner, trial: { choice: [1, 2, 5] }, ...agent },
      phases: [{ name: 'train', split: 'train', steps: 70 * slice }, { name: 'test', split, steps: 6 * slice, learn: false }],
    });
    const session = await Session.open(experiment, localCpuEngine(), true);
    const { tables } = session.shape;
    const { network, extras } = specialise(session.shape);
    const first = wordLayout.COUNTERS + network.values;
    const mirrors = Array.from({ length: agents }, (_, i) => new TableSearch(tables, experiment, i));
    let t = 0;
    for (const planned of session.plan.phases) {
      const { program } = preparePhase(planned, tables, 1);
      for (const mirror of mirrors) mirror.begin();
      await session.population.begin(program);
      for (let made = 0; made < planned.steps; made += slice) {
        await session.population.advance(slice);
        for (let n = 0; n < slice; n++, t++) for (const mirror of mirrors) mirror.step(t, program);
        for (let i = 0; i < agents; i++) {
          const { words } = await session.population.agent(i);
          const at = (name: 'CANDIDATE' | 'TRIED' | 'SCORE' | 'BEST_SCORE' | 'BEST') => words[first + extras[name] - extras.EXTRA]!;
          const found = { counters: [...words.subarray(0, wordLayout.COUNTERS)], search: [at('CANDIDATE'), at('TRIED'), at('SCORE'), at('BEST_SCORE'), at('BEST')] };
          expect(found, `agent ${i} before step ${t}`).toEqual(mirrors[i]!.state());
        }
      }
    }
    session.destroy();
  });

  /** Four cells in a row; right at all of them is the only way to the coin. */
  const corridor = tinyWorld({
    actions: ['left', 'right'], states: 5, maxSteps: 8, events: [{ name: 'coin', reward: 1 }],
    transitions: [0, 1, 2, 3].flatMap((s) => [[s, 0, [[1, Math.max(0, s - 1), [], false]]], [s, 1, [[1, s + 1, s === 3 ? ['coin'] : [], s === 3]]]]),
  });
  const run = async (steps: number, trial: number) => (await runExperiment(parseExperiment({
    schema: 1, scenario: { world: corridor }, agents: 64, seed: 8, agent: { learner, trial }, phases: [{ name: 'train', split: 'train', steps }, { name: 'test', split: 'train', steps: 200, learn: false }],
  }), localCpuEngine())).results.phases[1]!.population['reward']!.mean!;

  it('finds the way where there is one, and acts by the best it found', async () => {
    // One table in 16 leads there: after 15 candidates of one episode each 38 % have not found it, after 375 nobody.
    const [early, late] = [await run(120, 1), await run(3000, 1)];
    expect(early).toBeGreaterThan(0.2);
    expect(early).toBeLessThan(0.9);
    expect(late).toBe(1);
    // The same budget judges fewer candidates for longer.
    expect(await run(120, 8)).toBeLessThan(early);
  });

  it('never lowers the score of the best', async () => {
    const session = await Session.open(parseExperiment({
      schema: 1, scenario: { world: corridor }, agents: 16, seed: 9, agent: { learner, trial: 1 }, phases: [{ name: 'train', split: 'train', steps: 4000 }],
    }), localCpuEngine(), true);
    const { network, extras } = specialise(session.shape);
    const best = Array(16).fill(-Infinity) as number[];
    for (let n = 0; n < 40; n++) {
      await session.advance(100);
      for (let i = 0; i < 16; i++) {
        const { words } = await session.population.agent(i);
        const score = floatOf(words[wordLayout.COUNTERS + network.values + extras.BEST_SCORE - extras.EXTRA]!);
        expect(score).toBeGreaterThanOrEqual(best[i]!);
        best[i] = score;
      }
    }
    for (const score of best) expect(score).toBeCloseTo(1, 6);
  });
});
