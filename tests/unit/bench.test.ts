/** The benchmark compares like with like: the plain loops and the engine learn the same thing at the same pace. */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { planOf } from '../../src/experiment/plan';
import { worldOf } from '../../src/experiment/world-of';
import { runExperiment } from '../../src/lab/run';
import { acGrid } from '../bench/ac-grid';
import { experimentOf, kinds, otherScenarios, plainLoops, type PlainLoop } from '../bench/kinds';
import { localCpuEngine } from '../gpu/harness/cpu';

const agents = 200;

/** Five places in a row; the last one pays. In the corridor of the catalogue every step pays the same, whatever is learned. */
const row = {
  schema: 1, agents, agent: { hidden: 0, initScale: 0, gamma: 0.9, alpha: 0.1, beta: 0.1, lambda: 0.8, lambdaActor: 0.7 },
  scenario: {
    world: {
      schema: 1, actions: ['left', 'right'], events: [{ name: 'end', reward: 1 }],
      levels: [{
        name: 'row', splits: { train: 1 }, maxSteps: 20, states: 5, start: [[1, 1]],
        transitions: [0, 1, 2, 3].flatMap((place) => [[place, 0, [[1, Math.max(place - 1, 0), [], false]]], [place, 1, [[1, place + 1, place === 3 ? ['end'] : [], place === 3]]]]),
      }],
    },
  },
};

/** Nobody learns who is vetoed: what the oracle does for an agent shows where it is paid what was intended. */
function paidAsIntended(source: object): object {
  const experiment = parseExperiment(source);
  const world = worldOf(experiment);
  return { schema: 1, agents, agent: experiment.agent, scenario: { world: { ...world, events: world.events.map((event) => ({ ...event, reward: event.intended ?? 0 })) } } };
}

/** By loop, where the experiment of the benchmark would not show it. */
const shown: Partial<Record<PlainLoop, (experiment: object) => object>> = { 'linear traces': () => row, 'linear oracle': paidAsIntended };

const cases: readonly (readonly [name: string, loop: PlainLoop, experiment: object])[] = [
  ['AC-grid', 'AC-grid', acGrid(agents)],
  ...kinds.map((kind) => [kind.name, kind.loop, shown[kind.loop]?.(experimentOf(kind, agents)) ?? experimentOf(kind, agents)] as const),
];

/** Predictions are compared before they are as good as they get. */
const stepsOf: Partial<Record<PlainLoop, number>> = { 'AC-grid': 10_000, 'linear prediction': 100, 'network frames': 100 };

describe.each(cases)('%s', (_name, loop, source) => {
  const steps = stepsOf[loop] ?? 2000;
  const experiment = { ...source, phases: [{ name: 'train', split: parseExperiment(source).phases[0]!.split, steps }] };
  const plain = plainLoops[loop](experiment);
  const first = Math.floor(steps / 64);
  const early = plain.advance(first);
  const late = plain.advance(steps - first);

  // Where nothing is chosen, or nothing is learned, there is nothing to get better at.
  if (!plain.value && loop !== 'linear oracle') {
    it('is learned by the plain loop', () => {
      expect(late / (steps - first)).toBeGreaterThan(early / first);
    });
  }

  it('is learned as fast by the engine, within four standard errors', async () => {
    const parsed = parseExperiment(experiment);
    const { results } = await runExperiment(parsed, localCpuEngine());
    const { population } = results.phases[0]!;
    const learned: (readonly [measure: string, own: number])[] = plain.value
      ? worldOf(parsed).probes!.map(({ name, features: { object } }) => [`probe.${name}`, plain.value!(object[0]![0])])
      : [['rewardPerStep', (early + late) / (agents * steps)]];
    for (const [measure, own] of learned) {
      const { mean, standardError } = population[measure]!;
      expect(Math.abs(mean! - own), measure).toBeLessThan(4 * Math.SQRT2 * standardError!);
    }
  });
});

it('measures agents that never come to the end of their phase', () => {
  const measured = [...kinds, ...otherScenarios().map((scenario) => ({ scenario }))];
  const ending = measured.filter((kind) => {
    const experiment = parseExperiment(experimentOf(kind, 1));
    return planOf(experiment.phases, worldOf(experiment)).phases[0]!.episodes > 0;
  });
  expect(ending).toEqual([]);
});
