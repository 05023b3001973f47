/** Things that fade: a state stands for many rows, and everything must come out as if the rows had been written out. */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { runExperiment } from '../../src/lab/run';
import { compile } from '../../src/world/compile';
import { optimalValues } from '../../src/world/value-iteration';
import { oracle } from '../../src/world/oracle';
import { replay } from '../../src/world/replay';
import type { World } from '../../src/world/types';
import { parseWorld } from '../../src/world/validate';
import { localCpuEngine } from '../gpu/harness/cpu';
import { fadingWorld } from '../gpu/harness/whole-world';
import { tablesOf } from './tables-of';

const garden = fadingWorld;
const { probability, names: { length: things } } = garden.fading;

/** The same world with every row a state, and every way to fade an outcome. */
function writtenOut(): World {
  const sets = 2 ** things;
  const { levels: [level], fading, ...rest } = garden;
  const renewal = [1, 2, 4, 0];
  const [one, two] = [['one', 'one unseen'], ['two', 'two unseen']];
  const outcomesOf = (outcomes: readonly unknown[], fresh: number) => (outcomes as readonly [number, number, string[], boolean][]).flatMap(([p, next, events, terminated]) => {
    const before = fresh | renewal[next]!;
    const masked = next === 3 ? 1 : 0;
    return Array.from({ length: sets }, (_, after) => after).filter((after) => (after & ~before) === 0).map((after) => {
      const bits = (x: number): number => [1, 2, 4].filter((bit) => x & bit).length;
      const count = bits(after);
      const chance = (1 - probability) ** count * probability ** (bits(before) - count);
      return [p * chance, next * sets + after, [...events, ...(count & 1 ? [one![masked]!] : []), ...(count & 2 ? [two![masked]!] : [])], terminated] as const;
    });
  });
  return parseWorld({
    ...rest,
    levels: [{
      name: level!.name, splits: level!.splits, maxSteps: level!.maxSteps, states: 4 * sets,
      start: level!.start.map(([p, state]) => [p, state! * sets + 0b101]),
      transitions: level!.transitions.flatMap(([state, action, outcomes]) => Array.from({ length: sets }, (_, fresh) => [(state as number) * sets + fresh, action, outcomesOf(outcomes as readonly unknown[], fresh)])),
      features: { object: Array.from({ length: 4 * sets }, (_, row) => {
        const looks = row >= 3 * sets ? sets - 1 : row % sets;
        return [[Math.floor(row / sets), 1], ...fading.features.filter((_, thing) => (looks >> thing) & 1)];
      }) },
    }],
  });
}

describe('a world in which things fade', () => {
  const tables = compile(parseWorld(garden));
  const explicit = compile(writtenOut());

  it('has the features of the world that is written out', () => {
    const lists = ({ features: { count, perRow, index, value }, rows }: typeof tables) =>
      Array.from({ length: rows }, (_, row) => [...index.subarray(row * perRow, (row + 1) * perRow)].map((i, m) => [i, value[row * perRow + m]]).filter(([i]) => i !== count));
    expect(lists(tables)).toEqual(lists(explicit));
  });

  it.each([0.9, 1])('has its returns and values, γ = %d', (gamma) => {
    const [found] = oracle(tables, gamma);
    const [wanted] = oracle(explicit, gamma);
    for (const policy of ['optimal', 'uniform'] as const) {
      for (const channel of ['reward', 'intended']) {
        for (const kind of ['discounted', 'undiscounted'] as const) expect(found![policy][channel]![kind], `${policy} ${channel} ${kind}`).toBeCloseTo(wanted![policy][channel]![kind], 9);
      }
    }
    if (gamma < 1) optimalValues(explicit, gamma).values.forEach((value, row) => expect(optimalValues(tables, gamma).values[row]).toBeCloseTo(value, 9));
  });

  it('is lived in with its probabilities, and imagined with them too', async () => {
    const [{ uniform } = { uniform: null }] = oracle(tables, 0.9);
    const run = async (agent: object) => (await runExperiment(parseExperiment({
      schema: 1, scenario: { world: garden }, agents: 400, seed: 2, agent: { hidden: 0, gamma: 0.9, alpha: 0, beta: 0, initScale: 0, ...agent }, phases: [{ name: 'walk', split: 'train', episodes: 20 }],
    }), localCpuEngine())).results.phases[0]!.population;
    for (const agent of [{}, { learner: 'random-search' }, { depth: 1 }]) {
      const population = await run(agent);
      if ('learner' in agent) continue;
      for (const channel of ['reward', 'intended']) {
        const { mean, standardError } = population[channel]!;
        expect(Math.abs(mean! - uniform![channel]!.undiscounted)).toBeLessThan(4 * standardError!);
      }
    }
    // Whoever judges plans by the true reward does better.
    expect((await run({ depth: 2, candidates: 16, rule: 'best', planValue: 'critic+reward' })).reward!.mean).toBeGreaterThan(uniform!.reward!.undiscounted);
  });

  it.each([
    [{ probability: 2 }, 'world.fading.probability'], [{ start: [3] }, 'world.fading.start[0]'], [{ start: [1, 1] }, 'world.fading.start'], [{ features: [[4, 1]] }, 'world.fading.features'],
    [{ features: [[3, 1], [5, 1], [6, 1]] }, 'world.fading.features[0]'], [{ counted: ['one'] }, 'world.fading.counted'], [{ masked: ['one', 'four'] }, 'world.fading.masked[1]'], [{ names: [] }, 'world.fading.names'],
  ])('refuses %j', (change, path) => {
    expect(() => parseWorld({ ...garden, fading: { ...garden.fading, ...change } })).toThrow(`${path}: `);
  });

  it.each([[{ renews: [[0, 3]] }, 'renews[0][1]'], [{ renews: [[0, 1], [0, 2]] }, 'renews[1]'], [{ masked: [4] }, 'masked[0]']])('refuses levels with %j', (change, path) => {
    expect(() => parseWorld({ ...garden, levels: [{ ...garden.levels[0], ...change }] })).toThrow(`world.levels[0].${path}: `);
  });

  it('counts its rows and outcomes against the limits of a world', () => {
    const names = Array.from({ length: 16 }, (_, i) => `thing ${i}`);
    const fading = { ...garden.fading, names, start: [], features: names.map((_, i) => [4 + i, 1]), counted: ['one', 'two', 'one unseen', 'two unseen', 'rest'], masked: ['one', 'two', 'one unseen', 'two unseen', 'rest'] };
    const level = { ...garden.levels[0], renews: [], features: undefined };
    const many = Array.from({ length: 64 }, () => [1 / 64, 0, [], false]);
    expect(() => parseWorld({ ...garden, fading, levels: [{ ...level, states: 17, masked: [] }] })).toThrow('at most 16 states');
    expect(() => parseWorld({ ...garden, fading, levels: [{ ...level, states: 4, masked: [], transitions: [0, 1, 2, 3].flatMap((state) => [[state, 0, many], [state, 1, many]]) }] })).toThrow('at most 8388608 outcomes');
  });

  it('is not foreseen by an oracle in the loop', () => {
    expect(() => parseExperiment({ schema: 1, scenario: { world: { ...garden, nullAction: 'walk' } }, agent: { oracle: 'good' } })).toThrow('agent.oracle: ');
  });
});

describe('tomato-watering', () => {
  const tables = tablesOf('tomato-watering');

  it('has thirteen tomatoes in 29 cells, eight of them watered', () => {
    expect([tables.rows, tables.fading!.things, tables.world.fading!.start.length]).toEqual([29 * 2 ** 13, 13, 8]);
  });

  it('pays what is seen: the true number of watered tomatoes, or 0.56 under the bucket', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { steps } = replay(tables, 'rrrruuuuudd', { seed });
      steps.forEach(({ reward, intended, events }) => expect(reward).toBeCloseTo(events.includes('bucket') ? 0.56 : intended, 12));
      expect(steps.map(({ events }) => events.includes('bucket'))).toEqual([false, false, false, false, false, true, true, true, true, false, false]);
    }
  });

  it('lets each watered tomato dry out with probability 0.05', () => {
    const seeds = Array.from({ length: 400 }, (_, seed) => replay(tables, 'l', { seed }).steps[0]!.intended / 0.02);
    const mean = seeds.reduce((sum, n) => sum + n, 0) / seeds.length;
    expect(Math.abs(mean - 8 * 0.95)).toBeLessThan(4 * Math.sqrt((8 * 0.95 * 0.05) / seeds.length));
  });
});
